"""Focus areas and goals, for those who stand inside the cooperation."""

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from samrad.cooperation.models import AimStep, Cooperation, FocusArea, Goal
from samrad.cooperation.queries.cooperations import cooperation_by_id, stands_inside
from samrad.parties.actor import Actor

STEPS = Prefetch("steps", AimStep.objects.select_related("by__person").order_by("-at"))


def focus_areas_visible_to(actor: Actor, cooperation: Cooperation) -> QuerySet[FocusArea]:
    """Those that run first, each with its goals and with what happened to it. Three statements, however many. A-formal-b."""
    if not stands_inside(actor, cooperation):
        return FocusArea.objects.none()
    rows = FocusArea.objects.filter(cooperation=cooperation).order_by("closed_on", "valid_from", "name")
    goals = Goal.objects.order_by("closed_on", "horizon", "name")
    return rows.prefetch_related(Prefetch("goals", goals), STEPS)


def open_focus_areas(actor: Actor, cooperation: Cooperation, *, with_goals: bool = False) -> list[FocusArea]:
    """Those that run, to choose between. One statement, and one more with their goals."""
    if not stands_inside(actor, cooperation):
        return []
    rows = FocusArea.objects.filter(cooperation=cooperation, closed_on=None).order_by("name")
    return list(rows.prefetch_related("goals") if with_goals else rows)


def focus_areas_within(actor: Actor, cooperation: Cooperation, first: date, last: date) -> list[FocusArea]:
    """Those that run in some part of a term, such as an agreement's. One statement. A-mal-a."""
    if not stands_inside(actor, cooperation):
        return []
    rows = FocusArea.objects.filter(cooperation=cooperation, valid_from__lte=last)
    running = Q(valid_to=None) | Q(valid_to__gte=first), Q(closed_on=None) | Q(closed_on__gte=first)
    return list(rows.filter(*running).order_by("valid_from", "name"))


def focus_area_visible_to(actor: Actor, area_id: UUID) -> tuple[FocusArea, Cooperation]:
    """Refuses with `FocusArea.DoesNotExist`, or as `cooperation_by_id` does."""
    rows = FocusArea.objects.prefetch_related(
        Prefetch("goals", Goal.objects.order_by("closed_on", "horizon")), STEPS
    )
    found = rows.get(pk=area_id)
    return found, cooperation_by_id(actor, found.cooperation_id)


def goal_visible_to(actor: Actor, goal_id: UUID) -> tuple[Goal, Cooperation]:
    """Refuses with `Goal.DoesNotExist`, or as `cooperation_by_id` does."""
    found = Goal.objects.select_related("focus_area").prefetch_related(STEPS).get(pk=goal_id)
    return found, cooperation_by_id(actor, found.cooperation_id)
