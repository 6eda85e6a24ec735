"""A plan's measures along its period, in plain numbers for the page to draw; and in columns by state or place."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samrad.kernel.answers import Sentence
from samrad.plans.models import Measure, Plan

WIDTH = 100  # units along the period
ROW = 7
type Columns = list[tuple[Sentence, list[Measure]]]


@dataclass(frozen=True)
class Lane:
    """One measure: from where, how long, and its place down the picture. Units of `WIDTH` and `ROW`."""

    measure: Measure
    x: float
    width: float
    y: int


@dataclass(frozen=True)
class Lanes:
    """The picture: its rows, the height, and the first days of quarters with their place."""

    rows: list[Lane]
    height: int
    marks: list[tuple[float, date]]
    undated: list[Measure]


def lanes(plan: Plan, measures: list[Measure]) -> Lanes:
    """Each measure that has a day, clipped to the plan's period; those without stand apart."""
    dated = [m for m in measures if m.begins_on or m.ends_on]
    rows = [_lane(plan, measure, place) for place, measure in enumerate(dated)]
    quarters = [
        date(year, month, 1)
        for year in range(plan.valid_from.year, plan.valid_to.year + 1)
        for month in (1, 4, 7, 10)
        if plan.valid_from <= date(year, month, 1) <= plan.valid_to
    ]
    marks = [(_at(plan, day), day) for day in quarters]
    undated = [m for m in measures if not (m.begins_on or m.ends_on)]
    return Lanes(rows, len(rows) * ROW + ROW, marks, undated)


def _lane(plan: Plan, measure: Measure, place: int) -> Lane:
    begins = measure.begins_on or plan.valid_from
    ends = measure.ends_on or plan.valid_to
    x = _at(plan, begins)
    return Lane(measure, x, max(_at(plan, ends) - x, 1), place * ROW + ROW)


def _at(plan: Plan, day: date) -> float:
    whole = max((plan.valid_to - plan.valid_from).days, 1)
    return round(min(max((day - plan.valid_from).days / whole, 0), 1) * WIDTH, 2)


def by_state(measures: list[Measure]) -> Columns:
    """A column for each state, also the empty ones."""
    return [(state.label, [m for m in measures if m.state == state]) for state in Measure.State]


def by_place(measures: list[Measure]) -> Columns:
    """A column for each place by its name, and last those that say none. Two that are written alike are one place."""
    found: dict[str, list[Measure]] = {}
    for measure in measures:
        found.setdefault(measure.place.casefold(), []).append(measure)
    without = found.pop("", [])
    columns: Columns = [(rows[0].place, rows) for _place, rows in sorted(found.items())]
    return [*columns, (_("Uten sted"), without)] if without else columns
