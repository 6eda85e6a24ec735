"""What the measures of one cooperation may point at: who may own one, and its focus areas, goals and decisions."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from samrad.cooperation.models import Cooperation, FocusArea, Goal
from samrad.meetings.queries.tasks import decisions_to_rest_on
from samrad.parties.actor import Actor
from samrad.parties.models import Post
from samrad.plans.queries.measures import owners_for


@dataclass(frozen=True)
class Ground:
    """Each by its identifier. A goal has its name and its focus area."""

    owners: Mapping[UUID, Post]
    areas: Mapping[UUID, str]
    goals: Mapping[UUID, tuple[str, UUID]]
    decisions: Mapping[UUID, str]


def ground_of(actor: Actor, cooperation: Cooperation) -> Ground:
    """Expects that the actor stands inside the cooperation. Four statements."""
    areas = FocusArea.objects.filter(cooperation=cooperation).values_list("pk", "name")
    goals = Goal.objects.filter(cooperation=cooperation).values_list("pk", "name", "focus_area")
    return Ground(
        {post.pk: post for post in owners_for(cooperation)},
        dict(areas),
        {key: (name, area) for key, name, area in goals},
        dict(decisions_to_rest_on(actor, cooperation.pk)),
    )
