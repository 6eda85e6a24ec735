"""The demo's year of meetings: told in the past, whole, and the same whatever day it is told."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

import pytest

from samrad.cooperation import wall
from samrad.forums.commands.members import add_member
from samrad.kernel import clock
from samrad.meetings.models import AgendaItem, Decision, Meeting, MinutesFace, Task
from samrad.meetings.queries.meetings import calls_waiting_for, notice_of, recipients_of
from samrad.notices.queries import notices_of
from samrad.project.demo_meetings import build_meetings
from samrad.project.demo_notices import WHILE_AGO, read_what_is_old
from tests.cast import Cast
from tests.conftest import Stage
from tests.meetings.settings import a_council
from tests.pdf import faults
from tests.situations import do

pytestmark = pytest.mark.django_db


def a_council_years_old(cast: Cast) -> None:
    council = a_council(cast)
    do(cast.slt, add_member, forum_id=council.pk, post_id=cast.director.post, role="member")
    with wall.acting(cast.slt):
        council.memberships.update(valid_from="2018-01-01")


def the_year(cast: Cast) -> None:
    a_council_years_old(cast)
    build_meetings(cast.people, cast.places)


@pytest.mark.parametrize("day", ["2026-01-05", "2027-03-28", "2028-02-29", "2026-12-31"])
def test_it_can_be_told_on_any_day(cast: Cast, day: str) -> None:
    a_council_years_old(cast)
    with clock.set_to(datetime.fromisoformat(f"{day}T12:00:00+00:00")):
        build_meetings(cast.people, cast.places)
    with wall.acting(cast.slt):
        assert Meeting.objects.filter(state="approved").count() == 2


class TestTheYear:
    """Told once, for all that read of it."""

    @pytest.fixture(scope="class")
    @classmethod
    def stage(cls, stage: Stage, told_on: Callable[..., AbstractContextManager[Stage]]) -> Iterator[Stage]:
        with told_on(stage, the_year) as told:
            yield told

    def test_two_are_held_one_is_called_and_one_is_planned(self, cast: Cast) -> None:
        with wall.acting(cast.slt):
            meetings = list(Meeting.objects.select_related("forum").order_by("starts_at"))
            assert [meeting.state for meeting in meetings] == ["approved", "approved", "called", "planned"]
            for meeting in meetings[:3]:
                assert notice_of(meeting, recipients_of(cast.slt, meeting)).in_good_time, meeting
            assert all(meeting.starts_at.weekday() < 5 for meeting in meetings)
            assert Decision.objects.count() == 8
            assert AgendaItem.objects.filter(state="proposed").count() == 3

    def test_tasks_are_done_late_and_to_come(self, cast: Cast) -> None:
        with wall.acting(cast.slt):
            still = Task.objects.filter(state__in=["open", "accepted"])
            assert Task.objects.filter(state="done").count() == 4
            assert still.filter(due_on__lt=clock.today()).count() == 2
            assert still.filter(due_on__gte=clock.today()).count() == 4

    def test_the_minutes_are_kept_as_sound_files_for_each_reader(self, cast: Cast) -> None:
        with wall.acting(cast.slt):
            kept = {
                face.face: bytes(face.pdf or b"") for face in MinutesFace.objects.order_by("minutes__sent_at")
            }
        assert set(kept) == {"parties", "forum", "public"}
        for pdf in kept.values():
            assert faults(pdf) == []

    def test_one_call_waits_for_its_answer(self, cast: Cast) -> None:
        with wall.acting(cast.police_contact) as actor:
            assert [call.meeting.title for call in calls_waiting_for(actor)] == ["Vintermøte i politirådet"]
        with wall.acting(cast.chief) as actor:
            assert calls_waiting_for(actor) == []

    def test_each_has_read_what_came_some_weeks_ago(self, cast: Cast) -> None:
        read_what_is_old(cast.people)
        limit = clock.now() - WHILE_AGO + timedelta(days=1)
        with wall.acting(cast.slt) as slt:
            found = list(notices_of(slt))
            assert {notice.read_at is not None for notice in found if notice.at < limit} == {True}
            assert {notice.read_at is None for notice in found if notice.at >= limit} <= {True}
