"""One measure: its page, the form, where it stands, who takes part, and how it goes."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samrad.contacts.permissions import may_know_the_place
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import living_parties
from samrad.cooperation.queries.aims import focus_areas_visible_to
from samrad.meetings.queries.tasks import decisions_about, decisions_to_rest_on
from samrad.notices.queries import reminders_of_measure
from samrad.plans.commands.advice import plan_advice
from samrad.plans.commands.measures import move_measure, remove_part, set_measure, set_part
from samrad.plans.commands.reporting import report_measure
from samrad.plans.content import NAMES
from samrad.plans.models import Measure, MeasurePart, Plan, Responsibility
from samrad.plans.permissions import may_accept, may_change, may_report
from samrad.plans.queries.challenges import adjustments_of, conflicts_in
from samrad.plans.queries.measures import further_areas, measure_visible_to, own_measure, owners_for
from samrad.plans.queries.plans import plan_visible_to
from samrad.plans.queries.responsibilities import responsibility_for
from samrad.plans.rules import group_of, hints, open_on_step
from samrad.web.contacts.deeds import form_page
from samrad.web.contacts.enquiries import advice_behind
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.pages import page
from samrad.web.plans.form_pages import ROOM, plan_form
from samrad.web.plans.forms import MeasureForm, MoveForm, PartForm, ReportForm
from samrad.web.plans.talking import talk_of
from samrad.web.requests import Request
from samrad.web.ways import address


def _told(measure: Measure) -> list[tuple[str, str]]:
    """What is filled in, in its order, with its label."""
    rows = (
        (_("Målgruppe"), measure.target_group),
        (_("Nivå"), measure.get_level_display()),
        (_("Hovedformål"), measure.main_purpose),
        (_("Andre virkninger"), measure.side_effects),
        (_("Fagområder i politiet"), ", ".join(str(name) for name in measure.field_names)),
        (_("Hva som skal endre seg"), measure.change),
        (_("Hvordan dere ser det"), measure.seen_by),
        (_("Sted"), measure.place),
        (_("Tjeneste eller enhet"), measure.service),
        (_("Kanal"), measure.channel),
        (_("Hvor mange det når"), measure.reach),
        (_("Ressurser fra hver part"), measure.resources),
        (_("Hvorfor bare én part setter av noe"), measure.alone_because),
        (_("Kunnskapen det hviler på"), measure.rests_on),
        (_("Innbyggernes behov"), measure.needs),
        (_("Slik vurderte dere det"), measure.weighing),
        (_("Plan som er justert, og målet den sparer"), measure.spares),
    )
    return [(label, text) for label, text in rows if text]


def _lacking(measure: Measure) -> list[object]:
    """What steps 3 and 4 ask for and is not there yet, in words. V-2.3-n."""
    names = {"decision": _("beslutning"), "resources": _("ressurser"), "weighing": _("vurdering")}
    found = open_on_step(
        measure.step,
        decided=measure.decision_id is not None,
        resources=bool(measure.resources),
        weighed=bool(measure.weighing),
    )
    return [names[name] for name in found]


def _answers(request: Request, cooperation: Cooperation, measure: Measure) -> Responsibility | None:
    """Who answers for it, in words of its own or as its focus area."""
    own = responsibility_for(request.actor, cooperation, measure=measure.pk)
    return own or responsibility_for(request.actor, cooperation, area=measure.focus_area_id)


@for_people
@require_safe
def measure(request: Request, measure_id: UUID) -> HttpResponse:
    """What it is, who owns it, what it should change, how it goes, and what happened."""
    try:
        found, cooperation = measure_visible_to(request.actor, measure_id)
    except Cooperation.DoesNotExist:
        return redirect("web:own_measure", own_measure(request.actor, measure_id).pk)
    parts = list(found.parts.all())
    parties = [p.organisation for p in living_parties(cooperation)]
    heard = {part.party_id for part in parts}
    return page(
        request,
        "plans/measure.html",
        cooperation=cooperation,
        room=ROOM,
        measure=found,
        parts=parts,
        unheard=[party for party in parties if party.pk not in heard],
        further=further_areas(found),
        told=_told(found),
        lacking=_lacking(found),
        answered=hints(
            rests_on=bool(found.rests_on),
            needs=bool(found.needs),
            sectors=len({(p.kind, p.name) for p in parts}),
            purpose=bool(found.main_purpose),
        ),
        may_write=may_change(request.actor, found.plan, cooperation),
        decided=decisions_about(request.actor, measure=found.pk),
        may_report=may_report(request.actor, found),
        may_accept=may_accept(request.actor, found),
        group=MeasurePart.Kind(group_of(found.owner.organisation.kind)).label,
        may_ask_head=bool(may_know_the_place(request.actor, cooperation)),
        reminders=reminders_of_measure(found),
        adjustments=adjustments_of(request.actor, cooperation, found),
        conflicts=conflicts_in(request.actor, cooperation, found),
        responsibility=_answers(request, cooperation, found),
        **talk_of(request.actor, cooperation, measure=found.pk),
    )


def _form(request: Request, cooperation: Cooperation, plan: Plan, initial: dict[str, object]) -> MeasureForm:
    areas = [area for area in focus_areas_visible_to(request.actor, cooperation) if area.is_open]
    goals = [goal for area in areas for goal in area.goals.all() if goal.is_open]
    decisions = [(str(key), name) for key, name in decisions_to_rest_on(request.actor, cooperation.pk)]
    return MeasureForm(
        sent(request),
        posts=owners_for(cooperation, forum=plan.forum_id),
        areas=areas,
        goals=goals,
        decisions=decisions,
        initial=initial,
    )


@for_people
@form_page
def new_measure(request: Request, plan_id: UUID) -> HttpResponse:
    """A measure in a plan."""
    plan, cooperation = plan_visible_to(request.actor, plan_id)
    may_change(request.actor, plan, cooperation).require()
    advice = advice_behind(request)
    initial: dict[str, object] = {
        "origin": "new",
        "owner_id": request.actor.post,
        "report_every": "quarterly",
        "description": advice.answer if advice else "",
    }
    form = _form(request, cooperation, plan, initial)
    deed: Callable[..., Measure] = partial(plan_advice, enquiry_id=advice.pk) if advice else set_measure
    return plan_form(
        request,
        form,
        lambda: deed(actor=request.actor, plan_id=plan.pk, details=form.details, confirmed=form.is_confirmed),
        said=_("Tiltaket står i planen."),
        back=address("plan", plan.pk),
        cooperation=cooperation,
        heading=_("Nytt tiltak"),
        about=plan.name,
        action=_("Legg inn tiltaket"),
    )


@for_people
@form_page
def change_measure(request: Request, measure_id: UUID) -> HttpResponse:
    """Change a measure."""
    found, cooperation = measure_visible_to(request.actor, measure_id)
    may_change(request.actor, found.plan, cooperation).require()
    initial = {name: getattr(found, name) for name in NAMES} | {"seen": found.version}
    form = _form(request, cooperation, found.plan, initial)
    return plan_form(
        request,
        form,
        lambda: set_measure(
            actor=request.actor,
            plan_id=found.plan_id,
            measure_id=found.pk,
            details=form.details,
            seen=form.version,
            confirmed=form.is_confirmed,
        ),
        said=_("Endringen er lagret."),
        back=address("measure", found.pk),
        cooperation=cooperation,
        heading=_("Endre tiltaket"),
        about=found.name,
        action=_("Lagre endringen"),
    )


@for_people
@form_page
def move(request: Request, measure_id: UUID) -> HttpResponse:
    """Say where it stands."""
    found, cooperation = measure_visible_to(request.actor, measure_id)
    may_change(request.actor, found.plan, cooperation).require()
    form = MoveForm(sent(request), initial={"state": found.state, "seen": found.version})
    return plan_form(
        request,
        form,
        lambda: move_measure(
            actor=request.actor,
            measure_id=found.pk,
            seen=form.version,
            confirmed=form.is_confirmed,
            **form.said,
        ),
        said=_("Det er lagret. Begge parter ser hvor tiltaket står."),
        back=address("measure", found.pk),
        cooperation=cooperation,
        heading=_("Hvor står tiltaket?"),
        about=found.name,
        action=_("Lagre"),
    )


@for_people
@form_page
def new_part(request: Request, measure_id: UUID) -> HttpResponse:
    """Who takes part, with what."""
    found, cooperation = measure_visible_to(request.actor, measure_id)
    may_change(request.actor, found.plan, cooperation).require()
    parties = [party.organisation for party in living_parties(cooperation)]
    form = PartForm(sent(request), parties=parties, initial={"kind": "public"})
    return plan_form(
        request,
        form,
        lambda: set_part(actor=request.actor, measure_id=found.pk, confirmed=form.is_confirmed, **form.deed),
        said=_("Det er lagret hvem som er med."),
        back=address("measure", found.pk),
        cooperation=cooperation,
        heading=_("Hvem er med, og med hva?"),
        about=found.name,
        action=_("Lagre"),
    )


@for_people
@require_POST
def drop_part(request: Request, measure_id: UUID, part_id: UUID) -> HttpResponse:
    """Take away somebody who does not take part after all."""
    found, _cooperation = measure_visible_to(request.actor, measure_id)
    remove_part(actor=request.actor, part_id=part_id)
    messages.success(request, _("De er tatt bort fra tiltaket."))
    return redirect("web:measure", found.pk)


@for_people
@form_page
def report(request: Request, measure_id: UUID) -> HttpResponse:
    """Tell how it goes, in a minute."""
    try:
        found, cooperation = measure_visible_to(request.actor, measure_id)
    except Cooperation.DoesNotExist:
        return redirect("web:own_measure", own_measure(request.actor, measure_id).pk)
    may_report(request.actor, found).require()
    form = ReportForm(sent(request))
    return plan_form(
        request,
        form,
        lambda: report_measure(
            actor=request.actor, measure_id=found.pk, confirmed=form.is_confirmed, **form.said
        ),
        said=_("Takk. Begge parter kan lese hvordan det går."),
        back=address("measure", found.pk),
        cooperation=cooperation,
        heading=_("Fortell hvordan det går"),
        about=found.name,
        action=_("Send svaret"),
    )
