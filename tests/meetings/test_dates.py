"""Which days suit a meeting: the wheel's, with time for the call, on working days, when nobody is elsewhere."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine

from samrad.cooperation import wall
from samrad.forums.commands.bodies import set_up_forum
from samrad.forums.commands.members import add_member
from samrad.forums.models import Forum
from samrad.forums.queries import forum_visible_to
from samrad.forums.rules import is_working_day
from samrad.meetings.commands.planning import plan_meeting
from samrad.meetings.days import BETWEEN, is_bridge, school_break, suited_days
from samrad.meetings.queries.dates import Proposed, proposed_days
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.meetings.settings import a_council
from tests.situations import do
from tests.visit import login_as, send, visit

TODAY = date(2027, 1, 11)


def days(due: list[date], taken: set[date] | None = None, notice: int = 14) -> list[date]:
    found = suited_days(today=TODAY, notice_days=notice, due=due, taken=taken or set())
    return [one.on for one in found]


class TestTheRule:
    def test_the_wheels_own_day_comes_when_nothing_speaks_against_it(self) -> None:
        """V-4.1.2-a."""
        due = date(2027, 4, 21)
        assert due in days([due])

    def test_every_day_is_a_working_day_with_time_for_the_call(self) -> None:
        """V-4.1.2-b."""
        for due in (date(2027, 1, 12), date(2027, 5, 17), date(2027, 12, 24), date(2027, 3, 25)):
            found = days([due])
            assert len(found) == 6
            assert all(is_working_day(day) and day >= TODAY + timedelta(days=14) for day in found)

    def test_days_lie_apart_and_in_the_order_of_the_year(self) -> None:
        found = days([date(2027, 4, 21), date(2027, 11, 10)])
        assert found == sorted(found)
        assert all((later - earlier).days >= BETWEEN for earlier, later in pairwise(found))
        assert [day.month in {3, 4, 5} for day in found] == [True] * 3 + [False] * 3

    def test_a_day_on_which_somebody_sits_elsewhere_is_passed_by(self) -> None:
        due = date(2027, 4, 21)
        assert due not in days([due], {due})

    def test_without_a_wheel_there_are_days_all_the_same(self) -> None:
        assert len(days([])) == 6

    def test_a_meeting_that_is_late_is_proposed_as_soon_as_can_be(self) -> None:
        assert days([date(2026, 11, 12)])[0] <= TODAY + timedelta(days=17)

    @pytest.mark.parametrize(
        ("day", "name"),
        [
            (date(2027, 2, 23), "winter"), (date(2027, 3, 22), "easter"), (date(2027, 7, 1), "summer"),
            (date(2027, 10, 5), "autumn"), (date(2027, 12, 23), "christmas"), (date(2027, 4, 21), ""),
        ],
    )  # fmt: skip
    def test_school_breaks_are_known(self, day: date, name: str) -> None:
        assert school_break(day) == name

    def test_a_bridge_is_a_working_day_between_days_off(self) -> None:
        assert is_bridge(date(2027, 5, 7))  # the Friday after Ascension
        assert not is_bridge(date(2027, 4, 21))


@pytest.mark.django_db
class TestWhoIsElsewhere:
    @pytest.fixture
    def council(self, cast: Cast) -> Forum:
        return a_council(cast)

    def proposed(self, actor: Actor, forum: Forum) -> list[Proposed]:
        with wall.acting(actor):
            return proposed_days(actor, forum_visible_to(actor, forum.pk))

    def a_meeting_on(self, actor: Actor, forum: Forum, day: date) -> None:
        starts_at = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
        do(
            actor,
            plan_meeting,
            forum_id=forum.pk,
            title="Møte",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
        )

    def test_a_meeting_of_the_same_people_is_seen(self, cast: Cast, council: Forum) -> None:
        other = do(
            cast.slt, set_up_forum, cooperation_id=cast.cooperation.pk, kind="thematic", name="Trygg ungdom"
        )
        do(cast.slt, add_member, forum_id=other.pk, post_id=cast.police_contact.post, role="chair")
        before = self.proposed(cast.slt, council)
        first = before[0].day.on
        self.a_meeting_on(cast.slt, other, first)
        after = {one.day.on: one for one in self.proposed(cast.slt, council)}
        assert first not in after or [m.forum.name for m in after[first].clashes] == ["Trygg ungdom"]
        assert after != {one.day.on: one for one in before}

    def test_a_meeting_of_others_is_not_in_the_way(self, cast: Cast, council: Forum) -> None:
        other = do(
            cast.slt, set_up_forum, cooperation_id=cast.cooperation.pk, kind="thematic", name="Trygg ungdom"
        )
        do(cast.slt, add_member, forum_id=other.pk, post_id=cast.director.post, role="chair")
        before = self.proposed(cast.slt, council)
        self.a_meeting_on(cast.slt, other, before[0].day.on)
        assert [one.day for one in self.proposed(cast.slt, council)] == [one.day for one in before]

    def test_the_page_says_what_speaks_for_and_against(self, cast: Cast, council: Forum) -> None:
        page = visit(login_as("slt"), f"/forum/{council.pk}/moter/nytt/")
        assert "Dager som passer" in page.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "begins", "sentence"),
    [
        ("2027-03-28", "02:30", "Klokka 02.30 finnes ikke denne natta: da stilles klokka fram. Velg en annen tid."),
        ("2027-10-31", "02:30", "Klokka 02.30 kommer to ganger denne natta: da stilles klokka tilbake. Velg en annen tid."),
    ],
)  # fmt: skip
def test_the_night_the_clock_is_changed_has_its_sentence(
    cast: Cast, day: str, begins: str, sentence: str
) -> None:
    forum = a_council(cast)
    with time_machine.travel(datetime(2027, 1, 11, 12, tzinfo=UTC), tick=False):
        typed = {
            "title": "Nattmøte",
            "day": day,
            "begins": begins,
            "ends": "04:00",
            "mode": "digital",
            "place": "Teams",
        }
        page = send(login_as("slt"), f"/forum/{forum.pk}/moter/nytt/", typed, status=422)
    assert sentence in page.text
    assert 'value="Teams"' in page.html
