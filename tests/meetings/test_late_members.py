"""A member who is seated after the meeting opened is put on its list, once, by whoever writes the minutes."""

from uuid import uuid4

import pytest

from samrad.cooperation import wall
from samrad.forums.commands.members import add_member
from samrad.forums.models import Membership
from samrad.kernel.answers import Denied, Refused
from samrad.ledger.models import Entry
from samrad.meetings.commands.record import send_minutes
from samrad.meetings.commands.session import close_meeting, list_attendance
from samrad.meetings.models import Attendance
from samrad.meetings.queries.meetings import attendance_of, not_on_the_list
from tests.cast import Cast
from tests.meetings.settings import a_council, fresh, in_session
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def situation(cast: Cast) -> tuple[object, Membership]:
    forum = a_council(cast, with_the_school=True)
    meeting = in_session(cast, forum, "Trafikk")
    seated = do(cast.slt, add_member, forum_id=forum.pk, post_id=cast.director.post, role="member")
    return meeting, seated


def states(cast: Cast, meeting: object) -> dict[str, str]:
    found = fresh(cast.slt, meeting.pk)  # type: ignore[attr-defined]
    with wall.acting(cast.slt) as actor:
        rows = attendance_of(actor, found)
        return {row.membership.post.title: row.state for row in rows}


def test_is_put_on_the_list_and_noted_as_there(cast: Cast, situation: tuple[object, Membership]) -> None:
    meeting, seated = situation
    assert "Kommunedirektør" not in states(cast, meeting)
    client, way = login_as("slt"), f"/mote/{meeting.pk}/oppmote/"  # type: ignore[attr-defined]
    page = visit(client, way)
    assert "Kommet til etter at møtet begynte" in page.text
    page = send(client, way, {"listed": "1", "membership_id": str(seated.pk)})
    assert "Medlemmet står på listen. Noter om det er til stede." in page.text
    assert "Kommet til etter at møtet begynte" not in page.text
    assert states(cast, meeting)["Kommunedirektør"] == Attendance.State.ABSENT
    with wall.acting(cast.slt):
        entry = Entry.objects.filter(kind="AttendanceListed").get()
    assert entry.payload["membership"] == str(seated.pk)


def test_stands_there_once_and_only_if_they_sit_in_the_forum(
    cast: Cast, situation: tuple[object, Membership]
) -> None:
    meeting, seated = situation
    given = {"meeting_id": meeting.pk, "membership_id": seated.pk}  # type: ignore[attr-defined]
    do(cast.slt, list_attendance, **given)
    with pytest.raises(Refused, match="ikke står på listen fra før"):
        do(cast.slt, list_attendance, **given)
    with pytest.raises(Refused, match="Bare de som sitter i forumet"):
        do(cast.slt, list_attendance, **given | {"membership_id": uuid4()})
    found = fresh(cast.slt, meeting.pk)  # type: ignore[attr-defined]
    with wall.acting(cast.slt) as actor:
        assert not_on_the_list(actor, found) == []


def test_is_put_there_by_whoever_writes_the_minutes_until_they_are_sent(
    cast: Cast, situation: tuple[object, Membership]
) -> None:
    meeting, seated = situation
    given = {"meeting_id": meeting.pk, "membership_id": seated.pk}  # type: ignore[attr-defined]
    with pytest.raises(Denied):
        do(cast.reader, list_attendance, **given)
    do(cast.slt, close_meeting, meeting_id=meeting.pk)  # type: ignore[attr-defined]
    version = fresh(cast.slt, meeting.pk).version  # type: ignore[attr-defined]
    do(cast.slt, send_minutes, meeting_id=meeting.pk, seen=version)  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="Referatet skrives i møtet"):
        do(cast.slt, list_attendance, **given)
