"""The year and the thread as pictures: `{% load wheel %}`.

{% annual_wheel year nodes today url %}      the whole wheel, and below 768 px the one without labels
{% small_wheel year nodes today %}           260 px with the months' initials: decoration beside a list
{% wheel_sign node size=22 %}                one node alone, decoration
{% wheel_list nodes %}                       the same facts as a list: late first, then what comes, then what is done
{% wheel_row node %}                         one row of that list, inside <ul class="rows">
{% wheel_legend kind %}                      what the nodes mean, for a kind of cooperation
{% thread stations %}                        the six stations from agreement to evaluation
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samrad.kernel.clock import today as current_day
from samrad.web.forums.drawing import (
    PHONE,
    SMALL,
    WHOLE,
    Node,
    Ring,
    counted_in_words,
    done_arc,
    joined,
    months,
    placed,
    today_tick,
)
from samrad.web.forums.year import mover_in_words
from samrad.web.templatetags.samrad import drawing
from samrad.web.thread import Station

register = template.Library()
WHEELS_KEPT = 200  # some twenty kilobytes each


def _ring(ring: Ring, year: int, nodes: Sequence[Node], today: date, url: str) -> dict[str, object]:
    return {
        "ring": ring,
        "months": months(ring, year, today, initials=ring is SMALL),
        "arc": done_arc(ring, year, today),
        "tick": today_tick(ring, year, today),
        "drawn": placed(joined(nodes, ring, url), ring, with_words=ring is WHOLE),
    }


@register.simple_tag
def annual_wheel(year: int, nodes: Sequence[Node], today: date, url: str) -> SafeString:
    return _annual_wheel(year, tuple(nodes), today, url)


@drawing("components/annual_wheel.html", most=WHEELS_KEPT)
def _annual_wheel(year: int, nodes: tuple[Node, ...], today: date, url: str) -> dict[str, object]:
    return {
        "year": str(year),
        "today": today if today.year == year else None,
        "counted": counted_in_words(nodes),
        "whole": _ring(WHOLE, year, nodes, today, url),
        "phone": _ring(PHONE, year, nodes, today, url),
    }


@register.simple_tag
def small_wheel(year: int, nodes: Sequence[Node], today: date) -> SafeString:
    return _small_wheel(year, tuple(nodes), today)


@drawing("components/small_wheel.html", most=WHEELS_KEPT)
def _small_wheel(year: int, nodes: tuple[Node, ...], today: date) -> dict[str, object]:
    given = _ring(SMALL, year, nodes, today, "")
    done = sum(node.state == "done" for node in nodes)
    words = _("%(done)s av %(all)s gjort") % {"done": done, "all": len(nodes)}
    return {"year": str(year), "counted": counted_in_words(nodes), "done": words, "whole": given}


@register.inclusion_tag("components/wheel_sign.html")
def wheel_sign(node: Node, size: int = 22) -> dict[str, object]:
    return {"node": node, "size": size}


@register.inclusion_tag("components/wheel_list.html")
def wheel_list(nodes: Iterable[Node], with_forum: bool = False) -> dict[str, object]:
    order = {"late": 0, "coming": 1}
    left = sorted(
        (node for node in nodes if node.state != "done"), key=lambda node: (order[node.state], node.on)
    )
    done = sorted((node for node in nodes if node.state == "done"), key=lambda node: node.on)
    return {"left": left, "done": done, "with_forum": with_forum}


@register.simple_tag
def wheel_row(node: Node, with_forum: bool = False) -> SafeString:
    return _wheel_row(node, with_forum, current_day())


@drawing("components/wheel_row.html")
def _wheel_row(node: Node, with_forum: bool, _today: date) -> dict[str, object]:
    """The day is in the row: a date is written without the year that it is."""
    return {"node": node, "with_forum": with_forum}


@register.inclusion_tag("components/thread.html")
def thread(stations: Sequence[Station]) -> dict[str, object]:
    return {"stations": stations}


@register.simple_tag
@drawing("components/wheel_legend.html")
def wheel_legend(kind: str) -> dict[str, object]:
    """What the nodes mean, in the words of this kind of cooperation."""
    left = "kommune" if kind in {"municipal", "regional"} else "other"

    def sign(name: str, state: str, mover: str) -> Node:
        return Node(name, date.min, state, mover, "", "", "", left=left)

    signs = [
        sign(_("gjort"), "done", "both"),
        sign(mover_in_words("municipality", kind), "coming", "municipality"),
        sign(mover_in_words("police", kind), "coming", "police"),
        sign(mover_in_words("both", kind), "coming", "both"),
        sign(_("forsinket"), "late", "municipality"),
    ]
    return {"signs": signs}
