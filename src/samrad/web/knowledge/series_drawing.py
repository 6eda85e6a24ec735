"""The parties' own figures as a table in words, drawn from today's figures or from a frozen copy."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from samrad.kernel.days import dated
from samrad.knowledge.models import FrozenPart
from samrad.knowledge.queries.series import Table
from samrad.web.knowledge.charts import number
from samrad.web.knowledge.words import own_cell, period_in_words


@dataclass(frozen=True)
class DrawnSeries:
    """What it is called and counts, the periods, what stands for each line, and where it comes from."""

    name: str
    periods: list[str]
    rows: list[tuple[str, list[tuple[str, str]]]]
    source: str
    note: str


def drawn_series(found: Table | FrozenPart) -> DrawnSeries:
    if isinstance(found, FrozenPart):
        return _frozen(found)
    series = found.series
    rows = [(label, [(period, own_cell(cell)) for period, cell in cells]) for label, cells in found.rows]
    return _drawn(
        _named(series.name, series.kind, series.unit),
        found.periods,
        rows,
        _source(series.source, series.owner.official_name, series.retrieved_on),
        series.note,
    )


def _frozen(part: FrozenPart) -> DrawnSeries:
    facts: dict[str, Any] = part.facts
    rows = [
        (label, [(period, _cell(*cell)) for period, cell in zip(facts["periods"], cells, strict=True)])
        for label, cells in facts["rows"]
    ]
    owner = part.owner.official_name if part.owner else ""
    return _drawn(
        _named(part.heading, facts["kind"], facts["unit"]),
        facts["periods"],
        rows,
        _source(facts["source"], owner, date.fromisoformat(facts["retrieved_on"])),
        facts["note"],
    )


def _cell(value: str, state: str) -> str:
    if not value:
        return {"small": "≤4", "guarding": _("skjult")}.get(state, "–")
    said = Decimal(value)
    return number(float(said), 0 if said == said.to_integral_value() else 1)


def _drawn(
    name: str, periods: list[str], rows: list[tuple[str, list[tuple[str, str]]]], source: str, note: str
) -> DrawnSeries:
    words = [(label, [(period_in_words(period), cell) for period, cell in cells]) for label, cells in rows]
    return DrawnSeries(name, [period_in_words(period) for period in periods], words, source, note)


def _named(name: str, kind: str, unit: str) -> str:
    measured = unit or (_("prosent") if kind == "percent" else "")
    return f"{name} ({measured})" if measured else name


def _source(source: str, owner: str, day: date) -> str:
    return _("Kilde: %(source)s. Lagt inn av %(owner)s. Hentet %(day)s.") % {
        "source": source,
        "owner": owner,
        "day": dated(day),
    }
