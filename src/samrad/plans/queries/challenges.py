"""Challenges and measures seen across the parties: what nobody answers for, what is stuck, and what works against each other."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from samrad.cooperation.models import Challenge, Cooperation, FocusArea
from samrad.cooperation.queries import cooperation_by_id, stands_inside
from samrad.cooperation.queries.challenges import challenges_of
from samrad.kernel.clock import today
from samrad.knowledge.models.priorities import Candidate
from samrad.parties.actor import Actor
from samrad.parties.queries import held_today
from samrad.plans.models import Adjustment, Conflict, Exercise, Means, Measure
from samrad.plans.queries.plans import OPEN


@dataclass
class Across:
    """One challenge: the focus areas it became, the open measures under them, and what each party can do.

    Shape    `later_on` is the day on which the parties look at it again, when they have chosen not to take it now.
             `means` is by party. `held` counts the measures whose post somebody holds today.
    """

    challenge: Challenge
    areas: list[FocusArea] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    means: dict[UUID, Means] = field(default_factory=dict)
    later_on: date | None = None
    held: int = 0

    @property
    def is_put_off(self) -> bool:
        return self.later_on is not None and self.later_on >= today()

    @property
    def lacks(self) -> str:
        """What nobody has said: a measure, or somebody who answers for it. Nothing of what is put off."""
        if self.is_put_off:
            return ""
        if not self.measures:
            return "measure"
        return "" if self.held else "owner"


def challenges_across(actor: Actor, cooperation: Cooperation) -> list[Across]:
    """Every challenge that is raised, the oldest first. Five statements, however many. V-2-d, V-2.3-a."""
    if not stands_inside(actor, cooperation):
        return []
    found = [Across(row) for row in challenges_of(actor, cooperation)]
    by_mark: dict[str, list[Across]] = {}
    for row in found:
        by_mark.setdefault(row.challenge.mark, []).append(row)
    by_area: dict[UUID, list[Across]] = {}
    for area in FocusArea.objects.filter(cooperation=cooperation, closed_on=None).exclude(challenge=""):
        for row in by_mark.get(area.challenge, []):
            row.areas.append(area)
            by_area.setdefault(area.pk, []).append(row)
    _measures(cooperation, by_area)
    by_key = {row.challenge.pk: row for row in found}
    for means in Means.objects.filter(cooperation=cooperation):
        by_key[means.challenge_id].means[means.party_id] = means
    put_off = Candidate.objects.filter(cooperation=cooperation, prioritisation__decided_on__isnull=False)
    for candidate in put_off.order_by("prioritisation__decided_on", "prioritisation_id"):
        by_key[candidate.challenge_id].later_on = candidate.look_again_on
    return found


def _measures(cooperation: Cooperation, by_area: dict[UUID, list[Across]]) -> None:
    rows = Measure.objects.filter(cooperation=cooperation, state__in=OPEN)
    for measure in rows.annotate(is_held=held_today("owner")).select_related("owner__organisation"):
        keys = {measure.focus_area_id, *map(UUID, measure.further)} - {None}
        for row in {id(row): row for key in keys if key for row in by_area.get(key, [])}.values():
            row.measures.append(measure)
            row.held += bool(measure.is_held)


def challenge_visible_to(actor: Actor, challenge_id: UUID) -> tuple[Across, Cooperation]:
    """One challenge, seen across. Refuses with `Challenge.DoesNotExist`, or as `cooperation_by_id` does."""
    challenge = Challenge.objects.get(pk=challenge_id)
    cooperation = cooperation_by_id(actor, challenge.cooperation_id)
    rows = challenges_across(actor, cooperation)
    return next(row for row in rows if row.challenge.pk == challenge_id), cooperation


def waiting_measures(actor: Actor, cooperation: Cooperation) -> list[Measure]:
    """Open measures that wait for a party, those that have waited longest first. One statement.

    Shape    `is_stuck` says whether it has waited longer than this installation thinks is fine.
    """
    if not stands_inside(actor, cooperation):
        return []
    rows = Measure.objects.filter(cooperation=cooperation, state__in=OPEN, waits_for__isnull=False)
    rows = rows.annotate(is_stuck=Q(waits_since__lt=today() - timedelta(days=settings.WAIT_DAYS)))
    return list(rows.select_related("waits_for", "owner__organisation").order_by("waits_since", "number"))


def conflicts_in(actor: Actor, cooperation: Cooperation, measure: Measure | None = None) -> list[Conflict]:
    """Pairs that work against each other, those that nothing is decided of first; of one measure, or of all. One statement."""
    if not stands_inside(actor, cooperation):
        return []
    rows: QuerySet[Conflict] = Conflict.objects.filter(cooperation=cooperation)
    if measure:
        rows = rows.filter(Q(one=measure) | Q(other=measure))
    found = rows.select_related("one", "other", "decision__item")
    return sorted(found, key=lambda row: (row.settled_on is not None, row.noted_on, row.pk))


def conflict_visible_to(actor: Actor, conflict_id: UUID) -> tuple[Conflict, Cooperation]:
    """Refuses with `Conflict.DoesNotExist`, or as `cooperation_by_id` does."""
    found = Conflict.objects.select_related("one", "other").get(pk=conflict_id)
    return found, cooperation_by_id(actor, found.cooperation_id)


def other_measures(actor: Actor, cooperation: Cooperation, measure: Measure) -> list[Measure]:
    """The other open measures of the cooperation, to choose between. One statement."""
    if not stands_inside(actor, cooperation):
        return []
    rows = Measure.objects.filter(cooperation=cooperation, state__in=OPEN).exclude(pk=measure.pk)
    return list(rows.select_related("plan").order_by("plan__name", "number"))


def adjustments_of(actor: Actor, cooperation: Cooperation, measure: Measure) -> list[Adjustment]:
    """The plans that were changed for a measure's sake, the newest first. One statement."""
    if not stands_inside(actor, cooperation):
        return []
    return list(Adjustment.objects.filter(measure=measure).select_related("party"))


def exercises_in(actor: Actor, cooperation: Cooperation) -> list[Exercise]:
    """Those to come and those held, for whoever writes for a party; the database shows them to nobody else. One statement."""
    if not stands_inside(actor, cooperation):
        return []
    return list(Exercise.objects.filter(cooperation=cooperation))


def exercise_visible_to(actor: Actor, exercise_id: UUID) -> tuple[Exercise, Cooperation]:
    """Refuses with `Exercise.DoesNotExist`, or as `cooperation_by_id` does."""
    found = Exercise.objects.get(pk=exercise_id)
    return found, cooperation_by_id(actor, found.cooperation_id)
