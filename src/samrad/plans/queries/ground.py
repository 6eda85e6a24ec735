"""What the measures of one cooperation may point at: who may own one, and its focus areas, goals and decisions."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from samrad.cooperation.models import Cooperation, FocusArea, Goal
from samrad.guide.challenges import is_sensitive
from samrad.meetings.queries.tasks import decisions_to_rest_on
from samrad.parties.actor import Actor
from samrad.parties.models import Post
from samrad.plans.queries.measures import owners_for


@dataclass(frozen=True)
class Ground:
    """Each by its identifier. A goal has its name and its focus area; `sensitive` are areas of what is easily about individuals."""

    owners: Mapping[UUID, Post]
    areas: Mapping[UUID, str]
    goals: Mapping[UUID, tuple[str, UUID]]
    decisions: Mapping[UUID, str]
    sensitive: frozenset[UUID] = frozenset()


def ground_of(actor: Actor, cooperation: Cooperation, *, forum: UUID | None = None) -> Ground:
    """`forum` is the plan's own: who sits there from outside may own what it holds. Expects that the actor stands inside the cooperation. Four statements."""
    areas = list(FocusArea.objects.filter(cooperation=cooperation).values_list("pk", "name", "challenge"))
    goals = Goal.objects.filter(cooperation=cooperation).values_list("pk", "name", "focus_area")
    return Ground(
        {post.pk: post for post in owners_for(cooperation, forum=forum)},
        {key: name for key, name, _challenge in areas},
        {key: (name, area) for key, name, area in goals},
        dict(decisions_to_rest_on(actor, cooperation.pk)),
        frozenset(key for key, _name, challenge in areas if is_sensitive(challenge)),
    )
