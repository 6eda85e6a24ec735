"""What is known of a forum's period before anybody answers: meetings, notice, attendance by side, tasks. V-7-i."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from samrad.cooperation.models import CooperationParty
from samrad.forums.models import Forum
from samrad.kernel.clock import OSLO, today
from samrad.meetings.models import Attendance, Decision, Meeting, Recipient, Task
from samrad.meetings.queries.meetings import notice_of
from samrad.parties.actor import Actor

HELD = (Meeting.State.HELD, Meeting.State.MINUTES_OUT, Meeting.State.APPROVED)
HERE = (Attendance.State.PRESENT, Attendance.State.DIGITAL)


def known_of(actor: Actor, forum: Forum, first: date, last: date) -> dict[str, Any]:
    """Counts, days and names of meetings; nothing that one party has for itself. Expects a forum the actor may see.

    Shape    `meetings` are held ones, the first first: title, on, days (of notice, or none), in_good_time, and for each side
             how many came of how many. `tasks` are those given in the period: made, done, late, open. `decisions` is a count.
    """
    meetings = [
        meeting
        for meeting in Meeting.objects.filter(forum=forum, state__in=HELD).order_by("starts_at")
        if first <= meeting.starts_at.astimezone(OSLO).date() <= last
    ]
    came = _came([meeting.pk for meeting in meetings], forum)
    called = _called([meeting.pk for meeting in meetings])
    return {
        "meetings": [_meeting(meeting, forum, called[meeting.pk], came[meeting.pk]) for meeting in meetings],
        "tasks": _tasks(forum, first, last),
        "decisions": Decision.objects.filter(
            forum=forum, only_for=None, made_at__date__gte=first, made_at__date__lte=last
        ).count(),
        "as_of": today().isoformat(),
    }


def _meeting(
    meeting: Meeting, forum: Forum, called: list[Recipient], came: dict[str, list[int]]
) -> dict[str, Any]:
    meeting.forum = forum
    notice = notice_of(meeting, called)
    return {
        "id": str(meeting.pk),
        "title": meeting.title,
        "on": meeting.starts_at.astimezone(OSLO).date().isoformat(),
        "days": notice.days,
        "in_good_time": notice.in_good_time,
        "came": came,
    }


def _called(meetings: list[UUID]) -> dict[UUID, list[Recipient]]:
    found: dict[UUID, list[Recipient]] = defaultdict(list)
    for row in Recipient.objects.filter(meeting__in=meetings):
        found[row.meeting_id].append(row)
    return found


def _came(meetings: list[UUID], forum: Forum) -> dict[UUID, dict[str, list[int]]]:
    """By meeting and side: how many came, of how many."""
    sides = dict(
        CooperationParty.objects.filter(cooperation=forum.cooperation_id).values_list("organisation", "side")
    )
    found: dict[UUID, dict[str, list[int]]] = defaultdict(dict)
    rows = Attendance.objects.filter(meeting__in=meetings).values_list(
        "meeting", "membership__party", "state"
    )
    for meeting, party, state in rows:
        count = found[meeting].setdefault(sides.get(party, "other") if party else "other", [0, 0])
        count[0] += state in HERE
        count[1] += 1
    return found


def _tasks(forum: Forum, first: date, last: date) -> dict[str, int]:
    day = min(last, today())
    in_time = Q(closed_on=None) | Q(closed_on__gt=day)
    rows = Task.objects.filter(forum=forum, only_for=None, made_at__date__gte=first, made_at__date__lte=last)
    return rows.exclude(state=Task.State.DROPPED).aggregate(
        made=Count("pk"),
        done=Count("pk", filter=Q(state=Task.State.DONE)),
        late=Count("pk", filter=in_time & Q(due_on__lt=day)),
        open=Count("pk", filter=Q(state__in=[Task.State.OPEN, Task.State.ACCEPTED])),
    )
