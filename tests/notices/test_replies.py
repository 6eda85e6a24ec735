"""An answer from the reader's own calendar sets the answer of the call; nobody else's does."""

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from icalendar import Calendar

from samrad.cooperation import wall
from samrad.kernel import clock
from samrad.kernel.clock import now
from samrad.ledger.models import Entry
from samrad.meetings.commands.answering import answer_call
from samrad.meetings.commands.planning import move_meeting
from samrad.meetings.commands.session import open_meeting
from samrad.meetings.models import Meeting, Recipient
from samrad.notices import tasks
from samrad.notices.replies import reply_in
from samrad.parties.actor import Actor
from samrad.parties.commands import end_appointment
from tests.cast import MACHINERY, Cast
from tests.meetings.settings import a_council, a_meeting, called, fresh
from tests.notices import made
from tests.post import PostOffice
from tests.situations import do

pytestmark = pytest.mark.django_db
MAYOR, CHIEF = "astrid.bergum@lyngvik.test", "per.haugland@politi.test"


@pytest.fixture
def meeting(cast: Cast, office: PostOffice, settings: Any) -> Meeting:
    settings.MAIL_RETURN = "samrad-retur+{}@samrad.test"
    meeting = called(cast, a_meeting(cast, a_council(cast), "Trafikk"))
    made.tell(cast.cooperation)
    made.send_all()
    return meeting


def invitation_to(office: PostOffice, address: str) -> Any:
    """The last entry this reader was sent, as their calendar holds it."""
    mails = [mail for mail in office.mails if mail["To"].addresses[0].addr_spec == address]
    parts = [part for mail in mails for part in mail.walk() if part.get_content_type() == "text/calendar"]
    part = parts[-1]
    (event,) = Calendar.from_ical(part.get_content()).walk("VEVENT")
    return event


def answered(event: Any, partstat: str, **changed: Any) -> bytes:
    """What a calendar sends to the organizer when its owner presses a button. `changed` is what somebody forges."""
    calendar = Calendar()
    calendar.add("method", changed.pop("method", "REPLY"))
    event["attendee"].params["PARTSTAT"] = partstat
    event["dtstamp"].dt = changed.pop("stamp", now())
    for name, value in changed.items():
        event[name] = value
    calendar.add_component(event)
    mail = EmailMessage()
    mail["From"], mail["To"] = "whoever@example.test", str(event["organizer"]).removeprefix("mailto:")
    mail["Subject"] = "Accepted"
    mail.set_content("Ja")
    mail.add_alternative(calendar.to_ical().decode(), subtype="calendar", params={"method": "REPLY"})
    return mail.as_bytes()


def answer_of(who: Actor) -> str:
    with wall.acting(who):
        return Recipient.objects.get(appointment=who.appointment).answer


def times_answered(cast: Cast) -> int:
    with wall.acting(cast.slt):
        return Entry.objects.filter(cooperation=cast.cooperation.pk, kind="CallAnswered").count()


def test_yes_and_no_are_taken_as_the_members_own(cast: Cast, office: PostOffice, meeting: Meeting) -> None:
    event = invitation_to(office, MAYOR)
    assert event["attendee"].params["RSVP"] == "TRUE"
    assert tasks.take_in(answered(event, "ACCEPTED"))
    assert (answer_of(cast.mayor), answer_of(cast.chief)) == ("yes", "")
    assert tasks.take_in(answered(event, "DECLINED"))
    assert tasks.take_in(answered(invitation_to(office, CHIEF), "ACCEPTED"))
    assert (answer_of(cast.mayor), answer_of(cast.chief)) == ("no", "yes")
    with wall.acting(cast.slt):
        entries = Entry.objects.filter(kind="CallAnswered", cooperation=cast.cooperation.pk)
        assert [row.appointment for row in entries.order_by("seq")] == [
            cast.mayor.appointment, cast.mayor.appointment, cast.chief.appointment,
        ]  # fmt: skip


@pytest.mark.parametrize("partstat", ["TENTATIVE", "DELEGATED", "NEEDS-ACTION", "X-ANYTHING"])
def test_what_is_neither_yes_nor_no_answers_nothing(
    cast: Cast, office: PostOffice, meeting: Meeting, partstat: str
) -> None:
    assert tasks.take_in(answered(invitation_to(office, MAYOR), partstat))
    assert (answer_of(cast.mayor), times_answered(cast)) == ("", 0)


def test_nobody_answers_for_another(cast: Cast, office: PostOffice, meeting: Meeting) -> None:
    """A forged mark, another's address, another meeting's entry, and an invitation that was sent on: nothing is answered."""
    event, others = invitation_to(office, MAYOR), invitation_to(office, CHIEF)
    whole = str(event["organizer"]).removesuffix("@samrad.test")
    forged = whole[:-1] + ("0" if whole[-1] != "0" else "1")
    for changed in (
        {"organizer": forged + "@samrad.test"},
        {"uid": "somebody-elses@samrad"},
        {"organizer": others["organizer"]},
        {"attendee": others["attendee"]},
    ):
        event = invitation_to(office, MAYOR)
        others["attendee"].params["PARTSTAT"] = "ACCEPTED"
        assert tasks.take_in(answered(event, "ACCEPTED", **changed))
    assert times_answered(cast) == 0
    assert tasks.take_in(answered(invitation_to(office, MAYOR), "ACCEPTED"))
    assert times_answered(cast) == 1


def test_an_answer_to_the_time_before_or_older_than_the_last_one_changes_nothing(
    cast: Cast, office: PostOffice, meeting: Meeting
) -> None:
    old = invitation_to(office, MAYOR)
    given = {"title": meeting.title, "mode": "physical", "place": "Tinghuset"}
    starts_at = meeting.starts_at + timedelta(days=1)
    times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1)}
    do(
        cast.slt,
        move_meeting,
        meeting_id=meeting.pk,
        seen=fresh(cast.slt, meeting.pk).version,
        **given,
        **times,
    )
    made.tell(cast.cooperation)
    made.send_all()
    assert tasks.take_in(answered(old, "ACCEPTED"))
    assert answer_of(cast.mayor) == ""
    anew = invitation_to(office, MAYOR)
    assert str(anew["organizer"]) == str(old["organizer"])
    assert tasks.take_in(answered(anew, "ACCEPTED"))
    with wall.acting(cast.mayor):
        mine = Recipient.objects.get(appointment=cast.mayor.appointment)
    do(cast.mayor, answer_call, recipient_id=mine.pk, answer="no")
    assert tasks.take_in(answered(anew, "ACCEPTED", stamp=now() - timedelta(hours=1)))
    assert answer_of(cast.mayor) == "no"


def test_it_is_too_late_when_the_meeting_has_begun_or_the_post_is_left(
    cast: Cast, office: PostOffice, meeting: Meeting
) -> None:
    event = invitation_to(office, CHIEF)
    do(
        MACHINERY,
        end_appointment,
        appointment_id=cast.chief.appointment,
        on=clock.today() - timedelta(days=1),
    )
    assert tasks.take_in(answered(event, "ACCEPTED"))
    event = invitation_to(office, MAYOR)
    do(cast.slt, open_meeting, meeting_id=meeting.pk)
    assert tasks.take_in(answered(event, "ACCEPTED"))
    assert times_answered(cast) == 0


@pytest.mark.parametrize("changed", [{"method": "REQUEST"}, {"sequence": "many"}, {"dtstamp": "soon"}])
def test_what_is_no_answer_is_left_for_somebody_to_read(
    cast: Cast, office: PostOffice, meeting: Meeting, changed: dict[str, Any]
) -> None:
    data = answered(invitation_to(office, MAYOR), "ACCEPTED", **changed)
    assert (reply_in(data), tasks.take_in(data)) == (None, False)
    assert reply_in(b"To: samrad-retur+x@samrad.test\n\nHei") is None


def test_nobody_is_asked_for_an_answer_that_nobody_reads(
    cast: Cast, office: PostOffice, settings: Any
) -> None:
    settings.MAIL_RETURN = ""
    called(cast, a_meeting(cast, a_council(cast), "Trafikk"))
    made.tell(cast.cooperation)
    made.send_all()
    event = invitation_to(office, MAYOR)
    assert event["attendee"].params["RSVP"] == "FALSE"
    assert str(event["organizer"]) == "mailto:" + settings.MAIL_FROM.rpartition("<")[2].rstrip(">")
