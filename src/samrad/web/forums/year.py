"""A forum's year made ready to be shown: each point with its state and its next move in words."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samrad.cooperation.models import Cooperation
from samrad.forums.models import Forum, WheelPoint
from samrad.forums.queries import forums_of, local_choices_of, own_year, wheel_of
from samrad.forums.rules import state_of
from samrad.kernel.clock import today as current_day
from samrad.kernel.days import dated
from samrad.kernel.together import Steps
from samrad.parties.actor import Actor
from samrad.web.forums.drawing import Node
from samrad.web.forums.members import missing_in
from samrad.web.kept import until_something_happens
from samrad.web.ways import address

SOON = 60  # days; a point nearer than this says how many


MOVES = 6  # shown beside the wheel
DATES = 4  # shown under the small wheel


def year_of(actor: Actor, cooperation: Cooperation) -> dict[str, object]:
    """What a cooperation's home shows of the year: the council's wheel, or the first forum's, and the next moves."""
    return until_something_happens(actor, cooperation, _year_of)


def _year_of(actor: Actor, cooperation: Cooperation) -> dict[str, object]:
    forum = next((each for each in forums_of(actor, cooperation) if each.ended_on is None), None)
    if forum is None:
        return {"forum": None, "nodes": []}
    today = current_day()
    nodes = nodes_of(forum, wheel_of(actor, forum, today.year), today)
    left = sorted((node for node in nodes if node.state != "done"), key=lambda node: node.on)
    return {
        "forum": forum,
        "year": today.year,
        "year_shown": str(today.year),
        "nodes": nodes,
        "moves": left[:MOVES],
        "missing": missing_in(actor, forum, local_choices_of(actor, forum)),
    }


def year_of_own(actor: Actor, today: date) -> Steps[dict[str, object]]:
    """The year over all of the actor's own forums, and the next dates. Nothing for who sits in none."""
    forums, points = yield from own_year.steps(actor, today.year)
    nodes = [node for point in points for node in nodes_of(point.forum, [point], today)]
    coming = [node for node in nodes if node.state == "coming"]
    return {"own_forums": forums, "year_nodes": nodes, "year": today.year, "dates": coming[:DATES]}


def nodes_of(forum: Forum, points: Iterable[WheelPoint], today: date) -> list[Node]:
    """The points of one forum as nodes, in order."""
    return [_node(forum, point, today) for point in points]


def _node(forum: Forum, point: WheelPoint, today: date) -> Node:
    kind = forum.cooperation.kind
    return Node(
        name=point.name,
        on=point.on,
        state=state_of(point.on, point.done_on, today),
        mover=point.mover,
        mover_words=mover_in_words(point.mover, kind),
        state_words=state_in_words(point, today),
        url=address("wheel_point", point.pk),
        source=str(WheelPoint.Source(point.source).label),
        left="kommune" if kind in {Cooperation.Kind.MUNICIPAL, Cooperation.Kind.REGIONAL} else "other",
        forum=forum.name,
        lang=forum.language,
    )


def mover_in_words(mover: str, kind: str) -> str:
    """Who has the next move, by the kind of cooperation."""
    if mover == WheelPoint.Mover.POLICE:
        return _("politiets trekk")
    if mover == WheelPoint.Mover.BOTH:
        return _("begges trekk")
    theirs = {
        Cooperation.Kind.REGIONAL: _("kommunenes trekk"),
        Cooperation.Kind.SCHOOL: _("skolens trekk"),
        Cooperation.Kind.COUNTY: _("fylkeskommunens trekk"),
        Cooperation.Kind.DISTRICT: _("politiets trekk"),
    }
    return theirs.get(Cooperation.Kind(kind), _("kommunens trekk"))


def state_in_words(point: WheelPoint, today: date) -> str:
    """«22. januar · gjort», «29. oktober · om 16 dager», «12 dager over fristen»."""
    return _state(point.on, point.done_on, today, get_language())


@lru_cache(maxsize=10_000)
def _state(on: date, done_on: date | None, today: date, _language: str | None) -> str:
    day = dated(on, "without_year")
    days = (on - today).days
    if done_on:
        return _("%(day)s · gjort") % {"day": dated(done_on, "without_year")}
    if days < 0:
        return ngettext("%(days)s dag over fristen", "%(days)s dager over fristen", -days) % {"days": -days}
    if days == 0:
        return _("%(day)s · i dag") % {"day": day}
    if days > SOON:
        return day
    return ngettext("%(day)s · i morgen", "%(day)s · om %(days)s dager", days) % {"day": day, "days": days}
