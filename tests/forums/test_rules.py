"""The year and the members as plain facts. No database."""

from datetime import date, timedelta

import holidays
import pytest

from samrad.forums.rules import (
    Missing,
    counted,
    default_year,
    easter_sunday,
    is_holiday,
    is_working_day,
    meeting_days,
    missing_leaders,
    state_of,
    working_day_before,
    working_day_from,
)

DAY = date(2026, 10, 13)


def test_the_holidays_are_those_that_an_independent_calendar_has() -> None:
    """Every day of the years that the library knows, against a library that shares no code with ours."""
    days = [date(1950, 1, 1) + timedelta(days=number) for number in range(55_152)]
    assert days[-1] == date(2100, 12, 31)
    norway = holidays.country_holidays("NO")
    assert [day for day in days if is_holiday(day)] == [day for day in days if day in norway]


def test_easter_is_known_in_any_year_that_a_person_may_type() -> None:
    assert [easter_sunday(year) for year in (1, 1818, 2038, 9999)] == [
        date(1, 4, 1),
        date(1818, 3, 22),
        date(2038, 4, 25),
        date(9999, 3, 28),
    ]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2027, 3, 24), True),  # Wednesday before Easter
        (date(2027, 3, 25), False),  # Maundy Thursday
        (date(2027, 3, 29), False),  # Easter Monday
        (date(2027, 5, 17), False),
        (date(2026, 12, 24), False),
        (date(2026, 12, 31), False),
        (date(2026, 10, 10), False),  # a Saturday
        (date(2026, 10, 12), True),
    ],
)
def test_a_working_day_is_no_weekend_holiday_or_eve(day: date, works: bool) -> None:
    assert is_working_day(day) is works


def test_the_nearest_working_day_lies_on_the_side_asked_for() -> None:
    easter = date(2027, 3, 27)
    assert (working_day_before(easter), working_day_from(easter)) == (date(2027, 3, 24), date(2027, 3, 30))


class TestADefaultYear:
    def test_of_a_council_has_what_guide_and_practice_ask(self) -> None:
        year = default_year(2027, meetings=2, is_council=True, evaluation=None, revision=None, end=None)
        assert [(point.kind, point.on) for point in year] == [
            ("order_knowledge", date(2027, 1, 22)),
            ("evaluate", date(2027, 3, 12)),
            ("meeting", date(2027, 4, 23)),
            ("priorities", date(2027, 6, 11)),
            ("status", date(2027, 8, 27)),
            ("budget", date(2027, 10, 1)),
            ("meeting", date(2027, 11, 12)),
            ("report", date(2027, 12, 10)),
        ]
        assert all(is_working_day(point.on) for point in year)

    def test_of_another_forum_has_its_meetings_only(self) -> None:
        year = default_year(2027, meetings=4, is_council=False, evaluation=None, revision=None, end=None)
        assert {point.kind for point in year} == {"meeting"} and len(year) == 4

    def test_takes_its_clocks_from_the_agreement_in_force(self) -> None:
        year = default_year(
            2027,
            meetings=2,
            is_council=True,
            evaluation=date(2027, 9, 1),
            revision=date(2028, 1, 1),
            end=date(2027, 12, 31),
        )
        from_agreement = [(point.kind, point.on) for point in year if point.source == "agreement"]
        assert from_agreement == [
            ("evaluate", date(2027, 9, 1)),
            ("agreement_ends", date(2027, 12, 31)),
        ]
        assert [point.kind for point in year].count("evaluate") == 1

    @pytest.mark.parametrize("meetings", [1, 2, 3, 4, 6, 12, 52])
    def test_spreads_as_many_meetings_as_were_asked_for(self, meetings: int) -> None:
        days = meeting_days(2027, meetings)
        assert len(days) == meetings and days == sorted(days)
        assert all(is_working_day(day) and day.year == 2027 for day in days)


class TestWhoIsMissing:
    """The membership alone; who came to a meeting is the meeting's matter."""

    def test_a_council_of_leaders_lacks_nobody(self) -> None:
        functions = ["mayor", "municipal_director", "police_unit_head", "police_contact"]
        assert missing_leaders(functions, is_council=True) == []

    def test_the_contact_does_not_stand_in_for_the_head_of_the_unit(self) -> None:
        assert missing_leaders(["mayor", "municipal_director", "police_contact"], is_council=True) == [
            Missing("police", "police")
        ]

    def test_political_and_administrative_leadership_are_two(self) -> None:
        assert missing_leaders(["mayor", "police_unit_head"], is_council=True) == [
            Missing("municipality", "administrative")
        ]

    def test_other_forums_are_asked_for_no_leaders(self) -> None:
        assert missing_leaders([], is_council=False) == []


def test_a_point_is_done_coming_or_late() -> None:
    states = [
        state_of(DAY, DAY, DAY),
        state_of(date(2026, 10, 1), None, DAY),
        state_of(DAY, None, DAY),
        state_of(date(2026, 10, 14), None, DAY),
        state_of(date(2026, 10, 1), DAY, DAY),
    ]
    assert states == ["done", "late", "coming", "coming", "done"]
    assert counted(states) == (2, 1, 5)
