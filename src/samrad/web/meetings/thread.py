"""The meetings' station in the thread."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samrad.cooperation.models import Cooperation
from samrad.kernel.clock import OSLO, today
from samrad.kernel.days import dated
from samrad.meetings.models import Meeting
from samrad.meetings.queries.meetings import LIVING, meetings_in
from samrad.parties.actor import Actor
from samrad.web.thread import Station, station

HELD = {Meeting.State.HELD, Meeting.State.MINUTES_OUT, Meeting.State.APPROVED}


@station("meetings")
def meetings(actor: Actor, cooperation: Cooperation) -> Station:
    """How many were held this year, and when the next one is. One statement."""
    name, url = _("Møter"), reverse("web:all_meetings", args=[cooperation.slug])
    rows = meetings_in(actor, cooperation)
    if not rows:
        return Station(name, url, "todo", _("Ingen møter ennå."))
    held = sum(row.state in HELD and _day(row).year == today().year for row in rows)
    ahead = next((row for row in rows if row.state in LIVING), None)
    fact = _("%(held)s holdt i år.") % {"held": held}
    if ahead is None:
        return Station(name, url, "done", fact)
    return Station(
        name, url, "now", fact, _("Neste er %(day)s.") % {"day": dated(_day(ahead), "without_year")}
    )


def _day(meeting: Meeting) -> date:
    return meeting.starts_at.astimezone(OSLO).date()
