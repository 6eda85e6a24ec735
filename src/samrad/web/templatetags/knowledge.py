"""What the pages of knowledge draw: figures that somebody has typed, as a table."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import gettext as _

from samrad.knowledge.models import FrozenPart
from samrad.knowledge.queries.series import Table
from samrad.web.knowledge.charts import number
from samrad.web.knowledge.series_drawing import drawn_series

register = template.Library()


@register.inclusion_tag("knowledge/typed.html", takes_context=True)
def typed_table(context: template.Context, figures: Iterable[Any]) -> dict[str, object]:
    """One row for each thing that is counted, one column for each period. What is hidden says so."""
    cells = {(what, period): _shown(count, state) for what, period, count, state in figures}
    names, periods = (list(dict.fromkeys(key[index] for key in cells)) for index in (0, 1))
    rows = [(name, [cells.get((name, period), "–") for period in sorted(periods)]) for name in names]
    cooperation = context.get("cooperation")
    return {"periods": sorted(periods), "rows": rows, "language": getattr(cooperation, "language", "nb")}


def _shown(count: int | None, state: str) -> str:
    if count is not None:
        return number(count)
    return "≤4" if state == "small" else _("skjult")


@register.inclusion_tag("knowledge/series_table.html")
def series_table(found: Table | FrozenPart) -> dict[str, object]:
    """A party's own figures, as they are or as they were frozen."""
    return {"drawn": drawn_series(found)}
