"""Charts in plain numbers: where each point lies, where its words stand. The templates draw them. LOOK.md 5.

All measures are units of the drawing. An axis begins at nought; a break cuts the line; what is hidden is no point.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, log10

from django.utils.translation import get_language

from samrad.knowledge.queries.figures import Figure

STEPS = (1, 2, 2.5, 5, 10)
MOST_LINES = 8
APART = 34  # from name to name at the lines' ends


@dataclass(frozen=True)
class Mark:
    """A point on a line, and the value it stands for."""

    x: str
    y: str
    value: str = ""


@dataclass(frozen=True)
class Tick:
    """A line of the grid, a year or a break, and its words. `anchor` is where they stand to it."""

    at: str
    label: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Drawn:
    """One line of a chart. `paths` are the pieces between breaks; `tone` is its place in the legend of three."""

    name: str
    tone: str
    paths: tuple[str, ...]
    ends: tuple[Mark, ...]
    name_y: str
    latest: str


@dataclass(frozen=True)
class Chart:
    """Lines over the years on one axis."""

    width: int
    height: int
    left: int
    right: int
    bottom: int
    grid: tuple[Tick, ...]
    years: tuple[Tick, ...]
    breaks: tuple[Tick, ...]
    lines: tuple[Drawn, ...]


@dataclass(frozen=True)
class Stem:
    """One dot on its stem, or the hatched place of a figure that is not shown."""

    x: str
    y: str
    left: str
    state: str


@dataclass(frozen=True)
class Stems:
    """A small chart: one line of counts as dots on stems."""

    name: str
    latest: str
    top: int
    foot: str
    grid: tuple[Tick, ...]
    stems: tuple[Stem, ...]
    first: str
    last: str

    @property
    def stalks(self) -> str:
        """Every stem that is shown, as one line of the drawing."""
        return "".join(f"M{stem.x} {self.foot}V{stem.y}" for stem in self.stems if stem.state == "shown")


def axis(highest: float, most: int = MOST_LINES) -> list[float]:
    """From nought and a little over the highest, in round steps."""
    if highest <= 0:
        return [0, 1]
    power = 10 ** int(log10(highest / most)) if highest / most >= 1 else 1
    step = next(size * power for size in (*STEPS, 20, 50) if highest / (size * power) <= most)
    return [step * number for number in range(ceil(highest / step) + 1)]


def number(value: float | None, digits: int = 0) -> str:
    """As people write it: a comma and a thin space between thousands, or a point and a comma in English."""
    if value is None:
        return ""
    if get_language() == "en":
        return f"{value:,.{digits}f}"
    return f"{value:,.{digits}f}".replace(",", "\u202f").replace(".", ",")


@dataclass(frozen=True)
class Plan:
    """The paper of a chart."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int

    def across(self, place: int, places: int) -> float:
        return self.left + (self.right - self.left) * (place / max(places - 1, 1))

    def up(self, value: float, highest: float) -> float:
        return self.bottom - (self.bottom - self.top) * value / highest


WIDE = Plan(800, 400, 40, 640, 20, 360)
SLIM = Plan(340, 300, 34, 330, 40, 268)
LITTLE = Plan(260, 150, 36, 256, 12, 122)


def line_chart(
    plan: Plan,
    periods: Sequence[str],
    lines: Sequence[tuple[str, str, Mapping[str, float]]],
    cuts: Mapping[str, str],
    digits: int = 1,
) -> Chart:
    """Name, tone and value by period for each line. `cuts` are the periods before which all lines break, each with its reason.

    Units    `digits` is how many decimals a value is written with.
    """
    rows = axis(max((value for _name, _tone, rates in lines for value in rates.values()), default=0))
    top = rows[-1]
    places = {period: plan.across(index, len(periods)) for index, period in enumerate(periods)}
    drawn = [_line(plan, periods, places, line, cuts, top, digits) for line in lines if line[2]]
    return Chart(
        plan.width,
        plan.height,
        plan.left,
        plan.right,
        plan.bottom,
        tuple(Tick(f"{plan.up(row, top):.1f}", number(row, int(row != int(row)))) for row in rows),
        tuple(
            Tick(f"{at:.1f}", period, "end" if at > plan.width - 40 else "middle")
            for period, at in _sparse(places, plan)
        ),
        tuple(
            Tick(f"{(places[period] + places[before]) / 2:.1f}", reason)
            for before, period in pairwise(periods)
            if (reason := cuts.get(period))
        ),
        tuple(_apart(drawn)),
    )


def _sparse(places: Mapping[str, float], plan: Plan) -> list[tuple[str, float]]:
    """As many periods under the axis as there is room for, the last among them."""
    width = 8 * max((len(period) for period in places), default=4) + 14
    every = max(1, ceil(len(places) * width / (plan.right - plan.left)))
    rows = list(places.items())
    return rows[::-1][::every][::-1]


def _line(
    plan: Plan,
    periods: Sequence[str],
    places: Mapping[str, float],
    line: tuple[str, str, Mapping[str, float]],
    cuts: Mapping[str, str],
    top: float,
    digits: int,
) -> Drawn:
    name, tone, rates = line
    pieces: list[list[Mark]] = [[]]
    for period in periods:
        if (period in cuts or period not in rates) and pieces[-1]:
            pieces.append([])
        if period in rates:
            y = plan.up(rates[period], top)
            pieces[-1].append(Mark(f"{places[period]:.1f}", f"{y:.1f}", number(rates[period], digits)))
    pieces = [piece for piece in pieces if piece]
    ends = {mark: None for piece in pieces for mark in (piece[0], piece[-1])}
    paths = tuple(
        "M" + "L".join(f"{mark.x} {mark.y}" for mark in piece) for piece in pieces if len(piece) > 1
    )
    last = pieces[-1][-1]
    return Drawn(name, tone, paths, tuple(ends), last.y, last.value)


def _apart(lines: Sequence[Drawn]) -> list[Drawn]:
    """The names at the lines' ends, moved down until none stands on another; in the order they came."""
    at, moved = float(-APART), {}
    for line in sorted(lines, key=lambda line: float(line.name_y)):
        at = max(float(line.name_y), at + APART)
        moved[line.name] = replace(line, name_y=f"{at:.1f}")
    return [moved[line.name] for line in lines]


def stems(
    name: str, latest: str, figures: Sequence[Figure], highest: float, said: Callable[[str], str]
) -> Stems:
    """Dots on stems, on the same scale as the others of their row. What is hidden is a hatched place."""
    rows = axis(highest, 4)
    top, width = rows[-1], 14.0
    drawn = []
    for index, figure in enumerate(figures):
        x = LITTLE.across(index, len(figures) + 1) + (LITTLE.right - LITTLE.left) / (2 * (len(figures) + 1))
        y = LITTLE.up(figure.count if figure.count is not None else min(4, top), top)
        drawn.append(Stem(f"{x:.1f}", f"{y:.1f}", f"{x - width / 2:.1f}", figure.state))
    return Stems(
        name,
        latest,
        LITTLE.top,
        str(LITTLE.bottom),
        tuple(Tick(f"{LITTLE.up(row, top):.1f}", number(row)) for row in rows),
        tuple(drawn),
        said(figures[0].period) if figures else "",
        said(figures[-1].period) if figures else "",
    )
