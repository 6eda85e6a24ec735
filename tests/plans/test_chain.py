"""From plan to measure: four kinds of things that hang together, and none of them is forced to."""

from datetime import date

import pytest

from samrad.cooperation import wall
from samrad.cooperation.commands.aims import set_focus_area, set_goal
from samrad.plans.queries.measures import measures_of
from samrad.plans.queries.plans import plan_visible_to, tree_of
from tests.cast import Cast
from tests.plans.situations import a_measure, a_plan
from tests.situations import do
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db


def test_a_measure_is_traced_to_goal_focus_area_and_plan_and_a_level_may_be_skipped(cast: Cast) -> None:
    """V-4-h: plan, focus area, goal and measure each with owner or party, state and period; orphans are listed, nothing is refused."""
    begins = date(2026, 8, 1)
    here = {"cooperation_id": cast.cooperation.pk, "valid_from": begins}
    area = do(cast.slt, set_focus_area, name="Trygge kvelder", **here)
    bare = do(cast.police_contact, set_focus_area, name="Skolevei", **here)
    goal = do(cast.police_contact, set_goal, area_id=area.pk, name="Færre slagsmål", horizon=2030)
    plan = a_plan(cast, kind="overall", name="Strategi for rådet", challenge="")
    traced = a_measure(cast, plan, focus_area_id=area.pk, goal_id=goal.pk, begins_on=begins)
    skips = a_measure(cast, plan, name="Uten mål", focus_area_id=area.pk)
    loose = a_measure(cast, plan, name="Uten satsingsområde")
    with wall.acting(cast.police_contact) as actor:
        found, cooperation = plan_visible_to(actor, plan.pk)
        tree = tree_of(actor, cooperation, measures_of(actor, found, cooperation))
    [branch] = [each for each in tree.branches if each.area == area]
    assert [(g, [m.pk for m in rows]) for g, rows in branch.goals] == [(goal, [traced.pk])]
    assert [measure.pk for measure in branch.measures] == [skips.pk]
    assert [measure.pk for measure in tree.loose] == [loose.pk]
    assert tree.bare_areas == [bare]
    page = visit(login_as("ordforer"), f"/plan/{plan.pk}/")
    assert "Uten satsingsområde: tiltak 3" in page.text


def test_a_measure_has_one_main_purpose_and_its_side_effects_apart(cast: Cast) -> None:
    """V-2.2-b: a service for everybody takes part without becoming a crime measure."""
    plan = a_plan(cast)
    measure = a_measure(
        cast,
        plan,
        name="Åpen kulturskole",
        main_purpose="Kultur for alle barn",
        side_effects="Færre ute sent",
    )
    page = visit(login_as("politikontakt"), f"/tiltak/{measure.pk}/")
    assert "Hovedformål Kultur for alle barn Andre virkninger Færre ute sent" in page.text
