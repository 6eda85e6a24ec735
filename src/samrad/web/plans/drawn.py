"""A plan as it is drawn: alike for all who stand inside its cooperation, and kept until something of it changes."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.template.loader import render_to_string

from samrad.cooperation.models import Cooperation
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.plans.models import Measure, Plan
from samrad.plans.queries.measures import filtered, measures_of
from samrad.plans.queries.plans import plan_stamp, tree_of
from samrad.web.plans.drawing import by_place, by_state, lanes
from samrad.web.plans.forms import FilterForm

BOARD, TIME, PLACE = "tavle", "tid", "sted"
KEPT = 100
PARTS = (
    "plans/plan_filter.html",
    "plans/plan_measures.html",
    "plans/plan_silent.html",
    "plans/plan_tree.html",
)


@dataclass(frozen=True)
class Drawn:
    """How many measures the plan has, and the parts of its page that know nothing of who reads."""

    count: int
    filter: str
    measures: str
    silent: str
    tree: str


class AnyInside:
    """For whom it is drawn. All who stand inside see the same of a plan, so that one is as good as another."""

    def __init__(self, actor: Actor, plan: Plan, cooperation: Cooperation) -> None:
        self.actor, self.plan, self.cooperation = actor, plan, cooperation

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AnyInside) and self.plan.pk == other.plan.pk

    def __hash__(self) -> int:
        return hash(self.plan.pk)


def plan_drawn(inside: AnyInside, asked: QueryDict, language: str) -> Drawn:
    """As the address asks for it. Expects that whoever asks stands inside. What is narrowed down is drawn there and then."""
    view = asked.get("vis", "")
    view = view if view in {BOARD, TIME, PLACE} else ""
    if any(value for name, value in asked.items() if name != "vis"):
        return _drawn(inside, view, asked)
    mark = plan_stamp(inside.actor, inside.plan, inside.cooperation)
    return _kept(mark, today(), language, view, inside)


@functools.lru_cache(maxsize=KEPT)
def _kept(_mark: str, _day: date, _language: str, view: str, inside: AnyInside) -> Drawn:
    """Kept by this process for as long as nothing of the plan changes, and the day is the same."""
    return _drawn(inside, view, {"vis": view})


def _drawn(inside: AnyInside, view: str, asked: Mapping[str, str]) -> Drawn:
    plan, cooperation = inside.plan, inside.cooperation
    measures = measures_of(inside.actor, plan, cooperation)
    tree = tree_of(inside.actor, cooperation, measures)
    form = FilterForm(asked, measures=measures, areas=[branch.area for branch in tree.branches])
    shown = filtered(measures, form.asked)
    context = {
        "plan": plan,
        "cooperation": cooperation,
        "view": view,
        "form": form,
        "tree": tree,
        "shown": shown,
        "columns": by_place(shown) if view == PLACE else by_state(shown),
        "lanes": lanes(plan, shown) if view == TIME else None,
        "silent": [m for m in measures if m.is_quiet or m.state == Measure.State.NEVER],
        "today": today(),
    }
    return Drawn(len(measures), *(render_to_string(part, context) for part in PARTS))
