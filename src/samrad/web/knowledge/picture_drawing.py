"""The figures of a picture as small charts and a table, drawn from today's figures or from the frozen copy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samrad.knowledge.models import FrozenPart
from samrad.knowledge.queries.figures import Break, Figure
from samrad.knowledge.queries.pictures import TownLine, figures_in
from samrad.web.knowledge.charts import Stems, number, stems
from samrad.web.knowledge.words import break_in_words, hidden_words, period_in_words

IN_A_ROW, LOWEST_SCALE = 3, 10


@dataclass(frozen=True)
class DrawnLines:
    """The small charts, the same as a table, and what is said under them."""

    charts: list[Stems]
    periods: list[str]
    rows: list[tuple[str, list[tuple[str, str]]]]
    notes: list[str]


@dataclass(frozen=True)
class _Named:
    name: str
    figures: Sequence[Figure]
    source: str
    breaks: Sequence[Break]


def drawn(lines: Iterable[TownLine]) -> DrawnLines:
    """As the figures are today."""
    return _drawn(
        [
            _Named(
                f"{row.line.indicator}, {row.town.name}",
                row.line.figures,
                _source(
                    row.line.indicator.source,
                    row.line.indicator.table,
                    f"{row.line.indicator.retrieved_on:%d.%m.%Y}",
                ),
                row.breaks,
            )
            for row in lines
        ]
    )


def drawn_frozen(parts: Iterable[FrozenPart]) -> DrawnLines:
    """As they were."""
    return drawn_facts(part.facts for part in parts if part.kind == FrozenPart.Kind.FIGURES)


def drawn_facts(kept: Iterable[dict[str, Any]]) -> DrawnLines:
    """Lines that were kept as they were."""
    found = []
    for facts in kept:
        if facts:
            name = facts["names"].get(get_language() or "nb", facts["names"]["nb"])
            year, month, day = facts["retrieved_on"].split("-")
            breaks = [Break(each[0], tuple(each[1]), each[2]) for each in facts["breaks"]]
            source = _source(facts["source"], facts["table"], f"{day}.{month}.{year}")
            found.append(_Named(f"{name}, {facts['town']}", figures_in(facts), source, breaks))
    return _drawn(found)


def _source(source: str, table: str, day: str) -> str:
    return _("Kilde: %(source)s, tabell %(table)s, hentet %(day)s.") % {
        "source": source,
        "table": table,
        "day": day,
    }


def _drawn(lines: Sequence[_Named]) -> DrawnLines:
    charts: list[Stems] = []
    for start in range(0, len(lines), IN_A_ROW):
        row = lines[start : start + IN_A_ROW]
        highest = max((f.count for line in row for f in line.figures if f.count is not None), default=0)
        charts += [
            stems(line.name, _latest(line), line.figures, max(highest, LOWEST_SCALE), period_in_words)
            for line in row
        ]
    periods = sorted({figure.period for line in lines for figure in line.figures})
    notes = dict.fromkeys(line.source for line in lines)
    notes |= dict.fromkeys(f"{break_in_words(each)}." for line in lines for each in line.breaks)
    return DrawnLines(
        charts,
        [period_in_words(period) for period in periods],
        [(line.name, _cells(line.figures, periods)) for line in lines],
        list(notes),
    )


def _cells(figures: Sequence[Figure], periods: Sequence[str]) -> list[tuple[str, str]]:
    by_period = {figure.period: figure for figure in figures}
    return [
        (period_in_words(period), _cell(by_period[period]) if period in by_period else "–")
        for period in periods
    ]


def _cell(figure: Figure) -> str:
    return hidden_words(figure) if figure.count is None else number(figure.count)


def _latest(line: _Named) -> str:
    if not line.figures:
        return ""
    figure = line.figures[-1]
    return f"{period_in_words(figure.period)}: {_cell(figure)}"
