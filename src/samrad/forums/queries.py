"""Every read of the room. An external member reaches the forum they sit in, and of it what is shared with the forum."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from samrad.cooperation.models import Cooperation, CooperationParty
from samrad.cooperation.queries import stands_inside
from samrad.forums.models import Assessment, AssessmentYes, Face, Forum, Membership, WheelPoint
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.parties.models import Appointment

PARTIES = Prefetch(
    "cooperation__parties", CooperationParty.objects.select_related("organisation").order_by("order")
)
MEMBERS = Prefetch(
    "memberships",
    Membership.objects.select_related("post__organisation", "party").order_by("role", "valid_from"),
)
SHARED = (Face.FORUM, Face.PUBLIC)


def sits_in(actor: Actor, forum: Forum) -> bool:
    """Whether the actor's post is a member of the forum today. Expects the memberships fetched along."""
    return any(member.post_id == actor.post and member.sits_on(today()) for member in forum.memberships.all())


def is_insider(actor: Actor, forum: Forum) -> bool:
    """Acts for a party of the forum's cooperation."""
    return stands_inside(actor, forum.cooperation)


def forum_visible_to(actor: Actor, forum_id: UUID) -> Forum:
    """Refuses with `Forum.DoesNotExist`, alike for what is foreign and what is not there."""
    forum = Forum.objects.select_related("cooperation").prefetch_related(PARTIES, MEMBERS).get(pk=forum_id)
    if not is_insider(actor, forum) and not sits_in(actor, forum):
        raise Forum.DoesNotExist
    return forum


def forums_of(actor: Actor, cooperation: Cooperation) -> list[Forum]:
    """The forums of a cooperation as the actor may see them, the living first."""
    rows = list(
        Forum.objects.filter(cooperation=cooperation)
        .select_related("cooperation")
        .prefetch_related(PARTIES, MEMBERS)
    )
    seen = [forum for forum in rows if is_insider(actor, forum) or sits_in(actor, forum)]
    return sorted(seen, key=lambda forum: (forum.ended_on is not None, not forum.is_council, forum.name))


def own_forums(actor: Actor) -> list[Forum]:
    """The living forums in which the actor's own post sits today."""
    if actor.post is None:
        return []
    day = today()
    sitting = Q(memberships__post=actor.post, memberships__valid_from__lte=day) & (
        Q(memberships__valid_to=None) | Q(memberships__valid_to__gte=day)
    )
    rows = Forum.objects.filter(sitting, ended_on=None).select_related("cooperation").distinct()
    return list(rows.prefetch_related(PARTIES, MEMBERS))


def shown_to[Rows](actor: Actor, forum: Forum, rows: "QuerySet[Rows]") -> "QuerySet[Rows]":  # type: ignore[type-var] # any table with the two columns
    """Wall one on what stands in a forum: an insider sees what is not another party's own, an external what is shared."""
    if is_insider(actor, forum):
        theirs = Q(only_for=None) & ~Q(face=Face.OWN)
        return rows.filter(theirs | Q(only_for__in=actor.parties))
    return rows.filter(face__in=SHARED, only_for=None)


def wheel_of(actor: Actor, forum: Forum, year: int) -> list[WheelPoint]:
    """The points of one year, in order."""
    return list(
        shown_to(actor, forum, WheelPoint.objects.filter(forum=forum, on__year=year)).order_by("on", "name")
    )


def wheel_point_visible_to(actor: Actor, point_id: UUID) -> WheelPoint:
    """Refuses with `WheelPoint.DoesNotExist`."""
    forum = forum_visible_to(actor, WheelPoint.objects.values_list("forum", flat=True).get(pk=point_id))
    return shown_to(actor, forum, WheelPoint.objects.filter(pk=point_id)).get()


def assessments_of(actor: Actor, forum: Forum) -> list[Assessment]:
    """What the parties have weighed about taking others in. Parties only."""
    if not is_insider(actor, forum):
        return []
    return list(
        Assessment.objects.filter(forum=forum).prefetch_related(
            Prefetch("yeses", AssessmentYes.objects.select_related("party"))
        )
    )


def holders_of(posts: Iterable[UUID]) -> dict[UUID, list[Appointment]]:
    """Who holds some posts today, by post. Open facts about who is who."""
    day = today()
    rows = Appointment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=day), post__in=list(posts), valid_from__lte=day
    ).select_related("person")
    found: dict[UUID, list[Appointment]] = {}
    for row in rows:
        found.setdefault(row.post_id, []).append(row)
    return found
