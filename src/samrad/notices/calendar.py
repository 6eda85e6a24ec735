"""Calendar entries as bytes that every calendar understands (RFC 5545, 5546). Knows no domain and no database.

An entry says when, where and what it is called. It has no content: that stands in Samråd, and `url` leads there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vRecur,
    vText,
)

from samrad.kernel.clock import OSLO

type Method = Literal["REQUEST", "CANCEL", "PUBLISH"]
type Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
PRODUCT = "-//Samraad//Samraad//NB"
NAMES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en"}


@dataclass(frozen=True)
class Mailbox:
    """Somebody in an invitation: the one who calls, or one who is called. `language` is nb, nn or en."""

    name: str
    email: str
    language: str = "nb"


@dataclass(frozen=True)
class Entry:
    """One thing with a date.

    Shape    `uid` stays the same as long as it is the same thing; `sequence` grows with each change that is sent out.
             `start` and `end` are instants, or both are dates: then `end` is the last day, not the day after.
             `stamp` is when this state of it was made. `text` is plain, in the reader's language. `is_answered` says that
             answers to the organizer's address are read; where they are not, nobody is asked for one. `is_free` does not make its
             owner busy.
    """

    uid: str
    sequence: int
    summary: str
    start: datetime | date
    end: datetime | date
    stamp: datetime
    place: str = ""
    url: str = ""
    text: str = ""
    organizer: Mailbox | None = None
    attendees: tuple[Mailbox, ...] = ()
    language: str = "nb"
    status: Status = "CONFIRMED"
    method: Method = "PUBLISH"
    is_answered: bool = False
    is_free: bool = False

    def __post_init__(self) -> None:
        moments = [isinstance(moment, datetime) for moment in (self.start, self.end)]
        if moments[0] != moments[1]:
            raise ValueError("an entry lasts from an instant to an instant, or from a day to a day")
        if self.end < self.start:
            raise ValueError("an entry ends after it starts")
        if any(isinstance(moment, datetime) and moment.tzinfo is None for moment in (self.start, self.end)):
            raise ValueError("an instant knows its time zone")
        if (self.method == "CANCEL") != (self.status == "CANCELLED"):
            raise ValueError("what is cancelled says so, and is sent as a cancellation")


def invitation(entry: Entry) -> bytes:
    """One entry to be answered, changed or taken out, as it goes with a mail."""
    calendar = _calendar(entry.method)
    if isinstance(entry.start, datetime):
        calendar.add_component(_oslo())
    calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def feed(name: str, entries: Sequence[Entry]) -> bytes:
    """A whole calendar to subscribe to. `name` is what it is called in the reader's own calendar."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Europe/Oslo")
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    if any(isinstance(entry.start, datetime) for entry in entries):
        calendar.add_component(_oslo())
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _calendar(method: Method) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp.astimezone(UTC))
    event.add("summary", _words(entry.summary, entry.language))
    event.add("status", entry.status)
    for name, moment in (("dtstart", entry.start), ("dtend", entry.end)):
        _add_moment(event, name, moment)
    if entry.place:
        event.add("location", vText(entry.place))
    if entry.url:
        event.add("url", entry.url)
    if entry.text:
        event.add("description", _words(entry.text, entry.language))
    if entry.is_free or not isinstance(entry.start, datetime):
        event.add("transp", "TRANSPARENT")  # a day to remember does not make anybody busy
    if entry.organizer:
        event.add("organizer", _address(entry.organizer))
    for person in entry.attendees:
        event.add("attendee", _invited(person, entry.is_answered))
    return event


def _add_moment(event: Event, name: str, moment: datetime | date) -> None:
    """A wall-clock time in Oslo. The hour that comes twice when summer time ends is told apart by giving it in UTC."""
    if not isinstance(moment, datetime):
        event.add(name, moment + timedelta(days=1) if name == "dtend" else moment)
        return
    local = moment.astimezone(OSLO)
    event.add(name, local.astimezone(UTC) if local.fold else local)


def _words(text: str, language: str) -> vText:
    words = vText(text)
    words.params["LANGUAGE"] = NAMES[language]
    return words


def _address(person: Mailbox) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    address.params["CN"] = " ".join(person.name.split())
    address.params["LANGUAGE"] = NAMES[person.language]
    return address


def _invited(person: Mailbox, is_answered: bool) -> vCalAddress:
    address = _address(person)
    rsvp = "TRUE" if is_answered else "FALSE"
    address.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": rsvp})
    return address


def _oslo() -> Timezone:
    """The clock in Norway: the rule for summer time that has held since 1996."""
    zone = Timezone()
    zone.add("tzid", "Europe/Oslo")
    for part, name, month, before, after in (
        (TimezoneDaylight(), "CEST", 3, 1, 2),
        (TimezoneStandard(), "CET", 10, 2, 1),
    ):
        part.add("tzname", name)
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, 1 + before))
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"}))
        zone.add_component(part)
    return zone
