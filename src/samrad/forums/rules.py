"""The forum's year and its members as plain facts. No Django but for words, no clock, no queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

type State = Literal["done", "coming", "late"]
FIXED_HOLIDAYS = {(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)}
# Days from Easter Sunday: Maundy Thursday, Good Friday, Easter itself, Easter Monday, Ascension, Whit Sunday and Whit Monday.
MOVING_HOLIDAYS = {-3, -2, 0, 1, 39, 49, 50}
LEVELS = {"slt_exec": 1, "thematic": 1, "slt_coord": 2, "slt_steering": 3}  # a council is on the highest
TOP, MIDDLE = (
    {"mayor", "municipal_director", "police_unit_head", "chief_of_police"},
    {"slt_coordinator", "police_contact"},
)
LEADERS = {"mayor": "political", "municipal_director": "administrative", "police_unit_head": "police",
           "operating_unit_head": "police"}  # fmt: skip


@dataclass(frozen=True)
class YearPoint:
    """A point that the year should have: code, day, who has the move, and why it is there."""

    kind: str
    on: date
    mover: str
    source: str


@dataclass(frozen=True)
class Missing:
    """A leader the guide would see at the table. Advice, never a hindrance. V-4.1.1-a, V-4.1.1-b, V-5.2-e."""

    side: str
    leadership: str


def easter_sunday(year: int) -> date:
    """By the Gregorian calendar, for any year: the method of Meeus, Jones and Butcher."""
    (century, in_century), golden = divmod(year, 100), year % 19
    correction = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = 7 * ((golden + 11 * epact + 22 * weekday) // 451)
    return date(year, 3, 22) + timedelta(days=epact + weekday - late)


def is_holiday(day: date) -> bool:
    """A public holiday in Norway, but for Sundays."""
    moving = (day - easter_sunday(day.year)).days in MOVING_HOLIDAYS
    return moving or (day.month, day.day) in FIXED_HOLIDAYS


def is_working_day(day: date) -> bool:
    """Neither Saturday, Sunday nor a public holiday, nor the eves on which nobody works."""
    return day.weekday() < 5 and not is_holiday(day) and (day.month, day.day) not in {(12, 24), (12, 31)}


def working_day_from(day: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_day_before(day: date) -> date:
    """The day itself, or the last working day before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days came after the first day, up to and with the last."""
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(is_working_day(day) for day in days)


def state_of(on: date, done_on: date | None, today: date) -> State:
    if done_on:
        return "done"
    return "late" if on < today else "coming"


def default_year(
    year: int,
    *,
    meetings: int,
    is_council: bool,
    evaluation: date | None,
    revision: date | None,
    end: date | None,
) -> list[YearPoint]:
    """The points a year begins with: from the guide, good practice, the forum's rules and the agreement in force.

    Source   V-4.1.2-a, V-4.1.2-e, V-4.1.2-f, A-eval-a.
    """
    points = [YearPoint("meeting", on, "both", "forum") for on in meeting_days(year, meetings)]
    if is_council:
        points += [
            YearPoint("order_knowledge", working_day_from(date(year, 1, 22)), "both", "guide"),
            YearPoint("evaluate", working_day_from(date(year, 3, 12)), "both", "guide"),
            YearPoint("priorities", working_day_from(date(year, 6, 11)), "both", "guide"),
            YearPoint("status", working_day_from(date(year, 8, 27)), "both", "practice"),
            YearPoint("budget", working_day_from(date(year, 10, 1)), "both", "practice"),
            YearPoint("report", working_day_from(date(year, 12, 10)), "municipality", "practice"),
        ]
    dated = (("evaluate", evaluation), ("revision", revision), ("agreement_ends", end))
    for kind, on in dated:
        if on and on.year == year:
            points = [point for point in points if point.kind != kind]
            points.append(YearPoint(kind, on, "both", "agreement"))
    return sorted(points, key=lambda point: (point.on, point.kind))


def meeting_days(year: int, meetings: int) -> list[date]:
    """So many meetings, spread over the months in which people meet: two are one in spring and one in autumn."""
    usual = {1: [(4, 23)], 2: [(4, 23), (11, 12)], 3: [(2, 12), (5, 21), (11, 12)],
             4: [(2, 12), (4, 23), (9, 10), (11, 12)]}  # fmt: skip
    if meetings in usual:
        return [working_day_from(date(year, month, day)) for month, day in usual[meetings]]
    first, last = date(year, 1, 15), date(year, 12, 5)
    step = (last - first) / max(meetings - 1, 1)
    return [working_day_from(first + step * place) for place in range(meetings)]


def missing_leaders(functions: Sequence[str], *, is_council: bool) -> list[Missing]:
    """Which of the three kinds of leader has no post among the members of a council."""
    if not is_council:
        return []
    there = {LEADERS[function] for function in functions if function in LEADERS}
    wanted = (("municipality", "political"), ("municipality", "administrative"), ("police", "police"))
    return [Missing(side, leadership) for side, leadership in wanted if leadership not in there]


def counted(states: Iterable[State]) -> tuple[int, int, int]:
    """How many points are done, how many are late, and how many there are."""
    found = list(states)
    return found.count("done"), found.count("late"), len(found)


def level_of(kind: str) -> int:
    """1 executing, 2 coordinating, 3 steering; 0 for a forum that stands outside the levels. V-6-f."""
    return 3 if kind.startswith("council") else LEVELS.get(kind, 0)


def missing_on_level(level: int, seats: Iterable[tuple[str, str]]) -> list[str]:
    """Who the guide would see on a level of SLT and is not there: «municipality», «police», or «anyone».

    Shape    `seats` are (function, side) of those who sit there.
    Source   V-6-f, V-6-o. Advice to the parties, never a breach.
    """
    found = list(seats)
    if level == 1:
        return [] if found else ["anyone"]
    fitting = TOP if level == 3 else TOP | MIDDLE
    return [
        side for side in ("municipality", "police") if (side not in {s for f, s in found if f in fitting})
    ]
