"""The annual wheel as a drawing: where each point of the year lies on the ring, and where its words stand.

Angles go clockwise from 1 January at the top. All measures are units of the drawing. Source: LOOK.md 5.
"""

from calendar import isleap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import cos, pi, sin, sqrt

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST = 12  # nodes on one ring; more are joined by month
NODE = 11.5  # radius of a node
APART = 47  # from label to label
LETTER, SMALL_LETTER = 7.7, 6.7  # how wide a letter is at most, in a name and in the line under it


@dataclass(frozen=True)
class Node:
    """One point of the year as it is shown. `mover` is municipality, police or both; `left` is the side of the left half."""

    name: str
    on: date
    state: str
    mover: str
    mover_words: str
    state_words: str
    url: str
    source: str = ""
    left: str = "kommune"
    forum: str = ""
    lang: str = ""
    joined: int = 1


@dataclass(frozen=True)
class Ring:
    """A ring and the room around it."""

    width: int
    height: int
    x: int
    y: int
    radius: int
    months_at: int
    scale: float = 1

    def at(self, share: float, out: float = 0) -> tuple[float, float]:
        """The place on the ring after this share of the year, so far outside it."""
        angle = 2 * pi * share
        reach = self.radius + out
        return self.x + reach * sin(angle), self.y - reach * cos(angle)


WHOLE = Ring(850, 580, 438, 296, 214, 183)
PHONE = Ring(340, 340, 170, 170, 146, 118)
SMALL = Ring(260, 260, 130, 130, 98, 77, 0.75)


@dataclass(frozen=True)
class Drawn:
    """A node with its place, and the label with its line."""

    node: Node
    x: str
    y: str
    label_x: str = ""
    label_y: str = ""
    note_y: str = ""
    anchor: str = "start"
    leader: str = ""
    name: str = ""
    note: str = ""


@dataclass(frozen=True)
class Month:
    """A month's name and the tick where it begins. `is_now` when today is in it."""

    name: str
    x: str
    y: str
    tick: str
    is_now: bool


def share_of_year(day: date) -> float:
    """How much of the year lies before a day: 0 on 1 January."""
    return (day.timetuple().tm_yday - 1) / (366 if isleap(day.year) else 365)


def joined(nodes: Sequence[Node], ring: Ring, url: str) -> list[Node]:
    """At most twelve, none on another: those too near become one, and when there are more, those of one month."""
    groups: list[list[Node]] = []
    for node in sorted(nodes, key=lambda node: node.on):
        if groups and _belongs(node, groups[-1], ring, by_month=len(nodes) > MOST):
            groups[-1].append(node)
        else:
            groups.append([node])
    return [own[0] if len(own) == 1 else _as_one(own, url) for own in groups]


def _belongs(node: Node, group: list[Node], ring: Ring, *, by_month: bool) -> bool:
    """Too near the last of the group to be drawn apart, or in its month when the year is full."""
    if by_month:
        return node.on.month == group[0].on.month
    apart = 2 * pi * ring.radius * (share_of_year(node.on) - share_of_year(group[0].on))
    return apart < 1.7 * NODE * ring.scale


def _as_one(nodes: list[Node], url: str) -> Node:
    weightiest = next((n for state in ("late", "coming") for n in nodes if n.state == state), nodes[0])
    movers = {node.mover for node in nodes if node.state != "done"}
    name = ngettext("%(count)s punkt", "%(count)s punkter", len(nodes)) % {"count": len(nodes)}
    mover = movers.pop() if len(movers) == 1 else "both"
    return replace(weightiest, name=name, mover=mover, url=url, lang="", joined=len(nodes))


def placed(nodes: Sequence[Node], ring: Ring, *, with_words: bool) -> list[Drawn]:
    """Every node at its day. With words, labels stand outside the ring and never on each other."""
    drawn = [Drawn(node, *_units(*ring.at(share_of_year(node.on)))) for node in nodes]
    if not with_words:
        return drawn
    right = [each for each in drawn if share_of_year(each.node.on) < 0.5]
    left = [each for each in drawn if share_of_year(each.node.on) >= 0.5]
    return [*_labelled(right, ring, 1), *_labelled(list(reversed(left)), ring, -1)]


def _labelled(drawn: list[Drawn], ring: Ring, way: int) -> list[Drawn]:
    """Labels on one side, from the top down. `way` is 1 to the right, -1 to the left."""
    wanted = [float(each.y) + (float(each.y) - ring.y) * 0.12 for each in drawn]
    heights = spread(wanted, low=26, high=ring.height - 26)
    return [_label(each, ring, way, y) for each, y in zip(drawn, heights, strict=True)]


def _label(each: Drawn, ring: Ring, way: int, y: float) -> Drawn:
    out = sqrt(max((ring.radius + 34) ** 2 - (y - ring.y) ** 2, 154**2))
    x = ring.x + way * out
    room = (ring.width - x if way > 0 else x) - 4
    note = each.node.state_words
    return replace(
        each,
        label_x=f"{x:.1f}",
        label_y=f"{y:.1f}",
        note_y=f"{y + 17:.1f}",
        anchor="start" if way > 0 else "end",
        leader=_leader(each, x - way * 6, y),
        name=shortened(each.node.name, room / LETTER),
        note=shortened(note, room / SMALL_LETTER),
    )


def _leader(each: Drawn, x: float, y: float) -> str:
    """A hairline from the label to the rim of its node."""
    node_x, node_y, label_y = float(each.x), float(each.y), y - 4
    length = sqrt((x - node_x) ** 2 + (label_y - node_y) ** 2)
    if length <= NODE + 2:
        return ""
    part = (NODE + 2) / length
    start_x, start_y = node_x + (x - node_x) * part, node_y + (label_y - node_y) * part
    return f"M{start_x:.1f} {start_y:.1f}L{x:.1f} {label_y:.1f}"


def spread(wanted: Sequence[float], *, low: float, high: float, apart: float = APART) -> list[float]:
    """Heights as near as can be to those wanted, in their order, so far apart, between low and high."""
    found: list[float] = []
    for y in wanted:
        found.append(max(y, low if not found else found[-1] + apart))
    ceiling = high
    for place in range(len(found) - 1, -1, -1):
        found[place] = min(found[place], ceiling)
        ceiling = found[place] - apart
    return found


def shortened(text: str, most: float) -> str:
    """The text, or as much of it as there is room for. It stands whole in the list beside."""
    most = int(most)
    return text if len(text) <= most else f"{text[: max(most - 1, 1)].rstrip()}…"


def months(ring: Ring, year: int, today: date, *, initials: bool) -> list[Month]:
    found = []
    for number in range(1, 13):
        first, middle = date(year, number, 1), date(year, number, 15)
        x, y = ring.at(share_of_year(middle), ring.months_at - ring.radius)
        name = date_format(first, "F").lower()
        found.append(
            Month(
                name=name[:1].upper() if initials else name[:3],
                x=f"{x:.1f}",
                y=f"{y + 4.5:.1f}",
                tick=_stroke(ring, share_of_year(first), -13, -5),
                is_now=(today.year, today.month) == (year, number),
            )
        )
    return found


def done_arc(ring: Ring, year: int, today: date) -> str:
    """The ring from 1 January to today: whole when the year is over, empty before it begins."""
    if today.year < year:
        return ""
    share = share_of_year(today) if today.year == year else 0.99999
    start, end = _units(*ring.at(0)), _units(*ring.at(share))
    large = 1 if share > 0.5 else 0
    return f"M{start[0]} {start[1]}A{ring.radius} {ring.radius} 0 {large} 1 {end[0]} {end[1]}"


def today_tick(ring: Ring, year: int, today: date) -> str:
    return _stroke(ring, share_of_year(today), -11, 11) if today.year == year else ""


def _stroke(ring: Ring, share: float, inner: float, outer: float) -> str:
    (x1, y1), (x2, y2) = ring.at(share, inner), ring.at(share, outer)
    return f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"


def _units(x: float, y: float) -> tuple[str, str]:
    return f"{x:.1f}", f"{y:.1f}"


def counted_in_words(nodes: Sequence[Node]) -> str:
    """«5 av 11 gjort · 1 forsinket»."""
    done, late = (sum(node.state == state for node in nodes) for state in ("done", "late"))
    if not late:
        return _("%(done)s av %(all)s gjort") % {"done": done, "all": len(nodes)}
    return _("%(done)s av %(all)s gjort · %(late)s forsinket") % {
        "done": done, "all": len(nodes), "late": late,
    }  # fmt: skip
