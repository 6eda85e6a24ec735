"""Meetings, told: the call with its agenda and an entry for the calendar, the changes to it, the minutes and the tasks.

What goes with a call is made inside the wall of the one who is called, so an external member gets the agenda as they may see it.
"""

from collections.abc import Callable
from datetime import date
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.queries import PersonInside
from samrad.kernel.clock import OSLO
from samrad.ledger.queries import Event
from samrad.meetings.commands.planning import note_delivery
from samrad.meetings.documents import agenda_pdf
from samrad.meetings.models import Meeting
from samrad.meetings.queries.meetings import meeting_visible_to, own_call
from samrad.notices.calendar import Entry, Mailbox
from samrad.notices.models import Notice
from samrad.notices.telling.registry import Attachment, Enclosed, Telling
from samrad.notices.topics import CALL, MINUTES, TASK
from samrad.parties.actor import Actor
from samrad.parties.models import Person
from samrad.parties.queries import running_appointments

DELIVERED, BOUNCED = "sent", "bounced"


def the_called(*, only_new: bool = False) -> Callable[[Event], list[PersonInside]]:
    """Those whom the meeting has called; `only_new` leaves out those whom a call has reached before."""

    def readers(event: Event) -> list[PersonInside]:
        with connection.cursor() as cursor:
            cursor.execute(
                "select appointment from notices_called_to(%s, %s)", [event.payload["meeting"], only_new]
            )
            called = [appointment for (appointment,) in cursor.fetchall()]
        return _people(running_appointments().filter(pk__in=called))

    return readers


def the_owner(event: Event) -> list[PersonInside]:
    """Whoever holds the post that the task was given to."""
    return _people(running_appointments().filter(post=UUID(event.payload["owner"])))


def _people(rows: object) -> list[PersonInside]:
    found: dict[UUID, PersonInside] = {}
    for row in rows:  # type: ignore[attr-defined] # appointments
        house, power = row.post.organisation_id, row.post.power
        found.setdefault(row.person_id, PersonInside(row.pk, row.person_id, house, power, row.person.email))
    return list(found.values())


def the_call(reader: Actor, notice: Notice) -> Enclosed:
    """When and where, the agenda as the reader may see it, and an entry that a later change lands in."""
    meeting = meeting_visible_to(reader, UUID(notice.facts["meeting"]))
    start = meeting.starts_at.astimezone(OSLO)
    when = {"day": date_format(start, "l j. F Y"), "time": date_format(start, "H:i")}
    lines = [gettext("Møtet er %(day)s klokka %(time)s. Svar i Samråd om du kommer.") % when]
    agenda = Attachment(gettext("saksliste") + ".pdf", "application/pdf", agenda_pdf(reader, meeting))
    return Enclosed(lines, [agenda], entry_of(reader, meeting))


def the_change(reader: Actor, notice: Notice) -> Enclosed:
    return Enclosed(invitation=entry_of(reader, meeting_visible_to(reader, UUID(notice.facts["meeting"]))))


def entry_of(reader: Actor, meeting: Meeting) -> Entry:
    """The meeting in the reader's calendar. The same entry however often it is moved, and gone when it is cancelled."""
    gone = meeting.state == Meeting.State.CANCELLED
    language = get_language() or settings.LANGUAGE_CODE
    email = Person.objects.get(appointments=reader.appointment).email
    name, sender = parseaddr(settings.MAIL_FROM)
    return Entry(
        uid=f"{meeting.pk}@samrad",
        sequence=meeting.sequence,
        summary=meeting.title,
        start=meeting.starts_at,
        end=meeting.ends_at,
        stamp=meeting.first_called_at or meeting.starts_at,
        place=meeting.place,
        text=gettext("Les mer i Samråd."),
        organizer=Mailbox(name or "Samråd", sender, language),
        attendees=(Mailbox(reader.name, email, language),),
        language=language,
        status="CANCELLED" if gone else "CONFIRMED",
        method="CANCEL" if gone else "REQUEST",
    )


def the_deadline(_reader: Actor, notice: Notice) -> Enclosed:
    """The day, as it was when the event happened."""
    day = date_format(date.fromisoformat(notice.facts["due_on"]), "l j. F Y")
    return Enclosed([gettext("Fristen er %(day)s.") % {"day": day}])


def reached(reader: Actor, notice: Notice, state: str) -> None:
    """The meeting knows whom its call reached, and whom it did not."""
    recipient = own_call(reader, meeting_visible_to(reader, UUID(notice.facts["meeting"])))
    if recipient is not None and state in {DELIVERED, BOUNCED}:
        note_delivery(actor=reader, recipient_id=recipient.pk, bounced=state == BOUNCED)


NEAR = _("Fristen for en oppgave stillingen din har, nærmer seg.")
PASSED = _("Fristen for en oppgave stillingen din har, er passert. Oppgaven kommer opp i neste møte.")

TELLINGS = (
    Telling(
        "MeetingCalled",
        CALL,
        _("Innkalling til møte"),
        _("%(who)s kaller deg inn til et møte."),
        "meeting",
        the_called(only_new=True),
        the_call,
        reached,
    ),
    Telling(
        "MeetingMoved",
        CALL,
        _("Et møte er endret"),
        _("%(who)s har endret tid eller sted for et møte du er kalt inn til."),
        "meeting",
        the_called(),
        the_change,
    ),
    Telling(
        "MeetingCancelled",
        CALL,
        _("Et møte er avlyst"),
        _("%(who)s har avlyst et møte du er kalt inn til."),
        "meeting",
        the_called(),
        the_change,
    ),
    Telling(
        "MinutesSent",
        MINUTES,
        _("Et referat er sendt ut"),
        _("%(who)s har sendt ut referatet fra et møte."),
        "meeting",
        the_called(),
    ),
    Telling(
        "TaskMade",
        TASK,
        _("Du har fått en oppgave"),
        _("%(who)s har gitt stillingen din en oppgave med frist."),
        "task",
        the_owner,
        the_deadline,
    ),
    Telling(
        "TaskHandedOver",
        TASK,
        _("Du har fått en oppgave"),
        _("%(who)s har gitt en oppgave videre til stillingen din."),
        "task",
        the_owner,
        the_deadline,
    ),
    Telling(
        "TaskReminded",
        TASK,
        _("Påminnelse om en oppgave"),
        lambda notice: NEAR if notice.facts["moment"] == "before" else PASSED,
        "task",
        the_owner,
        the_deadline,
    ),
)

SEEN_THERE = "Seen in the meeting itself, and the start page says what waits."
ITS_OWN_ECHO = "It is the echo of a mail or of an answer that its reader gave."
UNTOLD = dict.fromkeys(("CallDelivered", "CallAnswered"), ITS_OWN_ECHO) | dict.fromkeys(
    (
        "MeetingPlanned",
        "ItemProposed",
        "ItemChanged",
        "ItemPlaced",
        "ItemWithdrawn",
        "AgendaOrdered",
        "PaperAdded",
        "PaperChecked",
        "MeetingOpened",
        "ItemBegun",
        "AttendanceNoted",
        "StoodAside",
        "NoteWritten",
        "DecisionMade",
        "TaskMovedOn",
        "TaskNoted",
        "MeetingClosed",
        "RemarkMade",
        "MinutesApproved",
        "ItemLifted",
        "LiftAnswered",
    ),
    SEEN_THERE,
)
