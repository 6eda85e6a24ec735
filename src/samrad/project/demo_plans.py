"""The demo's plans: Lyngvik's action plan with fourteen measures in every state, and a small one next door."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from samrad.agreements.queries.agreements import agreements_visible_to
from samrad.cooperation import wall
from samrad.cooperation.commands.aims import set_focus_area, set_goal
from samrad.cooperation.models import FocusArea, Goal
from samrad.cooperation.queries import cooperation_visible_to
from samrad.forums.models import Forum
from samrad.forums.queries import forums_of
from samrad.kernel.clock import today
from samrad.meetings.queries.tasks import decisions_to_rest_on
from samrad.parties.actor import Actor
from samrad.plans.commands.measures import move_measure, set_measure, set_part
from samrad.plans.commands.plans import anchor_plan, approve_plan, set_plan
from samrad.plans.commands.promises import make_promise, mark_promise
from samrad.plans.commands.reporting import report_measure
from samrad.plans.content import Details
from samrad.plans.models import Measure, Plan
from samrad.plans.queries.plans import plan_visible_to
from samrad.plans.queries.promises import obligations_of
from samrad.project.demo_story import on

AREAS: tuple[tuple[str, str, tuple[str, ...], str, str, int], ...] = (
    ("Trygt sentrum for ungdom", "Det meldes om mer uro fredag og lørdag kveld.", ("crime", "safety"),
     "Unge er trygge i sentrum om kvelden", "safer", 4),
    ("Trygg skolevei", "Foreldre er urolige for trafikken ved skolene.", ("safety",),
     "Ingen barn skades på vei til skolen", "safer", 3),
    ("Ungdom og digitale liv", "Flere skoler melder om deling av bilder.", ("crime",),
     "Færre unge blir utsatt for lovbrudd på nett", "less_crime", 4),
)  # fmt: skip
CHALLENGES = {
    "Trygt sentrum for ungdom": "public_places",
    "Trygg skolevei": "traffic",
}  # as the council has chosen them
BEGIN, END = timedelta(days=-120), timedelta(days=210)
# name, owner, focus area or none, state, why, step, first and last day from today, report rhythm, what it should change
MEASURES: tuple[tuple[str, str, int | None, str, str, int | None, int | None, int | None, str, str], ...] = (
    ("Voksne ute i sentrum fredag og lørdag", "slt", 0, "under_way", "", 4, -100, 180, "monthly", "Færre klager på uro etter klokka 22."),
    ("Fast patrulje til fots i sentrum", "politikontakt", 0, "under_way", "", 4, -90, 180, "quarterly", "Unge kjenner politiet ved navn."),
    ("Ungdomshuset åpent to kvelder til", "slt", 0, "paused", "Venter på ny leder ved ungdomshuset.", 3, -60, 150, "quarterly", "Flere har et sted å være."),
    ("Felles møte med utestedene", "politikontakt", 0, "done", "", 2, -110, -40, "", "Utestedene melder fra tidlig."),
    ("Foreldrekvelder på åttende trinn", "slt", 0, "under_way", "", 2, -50, 120, "half_yearly", "Foreldre avtaler felles grenser."),
    ("Lys i undergangen ved stasjonen", "kommunedirektor", 0, "stopped", "Veieieren setter opp lys selv til våren.", 3, -80, 60, "", "Flere bruker undergangen om kvelden."),
    ("Kartlegge hvor elevene krysser veien", "politikontakt", 1, "done", "", 1, -115, -70, "", "Vi vet hvor det er farlig."),
    ("Hjertesone rundt tre barneskoler", "kommunedirektor", 1, "under_way", "", 4, -40, 200, "quarterly", "Færre biler foran skoleporten."),
    ("Sykkelkontroll hver høst", "politikontakt", 1, "planned", "", 1, 40, 100, "yearly", "Flere sykler har lys."),
    ("Gå sammen til skolen", "slt", 1, "never", "Ingen av skolene hadde voksne som kunne gå med.", 2, -95, 30, "", "Færre blir kjørt."),
    ("Undervisning om bildedeling", "politikontakt", 2, "under_way", "", 2, -70, 90, "monthly", "Elevene vet hva som er lov."),
    ("Spørretime på nett for unge", "politikontakt", 2, "planned", "", 1, -65, 60, "quarterly", "Flere spør før noe går galt."),
    ("Øvelse på alvorlig hendelse ved skole", "kommunedirektor", None, "planned", "", 4, 60, 61, "", "Alle vet hva de skal gjøre den første timen."),
    ("Felles oversikt over tilbud til unge", "skole", None, "planned", "", 1, None, None, "quarterly", "Unge og foreldre finner fram."),
)  # fmt: skip
REPORTS = (
    (1, "slt", "on_track", "Natteravnene har gått tolv kvelder.", 12, "kvelder"),
    (2, "politikontakt", "behind", "Sykdom gjorde at to helger falt ut.", 6, "helger"),
    (8, "slt", "stuck", "Vi venter på skilt fra fylket.", None, ""),
    (11, "politikontakt", "on_track", "Fire av sju klasser har hatt timen.", 4, "klasser"),
)

PROMISES = (
    ("politikontakt", "Fast kontordag på rådhuset", "monthly", -20),
    ("politikontakt", "Besøk på hver skole før jul", "once", -3),
    ("slt", "Melding om større arrangementer", "quarterly", -30),
    ("kommunedirektor", "Lokale til kontordagen", "once", 30),
)


def days(count: int) -> date:
    """So many days from today."""
    return today() + timedelta(days=count)


def build_plans(people: dict[str, Actor]) -> None:
    """The year's plan in Lyngvik, and a small one in Storvik."""
    plan = _lyngvik(people)
    _what_became_of_it(people, plan)
    _promises(people)
    _next_door(people)


def _lyngvik(people: dict[str, Actor]) -> Plan:
    with wall.acting(people["slt"]) as slt:
        lyngvik = cooperation_visible_to(slt, "lyngvik")
        council = next(each for each in forums_of(slt, lyngvik) if each.is_council)
        decision = next(iter(decisions_to_rest_on(slt, lyngvik.pk)), (None, ""))[0]
    aims = [_aim(people["slt"], lyngvik.pk, decision, *given) for given in AREAS]
    with wall.acting(people["slt"]) as slt:
        plan = set_plan(
            actor=slt,
            forum_id=council.pk,
            kind=Plan.Kind.ACTION,
            name="Trygge unge i Lyngvik",
            challenge="Uro og utrygghet blant unge",
            about="Planen følger satsingsområdene som rådet har valgt.",
            valid_from=today() + BEGIN,
            valid_to=today() + END,
        )
        for row in MEASURES:
            _measure(slt, people, plan, aims, decision, row)
        _parts(slt, plan, people)
    for day, name in ((days(-106), "slt"), (days(-104), "politikontakt")):
        with on(day, people[name]) as who:
            approve_plan(actor=who, plan_id=plan.pk, seen=plan_visible_to(who, plan.pk)[0].version)
    _anchored(people, plan)
    return plan


def _anchored(people: dict[str, Actor], plan: Plan) -> None:
    with wall.acting(people["slt"]) as slt:
        given: dict[str, Any] = {"actor": slt, "plan_id": plan.pk, "takes_part": True}
        anchor_plan(
            kind="anchored",
            body="Formannskapet",
            on=days(-105),
            reference="26/104",
            resources="Ett årsverk",
            **given,
        )
    with wall.acting(people["politikontakt"]) as contact:
        anchor_plan(
            actor=contact,
            plan_id=plan.pk,
            kind="made_known",
            body="Alle ansatte ved enheten",
            channel="Morgenmøte og oppslag",
            on=days(-98),
        )


def _aim(
    actor: Actor,
    home: UUID,
    decision: UUID | None,
    name: str,
    why: str,
    areas: tuple[str, ...],
    goal: str,
    aim: str,
    years: int,
) -> tuple[FocusArea, Goal]:
    since, horizon = days(-200), today().year + years
    with on(since, actor):
        area = set_focus_area(
            actor=actor,
            cooperation_id=home,
            name=name,
            why=why,
            areas=areas,
            decision=decision,
            challenge=CHALLENGES.get(name, ""),
            valid_from=since,
        )
        made = set_goal(actor=actor, area_id=area.pk, name=goal, aim=aim, horizon=horizon)
    return area, made


def _measure(
    actor: Actor,
    people: dict[str, Actor],
    plan: Plan,
    aims: list[tuple[FocusArea, Goal]],
    decision: UUID | None,
    row: tuple[str, str, int | None, str, str, int | None, int | None, int | None, str, str],
) -> None:
    name, owner, place, state, why, step, first, last, rhythm, change = row
    post = people[owner].post
    assert post
    upper = step is not None and step >= 3
    details = Details(
        name,
        post,
        focus_area_id=None if place is None else aims[place][0].pk,
        goal_id=None if place is None else aims[place][1].pk,
        areas=("preparedness",) if place is None and upper else ("crime", "safety"),
        target_group="Unge fra 13 til 18 år",
        level=Measure.Level.UNIVERSAL,
        main_purpose="Trygghet for barn og unge",
        begins_on=None if first is None else days(first),
        ends_on=None if last is None else days(last),
        place="Lyngvik sentrum",
        change=change,
        seen_by="Vi teller, og vi spør ungdomsrådet.",
        step=step,
        resources="Kommunen: ti prosent stilling. Politiet: fire timer i uken." if upper else "",
        weighing="Partene så på hva hver av dem ellers måtte la være." if upper else "",
        decision_id=decision if upper else None,
        rests_on="Ungdata og politiets lokale kunnskap",
        report_every=rhythm,
    )
    made = set_measure(actor=actor, plan_id=plan.pk, details=details)
    if state != Measure.State.PLANNED:
        done = state == Measure.State.DONE
        move_measure(
            actor=actor,
            measure_id=made.pk,
            state=state,
            reason=why,
            learned="Det virket best når begge var der." if done else "",
            wise="Begynn før ferien." if done else "",
            seen=1,
        )


def _parts(actor: Actor, plan: Plan, people: dict[str, Actor]) -> None:
    """The first measure has both parties and others, each with what it does."""
    first = plan.measures.order_by("number")[0]
    given: dict[str, Any] = {"actor": actor, "measure_id": first.pk, "involved_on": days(-130)}
    for owner, kind, does in (
        ("slt", "public", "Utekontakten er ute begge kvelder."),
        ("politikontakt", "police", "Patruljen går den samme runden."),
    ):
        set_part(
            kind=kind, party_id=next(iter(people[owner].parties & _parties(plan))), undertakes=does, **given
        )
    set_part(kind="civil", name="Natteravnene", undertakes="Seks voksne hver kveld.", **given)
    set_part(
        kind="business", name="Kjøpesenteret", undertakes="Holder døra åpen og gir varm drikke.", **given
    )


def _parties(plan: Plan) -> set[UUID]:
    return {party.organisation_id for party in plan.forum.cooperation.parties.all()}


def _what_became_of_it(people: dict[str, Actor], plan: Plan) -> None:
    for number, owner, status, sentence, figure, unit in REPORTS:
        with wall.acting(people[owner]) as actor:
            measure = plan.measures.get(number=number)
            report_measure(
                actor=actor,
                measure_id=measure.pk,
                status=status,
                sentence=sentence,
                figure=Decimal(figure) if figure else None,
                unit=unit,
            )
    with wall.acting(people["slt"]):  # one report is late
        plan.measures.filter(number=5).update(report_due_on=days(-4))


def _promises(people: dict[str, Actor]) -> None:
    """Two for each party from the agreement in force: one in a rhythm, kept once; one that is late."""
    with wall.acting(people["slt"]) as slt:
        lyngvik = cooperation_visible_to(slt, "lyngvik")
        for agreement in agreements_visible_to(slt, lyngvik):
            obligations = obligations_of(slt, agreement, lyngvik)
            if not obligations:
                continue
            for owner, text, every, due in PROMISES:
                post = people[owner].post
                assert post
                promise = make_promise(
                    actor=slt,
                    agreement_id=agreement.pk,
                    clause=obligations[0].lineage,
                    text=text,
                    party_id=next(
                        iter(people[owner].parties & {p.organisation_id for p in lyngvik.parties.all()})
                    ),
                    owner_id=post,
                    every=every,
                    due_on=days(due),
                )
                if every != "once":
                    mark_promise(actor=slt, promise_id=promise.pk, verdict="kept", seen=1)
            return


def _next_door(people: dict[str, Actor]) -> None:
    """Storvik has a draft with two measures."""
    with wall.acting(people["nabokommune"]) as mayor:
        storvik = cooperation_visible_to(mayor, "storvik")
        council: Forum | None = next((each for each in forums_of(mayor, storvik) if each.is_council), None)
        if council is None or mayor.post is None:
            return
        plan = set_plan(
            actor=mayor,
            forum_id=council.pk,
            kind=Plan.Kind.OVERALL,
            name="Plan for politirådet i Storvik",
            valid_from=date(today().year, 1, 1),
            valid_to=date(today().year, 12, 31),
        )
        for name in ("Trygg havn om sommeren", "Møte med grendelagene"):
            set_measure(actor=mayor, plan_id=plan.pk, details=Details(name, mayor.post))
