"""A handover that writes itself: what a post has open, when what comes, what it is part of, and who is who.

Each reader gets it out of what they may see themselves, by the same reads as every other page. V-2.2-k.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from samrad.agreements.models import Agreement
from samrad.agreements.queries.agreements import agreements_in
from samrad.cooperation.queries import cooperations_of, living_parties
from samrad.forums.models import Forum
from samrad.forums.queries import forums_with, holders_of, points_in
from samrad.kernel.clock import OSLO, today
from samrad.meetings.models import Task
from samrad.meetings.queries.meetings import meetings_ahead
from samrad.meetings.queries.tasks import tasks_visible_to
from samrad.parties.actor import Actor
from samrad.parties.models import Post
from samrad.parties.queries import norsk_sort
from samrad.plans.queries.responsibilities import AreaMap, responsibility_maps
from samrad.web.agreements.stages import Stage, stages

AHEAD = timedelta(days=365)


@dataclass(frozen=True)
class Sitting:
    """A forum in which the post sits, and as what."""

    forum: Forum
    role: str


@dataclass(frozen=True)
class Coming:
    """A day ahead: a meeting, or a point of a forum's year."""

    on: date
    name: str
    url: str
    forum: Forum


@dataclass(frozen=True)
class Known:
    """A post that sits together with this one: who holds it, and in which forums."""

    post: Post
    holders: list[str]
    forums: list[str]


@dataclass(frozen=True)
class Brief:
    """Everything the next holder needs to begin with."""

    tasks: list[Task]
    sittings: list[Sitting]
    dates: list[Coming]
    agreements: list[Stage]
    people: list[Known]
    responsibilities: list[AreaMap]


def brief_of(actor: Actor, post: Post) -> Brief:
    """The brief of a post as this reader may see it. The same number of statements however much there is."""
    forums = sorted(forums_with(actor, post.pk), key=lambda forum: norsk_sort(forum.name))
    return Brief(
        list(tasks_visible_to(actor, owner=post.pk, only_open=True)),
        [Sitting(forum, _role(forum, post)) for forum in forums],
        _dates(actor, forums),
        _agreements(actor, post),
        _people(forums, post),
        responsibility_maps(actor, {forum.cooperation_id for forum in forums}),
    )


def _role(forum: Forum, post: Post) -> str:
    day = today()
    return next(
        member.get_role_display()
        for member in forum.memberships.all()
        if member.post_id == post.pk and member.sits_on(day)
    )


def _dates(actor: Actor, forums: list[Forum]) -> list[Coming]:
    """Meetings that are planned, and what is left of the year's points for the next twelve months, what is late among it."""
    meetings = [
        Coming(
            each.starts_at.astimezone(OSLO).date(),
            each.title,
            reverse("web:meeting", args=[each.pk]),
            each.forum,
        )
        for each in meetings_ahead(forums)
    ]
    points = [
        Coming(point.on, point.name, reverse("web:wheel_point", args=[point.pk]), point.forum)
        for point in points_in(actor, forums)
        if point.done_on is None and point.on <= today() + AHEAD
    ]
    return sorted(meetings + points, key=lambda coming: (coming.on, coming.name))


def _agreements(actor: Actor, post: Post) -> list[Stage]:
    """What runs and what is being made in the cooperations that the post's houses are parties to."""
    houses = {post.organisation_id, post.acts_for_id}
    theirs = [
        cooperation.pk
        for cooperation in cooperations_of(actor)
        if any(party.organisation_id in houses for party in living_parties(cooperation))
    ]
    by_cooperation: dict[object, list[Agreement]] = {}
    for agreement in agreements_in(actor, theirs):
        by_cooperation.setdefault(agreement.cooperation_id, []).append(agreement)
    found = [stage for rows in by_cooperation.values() for stage in stages(actor, rows, today())]
    return [stage for stage in found if stage.is_running or (stage.is_under_work and stage.is_open)]


def _people(forums: list[Forum], post: Post) -> list[Known]:
    """Who sits together with the post today. One statement."""
    day = today()
    seats: dict[Post, list[str]] = {}
    for forum in forums:
        for member in forum.memberships.all():
            if member.sits_on(day) and member.post_id != post.pk:
                seats.setdefault(member.post, []).append(forum.name)
    holders = holders_of(other.pk for other in seats)
    rows = [
        Known(other, [row.person.name for row in holders.get(other.pk, [])], names)
        for other, names in seats.items()
    ]
    return sorted(rows, key=lambda row: (norsk_sort(row.post.organisation.name), norsk_sort(row.post.title)))
