"""What stands across the parties, as the rules are told of it: moved by each deed, and the same as a look at everything."""

from datetime import UTC, date, datetime, timedelta

import pytest

from samrad.kernel import clock
from samrad.oversight.tasks import look_at_everything
from samrad.plans.commands.challenges import note_adjustment, note_conflict, set_means, settle_conflict
from samrad.plans.commands.exercises import set_exercise
from samrad.plans.commands.measures import set_part, wait_for
from tests.cast import Cast
from tests.oversight.test_plan_facts import said
from tests.oversight.test_refreshing import as_from_nothing, everything
from tests.plans.situations import a_measure, a_plan
from tests.plans.test_across import a_challenge, an_area
from tests.situations import do

pytestmark = pytest.mark.django_db
ASKED = ("V-2-d", "V-2.3-a", "V-2.3-k", "V-2.3-l", "V-2.3-m")
KEPT = ("kept", "as_advised")


def test_they_are_counted_deed_by_deed(cast: Cast) -> None:
    """V-2-d, V-2.3-a, V-2.3-k, V-2.3-l, V-2.3-m: what stands in the rooms is what the rules are told."""
    home = cast.cooperation.pk
    look_at_everything(0)
    assert said(home, *ASKED) == [
        ("not_applicable", reason)
        for reason in (
            "no_chosen_challenge",
            "nothing_across",
            "no_third_step",
            "no_fourth_step",
            "no_exercise",
        )
    ]
    challenge = a_challenge(cast)
    area = an_area(cast, challenge)
    do(cast.slt, set_means, challenge_id=challenge.pk, can="Utekontakt")
    assert said(home, *ASKED)[:2] == [("unknown", "one_column_empty"), ("unknown", "challenges_left")]
    do(cast.police_contact, set_means, challenge_id=challenge.pk, can="Patrulje")
    plan = a_plan(cast)
    days = {"begins_on": date(2026, 9, 1), "ends_on": date(2027, 6, 1), "place": "Torget"}
    third = a_measure(cast, plan, step=3, focus_area_id=area.pk)
    fourth = a_measure(cast, plan, step=4, **days)
    a_measure(cast, plan, step=4, alone_because="Politiet har ingen der", **days)
    clash = do(cast.slt, note_conflict, measure_id=third.pk, other_id=fourth.pk, about="Samme kveld")
    exercise = {"cooperation_id": home, "kind": "plivo", "name": "Skolen", "held_on": clock.today()}
    made = do(cast.slt, set_exercise, sectors=("police", "school"), **exercise)
    assert said(home, *ASKED) == [
        KEPT,
        ("unknown", "conflicts_left"),
        ("unknown", "no_changed_plan"),
        ("unknown", "not_coordinated"),
        ("unknown", "exercise_lacks_one"),
    ]
    do(cast.slt, settle_conflict, conflict_id=clash.pk, outcome="Hver sin kveld")
    words = dict.fromkeys(("plan_name", "change", "unit", "goal", "body"), "Ord")
    ours = {"party_id": cast.places.lyngvik.pk, "measure_id": third.pk, "on": date(2026, 10, 1)}
    do(cast.slt, note_adjustment, **ours, **words)
    for kind, party in (("public", cast.places.lyngvik.pk), ("police", cast.places.north.pk)):
        do(cast.slt, set_part, measure_id=fourth.pk, kind=kind, party_id=party, undertakes="Ti timer")
    do(
        cast.slt,
        set_exercise,
        exercise_id=made.pk,
        seen=1,
        sectors=("police", "school", "health"),
        **exercise,
    )
    assert said(home, *ASKED) == [KEPT] * 5
    with clock.set_to(datetime.now(UTC) - timedelta(days=40)):
        do(cast.slt, wait_for, measure_id=third.pk, party_id=cast.places.north.pk, seen=1)
    assert said(home, "V-2.3-a") == [("unknown", "measures_stuck")]
    assert as_from_nothing() == everything()
