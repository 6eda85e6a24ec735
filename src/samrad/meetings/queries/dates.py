"""When a forum can meet: what its year asks, and where those who sit in it are already."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from samrad.cooperation.queries import cooperations_of
from samrad.forums.models import Forum
from samrad.forums.queries import wheel_of
from samrad.kernel.clock import OSLO, today
from samrad.meetings.days import Suited, suited_days
from samrad.meetings.models import Meeting
from samrad.meetings.queries.meetings import LIVING
from samrad.parties.actor import Actor
from samrad.parties.queries import running_appointments


@dataclass(frozen=True)
class Proposed:
    """A day to meet on, and the meetings on it of those who are to be there, as far as the actor may know."""

    day: Suited
    clashes: list[Meeting]


def proposed_days(actor: Actor, forum: Forum) -> list[Proposed]:
    """Days to meet on. What others do elsewhere counts only where the actor stands inside: else it would be told here."""
    this_day = today()
    points = [point for year in (this_day.year, this_day.year + 1) for point in wheel_of(actor, forum, year)]
    due = [point.on for point in points if point.kind == "meeting" and point.done_on is None]
    elsewhere: dict[date, list[Meeting]] = {}
    for meeting in _meetings_of_the_same_people(actor, forum, this_day):
        elsewhere.setdefault(meeting.starts_at.astimezone(OSLO).date(), []).append(meeting)
    days = suited_days(today=this_day, notice_days=forum.notice_days, due=due, taken=elsewhere.keys())
    return [Proposed(day, elsewhere.get(day.on, [])) for day in days]


def _meetings_of_the_same_people(actor: Actor, forum: Forum, since: date) -> list[Meeting]:
    """Meetings ahead in which somebody of the forum sits, in whichever of their posts; the forum's own among them."""
    sitting = [member.post_id for member in forum.memberships.all() if member.sits_on(since)]
    people = running_appointments().filter(post__in=sitting).values_list("person", flat=True)
    posts = running_appointments().filter(person__in=list(people)).values_list("post", flat=True)
    theirs = Q(forum__memberships__post__in=list(posts)) & (
        Q(forum__memberships__valid_to=None) | Q(forum__memberships__valid_to__gte=since)
    )
    rows = Meeting.objects.filter(
        theirs,
        cooperation__in=[cooperation.pk for cooperation in cooperations_of(actor)],
        state__in=LIVING,
        starts_at__gte=datetime.combine(since, time.min, OSLO),
        starts_at__lt=datetime.combine(since + timedelta(days=500), time.min, OSLO),
    )
    return list(rows.select_related("forum").distinct().order_by("starts_at"))
