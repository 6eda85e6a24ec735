"""When something is due, and when nothing is heard."""

from datetime import date

import pytest

from samrad.plans.rules import has_gone_quiet, hints, moved_on, open_on_step


@pytest.mark.parametrize(
    ("rhythm", "next_day"),
    [
        ("weekly", date(2027, 2, 7)),
        ("monthly", date(2027, 2, 28)),
        ("quarterly", date(2027, 4, 30)),
        ("half_yearly", date(2027, 7, 31)),
        ("yearly", date(2028, 1, 31)),
        ("once", None),
        ("", None),
    ],
)
def test_a_rhythm_moves_on_and_a_short_month_gives_its_last_day(rhythm: str, next_day: date | None) -> None:
    assert moved_on(date(2027, 1, 31), rhythm) == next_day


def test_a_measure_goes_quiet_thirty_days_after_something_should_have_been_said() -> None:
    nothing = {"begins_on": None, "ends_on": None, "report_due_on": None}
    day = date(2027, 1, 1)
    for state, name in (("planned", "begins_on"), ("under_way", "ends_on"), ("under_way", "report_due_on")):
        known = nothing | {name: day}
        assert not has_gone_quiet(state, **known, today=date(2027, 1, 31))
        assert has_gone_quiet(state, **known, today=date(2027, 2, 1))
    assert not has_gone_quiet("done", **nothing | {"ends_on": day}, today=date(2028, 1, 1))


def test_the_upper_steps_ask_and_the_lower_do_not() -> None:
    """V-2.3-n: decision, resources and weighing from step 3 on; nothing below."""
    lacking = {"decided": False, "resources": False, "weighed": False}
    assert [open_on_step(step, **lacking) for step in (None, 1, 2)] == [[], [], []]
    assert open_on_step(3, **lacking) == ["decision", "resources", "weighing"]
    assert open_on_step(4, decided=True, resources=True, weighed=True) == []


def test_four_questions_are_a_hint() -> None:
    """V-8-c: knowledge, needs, two sectors, purpose: counted, and never in the way."""
    assert hints(rests_on=False, needs=False, sectors=1, purpose=False) == 0
    assert hints(rests_on=True, needs=True, sectors=2, purpose=True) == 4
