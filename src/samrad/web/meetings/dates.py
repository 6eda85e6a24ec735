"""The meetings to come, for the calendars of those who sit there."""

from dataclasses import replace

from django.conf import settings
from django.urls import reverse

from samrad.meetings.models import Meeting
from samrad.meetings.queries.meetings import next_meetings
from samrad.notices.calendar import Entry
from samrad.notices.telling.calls import entry_of
from samrad.parties.actor import Actor
from samrad.web.notices.feed import register


@register
def meetings(actor: Actor) -> list[Entry]:
    return [_entry(actor, meeting) for meeting in next_meetings(actor)]


def _entry(actor: Actor, meeting: Meeting) -> Entry:
    """The same entry as in the mail, but nobody is asked to answer it here."""
    url = settings.ADDRESS + reverse("web:meeting", args=[meeting.pk])
    return replace(entry_of(actor, meeting), url=url, method="PUBLISH", organizer=None, attendees=())
