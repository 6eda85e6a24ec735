"""What a forum found when it looked back: strengths, weaknesses and what is ahead, from both parties."""

from datetime import date

import pytest

from samrad.cooperation import wall
from samrad.cooperation.commands.aims import set_focus_area
from samrad.cooperation.models import FocusArea
from samrad.evaluations.commands.becoming import make_point_a_goal
from samrad.evaluations.commands.learning import change_point, note_point, remove_point
from samrad.evaluations.queries.evaluations import points_of
from samrad.forums.models import Forum
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from tests.cast import Cast
from tests.evaluations.situations import an_evaluation, answered_by_all
from tests.meetings.settings import a_council
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum(cast: Cast) -> Forum:
    return a_council(cast)


def test_strengths_and_weaknesses_stand_apart_whoever_wrote_them(cast: Cast, forum: Forum) -> None:
    """V-7-b: both parties write them, and they are of the cooperation: no point is about a person."""
    evaluation = an_evaluation(cast, forum)
    answered_by_all(cast, evaluation)
    said = (
        (cast.slt, "strength", "Lederne møter"),
        (cast.police_contact, "weakness", "Papirene kommer sent"),
        (cast.chief, "ahead", "Send papirene en uke før"),
    )
    points = [
        do(actor, note_point, evaluation_id=evaluation.pk, kind=kind, text=text) for actor, kind, text in said
    ]
    assert [point.position for point in points] == [1, 2, 3]
    for who in ("slt", "politikontakt"):
        page = visit(login_as(who), f"/evaluering/{evaluation.pk}/").text
        for row in (
            "1 Styrke Lederne møter",
            "2 Svakhet Papirene kommer sent",
            "3 Videre arbeid Send papirene",
        ):
            assert row in page


def test_those_after_one_that_is_taken_away_move_up(cast: Cast, forum: Forum) -> None:
    """Whoever writes a point anew finds it in a place that is among the points."""
    evaluation = an_evaluation(cast, forum, alone_first=False)
    first, second, third = (
        do(cast.slt, note_point, evaluation_id=evaluation.pk, kind="ahead", text=text)
        for text in ("Møt oftere", "Inviter skolene", "Skriv kortere")
    )
    do(cast.slt, remove_point, point_id=first.pk)
    with wall.acting(cast.slt) as actor:
        left = points_of(actor, evaluation)
    assert [(row.text, row.position) for row in left] == [("Inviter skolene", 1), ("Skriv kortere", 2)]
    given = {"point_id": third.pk, "kind": "ahead", "text": "Skriv mye kortere", "seen": third.version}
    do(cast.slt, change_point, position=left[1].position, **given)
    assert do(cast.slt, note_point, evaluation_id=evaluation.pk, kind="ahead", text="Mer").position == 3
    assert second.pk == left[0].pk


class TestAGoal:
    def test_comes_of_a_point_and_outlives_the_agreement(self, cast: Cast, forum: Forum) -> None:
        """V-7-c: a point changes a plan, with owner and date; the goal says where it came from."""
        here = {"cooperation_id": cast.cooperation.pk, "valid_from": date(2026, 1, 1)}
        area = do(cast.slt, set_focus_area, name="Trygt sentrum", **here)
        evaluation = an_evaluation(cast, forum, alone_first=False)
        point = do(cast.slt, note_point, evaluation_id=evaluation.pk, kind="ahead", text="Færre klager")
        town = login_as("slt")
        page = visit(town, f"/evaluering/laringspunkt/{point.pk}/")
        assert "La det bli et mål" in page.text
        refused = send(
            town, f"/evaluering/laringspunkt/{point.pk}/mal/",
            {"area_id": str(area.pk), "horizon": "1999", "seen": "1"}, status=422,
        )  # fmt: skip
        assert "Velg et år fra i år" in refused.text
        said = {"area_id": str(area.pk), "horizon": str(today().year + 3), "seen": "1"}
        done = send(town, f"/evaluering/laringspunkt/{point.pk}/mal/", said)
        assert "Læringspunktet er blitt et mål." in done.text
        goal = next(link for link in done.links if link.startswith("/mal/"))
        shown = visit(login_as("politikontakt"), goal)
        assert shown.h1 == "Færre klager"
        assert "Læringspunkt fra evalueringen «Samarbeidet i fjor»." in shown.text

    def test_is_not_of_another_cooperation_and_a_point_becomes_one_thing(
        self, cast: Cast, forum: Forum
    ) -> None:
        there = {"cooperation_id": cast.neighbours.pk, "valid_from": date(2026, 1, 1)}
        foreign = do(cast.neighbour_mayor, set_focus_area, name="Havn", **there)
        area = do(
            cast.slt,
            set_focus_area,
            name="A",
            cooperation_id=cast.cooperation.pk,
            valid_from=date(2026, 1, 1),
        )
        evaluation = an_evaluation(cast, forum, alone_first=False)
        point = do(cast.slt, note_point, evaluation_id=evaluation.pk, kind="ahead", text="Mer")
        given = {"point_id": point.pk, "horizon": today().year + 1}
        with pytest.raises(FocusArea.DoesNotExist):
            do(cast.slt, make_point_a_goal, area_id=foreign.pk, seen=1, **given)
        do(cast.slt, make_point_a_goal, area_id=area.pk, seen=1, **given)
        with pytest.raises(Refused, match="allerede bestemt hva punktet blir til"):
            do(cast.slt, make_point_a_goal, area_id=area.pk, seen=2, **given)


def test_it_is_of_the_process_unless_the_forum_says_other_and_figures_are_a_background(
    cast: Cast, forum: Forum
) -> None:
    """V-7-e: process is the default; figures stand as context, with a text that they do not measure the forum's effect."""
    usual = an_evaluation(cast, forum, alone_first=False)
    other = an_evaluation(cast, forum, alone_first=False, kind="effect")
    assert (usual.kind, other.kind) == ("process", "effect")
    town = login_as("slt")
    page = visit(town, f"/evaluering/{usual.pk}/")
    assert "Hvordan dere samarbeider" in page.text
    assert "Tallene er bakgrunn. De måler ikke hva forumet har fått til" in page.text
    assert "/kommune/lyngvik/tall/" in page.links
    assert "Hva det førte til" in visit(town, f"/evaluering/{other.pk}/").text
    begun = visit(town, f"/forum/{forum.pk}/evaluering/ny/").html
    assert 'value="process" checked' in begun or "checked" in begun.split('value="process"')[1][:120]
