"""Every read of national figures. They are open facts; what is small is hidden here, before any page, picture or file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import connection

from samrad.knowledge.jsonstat import years_of
from samrad.knowledge.models import Indicator, Observation
from samrad.knowledge.reference_data import OFFENCES, PEOPLE
from samrad.parties.models import Organisation
from samrad.parties.queries import Before, lineage_of

COUNTRY = "0"
HIDDEN = Observation.State


@dataclass(frozen=True)
class Figure:
    """One count of one period. `count` is None unless it is shown; `state` says why: as an observation's, or missing."""

    period: str
    ends: int
    count: int | None
    per_1000: float | None
    state: str


@dataclass(frozen=True)
class Line:
    """One indicator over the periods, the oldest first."""

    indicator: Indicator
    figures: tuple[Figure, ...]

    @property
    def latest(self) -> Figure | None:
        return self.figures[-1] if self.figures else None


@dataclass(frozen=True)
class Break:
    """Figures on either side of a year are not of the same place, or only added up."""

    year: int
    names: tuple[str, ...]
    is_whole: bool


@dataclass(frozen=True)
class Figures:
    """What is known of a municipality. `sum_line` is all cases, `groups` what they are made of."""

    people: int | None
    sum_line: Line | None
    groups: tuple[Line, ...]
    breaks: tuple[Break, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return (self.sum_line, *self.groups) if self.sum_line else self.groups


@dataclass(frozen=True)
class Beside:
    """The rate of several municipalities together, or of the country, by period. Hidden figures are not in it."""

    places: int
    rates: dict[str, float]


def place_of(town: Organisation) -> str:
    """The number by which figures know a municipality. One that is invented has its own sign."""
    return town.number or f"x-{town.slug}"


def figures_of(town: Organisation, table: str = OFFENCES) -> Figures:
    """All that may be shown of a table for one municipality. Three statements."""
    steps = lineage_of(town)
    places = {place_of(town), *(number for step in steps for number in step.numbers)}
    indicators = {row.pk: row for row in Indicator.objects.filter(table__in=(table, PEOPLE))}
    rows = list(Observation.objects.filter(indicator__in=indicators, place__in=places))
    raw: dict[UUID, dict[str, dict[str, Observation]]] = {pk: {} for pk in indicators}
    for row in rows:
        raw[row.indicator_id].setdefault(row.period, {})[row.place] = row
    one = _Town(place_of(town), steps)
    people = {
        count.ends: count.count
        for pk, periods in raw.items()
        if indicators[pk].table == PEOPLE
        for period, found in periods.items()
        if (count := one.figure(period, found)) and count.count
    }
    periods = sorted({row.period for row in rows if indicators[row.indicator_id].table == table})
    lines = [
        Line(row, tuple(one.rated(period, raw[pk].get(period, {}), people) for period in periods))
        for pk, row in indicators.items()
        if row.table == table
    ]
    return Figures(
        people[max(people)] if people else None,
        next((line for line in lines if line.indicator.is_sum), None),
        tuple(line for line in lines if not line.indicator.is_sum),
        _breaks(steps, rows),
    )


@dataclass(frozen=True)
class _Town:
    """Reads the figures of one municipality: its own, else those of all that it was wholly made of."""

    place: str
    steps: Sequence[Before]

    def rated(self, period: str, found: dict[str, Observation], people: Mapping[int, int]) -> Figure:
        figure = self.figure(period, found)
        if figure is None:
            return Figure(period, years_of(period)[1], None, None, "missing")
        if figure.count is None or figure.ends not in people:
            return figure
        return replace(figure, per_1000=round(1000 * figure.count / people[figure.ends], 1))

    def figure(self, period: str, found: dict[str, Observation]) -> Figure | None:
        """None for what is not there, and for part of a place that was split. A sum with a hidden part is hidden."""
        own = found.get(self.place)
        if own is not None:
            return _figure(period, [own])
        for step in self.steps:
            if not step.is_whole:
                return None
            rows = [found[number] for number in step.numbers if number in found]
            if rows and len(rows) == len(step.numbers) and rows[0].ends < step.on.year:
                return _figure(period, rows)
        return None


def _figure(period: str, rows: Sequence[Observation]) -> Figure:
    states = {row.state for row in rows}
    hidden = next((state for state in (HIDDEN.SMALL, HIDDEN.GUARDING) if state in states), None)
    if hidden and len(rows) > 1:
        hidden = HIDDEN.GUARDING  # a sum with a hidden part is not small, only hidden
    count = None if hidden else sum(row.value or 0 for row in rows)
    return Figure(period, rows[0].ends, count, None, str(hidden or HIDDEN.SHOWN))


def _breaks(steps: Sequence[Before], rows: Iterable[Observation]) -> tuple[Break, ...]:
    """The changes that the figures reach across. A new number for the same place is none."""
    years = {row.ends for row in rows}
    return tuple(
        Break(step.on.year, step.names, step.is_whole)
        for step in steps
        if (len(step.names) > 1 or not step.is_whole) and any(year < step.on.year for year in years)
    )


@dataclass(frozen=True)
class InShort:
    """The latest sum of all cases in one municipality. No count is one that is not there, or is not shown."""

    town: Organisation
    period: str
    count: int | None


def in_short(towns: Iterable[Organisation]) -> list[InShort]:
    """One line for each municipality, in the order given. One statement."""
    rows = Observation.objects.filter(indicator__table=OFFENCES, indicator__is_sum=True)
    latest: dict[str, Observation] = {}
    given = list(towns)
    for row in rows.filter(place__in=[place_of(town) for town in given]).order_by("ends", "period"):
        latest[row.place] = row
    found = [(town, latest.get(place_of(town))) for town in given]
    return [
        InShort(town, row.period if row else "", row.value if row and row.state == HIDDEN.SHOWN else None)
        for town, row in found
    ]


def rates_beside(indicator: Indicator, groups: Mapping[str, Sequence[str]]) -> dict[str, Beside]:
    """Cases per 1,000 inhabitants in each group of places together. One statement.

    A figure that is hidden is left out with its inhabitants, so that it cannot be worked out from the rest.
    """
    pairs = [(name, place) for name, places in groups.items() for place in places]
    with connection.cursor() as cursor:
        cursor.execute(
            "select g.name, o.period, count(*), 1000.0 * sum(o.value) / nullif(sum(p.value), 0)"
            " from unnest(%s::text[], %s::text[]) as g(name, place)"
            " join knowledge_observation o on o.place = g.place and o.indicator_id = %s and o.state = 'shown'"
            " join knowledge_observation p on p.place = o.place and p.starts = o.ends"
            " join knowledge_indicator i on i.id = p.indicator_id and i.kind = 'people' and i.table = %s"
            " group by 1, 2 order by 1, 2",
            [[name for name, _place in pairs], [place for _name, place in pairs], indicator.pk, PEOPLE],
        )
        rows = cursor.fetchall()
    return {
        name: Beside(
            max((count for found, _period, count, _rate in rows if found == name), default=0),
            {period: round(float(rate), 1) for found, period, _count, rate in rows if found == name and rate},
        )
        for name in groups
    }


def indicator_of(code: str, table: str = OFFENCES) -> Indicator | None:
    """One line of a table by its code, or nothing. One statement."""
    return Indicator.objects.filter(table=table, code=code).first()


def places_like(town: Organisation, what: str) -> list[str]:
    """The numbers of the municipalities to stand beside: its district's, its county's, or those as central as it. One statement."""
    rows = Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY, valid_to=None)
    match what:
        case "district":
            rows = rows.filter(district=town.district_id)
        case "county":
            rows = rows.filter(county=town.county_id)
        case _:
            rows = rows.filter(centrality=town.centrality, is_fictional=town.is_fictional)
    return [place_of(row) for row in rows.only("number", "slug")]


def retrieved(figures: Figures) -> date | None:
    """When the figures were last fetched."""
    return max((line.indicator.retrieved_on for line in figures.lines), default=None)
