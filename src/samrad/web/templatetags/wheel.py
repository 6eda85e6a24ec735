"""The year and the thread as pictures: `{% load wheel %}`.

{% annual_wheel year nodes today url %}      the whole wheel, and below 768 px the one without labels
{% small_wheel year nodes today %}           260 px with the months' initials: decoration beside a list
{% wheel_sign node size=22 %}                one node alone, decoration
{% wheel_list nodes %}                       the same facts as a list: late first, then what comes, then what is done
{% wheel_legend kind as signs %}             what the nodes mean, for a kind of cooperation
{% thread stations %}                        the six stations from agreement to evaluation
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django import template
from django.utils.translation import gettext as _

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
from samrad.web.thread import Station

register = template.Library()


def _ring(ring: Ring, year: int, nodes: Sequence[Node], today: date, url: str) -> dict[str, object]:
    return {
        "ring": ring,
        "months": months(ring, year, today, initials=ring is SMALL),
        "arc": done_arc(ring, year, today),
        "tick": today_tick(ring, year, today),
        "drawn": placed(joined(nodes, ring, url), ring, with_words=ring is WHOLE),
    }


@register.inclusion_tag("components/annual_wheel.html")
def annual_wheel(year: int, nodes: Sequence[Node], today: date, url: str) -> dict[str, object]:
    return {
        "year": str(year),
        "today": today if today.year == year else None,
        "counted": counted_in_words(nodes),
        "whole": _ring(WHOLE, year, nodes, today, url),
        "phone": _ring(PHONE, year, nodes, today, url),
    }


@register.inclusion_tag("components/small_wheel.html")
def small_wheel(year: int, nodes: Sequence[Node], today: date) -> dict[str, object]:
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


@register.inclusion_tag("components/thread.html")
def thread(stations: Sequence[Station]) -> dict[str, object]:
    return {"stations": stations}


@register.simple_tag
def wheel_legend(kind: str) -> list[Node]:
    """What the nodes mean, in the words of this kind of cooperation."""
    left = "kommune" if kind in {"municipal", "regional"} else "other"

    def sign(name: str, state: str, mover: str) -> Node:
        return Node(name, date.min, state, mover, "", "", "", left=left)

    return [
        sign(_("gjort"), "done", "both"),
        sign(mover_in_words("municipality", kind), "coming", "municipality"),
        sign(mover_in_words("police", kind), "coming", "police"),
        sign(mover_in_words("both", kind), "coming", "both"),
        sign(_("forsinket"), "late", "municipality"),
    ]
