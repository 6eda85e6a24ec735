"""The figures of a municipality as they are drawn: alike for all readers of a language, and kept until figures change."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string

from samrad.knowledge.queries.figures import (
    COUNTRY,
    Figures,
    figures_of,
    measured_beside,
    place_of,
    rates_beside,
    retrieved,
    towns_like,
)
from samrad.knowledge.reference_data import OFFENCES
from samrad.parties.models import Organisation
from samrad.web.knowledge.drawing import Lines, chart_of, groups_of
from samrad.web.knowledge.words import Asked, heading, in_words, options_of

TABLES_KEPT, PAGES_KEPT = 32, 64
PARTS = ("knowledge/figures_head.html", "knowledge/figures_content.html", "knowledge/figures_aside.html")


@dataclass(frozen=True)
class Drawn:
    """The parts of the page that know nothing of who reads."""

    heading: str
    head: str
    content: str
    aside: str


@dataclass(frozen=True)
class Table:
    """A table of one municipality, and the little charts of all its groups, whichever of them is looked at."""

    figures: Figures
    groups: str


def figures_drawn(mark: str, town: Organisation, said: Mapping[str, str], language: str) -> Drawn:
    """What the address asks for. What it says that is not known is kept as what it is read as."""
    number = _known_table(mark, language, town, said.get("tabell", ""))
    asked = Asked.read(said, _table(mark, language, town, number).figures)
    return _drawn(mark, language, town, number, asked.code, asked.beside, asked.by)


def _known_table(mark: str, language: str, town: Organisation, number: str) -> str:
    """The table that is asked for; reported offences when it is none that there is."""
    if number in {"", OFFENCES}:
        return OFFENCES
    known = dict(_table(mark, language, town, OFFENCES).figures.tables)
    return number if number in known and _table(mark, language, town, number).figures.lines else OFFENCES


@functools.lru_cache(maxsize=TABLES_KEPT)
def _table(_mark: str, _language: str, town: Organisation, number: str) -> Table:
    """Kept by this process for as long as neither figures nor the register change."""
    figures = figures_of(town, number)
    asked = Asked.read({}, figures)
    context = {"groups": groups_of(figures), "figures": figures, "town": town, "asked": asked}
    return Table(figures, render_to_string("knowledge/figures_groups.html", context))


@functools.lru_cache(maxsize=PAGES_KEPT)
def _drawn(
    mark: str, language: str, town: Organisation, number: str, code: str, beside: str, by: str
) -> Drawn:
    known = _table(mark, language, town, number)
    found = known.figures
    asked = Asked.read({"gruppe": code, "med": beside, "vis": by}, found)
    lines = _lines(town, found, asked) if asked.line and asked.line.figures else None
    context = {
        "town": town,
        "figures": found,
        "asked": asked,
        "options": options_of(found, town, asked),
        "heading": heading(town, asked, found),
        "drawn": lines,
        "chart": chart_of(lines) if lines else None,
        "groups": known.groups,
        "words": in_words(town, found, asked, lines),
        "retrieved": retrieved(found),
    }
    return Drawn(heading(town, asked, found), *(render_to_string(part, context) for part in PARTS))


def _lines(town: Organisation, found: Figures, asked: Asked) -> Lines:
    """The lines of the chart: the municipality alone when counts are asked for, since a count says nothing beside a country."""
    assert asked.line is not None
    indicator = asked.line.indicator
    if asked.by == "count":
        is_measure = indicator.kind == indicator.Kind.MEASURE
        return Lines(town, found, asked.line, asked, measured_beside(indicator) if is_measure else {})
    towns = towns_like(town, asked.beside)
    beside = rates_beside(indicator, {"beside": [place_of(row) for row in towns], "country": [COUNTRY]})
    if beside["beside"].places < 2:  # nobody to stand beside
        del beside["beside"]
    return Lines(town, found, asked.line, asked, beside, towns if "beside" in beside else ())
