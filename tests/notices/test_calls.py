"""A call to a meeting, from the click to everybody's calendar; a change and a cancellation land in the same entry."""

import io
from datetime import date, timedelta

import pikepdf
import pytest
import vobject
from django.db import DatabaseError, connection
from django.test import Client
from icalendar import Calendar
from time_machine import travel

from samrad.cooperation import wall
from samrad.kernel.clock import now
from samrad.meetings.commands.planning import cancel_meeting, move_meeting
from samrad.meetings.models import Recipient
from samrad.notices import tasks
from samrad.notices.commands.own import open_calendar
from samrad.parties.actor import Actor
from samrad.web.notices.feed import MOST
from tests.cast import Cast
from tests.meetings.settings import a_council, a_meeting, called, fresh
from tests.notices import made
from tests.post import PostOffice, text_of
from tests.situations import do
from tests.visit import login_as

pytestmark = pytest.mark.django_db


def entry_in(mail: object) -> object:
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]  # type: ignore[attr-defined]
    return vobject.readOne(part.get_content())


def of(office: PostOffice, address: str) -> list[object]:
    return [mail for mail in office.mails if mail["To"].addresses[0].addr_spec == address]


def test_it_reaches_everybody_with_agenda_and_entry_and_the_meeting_knows(
    cast: Cast, office: PostOffice
) -> None:
    """V-4.1.2-b: the call goes out by itself, an external member's too."""
    forum = a_council(cast, with_the_school=True)
    meeting = a_meeting(cast, forum, "Trygg skolevei")
    made.tell(cast.cooperation)
    called(cast, meeting)
    made.tell(cast.cooperation)
    made.send_all()
    calls = [mail for mail in office.mails if str(mail["Subject"]) == "Innkalling til møte"]
    assert sorted(mail["To"].addresses[0].addr_spec for mail in calls) == [
        "astrid.bergum@lyngvik.test",
        "ingrid.solvang@politi.test",
        "liv.nordal@skole.test",
        "marit.eide@lyngvik.test",
        "per.haugland@politi.test",
    ]
    assert "Vintermøte" not in text_of(calls[0]) and "Trygg skolevei" not in text_of(calls[0])
    entry = entry_in(calls[0]).vevent  # type: ignore[attr-defined]
    assert (entry.uid.value, entry.dtstart.value) == (
        f"{meeting.pk}@samrad",
        meeting.starts_at.replace(microsecond=0),
    )
    (pdf,) = [part for part in calls[0].walk() if part.get_content_type() == "application/pdf"]
    assert len(pikepdf.open(io.BytesIO(pdf.get_content())).pages) >= 1
    with wall.acting(cast.slt):
        rows = {row.appointment_id: row for row in Recipient.objects.filter(meeting=meeting)}
    reached = {who for who, row in rows.items() if row.sent_at}
    assert reached == {
        a.appointment for a in (cast.mayor, cast.chief, cast.slt, cast.police_contact, cast.principal)
    }


def test_that_comes_back_is_known_to_the_meeting(cast: Cast, office: PostOffice) -> None:
    forum = a_council(cast)
    meeting = a_meeting(cast, forum, "Trafikk")
    made.tell(cast.cooperation)
    office.to_reader = lambda address: "550 no" if address.startswith("per") else "250 OK"
    called(cast, meeting)
    made.tell(cast.cooperation)
    made.send_all()
    with wall.acting(cast.slt):
        row = Recipient.objects.get(meeting=meeting, appointment=cast.chief.appointment)
    assert (row.sent_at, row.reach) == (None, "bounced")


def test_a_change_and_a_cancellation_land_in_the_same_entry(cast: Cast, office: PostOffice) -> None:
    forum = a_council(cast)
    meeting = a_meeting(cast, forum, "Trafikk")
    called(cast, meeting)
    made.tell(cast.cooperation)
    made.send_all()
    now_at = fresh(cast.slt, meeting.pk)
    do(
        cast.slt,
        move_meeting,
        meeting_id=meeting.pk,
        title=now_at.title,
        starts_at=now_at.starts_at + timedelta(days=1),
        ends_at=now_at.ends_at + timedelta(days=1),
        mode=now_at.mode,
        place="Politistasjonen",
        link="",
        seen=now_at.version,
    )
    made.tell(cast.cooperation)
    made.send_all()
    do(
        cast.slt,
        cancel_meeting,
        meeting_id=meeting.pk,
        reason="Sykdom",
    )
    made.tell(cast.cooperation)
    made.send_all()
    mails = of(office, "ingrid.solvang@politi.test")
    calendars = {str(mail["Subject"]): entry_in(mail) for mail in mails if "møte" in str(mail["Subject"])}  # type: ignore[index]
    moved, gone = calendars["Et møte er endret"], calendars["Et møte er avlyst"]
    assert moved.vevent.uid.value == gone.vevent.uid.value == f"{meeting.pk}@samrad"  # type: ignore[attr-defined]
    assert moved.vevent.location.value == "Politistasjonen"  # type: ignore[attr-defined]
    assert (gone.method.value, gone.vevent.status.value) == ("CANCEL", "CANCELLED")  # type: ignore[attr-defined]
    assert int(gone.vevent.sequence.value) > int(moved.vevent.sequence.value)  # type: ignore[attr-defined]
    assert [mail for mail in office.mails if "Sykdom" in mail.as_string()] == []


def test_it_stands_in_the_feed_of_those_who_sit_there(cast: Cast) -> None:
    forum = a_council(cast)
    meeting = a_meeting(cast, forum, "Trafikk")
    key = do(cast.police_contact, open_calendar, person_id=cast.police_contact.person)
    calendar = vobject.readOne(login_as("nabokommune").get(f"/kalender/{key}.ics").content.decode())
    assert [event.uid.value for event in calendar.vevent_list] == [f"{meeting.pk}@samrad"]
    other = do(cast.foreign_contact, open_calendar, person_id=cast.foreign_contact.person)
    assert "BEGIN:VEVENT" not in login_as("slt").get(f"/kalender/{other}.ics").content.decode()


def test_the_day_of_the_election_stands_in_the_municipalitys_feeds(cast: Cast) -> None:
    """V-2.2-k: for those who then say who holds which post, until the day is over and the next one comes."""

    def days(who: Actor) -> list[tuple[str, date, str]]:
        key = do(who, open_calendar, person_id=who.person)
        feed = Calendar.from_ical(Client().get(f"/kalender/{key}.ics").content)
        return [(str(e["uid"]), e["dtstart"].dt, str(e["summary"])) for e in feed.walk("VEVENT")]

    ahead = [("election-2027@samrad", date(2027, 9, 13), "Kommunevalg")]
    for who, expected in ((cast.mayor, ahead), (cast.slt, ahead), (cast.reader, []), (cast.chief, []),
                          (cast.principal, []), (cast.oversight, [])):  # fmt: skip
        assert days(who) == expected
    with travel(date(2027, 9, 13)):
        assert days(cast.mayor) == ahead
    with travel(date(2027, 9, 15)):
        assert days(cast.mayor) == [("election-2031@samrad", date(2031, 9, 8), "Kommunevalg")]


def test_a_feed_that_is_fetched_without_end_has_to_wait(cast: Cast) -> None:
    """Also when many programs have the address: the others' calendars go on."""
    key, other = (do(who, open_calendar, person_id=who.person) for who in (cast.slt, cast.mayor))
    client = Client()
    assert {client.get(f"/kalender/{key}.ics").status_code for _time in range(MOST)} == {200}
    answer = client.get(f"/kalender/{key}.ics")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3600")
    assert "Kalenderen er hentet for ofte. Prøv igjen om en time." in answer.content.decode()
    assert client.get(f"/kalender/{other}.ics").status_code == 200
    with travel(now() + timedelta(hours=2), tick=False):
        assert client.get(f"/kalender/{key}.ics").status_code == 200


def test_who_is_called_is_named_to_machinery_on_its_errand_only(cast: Cast) -> None:
    meeting = a_meeting(cast, a_council(cast), "Trafikk")
    with (
        pytest.raises(DatabaseError, match="delivery of notices only"),
        wall.acting(cast.slt),
        connection.cursor() as cursor,
    ):
        cursor.execute("select * from notices_called_to(%s, false)", [meeting.pk])
    assert tasks.POSTMAN.machinery == "deliver_notices"
