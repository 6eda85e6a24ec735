"""How each forum of a cooperation keeps going: when it last met, when it meets next, and minutes that wait. V-5.1-g."""

from dataclasses import dataclass
from datetime import date, timedelta

from samrad.cooperation.models import Cooperation
from samrad.forums.models import Forum
from samrad.forums.queries import forums_of
from samrad.kernel.clock import OSLO, today
from samrad.meetings.models import Meeting
from samrad.parties.actor import Actor

A_YEAR, WAITING = timedelta(days=365), timedelta(days=30)
HELD = (Meeting.State.HELD, Meeting.State.MINUTES_OUT, Meeting.State.APPROVED)


@dataclass(frozen=True)
class Going:
    """A living forum. `role` is what the reader's own post is in it; `waiting` counts meetings of more than a month ago whose minutes
    are not approved.
    """

    forum: Forum
    role: str
    last_on: date | None
    next_on: date | None
    waiting: int

    @property
    def lacks_meetings(self) -> bool:
        return self.next_on is None and (self.last_on is None or self.last_on < today() - A_YEAR)


def forums_going(actor: Actor, cooperation: Cooperation) -> list[Going]:
    """Those that lack something first. The forums as the actor may see them, and their meetings in one statement."""
    forums = [forum for forum in forums_of(actor, cooperation) if forum.ended_on is None]
    meetings: dict[object, list[tuple[date, str]]] = {}
    rows = Meeting.objects.filter(forum__in=[forum.pk for forum in forums]).exclude(
        state=Meeting.State.CANCELLED
    )
    for forum, starts_at, state in rows.order_by("starts_at").values_list("forum", "starts_at", "state"):
        meetings.setdefault(forum, []).append((starts_at.astimezone(OSLO).date(), state))
    found = [_going(actor, forum, meetings.get(forum.pk, [])) for forum in forums]
    return sorted(found, key=lambda going: not (going.lacks_meetings or going.waiting))


def _going(actor: Actor, forum: Forum, meetings: list[tuple[date, str]]) -> Going:
    held = [on for on, state in meetings if state in HELD]
    ahead = [on for on, state in meetings if state not in HELD and on >= today()]
    waiting = [on for on, state in meetings if state in HELD[:2] and on < today() - WAITING]
    return Going(forum, _role(actor, forum), max(held, default=None), min(ahead, default=None), len(waiting))


def _role(actor: Actor, forum: Forum) -> str:
    seats = [m for m in forum.memberships.all() if m.post_id == actor.post and m.sits_on(today())]
    return str(seats[0].get_role_display()) if seats else ""
