"""Focus areas and goals outlive an agreement, and are offered to the next draft."""

from datetime import date

import pytest

from samrad.agreements.commands.rounds import hand_over_round
from samrad.cooperation.commands.aims import close_goal, set_focus_area, set_goal
from tests.cast import Cast
from tests.situations import a_draft, do
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db


def test_a_new_draft_is_offered_the_focus_areas_that_run_with_their_goals(cast: Cast) -> None:
    """A-mal-a: they run on beside the agreements, and go into a draft in the parties' own words."""
    draft = a_draft(cast.director, cast.cooperation)
    town, here = login_as("kommunedirektor"), f"/avtale/{draft.pk}/"
    assert "Satsingsområdene gjelder videre" not in visit(town, here).text
    given = {"cooperation_id": cast.cooperation.pk, "valid_from": date(2026, 1, 1)}
    area = do(cast.slt, set_focus_area, name="Trygt sentrum", why="Det er uro.", **given)
    do(cast.slt, set_focus_area, name="Skolevei", **given)
    do(cast.slt, set_goal, area_id=area.pk, name="Færre klager", horizon=2030)
    ended = do(cast.slt, set_goal, area_id=area.pk, name="Nådd alt", horizon=2030)
    do(cast.slt, close_goal, goal_id=ended.pk, reason="Nådd", seen=1)
    page = visit(town, here)
    assert "Satsingsområdene gjelder videre" in page.text
    way = f"{here}nytt-punkt/?omrade=alle"
    assert way in page.links
    whole = visit(town, way)
    assert 'value="Satsingsområder og mål"' in whole.html
    assert "Skolevei\n\nTrygt sentrum\n\nDet er uro.\n\n- Færre klager (2030)" in whole.html
    assert "Nådd alt" not in whole.html
    one = visit(town, f"{here}nytt-punkt/?omrade={area.pk}")
    assert 'value="Trygt sentrum"' in one.html
    assert "Det er uro.\n\n- Færre klager (2030)" in one.html
    do(cast.director, hand_over_round, agreement_id=draft.pk)
    assert "Satsingsområdene gjelder videre" not in visit(town, here).text
