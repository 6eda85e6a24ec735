"""Meetings, told: the call with its agenda and an entry for the calendar, the changes to it, the minutes and the tasks.

What goes with a call is made inside the wall of the one who is called, so an external member gets the agenda as they may see it.
"""

from collections.abc import Iterable
from datetime import date
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.queries import PersonInside
from samrad.kernel.clock import OSLO, now
from samrad.ledger.queries import Event
from samrad.meetings.commands.planning import note_delivery
from samrad.meetings.documents import agenda_pdf
from samrad.meetings.models import Meeting
from samrad.meetings.permissions import may_answer_call
from samrad.meetings.queries.calls import link_to
from samrad.meetings.queries.meetings import meeting_visible_to, own_call
from samrad.notices.calendar import Entry, Mailbox
from samrad.notices.models import Notice
from samrad.notices.replies import reply_address
from samrad.notices.telling.registry import Attachment, Enclosed, Telling, the_named, the_others
from samrad.notices.topics import CALL, COOPERATION, MINUTES, TASK
from samrad.notices.ways import ways
from samrad.parties.actor import Actor
from samrad.parties.models import Person
from samrad.parties.queries import running_appointments

ON_ITS_WAY, LOST = {"sent", "delivered"}, {"bounced", "failed"}


def the_called(event: Event) -> list[PersonInside]:
    """Everybody whom the meeting has called."""
    return _people(_appointments(event, only_new=False))


def those_who_lack_it(event: Event) -> list[PersonInside]:
    """Those whom no call has reached, and to whom none is on its way."""
    return _people(_appointments(event, only_new=True))


def those_who_have_it(event: Event) -> list[PersonInside]:
    """Those whom a call has reached, or is on its way to. The others get a call of their own."""
    return _people(_appointments(event, only_new=False) - _appointments(event, only_new=True))


def those_who_see_it(event: Event) -> list[PersonInside]:
    """Those who have the call, and may see what is new on the agenda."""
    seen = _appointments(event, only_new=False, also_external=bool(event.payload["for_all"]))
    return _people(seen - _appointments(event, only_new=True))


def _appointments(event: Event, *, only_new: bool, also_external: bool = True) -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select appointment from notices_called_to(%s, %s) where %s or not is_external",
            [event.payload["meeting"], only_new, also_external],
        )
        return {appointment for (appointment,) in cursor.fetchall()}


def the_owner(event: Event) -> list[PersonInside]:
    """Whoever holds the post that the task was given to."""
    rows = running_appointments().filter(post=UUID(event.payload["owner"]))
    return _people(rows.values_list("pk", flat=True))


def the_owners(event: Event) -> list[PersonInside]:
    """Whoever holds one of the posts that have got something."""
    posts = [UUID(key) for key in event.payload["owners"]]
    return _people(running_appointments().filter(post__in=posts).values_list("pk", flat=True))


def the_owner_of_what_moved(event: Event) -> list[PersonInside]:
    """Of a task that got another day or was taken away; how it goes stands in the task."""
    return the_owner(event) if event.payload["kind"] in MOVED else []


def who_waited_for_the_yes(event: Event) -> list[PersonInside]:
    """The other parties, while their own yes is wanted; and all who were called, when the last has said yes."""
    return the_called(event) if event.payload["all_approved"] else the_others(event)


def _people(appointments: Iterable[UUID]) -> list[PersonInside]:
    found: dict[UUID, PersonInside] = {}
    for row in running_appointments().filter(pk__in=list(appointments)):
        house, power = row.post.organisation_id, row.post.power
        found.setdefault(row.person_id, PersonInside(row.pk, row.person_id, house, power, row.person.email))
    return list(found.values())


def the_call(reader: Actor, notice: Notice) -> Enclosed:
    """When and where, the agenda as the reader may see it, an entry that a later change lands in, and a way to answer."""
    meeting = meeting_visible_to(reader, UUID(notice.facts["meeting"]))
    if meeting.state == Meeting.State.CANCELLED:
        return Enclosed([gettext("Møtet er siden avlyst.")], invitation=entry_of(reader, meeting))
    lines = [_when(meeting), *_way_to_answer(reader, meeting)]
    return Enclosed(lines, [_agenda(reader, meeting)], entry_of(reader, meeting))


def the_change(reader: Actor, notice: Notice) -> Enclosed:
    """When and where it is now, in the entry that the reader has, and a new way to answer."""
    meeting = meeting_visible_to(reader, UUID(notice.facts["meeting"]))
    if meeting.state == Meeting.State.CANCELLED:
        return Enclosed(invitation=entry_of(reader, meeting))
    lines = [_when(meeting), *_way_to_answer(reader, meeting)]
    return Enclosed(lines, invitation=entry_of(reader, meeting))


def the_agenda_anew(reader: Actor, notice: Notice) -> Enclosed:
    """The agenda as the reader may see it today."""
    return Enclosed(attachments=[_agenda(reader, meeting_visible_to(reader, UUID(notice.facts["meeting"])))])


def _when(meeting: Meeting) -> str:
    start = meeting.starts_at.astimezone(OSLO)
    when = {"day": date_format(start, "l j. F Y"), "time": date_format(start, "H.i")}
    return gettext("Møtet er %(day)s klokka %(time)s.") % when


def _way_to_answer(reader: Actor, meeting: Meeting) -> list[str]:
    """The reader's own link, as long as there is something to answer."""
    recipient = own_call(reader, meeting)
    if (
        recipient is None
        or recipient.appointment_id != reader.appointment
        or not may_answer_call(reader, recipient)
    ):
        return []
    link = settings.ADDRESS + ways().answer(link_to(recipient, meeting))
    only = gettext("Lenken er din og gjelder til møtet begynner. Ikke send den videre.")
    return [gettext("Svar her om du kommer. Du trenger ikke logge inn:") + f"\n{link}\n{only}"]


def _agenda(reader: Actor, meeting: Meeting) -> Attachment:
    return Attachment(gettext("saksliste") + ".pdf", "application/pdf", agenda_pdf(reader, meeting))


def entry_of(reader: Actor, meeting: Meeting) -> Entry:
    """The meeting in the reader's calendar. The same entry however often it is moved, and gone when it is cancelled."""
    gone = meeting.state == Meeting.State.CANCELLED
    language = get_language() or settings.LANGUAGE_CODE
    answers_to = _answers_to(reader, meeting)
    email = Person.objects.get(appointments=reader.appointment).email
    name, sender = parseaddr(settings.MAIL_FROM)
    return Entry(
        uid=f"{meeting.pk}@samrad",
        sequence=meeting.sequence,
        summary=meeting.title,
        start=meeting.starts_at,
        end=meeting.ends_at,
        stamp=now(),
        place=meeting.place,
        text=gettext("Les mer i Samråd."),
        organizer=Mailbox(name or "Samråd", answers_to or sender, language),
        is_answered=bool(answers_to),
        attendees=(Mailbox(reader.name, email, language),),
        language=language,
        status="CANCELLED" if gone else "CONFIRMED",
        method="CANCEL" if gone else "REQUEST",
    )


def _answers_to(reader: Actor, meeting: Meeting) -> str:
    """The address that is this reader's alone, for their calendar to answer to; the same for each change of the entry."""
    recipient = own_call(reader, meeting)
    if recipient is None or reader.appointment is None or recipient.appointment_id != reader.appointment:
        return ""
    return reply_address(recipient.pk, reader.appointment)


def the_deadline(_reader: Actor, notice: Notice) -> Enclosed:
    """The day, as it was when the event happened."""
    day = date_format(date.fromisoformat(notice.facts["due_on"]), "l j. F Y")
    return Enclosed([gettext("Fristen er %(day)s.") % {"day": day}])


def call_fared(reader: Actor, notice: Notice, state: str) -> None:
    """The meeting knows whom its call reached, and whom it did not."""
    _fared(reader, notice, state, is_call=True)


def change_fared(reader: Actor, notice: Notice, state: str) -> None:
    """The meeting knows that a change came back. The call before it reached whom it reached."""
    _fared(reader, notice, state, is_call=False)


def _fared(reader: Actor, notice: Notice, state: str, *, is_call: bool) -> None:
    recipient = own_call(reader, meeting_visible_to(reader, UUID(notice.facts["meeting"])))
    if recipient is not None and state in ON_ITS_WAY | LOST:
        known = "bounced" if state in LOST else state
        note_delivery(actor=reader, recipient_id=recipient.pk, state=known, is_call=is_call)


NEAR = _("Fristen for en oppgave stillingen din har, nærmer seg.")
PASSED = _("Fristen for en oppgave stillingen din har, er passert. Oppgaven kommer opp i neste møte.")
MOVED = {
    "moved": _("%(who)s har satt en ny frist for en oppgave stillingen din har."),
    "dropped": _("%(who)s har tatt bort en oppgave stillingen din hadde."),
}
ONE_YES = _("%(who)s har godkjent referatet fra et møte. Les det, og godkjenn det for dere.")
LAST_YES = _("Partene har godkjent referatet fra et møte. Den ferdige filen ligger i Samråd.")


TELLINGS = (
    Telling(
        "MeetingCalled",
        CALL,
        _("Innkalling til møte"),
        _("%(who)s kaller deg inn til et møte."),
        "meeting",
        those_who_lack_it,
        the_call,
        call_fared,
        also_doer=True,
    ),
    Telling(
        "MeetingMoved",
        CALL,
        _("Et møte er endret"),
        _("%(who)s har endret tid eller sted for et møte du er kalt inn til."),
        "meeting",
        those_who_have_it,
        the_change,
        change_fared,
        also_doer=True,
    ),
    Telling(
        "AgendaSentAgain",
        CALL,
        _("En saksliste er endret"),
        _("%(who)s har endret sakslisten til et møte du er kalt inn til."),
        "meeting",
        those_who_see_it,
        the_agenda_anew,
        change_fared,
    ),
    Telling(
        "MeetingCancelled",
        CALL,
        _("Et møte er avlyst"),
        _("%(who)s har avlyst et møte du er kalt inn til."),
        "meeting",
        the_called,
        the_change,
        change_fared,
        also_doer=True,
    ),
    Telling(
        "MatterAddressed",
        COOPERATION,
        _("En sak er rettet til dere"),
        _("%(who)s har meldt en sak i et forum og ber dere svare på den."),
        "item",
        the_named,
    ),
    Telling(
        "MinutesSent",
        MINUTES,
        _("Et referat er sendt ut"),
        _("%(who)s har sendt ut referatet fra et møte."),
        "meeting",
        the_called,
    ),
    Telling(
        "MinutesApproved",
        MINUTES,
        _("Et referat er godkjent"),
        lambda notice: LAST_YES if notice.facts["all_approved"] else ONE_YES,
        "meeting",
        who_waited_for_the_yes,
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
    Telling(
        "TaskMovedOn",
        TASK,
        _("En oppgave er endret"),
        lambda notice: MOVED[notice.facts["kind"]],
        "task",
        the_owner_of_what_moved,
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
        "TaskNoted",
        "MeetingClosed",
        "RemarkMade",
        "ItemLifted",
        "LiftAnswered",
        "PartySpoke",
        "MatterSentOutside",
        "OutsideAnswered",
    ),
    SEEN_THERE,
)
