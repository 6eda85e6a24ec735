"""What was shared, as each may read it, who read it, and what stands in the way again and again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_by_id, stands_inside
from samrad.parties.actor import Actor
from samrad.parties.models import Appointment, Post
from samrad.sharing.models import Obstacle, Reading, Recipient, Shared

FEWEST = 5  # below this a count is not told: one obstacle may be known to be about one person


@dataclass(frozen=True)
class Recurring:
    """One reason of one service: how many times, or nothing where they are few, and the last month."""

    reason: str
    service: str
    times: int | None
    last: date


def shared_visible_to(actor: Actor, cooperation: Cooperation) -> "QuerySet[Shared]":
    """Newest first, each with how many readings: all but what is confidential and names others."""
    if not stands_inside(actor, cooperation):
        return Shared.objects.none()
    rows = Shared.objects.filter(cooperation=cooperation).filter(_may_read(actor)).distinct()
    return rows.select_related("party").annotate(times=Count("readings", distinct=True))


def _may_read(actor: Actor) -> Q:
    named = Q(recipients__post=actor.post) | Q(sent_by=actor.appointment)
    return ~Q(sensitivity=Shared.Sensitivity.CONFIDENTIAL) | named


def one_shared_visible_to(actor: Actor, shared_id: UUID) -> tuple[Shared, Cooperation]:
    """Refuses with `Shared.DoesNotExist`, alike for what is foreign, what is not there and what names others."""
    rows = Shared.objects.filter(_may_read(actor)).distinct().select_related("party", "sent_by__post")
    readings = Reading.objects.select_related("by__person", "by__post__organisation")
    named = Recipient.objects.select_related("post__organisation")
    found = rows.prefetch_related(Prefetch("readings", readings), Prefetch("recipients", named)).get(
        pk=shared_id
    )
    return found, cooperation_by_id(actor, found.cooperation_id)


def posts_to_name(cooperation: Cooperation) -> list[Post]:
    """Posts of the parties that somebody holds, to choose recipients from."""
    houses = [party.organisation_id for party in cooperation.parties.all()]
    held = Appointment.objects.filter(valid_to=None).values("post")
    rows = Post.objects.filter(Q(organisation__in=houses) | Q(acts_for__in=houses), pk__in=held)
    rows = rows.exclude(power__in=(Post.Power.NONE, Post.Power.EXTERNAL)).select_related("organisation")
    return list(rows.order_by("organisation__name", "title"))


def recurring_obstacles(actor: Actor, cooperation: Cooperation) -> Sequence[Recurring]:
    """Each reason by service, the most frequent first. Few are «some», so that no case is pointed out. V-4.1.5-b."""
    if not stands_inside(actor, cooperation):
        return []
    rows = (
        Obstacle.objects.filter(cooperation=cooperation)
        .order_by()
        .values_list("reason", "service")
        .annotate(times=Count("id"), last=Max("month"))
        .order_by("-times", "reason", "service")
    )
    return [
        Recurring(reason, service, times if times >= FEWEST else None, last)
        for reason, service, times, last in rows
    ]
