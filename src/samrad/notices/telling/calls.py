"""Calls to meetings: who is told of them, what goes with the mail, and what the meeting hears of how it fared.

What goes with a call is made inside the wall of the one who is called, so an external member gets the agenda as they may see it.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from samrad.cooperation.queries import PersonInside
from samrad.kernel.clock import OSLO, now
from samrad.kernel.days import dated
from samrad.ledger.queries import Event
from samrad.meetings.commands.answering import note_delivery, note_substitutes_delivery
from samrad.meetings.documents import agenda_pdf
from samrad.meetings.models import Meeting, Recipient
from samrad.meetings.permissions import may_answer_call
from samrad.meetings.queries.calls import link_to
from samrad.meetings.queries.meetings import meeting_visible_to, own_call, own_seat_lent_in
from samrad.notices.calendar import Entry, Mailbox
from samrad.notices.models import Notice
from samrad.notices.replies import reply_address
from samrad.notices.telling.registry import Attachment, Enclosed
from samrad.notices.ways import ways
from samrad.parties.actor import Actor
from samrad.parties.models import Person
from samrad.parties.queries import running_appointments

ON_ITS_WAY, LOST = {"sent", "delivered"}, {"bounced", "failed"}


def the_called(event: Event) -> list[PersonInside]:
    """Everybody whom the meeting has called."""
    return people_of(_appointments(event, only_new=False))


def those_who_lack_it(event: Event) -> list[PersonInside]:
    """Those whom no call has reached, and to whom none is on its way."""
    return people_of(_appointments(event, only_new=True))


def those_who_have_it(event: Event) -> list[PersonInside]:
    """Those whom a call has reached, or is on its way to. The others get a call of their own."""
    return people_of(_appointments(event, only_new=False) - _appointments(event, only_new=True))


def those_who_see_it(event: Event) -> list[PersonInside]:
    """Those who have the call, and may see what is new on the agenda."""
    seen = _appointments(event, only_new=False, also_external=bool(event.payload["for_all"]))
    return people_of(seen - _appointments(event, only_new=True))


def _appointments(event: Event, *, only_new: bool, also_external: bool = True) -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select appointment from notices_called_to(%s, %s) where %s or not is_external",
            [event.payload["meeting"], only_new, also_external],
        )
        return {appointment for (appointment,) in cursor.fetchall()}


def who_comes_instead(event: Event) -> list[PersonInside]:
    """Whoever is called in a member's place."""
    return people_of([UUID(event.payload["appointment"])])


def who_need_not_come(event: Event) -> list[PersonInside]:
    """Whoever was, and is no longer, unless the meeting has called them for another reason too."""
    return people_of({UUID(event.payload["appointment"])} - _appointments(event, only_new=False))


def people_of(appointments: Iterable[UUID]) -> list[PersonInside]:
    found: dict[UUID, PersonInside] = {}
    for row in running_appointments().filter(pk__in=list(appointments)):
        house, power = row.post.organisation_id, row.post.power
        found.setdefault(row.person_id, PersonInside(row.pk, row.person_id, house, power, row.person.email))
    return list(found.values())


def _meeting(reader: Actor, notice: Notice) -> Meeting:
    return meeting_visible_to(reader, UUID(notice.facts["meeting"]))


def the_call(reader: Actor, notice: Notice) -> Enclosed:
    """When and where, the agenda as the reader may see it, an entry that a later change lands in, and a way to answer."""
    meeting = _meeting(reader, notice)
    if meeting.state == Meeting.State.CANCELLED:
        return Enclosed([gettext("Møtet er siden avlyst.")], invitation=entry_of(reader, meeting))
    lines = [_when(meeting), *_in_whose_place(reader, meeting), *_way_to_answer(reader, meeting)]
    return Enclosed(lines, [_agenda(reader, meeting)], entry_of(reader, meeting))


def the_change(reader: Actor, notice: Notice) -> Enclosed:
    """When and where it is now, in the entry that the reader has, and a new way to answer."""
    meeting = _meeting(reader, notice)
    if meeting.state == Meeting.State.CANCELLED:
        return Enclosed(invitation=entry_of(reader, meeting))
    lines = [_when(meeting), *_way_to_answer(reader, meeting)]
    return Enclosed(lines, invitation=entry_of(reader, meeting))


def the_agenda_anew(reader: Actor, notice: Notice) -> Enclosed:
    """The agenda as the reader may see it today."""
    return Enclosed(attachments=[_agenda(reader, _meeting(reader, notice))])


def the_call_back(reader: Actor, notice: Notice) -> Enclosed:
    """The entry is taken out of the reader's calendar: the meeting is held, but without them."""
    try:
        entry = entry_of(reader, _meeting(reader, notice))
    except Meeting.DoesNotExist:
        entry = _entry_of_what_is_hidden(reader, notice)
    return Enclosed(invitation=replace(entry, status="CANCELLED", method="CANCEL"))


def _entry_of_what_is_hidden(reader: Actor, notice: Notice) -> Entry:
    """For one from outside, who sees nothing of the meeting once released: the entry by its number and time alone."""
    facts, language = notice.facts, get_language() or settings.LANGUAGE_CODE
    email = Person.objects.get(appointments=reader.appointment).email
    name, sender = parseaddr(settings.MAIL_FROM)
    return Entry(
        uid=f"{facts['meeting']}@samrad",
        sequence=int(facts["sequence"]),
        summary=gettext("Møte"),
        start=datetime.fromisoformat(facts["starts_at"]),
        end=datetime.fromisoformat(facts["ends_at"]),
        stamp=now(),
        organizer=Mailbox(name or "Samråd", sender, language),
        attendees=(Mailbox(reader.name, email, language),),
        language=language,
    )


def _in_whose_place(reader: Actor, meeting: Meeting) -> list[str]:
    """For one who is not called as a member: which member said that they would come."""
    lent = None if own_call(reader, meeting) else own_seat_lent_in(reader, meeting)
    if lent is None:
        return []
    post = lent.membership.post
    who = {"post": post.title, "house": post.organisation.official_name}
    return [
        gettext("Du er vara for %(post)s, %(house)s. Kan du ikke komme, så si fra til den du er vara for.")
        % who
    ]


def _when(meeting: Meeting) -> str:
    start = meeting.starts_at.astimezone(OSLO)
    when = {"day": dated(start, "with_weekday"), "time": date_format(start, "H.i")}
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
    recipient = own_call(reader, meeting)
    answers_to = _answers_to(reader, recipient)
    another = recipient is not None and recipient.answer == Recipient.Answer.SUBSTITUTE
    text = (
        gettext("Vara kommer i stedet for deg. Les mer i Samråd.")
        if another
        else gettext("Les mer i Samråd.")
    )
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
        text=text,
        is_free=another,
        organizer=Mailbox(name or "Samråd", answers_to or sender, language),
        is_answered=bool(answers_to),
        attendees=(Mailbox(reader.name, email, language),),
        language=language,
        status="CANCELLED" if gone else "CONFIRMED",
        method="CANCEL" if gone else "REQUEST",
    )


def _answers_to(reader: Actor, recipient: Recipient | None) -> str:
    """The address that is this reader's alone, for their calendar to answer to; the same for each change of the entry."""
    if recipient is None or reader.appointment is None or recipient.appointment_id != reader.appointment:
        return ""
    return reply_address(recipient.pk, reader.appointment)


def call_fared(reader: Actor, notice: Notice, state: str) -> None:
    """The meeting knows whom its call reached, and whom it did not."""
    _fared(reader, notice, state, is_call=True)


def change_fared(reader: Actor, notice: Notice, state: str) -> None:
    """The meeting knows that a change came back. The call before it reached whom it reached."""
    _fared(reader, notice, state, is_call=False)


def _fared(reader: Actor, notice: Notice, state: str, *, is_call: bool) -> None:
    if state not in ON_ITS_WAY | LOST:
        return
    known = "bounced" if state in LOST else state
    meeting = _meeting(reader, notice)
    own, lent = own_call(reader, meeting), own_seat_lent_in(reader, meeting)
    if own is not None and notice.kind != "SubstituteNamed":
        note_delivery(actor=reader, recipient_id=own.pk, state=known, is_call=is_call)
    elif lent is not None and (is_call or known == "bounced"):
        note_substitutes_delivery(actor=reader, recipient_id=lent.pk, state=known)
