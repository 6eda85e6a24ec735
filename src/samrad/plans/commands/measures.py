"""Measures: set up, changed, moved from state to state with a reason, and those who take part in them."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.db.models import F, Max
from django.utils.translation import gettext as _

from samrad.contacts.fields import PoliceField
from samrad.contacts.functions import BY_CODE, POLICE
from samrad.cooperation.models import Area, Cooperation
from samrad.cooperation.queries import cooperation_by_id
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import now, today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.queries.tasks import decision_in_short
from samrad.parties.actor import Actor
from samrad.parties.models import Post
from samrad.plans.commands.publishing import take_out
from samrad.plans.content import LONG, SHORT, Details
from samrad.plans.events import MeasureHandedOver, MeasureMoved, MeasurePartSet, MeasureSet, MeasureWaits
from samrad.plans.models import Measure, MeasurePart, MeasureStep, Plan
from samrad.plans.permissions import may_change, may_plan
from samrad.plans.queries.ground import Ground, ground_of
from samrad.plans.queries.plans import OPEN
from samrad.plans.rules import moved_on

Kind, State = MeasureStep.Kind, Measure.State
LONGEST, FIRST_YEAR, YEARS_AHEAD = 4_000, 2000, 20
WITH_REASON = {State.PAUSED, State.STOPPED, State.NEVER}
CLOSED = {State.DONE, State.STOPPED, State.NEVER}


@command
def set_measure(
    *,
    actor: Actor,
    plan_id: UUID,
    details: Details,
    measure_id: UUID | None = None,
    seen: int = 0,
    confirmed: bool = False,
) -> Measure:
    """Set up a measure in a plan, or change one. What steps 3 and 4 still lack is shown as open, and can be saved.

    A yes that a party has given to a draft before it was to another text (`ask_anew`).

    Who      those who write for a party (`may_change`).
    Refuses  no name; an owner from outside; an end before the beginning; a goal of another focus area; a decision that both
             parties cannot see; a closed measure; a save on top of another's.
    Records  MeasureSet, and MeasureHandedOver when it has another owner.
    Shape    One that everybody could read, and now shall not, is taken out of the plan's open copy at once.
    Source   V-2-a, V-2-c, V-2.3-h, V-2.3-n, V-8-c.
    """
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    cooperation = cooperation_by_id(actor, plan.cooperation_id)
    may_change(actor, plan, cooperation).require()
    measure = _to_change(measure_id, seen, plan) if measure_id else next_in(plan)
    before = (measure.owner_id, measure.step) if measure_id else None
    ground = ground_of(actor, cooperation, forum=plan.forum_id)
    was_open, was_sensitive = measure.is_public, _is_sensitive(measure, ground)
    require_sound(actor, cooperation, details, ground)
    put(measure, details, confirmed, ground)
    if not was_sensitive:
        begin_restricted(measure, ground)
    if before is None or before[0] != measure.owner_id:
        _given(actor, measure)
    measure.version += 1
    measure.save()
    if was_open and not measure.is_public:
        take_out(plan, measure.number)
    ask_anew(plan.pk)
    _say_set(actor, measure, before)
    return measure


def ask_anew(plan_id: UUID) -> None:
    """A draft is another text now, so that a yes to the one before no longer counts. The measures of an agreed plan go on living."""
    Plan.objects.filter(pk=plan_id, state=Plan.State.DRAFT).update(version=F("version") + 1)


def _given(actor: Actor, measure: Measure) -> None:
    """Whoever takes a measure for their own post has said yes by that; another owner says so for themself. V-4-j."""
    ours = measure.owner_id == actor.post
    measure.accepted_on, measure.accepted_by_id = (today(), actor.appointment) if ours else (None, None)


def next_in(plan: Plan) -> Measure:
    """A measure with the number after the last of the plan."""
    last = Measure.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0
    return Measure(cooperation_id=plan.cooperation_id, plan=plan, number=last + 1, version=0)


def require_sound(actor: Actor, cooperation: Cooperation, details: Details, ground: Ground) -> None:
    """What a measure points at is there, and of this cooperation."""
    if details.owner_id not in ground.owners:
        raise Refused(_("Ansvarlig må være en stilling hos en av partene, eller en som sitter i forumet."))
    if details.begins_on and details.ends_on and details.ends_on < details.begins_on:
        raise Refused(_("Siste dag kan ikke være før den første. Rett datoene."))
    for day in (details.begins_on, details.ends_on):
        if day and not FIRST_YEAR <= day.year <= today().year + YEARS_AHEAD:
            raise Refused(_("Datoen er for langt unna. Velg en dag etter 2000 og innen tjue år."))
    if details.step is not None and not 1 <= details.step <= 4:
        raise Refused(_("Velg ett av de fire trinnene."))
    if not {details.focus_area_id, *details.further} - {None} <= set(ground.areas):
        raise Refused(_("Velg et satsingsområde som står i dette samarbeidet."))
    if details.goal_id and ground.goals.get(details.goal_id, ("", None))[1] != details.focus_area_id:
        raise Refused(_("Målet hører til et annet satsingsområde. Velg begge på nytt."))
    if details.decision_id not in ground.decisions:
        require_decision(actor, cooperation, details.decision_id)


def require_decision(actor: Actor, cooperation: Cooperation, decision_id: UUID | None) -> None:
    """A decision that something rests on is one that both parties see."""
    if decision_id is None:
        return
    found = decision_in_short(actor, decision_id)
    if found is None or found.cooperation_id != cooperation.pk or found.only_for_id or found.face == "own":
        raise Refused(_("Velg en beslutning som begge parter ser."))


def put(measure: Measure, details: Details, confirmed: bool, ground: Ground) -> None:
    """The details as the measure may hold them."""
    for name, value in asdict(details).items():
        if name in SHORT:
            value = " ".join(guarded(value, confirmed=confirmed, longest=SHORT[name]).split())
        elif name in LONG:
            value = guarded(value, confirmed=confirmed, longest=LONGEST)
        setattr(measure, name, value)
    if not measure.name:
        raise Refused(_("Skriv hva tiltaket heter."))
    measure.areas = [code for code in Area.values if code in set(details.areas)]
    measure.police_fields = _fields(details, ground.owners[details.owner_id])
    measure.further = [str(key) for key in details.further if key != details.focus_area_id]
    if not details.report_every:
        measure.report_due_on = None
    elif measure.report_due_on is None and measure.state in OPEN:
        first = max(details.begins_on or today(), today())
        measure.report_due_on = moved_on(first, details.report_every)


def _fields(details: Details, owner: Post) -> list[str]:
    """In the order of the nine. What the police own is prevention when nothing else is said. V-2.1-a."""
    chosen = [code for code in PoliceField.values if code in set(details.police_fields)]
    return chosen or ([str(PoliceField.PREVENTION)] if owner.organisation.is_police else [])


def begin_restricted(measure: Measure, ground: Ground) -> None:
    """A measure that comes to be of what is easily about individuals is for the parties alone; they may open it later. V-2-c."""
    if _is_sensitive(measure, ground):
        measure.is_public = False


def _is_sensitive(measure: Measure, ground: Ground) -> bool:
    """Whether one of its focus areas is."""
    return bool({measure.focus_area_id, *map(UUID, measure.further)} & ground.sensitive)


def _to_change(measure_id: UUID, seen: int, plan: Plan) -> Measure:
    measure = Measure.objects.select_for_update().get(pk=measure_id, plan=plan)
    if measure.version != seen:
        raise Stale(
            _("Noen endret tiltaket mens du skrev. Les det som står der nå, og lagre på nytt."),
            theirs=f"{measure.name}\n{measure.description}\n{measure.get_state_display()}",
            version=measure.version,
        )
    if not measure.is_open:
        raise Refused(_("Tiltaket er avsluttet og endres ikke mer."))
    return measure


def _say_set(actor: Actor, measure: Measure, before: tuple[UUID, int | None] | None) -> None:
    step(actor, measure, Kind.CHANGED if before else Kind.MADE)
    if before and before[1] != measure.step:
        words = f"{before[1] or '–'} → {measure.step or '–'}"
        step(actor, measure, Kind.STEP, words)
    event = MeasureSet(measure.pk, measure.plan_id, measure.version)
    record(event, by=actor, cooperation=measure.cooperation_id)
    if before is None or before[0] != measure.owner_id:
        if before:
            step(actor, measure, Kind.HANDED_OVER)
        handed = MeasureHandedOver(measure.pk, measure.plan_id, measure.owner_id)
        record(handed, by=actor, cooperation=measure.cooperation_id)


def step(actor: Actor, measure: Measure, kind: str, text: str = "") -> None:
    """What happened to the measure stays readable."""
    step_of(actor, measure, kind, text).save()


def step_of(actor: Actor, measure: Measure, kind: str, text: str = "") -> MeasureStep:
    """The same, for who keeps many at once."""
    return MeasureStep(
        cooperation_id=measure.cooperation_id,
        measure=measure,
        kind=kind,
        text=text,
        at=now(),
        by_id=actor.appointment,
    )


@command
def move_measure(
    *,
    actor: Actor,
    measure_id: UUID,
    state: str,
    reason: str = "",
    learned: str = "",
    wise: str = "",
    seen: int,
    confirmed: bool = False,
) -> Measure:
    """Say where a measure stands: begun, on hold, done, stopped, or that nothing came of it, and then why.

    Who      those who write for a party (`may_plan`).
    Shape    `learned` and `wise` are the look back when it ends; both may be left out.
    Refuses  a pause, a stop or a never without a reason; one that is closed; a save on top of another's.
    Records  MeasureMoved.
    Source   V-8-f.
    """
    found = Measure.objects.select_related("plan").get(pk=measure_id)
    may_plan(actor, cooperation_by_id(actor, found.cooperation_id)).require()
    measure = _to_change(measure_id, seen, found.plan)
    chosen = State(state)
    words = guarded(reason, confirmed=confirmed, longest=LONGEST)
    if chosen in WITH_REASON and not words:
        raise Refused(_("Skriv hvorfor. Da kan andre lære av det."))
    measure.state, measure.state_reason = chosen, words
    if chosen in CLOSED:
        measure.closed_on, measure.report_due_on = today(), None
        measure.waits_for, measure.waits_since = None, None
        measure.learned = guarded(learned, confirmed=confirmed, longest=LONGEST)
        measure.wise = guarded(wise, confirmed=confirmed, longest=LONGEST)
    elif measure.report_every and measure.report_due_on is None:
        measure.report_due_on = moved_on(today(), measure.report_every)
    measure.version += 1
    measure.save()
    step(actor, measure, Kind(chosen), words)
    event = MeasureMoved(measure.pk, measure.plan_id, chosen)
    record(event, by=actor, cooperation=measure.cooperation_id)
    return measure


@command
def wait_for(*, actor: Actor, measure_id: UUID, party_id: UUID | None, seen: int) -> Measure:
    """Say that a measure waits for one of the parties to do something first, or that it goes on.

    Who      those who write for a party (`may_plan`).
    Refuses  a party of another cooperation; one that is closed; a save on top of another's.
    Records  MeasureWaits.
    Source   V-2.3-a.
    """
    found = Measure.objects.select_related("plan").get(pk=measure_id)
    cooperation = cooperation_by_id(actor, found.cooperation_id)
    may_plan(actor, cooperation).require()
    measure = _to_change(measure_id, seen, found.plan)
    if party_id and party_id not in {party.organisation_id for party in cooperation.parties.all()}:
        raise Refused(_("Velg en av partene i samarbeidet."))
    if measure.waits_for_id != party_id:
        measure.waits_for_id, measure.waits_since = party_id, today() if party_id else None
    measure.version += 1
    measure.save(update_fields=["waits_for", "waits_since", "version"])
    event = MeasureWaits(measure.pk, measure.plan_id, party_id)
    record(event, by=actor, cooperation=measure.cooperation_id)
    return measure


@command
def set_part(
    *,
    actor: Actor,
    measure_id: UUID,
    kind: str,
    name: str = "",
    party_id: UUID | None = None,
    function: str = "",
    undertakes: str = "",
    involved_on: date | None = None,
    confirmed: bool = False,
) -> MeasurePart:
    """Say who takes part in a measure, with what, and since when they were drawn in. A party again takes the place of itself.

    Who      those who write for a party (`may_change`).
    Shape    `party_id` for one of the parties, `function` for one of the police's functions; others by the name of their house.
    Refuses  nobody named; a party of another cooperation; a function that is not there; a day to come.
    Records  MeasurePartSet.
    Source   A-formal-c, V-2-a, V-2.1-i, V-8-b, V-8-d.
    """
    measure = Measure.objects.select_for_update(of=("self",)).select_related("plan").get(pk=measure_id)
    cooperation = cooperation_by_id(actor, measure.cooperation_id)
    may_change(actor, measure.plan, cooperation).require()
    if involved_on and involved_on > today():
        raise Refused(_("Dagen de ble trukket inn, kan ikke være fram i tid."))
    named = " ".join(guarded(name, confirmed=confirmed, longest=200).split())
    if party_id:
        houses = {party.organisation_id: party.organisation for party in cooperation.parties.all()}
        if party_id not in houses:
            raise Refused(_("Velg en av partene i samarbeidet."))
        named = houses[party_id].official_name
        MeasurePart.objects.filter(measure=measure, party=party_id).delete()
    if function:
        named, kind = _function_named(function, named), MeasurePart.Kind.POLICE
    if not named:
        raise Refused(_("Skriv hvilken virksomhet det er."))
    part = MeasurePart.objects.create(
        cooperation_id=measure.cooperation_id,
        measure=measure,
        party_id=party_id,
        name=named,
        kind=MeasurePart.Kind(kind),
        function=function,
        undertakes=guarded(undertakes, confirmed=confirmed, longest=LONGEST),
        involved_on=involved_on,
    )
    _say_part_set(actor, measure, part.kind)
    return part


def _say_part_set(actor: Actor, measure: Measure, kind: str) -> None:
    ask_anew(measure.plan_id)
    record(MeasurePartSet(measure.pk, kind), by=actor, cooperation=measure.cooperation_id)


def _function_named(function: str, named: str) -> str:
    """What a function of the police is called in the list, where it was given no other name."""
    if function not in BY_CODE or BY_CODE[function].side != POLICE:
        raise Refused(_("Velg en av politiets funksjoner."))
    return named or str(BY_CODE[function].name)


@command
def remove_part(*, actor: Actor, part_id: UUID) -> None:
    """Take away somebody who does not take part after all.

    Who      those who write for a party (`may_change`).
    Records  MeasurePartSet.
    """
    part = MeasurePart.objects.select_for_update(of=("self",)).select_related("measure__plan").get(pk=part_id)
    cooperation = cooperation_by_id(actor, part.cooperation_id)
    may_change(actor, part.measure.plan, cooperation).require()
    part.delete()
    _say_part_set(actor, part.measure, part.kind)
