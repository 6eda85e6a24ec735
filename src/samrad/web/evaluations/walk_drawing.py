"""The thread as a picture, in plain numbers: a column for each kind of stop, and a line from each stop to those that follow."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.evaluations.queries.walk import Kind, Stop, Walk
from samrad.kernel.answers import Sentence
from samrad.web.ways import address

MOST = 8  # boxes in a column; the others stand in the list
COLUMN, BOX_WIDTH, BOX_HEIGHT, ROW, TOP, LETTERS, LINES = 190, 164, 58, 72, 34, 19, 2
# Each column with the kinds of stops in it, and the address that a stop leads to.
COLUMNS: tuple[tuple[Sentence, tuple[Kind, ...]], ...] = (
    (_("Avtalen"), ("clause",)),
    (_("Satsingsområde"), ("focus",)),
    (_("Beslutning"), ("decision",)),
    (_("Tiltak og oppgaver"), ("measure", "task")),
    (_("Tall"), ("figure",)),
    (_("Kunnskap"), ("knowledge",)),
    (_("Evaluering"), ("evaluation", "point", "goal")),
    (_("Neste avtale"), ("draft",)),
)
PAGES: dict[Kind, str] = {
    "focus": "focus_area",
    "decision": "item",
    "measure": "measure",
    "task": "task",
    "figure": "measure",
    "knowledge": "knowledge_request",
    "evaluation": "evaluation",
    "point": "learning_point",
    "goal": "goal",
    "draft": "agreement",
}


@dataclass(frozen=True)
class Shown:
    """A stop as shown. `before` and `after` are the words of those it comes from and leads to."""

    stop: Stop
    url: str
    before: list[str]
    after: list[str]


@dataclass(frozen=True)
class Column:
    """One kind of stops. One without any is left out of the picture, and named under the list."""

    heading: Sentence
    stops: list[Shown]


@dataclass(frozen=True)
class Box:
    """A stop in the picture: its corner, its words in lines with their places, and its kind."""

    shown: Shown
    x: int
    y: int
    lines: list[tuple[int, str]]


@dataclass
class Drawing:
    """The picture. Units: pixels of the view box; a line is the path of an SVG.

    Shape    `more` is where a column is longer than the picture: its place, and how many stand in the list alone.
    """

    width: int = 0
    height: int = 0
    headings: list[tuple[int, Sentence]] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    more: list[tuple[int, int, int]] = field(default_factory=list)


def columns_of(walk: Walk, cooperation: Cooperation) -> list[Column]:
    """Every column, also the empty ones, in the order of the thread."""
    found = []
    for heading, kinds in COLUMNS:
        stops = [stop for stop in walk.stops.values() if stop.kind in kinds]
        found.append(Column(heading, [_shown(stop, walk, cooperation) for stop in stops]))
    return found


def _shown(stop: Stop, walk: Walk, cooperation: Cooperation) -> Shown:
    url = (
        address("agreements", cooperation.slug)
        if stop.kind == "clause"
        else address(PAGES[stop.kind], stop.page or stop.key)
    )
    before = [walk.stops[a].text for a, b in walk.links if b == stop.key]
    after = [walk.stops[b].text for a, b in walk.links if a == stop.key]
    return Shown(stop, url, sorted(before), sorted(after))


def drawn(columns: Iterable[Column], links: Iterable[tuple[UUID, UUID]]) -> Drawing:
    """The columns that have something, side by side; the lines go from the right edge of one box to the left of another."""
    there = [column for column in columns if column.stops]
    longest = max((min(len(column.stops), MOST + 1) for column in there), default=0)
    drawing = Drawing(width=len(there) * COLUMN, height=TOP + longest * ROW)
    places: dict[UUID, tuple[int, int]] = {}
    for number, column in enumerate(there):
        x = number * COLUMN + (COLUMN - BOX_WIDTH) // 2
        drawing.headings.append((x, column.heading))
        for row, shown in enumerate(column.stops[:MOST]):
            y = TOP + row * ROW
            places[shown.stop.key] = (x, y)
            drawing.boxes.append(Box(shown, x, y, _lines(shown.stop.text, y)))
        if len(column.stops) > MOST:
            drawing.more.append((x, TOP + MOST * ROW + 24, len(column.stops) - MOST))
    for before, after in sorted(links, key=str):
        if before in places and after in places:
            drawing.lines.append(_line(places[before], places[after]))
    return drawing


def _lines(text: str, y: int) -> list[tuple[int, str]]:
    """Whole words, in two lines of so many letters. What does not fit stands in the list beside."""
    words = textwrap.wrap(text, LETTERS, max_lines=LINES, placeholder="…", break_long_words=True)
    first = y + BOX_HEIGHT // 2 + (5 if len(words) == 1 else -4)
    return [(first + number * 18, word) for number, word in enumerate(words)]


def _line(start: tuple[int, int], end: tuple[int, int]) -> str:
    """From the side of a box to the side of another; within a column, from under one to over the other."""
    if start[0] == end[0]:
        x, upper, lower = start[0] + 12, *sorted((start[1], end[1]))
        return f"M{x} {upper + BOX_HEIGHT}V{lower}"
    x1, y1 = start[0] + BOX_WIDTH, start[1] + BOX_HEIGHT // 2
    x2, y2 = end[0], end[1] + BOX_HEIGHT // 2
    bend = max((x2 - x1) // 2, 12)
    return f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
