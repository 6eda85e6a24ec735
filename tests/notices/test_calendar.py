"""Calendar entries, read back with a parser that has nothing to do with the one that wrote them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import vobject

from samrad.kernel.clock import OSLO
from samrad.notices.calendar import Entry, Mailbox, feed, invitation

STAMP = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
MEETING = Entry(
    uid="meeting-1@samrad",
    sequence=0,
    summary="Høstmøte i politirådet; ordinært, åpent",
    start=datetime(2026, 12, 3, 9, 0, tzinfo=OSLO),
    end=datetime(2026, 12, 3, 11, 30, tzinfo=OSLO),
    stamp=STAMP,
    place="Rådhuset, møterom Ørn",
    url="https://samrad.test/mote/1/",
    text="Les mer i Samråd.\nhttps://samrad.test/mote/1/",
    organizer=Mailbox('Marit "M" Eide, leder', "marit@samrad.test"),
    attendees=(Mailbox("Ingrid", "ingrid@samrad.test"), Mailbox("Áila", "aila@samrad.test", "nn")),
    method="REQUEST",
)


def read(data: bytes) -> Any:
    return vobject.readOne(data.decode("utf-8"))


def spring(hour: int) -> datetime:
    """On the night when 02 becomes 03."""
    return datetime(2026, 3, 29, hour, 0, tzinfo=UTC)


def autumn(hour: int) -> datetime:
    """On the night when 02 comes twice."""
    return datetime(2026, 10, 25, hour, 0, tzinfo=UTC)


class TestAnInvitation:
    def test_says_when_where_what_and_who(self) -> None:
        calendar = read(invitation(MEETING))
        event = calendar.vevent
        assert (calendar.method.value, calendar.version.value) == ("REQUEST", "2.0")
        assert event.uid.value == "meeting-1@samrad"
        assert event.sequence.value == "0"
        assert event.dtstamp.value == STAMP
        assert (event.dtstart.value, event.dtend.value) == (MEETING.start, MEETING.end)
        assert (event.summary.value, event.location.value) == (MEETING.summary, MEETING.place)
        assert (event.url.value, event.description.value) == (MEETING.url, MEETING.text)
        assert event.status.value == "CONFIRMED"
        assert event.organizer.value == "mailto:marit@samrad.test"
        assert [person.value for person in event.attendee_list] == [
            "mailto:ingrid@samrad.test",
            "mailto:aila@samrad.test",
        ]
        assert event.attendee_list[1].params == {
            "CN": ["Áila"],
            "LANGUAGE": ["nn-NO"],
            "PARTSTAT": ["NEEDS-ACTION"],
            "ROLE": ["REQ-PARTICIPANT"],
            "RSVP": ["FALSE"],
        }

    def test_that_is_changed_is_the_same_entry_with_the_next_number(self) -> None:
        moved = replace(
            MEETING, sequence=1, start=MEETING.start + timedelta(days=7), end=MEETING.end + timedelta(days=7)
        )
        before, after = read(invitation(MEETING)).vevent, read(invitation(moved)).vevent
        assert before.uid.value == after.uid.value
        assert (before.sequence.value, after.sequence.value) == ("0", "1")

    def test_that_is_cancelled_says_so_in_both_places(self) -> None:
        gone = replace(MEETING, sequence=2, method="CANCEL", status="CANCELLED")
        calendar = read(invitation(gone))
        assert (calendar.method.value, calendar.vevent.status.value) == ("CANCEL", "CANCELLED")
        assert (calendar.vevent.uid.value, calendar.vevent.sequence.value) == ("meeting-1@samrad", "2")

    def test_is_folded_at_75_bytes_and_ends_its_lines_as_it_should(self) -> None:
        data = invitation(replace(MEETING, text="Årsmøtet i Ørsta. " * 40))
        assert max(len(line) for line in data.split(b"\r\n")) <= 75
        assert read(data).vevent.description.value == "Årsmøtet i Ørsta. " * 40

    def test_cannot_be_broken_by_a_name_with_a_line_break(self) -> None:
        person = Mailbox("Ola\r\nATTENDEE:mailto:all@samrad.test", "ola@samrad.test")
        event = read(
            invitation(replace(MEETING, attendees=(person,), summary="A\r\nSTATUS:CANCELLED"))
        ).vevent
        assert [attendee.value for attendee in event.attendee_list] == ["mailto:ola@samrad.test"]
        assert event.status.value == "CONFIRMED"


class TestSummerTime:
    """The other parser reads the rule that stands in the file itself."""

    @pytest.mark.parametrize(
        ("start", "end"),
        [
            (spring(0), spring(1)),  # 01 to 03 on the wall: one hour
            (spring(1), spring(2)),
            (autumn(0), autumn(1)),  # the first 02 to the second 02
            (autumn(1), autumn(2)),  # the second 02 to 03
            (datetime(2026, 7, 1, 8, 0, tzinfo=UTC), datetime(2026, 7, 1, 10, 0, tzinfo=UTC)),
            (datetime(2031, 1, 6, 8, 0, tzinfo=UTC), datetime(2031, 1, 6, 10, 0, tzinfo=UTC)),
        ],
    )
    def test_every_instant_comes_back_as_it_was(self, start: datetime, end: datetime) -> None:
        event = read(invitation(replace(MEETING, start=start, end=end))).vevent
        assert event.dtstart.value.astimezone(UTC) == start
        assert event.dtend.value.astimezone(UTC) == end

    def test_the_clock_on_the_wall_is_what_stands_there(self) -> None:
        data = invitation(
            replace(
                MEETING,
                start=datetime(2026, 7, 1, 8, 0, tzinfo=UTC),
                end=datetime(2026, 7, 1, 9, 0, tzinfo=UTC),
            )
        )
        assert b"DTSTART;TZID=Europe/Oslo:20260701T100000\r\n" in data
        assert data.count(b"BEGIN:VTIMEZONE") == 1
        assert read(data).vtimezone.tzid.value == "Europe/Oslo"

    def test_the_hour_that_comes_twice_is_told_apart(self) -> None:
        first, second = (invitation(replace(MEETING, start=autumn(hour), end=autumn(5))) for hour in (0, 1))
        assert b"DTSTART;TZID=Europe/Oslo:20261025T020000\r\n" in first
        assert b"DTSTART:20261025T010000Z\r\n" in second


class TestAFeed:
    def test_holds_whole_days_and_takes_nobodys_time(self) -> None:
        day = replace(
            MEETING,
            start=date(2028, 9, 1),
            end=date(2028, 9, 1),
            method="PUBLISH",
            organizer=None,
            attendees=(),
        )
        calendar = read(feed("Samråd", [day]))
        event = calendar.vevent
        assert (event.dtstart.value, event.dtend.value) == (date(2028, 9, 1), date(2028, 9, 2))
        assert event.transp.value == "TRANSPARENT"
        assert calendar.x_wr_calname.value == "Samråd"
        assert not hasattr(calendar, "vtimezone")

    def test_with_nothing_in_it_is_still_a_calendar(self) -> None:
        assert read(feed("Samråd", [])).prodid.value == "-//Samraad//Samraad//NB"

    def test_with_hours_in_it_has_the_clock(self) -> None:
        calendar = read(
            feed("Samråd", [replace(MEETING, method="PUBLISH"), replace(MEETING, uid="2", method="PUBLISH")])
        )
        assert len(calendar.vevent_list) == 2
        assert len(calendar.vtimezone_list) == 1


class TestWhatIsNoEntry:
    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"end": datetime(2026, 12, 3, 8, 0, tzinfo=OSLO)}, "ends after it starts"),
            (
                {"start": datetime(2026, 12, 3, 9, 0), "end": datetime(2026, 12, 3, 10, 0)},
                "knows its time zone",
            ),
            ({"start": date(2026, 12, 3)}, "from an instant to an instant"),
            ({"method": "CANCEL"}, "what is cancelled says so"),
            ({"status": "CANCELLED"}, "what is cancelled says so"),
        ],
    )
    def test_is_never_made(self, wrong: dict[str, Any], sentence: str) -> None:
        with pytest.raises(ValueError, match=sentence):
            replace(MEETING, **wrong)
