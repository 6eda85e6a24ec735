"""What a forum found when it looked back: strengths, weaknesses and what is ahead, from both parties."""

import pytest

from samrad.evaluations.commands.learning import note_point
from samrad.forums.models import Forum
from tests.cast import Cast
from tests.evaluations.situations import an_evaluation, answered_by_all
from tests.meetings.settings import a_council
from tests.situations import do
from tests.visit import login_as, visit

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
