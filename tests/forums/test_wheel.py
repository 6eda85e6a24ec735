"""The year is the forum's own to change."""

from datetime import date, timedelta

import pytest

from samrad.cooperation import wall
from samrad.forums.commands.wheel import (
    add_wheel_point,
    begin_year,
    change_wheel_point,
    mark_wheel_point,
    remove_wheel_point,
)
from samrad.forums.models import WheelPoint
from samrad.forums.queries import forum_visible_to, points_due, wheel_of
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import today
from tests.cast import Cast
from tests.forums.situations import a_council, a_point, seated
from tests.ledger.reading import entries, kinds
from tests.situations import do

pytestmark = pytest.mark.django_db
NEXT = date(today().year + 1, 3, 3)


class TestAPoint:
    def test_is_added_by_either_party(self, cast: Cast) -> None:
        forum = a_council(cast)
        point = do(cast.police_contact, add_wheel_point, forum_id=forum.pk, name=" Temakveld ", on=NEXT)
        assert (point.name, point.kind, point.source, point.mover) == ("Temakveld", "own", "own", "both")
        newest = entries(cast.slt, cast.cooperation)[0]
        assert (newest.kind, newest.payload) == (
            "WheelPointSet",
            {"point": str(point.pk), "forum": str(forum.pk), "kind": "own", "on": NEXT.isoformat()},
        )

    def test_is_never_one_partys_secret(self, cast: Cast) -> None:
        assert a_point(cast, a_council(cast), "Eget", face="own").face == "parties"

    def test_moves_and_changes_hands_unless_somebody_came_first(self, cast: Cast) -> None:
        point = a_point(cast, a_council(cast), "Temakveld")
        given = {"point_id": point.pk, "name": "Temamøte", "on": NEXT, "mover": "police", "seen": 1}
        changed = do(cast.slt, change_wheel_point, **given)
        assert (changed.name, changed.on, changed.mover, changed.version) == ("Temamøte", NEXT, "police", 2)
        with pytest.raises(Stale) as stale:
            do(cast.police_contact, change_wheel_point, **given)
        assert stale.value.theirs == f"Temamøte, {NEXT:%d.%m.%Y}"

    def test_is_done_on_a_day_that_has_come_and_may_be_opened_again(self, cast: Cast) -> None:
        point = a_point(cast, a_council(cast), "Temakveld")
        with pytest.raises(Refused, match="en dag som ikke er kommet"):
            do(cast.slt, mark_wheel_point, point_id=point.pk, done_on=NEXT, seen=1)
        done = do(cast.slt, mark_wheel_point, point_id=point.pk, done_on=today(), seen=1)
        assert (done.done_on, kinds(cast.slt, cast.cooperation)[0]) == (today(), "WheelPointDone")
        with pytest.raises(Stale):
            do(cast.slt, mark_wheel_point, point_id=point.pk, done_on=None, seen=1)
        opened = do(cast.slt, mark_wheel_point, point_id=point.pk, done_on=None, seen=2)
        assert opened.done_on is None

    def test_is_taken_out_until_it_is_done(self, cast: Cast) -> None:
        point = a_point(cast, a_council(cast), "Temakveld")
        do(cast.slt, mark_wheel_point, point_id=point.pk, done_on=today(), seen=1)
        with pytest.raises(Refused, match="hører til det som har skjedd"):
            do(cast.slt, remove_wheel_point, point_id=point.pk)
        do(cast.slt, mark_wheel_point, point_id=point.pk, done_on=None, seen=2)
        do(cast.slt, remove_wheel_point, point_id=point.pk)
        assert kinds(cast.slt, cast.cooperation)[0] == "WheelPointRemoved"
        with wall.acting(cast.slt):
            assert not WheelPoint.objects.filter(pk=point.pk).exists()

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"name": " "}, "Punktet mangler navn"),
            ({"on": date(1999, 1, 1)}, "mellom i fjor og om fem år"),
            ({"name": "Møte om 13097248022"}, "fødselsnummer"),
        ],
    )
    def test_refuses_what_makes_no_point(self, cast: Cast, given: dict[str, object], sentence: str) -> None:
        with pytest.raises(Refused, match=sentence):
            do(cast.slt, add_wheel_point, **{"forum_id": a_council(cast).pk, "name": "x", "on": NEXT} | given)

    def test_is_not_for_readers_and_strangers(self, cast: Cast) -> None:
        point = a_point(cast, a_council(cast), "Temakveld")
        with pytest.raises(Denied):
            do(cast.reader, remove_wheel_point, point_id=point.pk)
        with pytest.raises(WheelPoint.DoesNotExist):
            do(cast.neighbour_mayor, remove_wheel_point, point_id=point.pk)


class TestAnotherYear:
    def test_is_begun_once(self, cast: Cast) -> None:
        forum, year = a_council(cast), today().year + 1
        made = do(cast.police_contact, begin_year, forum_id=forum.pk, year=year)
        with wall.acting(cast.slt) as actor:
            kept = wheel_of(actor, forum_visible_to(actor, forum.pk), year)
        assert [point.pk for point in kept] == [point.pk for point in made] and len(made) == 8
        assert kinds(cast.slt, cast.cooperation)[:8] == ["WheelPointSet"] * 8
        with pytest.raises(Refused, match="Året har allerede punkter"):
            do(cast.slt, begin_year, forum_id=forum.pk, year=year)

    @pytest.mark.parametrize("years", [-1, 6])
    def test_is_neither_past_nor_far_away(self, cast: Cast, years: int) -> None:
        with pytest.raises(Refused, match="mellom i år og om fem år"):
            do(cast.slt, begin_year, forum_id=a_council(cast).pk, year=today().year + years)

    def test_tells_two_meetings_apart(self, cast: Cast) -> None:
        made = do(cast.slt, begin_year, forum_id=a_council(cast).pk, year=today().year + 1)
        assert [point.name for point in made if point.kind == "meeting"] == ["Vårmøte", "Høstmøte"]


def test_what_is_due_comes_from_the_forums_where_ones_own_post_sits(cast: Cast) -> None:
    sits, other = (
        a_council(cast, whole_year=False),
        a_council(cast, kind="thematic", name="T", whole_year=False),
    )
    seated(cast, sits, cast.police_contact)
    soon = a_point(cast, sits, "Snart", on=today() + timedelta(days=1))
    done = a_point(cast, sits, "Gjort")
    do(cast.slt, mark_wheel_point, point_id=done.pk, done_on=today(), seen=1)
    a_point(cast, other, "Ikke vårt")
    with wall.acting(cast.police_contact) as actor:
        assert [point.pk for point in points_due(actor, today() + timedelta(days=2))] == [soon.pk]
