"""What was told to whom, and where mail went, is thrown away when it is old; what is on its way, and what happened, stays."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from time_machine import travel

from samrad.cooperation import wall
from samrad.kernel.answers import Denied
from samrad.kernel.clock import now, today
from samrad.ledger.models import Entry
from samrad.meetings.models import Recipient
from samrad.notices import tasks
from samrad.notices.commands.forgetting import forget_old_notices
from samrad.notices.commands.own import open_calendar
from samrad.notices.events import NoticesForgotten
from samrad.notices.models import CalendarFeed
from samrad.parties.commands import end_appointment
from tests.cast import MACHINERY, Cast
from tests.meetings.settings import a_council, a_meeting, called
from tests.notices import made
from tests.post import PostOffice
from tests.situations import do

pytestmark = pytest.mark.django_db


def forgotten(days: int) -> NoticesForgotten:
    """What a night that many days from now throws away."""
    with travel(now() + timedelta(days=days), tick=False):
        return do(tasks.POSTMAN, forget_old_notices)


@pytest.fixture
def told(cast: Cast, office: PostOffice) -> int:
    """A council has been called: how many notices there are whose mail does not wait for the morning."""
    called(cast, a_meeting(cast, a_council(cast), "Trafikk"))
    made.tell(cast.cooperation)
    made.send_all()
    return len(made.all_notices(cast.cooperation)) - len(waiting())


def waiting() -> set[object]:
    return {row.notice_id for row in made.deliveries(state="queued")}


def test_nothing_is_thrown_away_before_its_time(cast: Cast, told: int) -> None:
    assert forgotten(89) == NoticesForgotten(0, 0, 0)
    assert len(made.all_notices(cast.cooperation)) == told + len(waiting())
    with wall.acting(tasks.POSTMAN):
        assert not Entry.objects.filter(kind="NoticesForgotten").exists()


def test_addresses_go_first_and_only_of_mail_that_has_come_to_its_end(cast: Cast, told: int) -> None:
    sent = made.deliveries(state="sent")
    assert {row.address for row in sent} >= {"per.haugland@politi.test", "astrid.bergum@lyngvik.test"}
    assert forgotten(91) == NoticesForgotten(0, len(sent), 0)
    assert {row.address for row in made.deliveries(state="sent")} == {""}
    assert len(made.all_notices(cast.cooperation)) == told + len(waiting())
    assert forgotten(91) == NoticesForgotten(0, 0, 0)


def test_notices_go_with_their_mail_and_the_record_of_the_meeting_stays(cast: Cast, told: int) -> None:
    found = forgotten(401)
    assert (found.notices, found.calendars) == (told, 0)
    left = {notice.pk for notice in made.all_notices(cast.cooperation)}
    assert (left, {row.state for row in made.deliveries()}) == (waiting(), {"queued"})
    with wall.acting(cast.slt):
        assert Recipient.objects.filter(sent_at__isnull=False).count() == 4
        assert Entry.objects.filter(kind="MeetingCalled", cooperation=cast.cooperation.pk).count() == 1


def test_what_is_on_its_way_stays_however_old(cast: Cast) -> None:
    """No mail server has been set: the mails wait, and are not lost meanwhile."""
    called(cast, a_meeting(cast, a_council(cast), "Trafikk"))
    made.tell(cast.cooperation)
    waiting = {row.pk: row.address for row in made.deliveries(state="queued")}
    forgotten(401)
    assert {row.pk: row.address for row in made.deliveries(state="queued")} == waiting != {}


def test_the_calendar_of_somebody_who_left_long_ago_goes_and_others_stay(cast: Cast) -> None:
    for who in (cast.chief, cast.mayor):
        do(who, open_calendar, person_id=who.person)
    end_appointment(actor=MACHINERY, appointment_id=cast.chief.appointment, on=today())
    assert forgotten(300).calendars == 0
    assert forgotten(500).calendars == 1
    with wall.acting(cast.mayor):
        assert CalendarFeed.objects.filter(person=cast.mayor.person).exists()


def test_only_what_delivers_them_throws_them_away(cast: Cast) -> None:
    with pytest.raises(Denied):
        do(cast.slt, forget_old_notices)
    with (
        pytest.raises(DatabaseError, match="thrown away by what delivers them"),
        wall.acting(cast.slt),
        connection.cursor() as cursor,
    ):
        cursor.execute("select * from notices_forget(now(), now())")


def test_the_job_of_the_night_does_it(cast: Cast, told: int) -> None:
    with travel(now() + timedelta(days=401), tick=False):
        tasks.forget(0)
    assert told > 0 and {notice.pk for notice in made.all_notices(cast.cooperation)} == waiting()
