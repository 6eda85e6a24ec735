"""From figures to what the templates draw: one chart at two widths, its table, and a little chart for each group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samrad.knowledge.models import Indicator
from samrad.knowledge.queries.figures import Beside, Figures, Line
from samrad.parties.models import Organisation
from samrad.web.knowledge.charts import SLIM, WIDE, Chart, Stems, line_chart, number, stems
from samrad.web.knowledge.words import (
    Asked,
    beside_in_words,
    break_in_words,
    hidden_words,
    period_in_words,
    value_in_words,
)

IN_A_ROW, LOWEST = 3, 10


@dataclass(frozen=True)
class Lines:
    """The municipality's own line, and those it stands beside."""

    town: Organisation
    figures: Figures
    line: Line
    asked: Asked
    beside: Mapping[str, Beside]
    towns: Sequence[Organisation] = ()

    def rates(self, name: str) -> Mapping[str, float]:
        return self.beside[name].rates if name in self.beside else {}

    def places(self, name: str) -> int:
        return self.beside[name].places if name in self.beside else 0

    @property
    def own(self) -> dict[str, float]:
        if self.asked.by == "count":
            return {figure.period: figure.count for figure in self.line.figures if figure.count is not None}
        return {figure.period: figure.per_1000 for figure in self.line.figures if figure.per_1000 is not None}


@dataclass(frozen=True)
class Row:
    """One period of the table: what stands for each line, and whether a break comes under it."""

    period: str
    cells: tuple[str, ...]
    breaks: bool


@dataclass(frozen=True)
class Picture:
    """The chart at both widths and the same as a table, the newest first."""

    title: str
    wide: Chart
    slim: Chart
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def chart_of(drawn: Lines) -> Picture:
    periods = [figure.period for figure in drawn.line.figures]
    lines: list[tuple[str, str, Mapping[str, float]]] = [(drawn.town.name, "own", drawn.own)]
    if "beside" in drawn.beside:
        lines.append((beside_in_words(drawn.town, drawn.asked.beside), "beside", drawn.rates("beside")))
    if drawn.beside:
        lines.append((_("Hele landet"), "country", drawn.rates("country")))
    cuts = _cuts(drawn)
    said = {period_in_words(period): period for period in periods}
    named = [
        (name, tone, {period_in_words(p): value for p, value in rates.items()}) for name, tone, rates in lines
    ]
    span = f"{periods[0][:4]}–{periods[-1][-4:]}" if periods else ""
    return Picture(
        _measured_as(drawn) % {"span": span},
        line_chart(WIDE, list(said), named, cuts, _digits(drawn)),
        line_chart(SLIM, list(said), named, cuts, _digits(drawn)),
        tuple(name for name, _tone, _rates in lines),
        tuple(_rows(drawn, lines, cuts)),
    )


def _measured_as(drawn: Lines) -> str:
    if drawn.asked.by == "rate":
        return _("Per 1000 innbyggere, %(span)s")
    if drawn.line.indicator.kind == Indicator.Kind.CASES:
        return _("Antall i året, %(span)s")
    unit = drawn.line.indicator.unit.replace("%", "%%")
    return f"{unit[:1].upper()}{unit[1:]}, %(span)s" if unit else _("Antall, %(span)s")


def _digits(drawn: Lines) -> int:
    return 1 if drawn.asked.by == "rate" else drawn.line.indicator.decimals


def _cuts(drawn: Lines) -> dict[str, str]:
    """The first period after each change of borders, with the reason."""
    found: dict[str, str] = {}
    for change in drawn.figures.breaks:
        after = next((f.period for f in drawn.line.figures if f.ends >= change.year), None)
        if after:
            found[period_in_words(after)] = break_in_words(change)
    return found


def _rows(
    drawn: Lines, lines: list[tuple[str, str, Mapping[str, float]]], cuts: Mapping[str, str]
) -> list[Row]:
    digits = _digits(drawn)
    rows = []
    for figure in reversed(drawn.line.figures):
        own = drawn.own.get(figure.period)
        cells = [hidden_words(figure) if own is None else number(own, digits)]
        cells += [number(rates.get(figure.period), digits) or "–" for _name, _tone, rates in lines[1:]]
        period = period_in_words(figure.period)
        rows.append(Row(period, tuple(cells), period in cuts))
    return rows


def groups_of(figures: Figures) -> list[Stems]:
    """A little chart for each group. Those that stand in one row have one scale."""
    drawn: list[Stems] = []
    for start in range(0, len(figures.groups), IN_A_ROW):
        row = figures.groups[start : start + IN_A_ROW]
        highest = max((f.count for line in row for f in line.figures if f.count is not None), default=0)
        drawn += [
            stems(str(line.indicator), _latest(line), line.figures, max(highest, LOWEST), period_in_words)
            for line in row
        ]
    return drawn


def _latest(line: Line) -> str:
    figure = line.latest
    if figure is None:
        return ""
    said = {"small": _("4 eller færre"), "guarding": _("skjult"), "missing": _("ingen tall")}
    value = value_in_words(figure, line) if figure.count is not None else said[figure.state]
    return f"{period_in_words(figure.period)}: {value}"
