"""Bring measures in from a sheet: all of them, or none."""

from uuid import UUID

from samrad.cooperation.queries import cooperation_by_id
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.knowledge.sheets import rows_of
from samrad.parties.actor import Actor
from samrad.plans.commands.measures import ask_anew, begin_restricted, next_in, put, require_sound, step_of
from samrad.plans.content import Details
from samrad.plans.events import MeasuresBrought
from samrad.plans.models import Measure, MeasureStep, Plan
from samrad.plans.permissions import may_change
from samrad.plans.queries.ground import ground_of
from samrad.plans.sheet import each_row


@command
def bring_measures(
    *, actor: Actor, plan_id: UUID, filename: str, data: bytes, confirmed: bool = False
) -> list[Measure]:
    """Set up a measure for each row of a sheet, after those that the plan has. Each goes through the checks of one that is typed.

    Who      those who write for a party (`may_change`).
    Refuses  with `FaultySheet`, and a line for each faulty row.
    Records  MeasuresBrought.
    Source   V-2-a, SECURITY.md M11: the guard on personal data reads every cell.
    """
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    cooperation = cooperation_by_id(actor, plan.cooperation_id)
    may_change(actor, plan, cooperation).require()
    ground, first = ground_of(actor, cooperation, forum=plan.forum_id), next_in(plan)

    def made_of(details: Details) -> Measure:
        require_sound(actor, cooperation, details, ground)
        measure = Measure(cooperation_id=cooperation.pk, plan=plan, version=1)
        put(measure, details, confirmed, ground)
        begin_restricted(measure, ground)
        return measure

    measures = each_row(rows_of(filename, data), ground, made_of)
    for number, measure in enumerate(measures, first.number):
        measure.number = number
    Measure.objects.bulk_create(measures)
    MeasureStep.objects.bulk_create(step_of(actor, measure, MeasureStep.Kind.MADE) for measure in measures)
    ask_anew(plan.pk)
    owners = tuple(sorted({measure.owner_id for measure in measures}))
    record(MeasuresBrought(plan.pk, len(measures), owners), by=actor, cooperation=cooperation.pk)
    return measures
