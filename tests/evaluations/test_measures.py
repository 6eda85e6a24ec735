"""Measures in what an evaluation and a report begin with."""

from datetime import date

import pytest

from samrad.cooperation import wall
from samrad.evaluations.commands.evaluating import begin_evaluation
from samrad.evaluations.queries.measures import Ran, measures_that_ran, public_measures
from samrad.forums.commands.bodies import set_up_forum
from samrad.forums.models import Forum
from samrad.forums.queries import forum_visible_to
from samrad.kernel.answers import Refused
from samrad.parties.actor import Actor
from samrad.plans.commands.measures import move_measure
from samrad.plans.models import Measure
from tests.cast import Cast
from tests.evaluations.situations import LAST_YEAR
from tests.meetings.settings import a_council
from tests.plans.situations import a_measure, a_plan, agreed
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def ran(actor: Actor, forum: Forum) -> list[Ran]:
    with wall.acting(actor):
        return measures_that_ran(actor, forum_visible_to(actor, forum.pk), FIRST, LAST)


def begun(cast: Cast, measure: Measure, state: str = "under_way", **given: object) -> Measure:
    return do(cast.slt, move_measure, measure_id=measure.pk, state=state, seen=measure.version, **given)


@pytest.fixture
def forum(cast: Cast) -> Forum:
    return a_council(cast, with_the_school=True)


def test_all_that_ran_are_listed_with_who_owns_them_and_what_is_only_planned_is_not(
    cast: Cast, forum: Forum
) -> None:
    """V-7-i."""
    plan = a_plan(cast, forum=forum)
    begun(cast, a_measure(cast, plan, name="Natteravner", begins_on=date(2026, 9, 1)))
    a_measure(cast, plan, name="Bare planlagt", begins_on=date(2026, 9, 1))
    begun(cast, a_measure(cast, plan, name="Etter perioden", begins_on=date(2027, 2, 1)))
    found = ran(cast.police_contact, forum)
    assert [(each.measure.name, each.actors) for each in found] == [
        ("Natteravner", ["SLT-koordinator, Lyngvik"])
    ]
    assert ran(cast.principal, forum) == []


def test_a_report_tells_only_of_what_everybody_may_read_in_agreed_plans(cast: Cast, forum: Forum) -> None:
    plan = a_plan(cast, forum=forum)
    begun(cast, a_measure(cast, plan, name="Natteravner"))
    begun(cast, a_measure(cast, plan, name="HEMMELIGFUGL", is_public=False))

    def told() -> list[str]:
        with wall.acting(cast.slt):
            rows = public_measures(cast.slt, [forum_visible_to(cast.slt, forum.pk)], FIRST, LAST)
        return [row.measure.name for row in rows]

    assert told() == []
    agreed(cast, plan)
    assert told() == ["Natteravner"]


def test_one_measure_is_looked_back_on_in_three_questions(cast: Cast, forum: Forum) -> None:
    """V-7-l: of a measure of the forum's own."""
    measure = begun(cast, a_measure(cast, a_plan(cast, forum=forum), begins_on=FIRST))
    slt, address = login_as("slt"), f"/forum/{forum.pk}/evaluering/ny/?tiltak={measure.pk}"
    shown = visit(slt, address)
    assert shown.h1 == "Se tilbake på Natteravner"
    given = {"title": "Natteravner", "method": "gll", "way": "together"}
    made = send(slt, address, given | {name: day.isoformat() for name, day in LAST_YEAR.items()})
    assert "Gjort" in made.text
    other = do(cast.slt, set_up_forum, cooperation_id=cast.cooperation.pk, kind="thematic", name="Trafikk")
    wrong = {"measure_id": measure.pk, "method": "gll", "title": "x", "alone_first": False}
    with pytest.raises(Refused, match="et annet forum"):
        do(cast.slt, begin_evaluation, forum_id=other.pk, **wrong, **LAST_YEAR)
