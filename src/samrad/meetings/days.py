"""Which days suit a meeting, as plain facts. No Django, no clock, no queries."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from samrad.forums.rules import easter_sunday, is_working_day

type Break = Literal["", "christmas", "winter", "easter", "summer", "autumn"]

NEAR = 21  # days on each side of the day that the wheel has
AT_A_TIME = 6  # days to choose among
BETWEEN = 2  # days from one choice to the next, so that the choices are not all in one week
TAKEN, AWAY, BRIDGE, EDGE = 60, 20, 10, 2  # what each is worth in days away from the wheel's own


@dataclass(frozen=True)
class Suited:
    """A day to meet on. `due` is the wheel's own day that it is near, if it is; the rest says what speaks against it."""

    on: date
    due: date | None
    school_break: Break
    is_bridge: bool
    is_taken: bool


def suited_days(
    *, today: date, notice_days: int, due: Sequence[date], taken: Collection[date]
) -> list[Suited]:
    """Working days with time for the call, the nearest to what the wheel has first found, then in the order of the year.

    Shape    `due` are the wheel's meetings that are not held; one that is past, or too near to call, is met as soon as can be.
             `taken` are days on which somebody who is to be there sits elsewhere: such a day is proposed only when the
             others are worse.
    Source   V-4.1.2-a, V-4.1.2-b.
    """
    soonest = today + timedelta(days=notice_days)
    wanted = sorted({max(day, soonest) for day in due})[:2] or [soonest + timedelta(days=7)]
    share = AT_A_TIME // len(wanted)
    found: list[Suited] = []
    for day in wanted:
        asked = day if due else None
        near = [day + timedelta(days=step) for step in range(-NEAR, NEAR + 1)]
        seen = [_seen(one, asked, taken) for one in near if one >= soonest and is_working_day(one)]
        chosen: list[Suited] = []
        for one in sorted(seen, key=lambda suited: (_cost(suited, day), suited.on)):
            apart = all(abs((one.on - other.on).days) >= BETWEEN for other in [*found, *chosen])
            if apart and len(chosen) < share:
                chosen.append(one)
        found += chosen
    return sorted(found, key=lambda suited: suited.on)


def _seen(day: date, due: date | None, taken: Collection[date]) -> Suited:
    return Suited(day, due, school_break(day), is_bridge(day), day in taken)


def _cost(suited: Suited, wanted: date) -> int:
    """How far the day is from what is wanted, and what speaks against it, in days."""
    away = abs((suited.on - wanted).days)
    edge = EDGE if suited.on.weekday() in {0, 4} else 0
    return (
        away + edge + TAKEN * suited.is_taken + AWAY * bool(suited.school_break) + BRIDGE * suited.is_bridge
    )


def is_bridge(day: date) -> bool:
    """A working day alone between days off: many take it off too."""
    return not is_working_day(day - timedelta(days=1)) and not is_working_day(day + timedelta(days=1))


def school_break(day: date) -> Break:
    """The break in which the schools may be closed. Weeks differ from county to county, so all of the usual ones count."""
    week = day.isocalendar().week
    easter = easter_sunday(day.year)
    if (day.month, day.day) >= (12, 22) or (day.month, day.day) <= (1, 2):
        return "christmas"
    if (6, 20) <= (day.month, day.day) <= (8, 17):
        return "summer"
    if easter - timedelta(days=6) <= day <= easter + timedelta(days=2):
        return "easter"
    return "winter" if week in {8, 9} else "autumn" if week in {40, 41} else ""
