"""Every read of national figures. They are open facts; what is small is hidden here, before any page, picture or file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q

from samrad.knowledge.jsonstat import years_of
from samrad.knowledge.models import Indicator, Observation
from samrad.knowledge.reference_data import OFFENCES, PEOPLE, PEOPLE_CODE
from samrad.parties.models import Organisation
from samrad.parties.queries import Before, lineages_of, norsk_sort

COUNTRY = "0"
ENOUGH_LIKE = 5  # our own number
HIDDEN = Observation.State
Kind = Indicator.Kind


@dataclass(frozen=True)
class Figure:
    """One figure of one period. `count` is None unless it is shown; `state` says why: as an observation's, or missing."""

    period: str
    ends: int
    count: float | None
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
    """What is known of a municipality. `sum_line` is all cases, `groups` what they are made of.

    Shape    `tables` has number and title of every table that there is, whatever was asked for.
    """

    people: float | None
    sum_line: Line | None
    groups: tuple[Line, ...]
    breaks: tuple[Break, ...]
    tables: tuple[tuple[str, str], ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        return (self.sum_line, *self.groups) if self.sum_line else self.groups


@dataclass(frozen=True)
class Beside:
    """The rate of several municipalities together, or of the country, by period. Hidden figures are not in it."""

    places: int
    rates: dict[str, float]


def has_rate(line: Indicator) -> bool:
    """Cases and groups of people stand to all inhabitants. Inhabitants by age do not, and what is measured stands alone."""
    return line.kind == Kind.CASES or (line.kind == Kind.PEOPLE and line.table != PEOPLE)


def place_of(town: Organisation) -> str:
    """The number by which figures know a municipality. One that is invented has its own sign."""
    return town.number or f"x-{town.slug}"


# A row's own transaction and place change with every change of the row. An import writes every line of its table anew.
STAMP = """
select coalesce(sum(hashtextextended(stamp, 0)), 0)::text || ' ' || count(*) from (
    select xmin::text || ctid::text as stamp from knowledge_indicator
    union all select xmin::text || ctid::text from parties_organisation
    union all select xmin::text || ctid::text from parties_succession
) as row_stamps
"""


def figures_stamp() -> str:
    """A mark that is another one as soon as any figure, or the register of places, may be. Open. One statement.

    Read it before what it marks: then what is kept under it is never older than it says.
    """
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
        return str(cursor.fetchone()[0])


def figures_of(town: Organisation, table: str = OFFENCES) -> Figures:
    """All that may be shown of a table for one municipality. Three statements."""
    return figures_of_each([town], table)[town.pk]


def figures_of_each(towns: Iterable[Organisation], table: str = OFFENCES) -> dict[UUID, Figures]:
    """The same for several municipalities, by their identifiers. Three statements however many they are."""
    lineages = lineages_of(towns := list(towns))
    places = {town.pk: _places(town, lineages[town.pk]) for town in towns}
    wanted = Q(table=table) | Q(table=PEOPLE, code=PEOPLE_CODE)
    known = list(
        Indicator.objects.filter(wanted | Q(order=0))
    )  # the first line of each table gives its title
    titles: dict[str, str] = {}
    for line in known:
        titles[line.table] = titles.get(line.table) or line.title
    indicators = {
        row.pk: row for row in known if row.table == table or (row.table, row.code) == (PEOPLE, PEOPLE_CODE)
    }
    rows = Observation.objects.filter(indicator__in=indicators, place__in=set().union(*places.values()))
    by_place: dict[str, list[Observation]] = {}
    for row in rows:
        by_place.setdefault(row.place, []).append(row)
    return {
        town.pk: _figures(
            _Town(place_of(town), lineages[town.pk]),
            table,
            indicators,
            [row for place in places[town.pk] for row in by_place.get(place, [])],
            tuple(titles.items()),
        )
        for town in towns
    }


def _places(town: Organisation, steps: Sequence[Before]) -> set[str]:
    return {place_of(town), *(number for step in steps for number in step.numbers)}


def _figures(
    one: "_Town",
    table: str,
    indicators: Mapping[UUID, Indicator],
    rows: Sequence[Observation],
    titles: tuple[tuple[str, str], ...],
) -> Figures:
    raw: dict[UUID, dict[str, dict[str, Observation]]] = {pk: {} for pk in indicators}
    for row in rows:
        raw[row.indicator_id].setdefault(row.period, {})[row.place] = row
    people = {
        count.ends: count.count
        for pk, periods in raw.items()
        if indicators[pk].table == PEOPLE and indicators[pk].code == PEOPLE_CODE
        for period, found in periods.items()
        if (count := one.figure(period, found)) and count.count
    }
    periods = sorted({row.period for row in rows if indicators[row.indicator_id].table == table})
    lines = [
        Line(row, tuple(one.rated(period, raw[pk].get(period, {}), people, row) for period in periods))
        for pk, row in indicators.items()
        if row.table == table
    ]
    return Figures(
        people[max(people)] if people else None,
        next((line for line in lines if line.indicator.is_sum), None),
        tuple(line for line in lines if not line.indicator.is_sum),
        _breaks(one.steps, rows),
        titles,
    )


@dataclass(frozen=True)
class _Town:
    """Reads the figures of one municipality: its own, else those of all that it was wholly made of."""

    place: str
    steps: Sequence[Before]

    def rated(
        self, period: str, found: dict[str, Observation], people: Mapping[int, float], line: Indicator
    ) -> Figure:
        figure = self.figure(period, found, line.decimals if line.kind == Kind.MEASURE else None)
        if figure is None:
            return Figure(period, years_of(period)[1], None, None, "missing")
        if figure.count is None or figure.ends not in people or not has_rate(line):
            return figure
        return replace(figure, per_1000=round(1000 * figure.count / people[figure.ends], 1))

    def figure(
        self, period: str, found: dict[str, Observation], decimals: int | None = None
    ) -> Figure | None:
        """None for what is not there, and for part of a place that was split. A sum with a hidden part is hidden.

        Shape    with `decimals` it is something measured, and the measures of several places cannot be added up.
        """
        own = found.get(self.place)
        if own is not None and not _is_filling([own], self.steps):
            return _figure(period, [own], decimals)
        for index, step in enumerate(self.steps):
            if not step.is_whole:
                break
            rows = [found[number] for number in step.numbers if number in found]
            is_there = len(rows) == len(step.numbers) > 0 and rows[0].ends < step.on.year
            if is_there and not _is_filling(rows, self.steps[index + 1 :]):
                return _figure(period, rows, decimals) if decimals is None or len(rows) == 1 else None
        return _figure(period, [own], decimals) if own else None


def _is_filling(rows: Sequence[Observation], older: Sequence[Before]) -> bool:
    """Some tables have a nought, or nothing, for municipalities in the years before they were there."""
    return bool(older) and not any(row.value for row in rows) and rows[0].ends < older[0].on.year


def _figure(period: str, rows: Sequence[Observation], decimals: int | None) -> Figure:
    states = {row.state for row in rows}
    hidden = next(
        (state for state in (HIDDEN.SMALL, HIDDEN.GUARDING, HIDDEN.MISSING) if state in states), None
    )
    if hidden in {HIDDEN.SMALL, HIDDEN.GUARDING} and len(rows) > 1:
        hidden = HIDDEN.GUARDING  # a sum with a hidden part is not small, only hidden
    whole = sum(row.value or 0 for row in rows)
    count = None if hidden else whole / 10**decimals if decimals else whole
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
            " join knowledge_indicator i on i.id = p.indicator_id and i.table = %s and i.code = %s"
            " group by 1, 2 order by 1, 2",
            [
                [name for name, _place in pairs],
                [place for _name, place in pairs],
                indicator.pk,
                PEOPLE,
                PEOPLE_CODE,
            ],
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


def measured_beside(indicator: Indicator) -> dict[str, Beside]:
    """What is measured in the whole country. Measures of several municipalities cannot be put together. One statement."""
    rows = Observation.objects.filter(indicator=indicator, place=COUNTRY, state=HIDDEN.SHOWN)
    found = {row.period: (row.value or 0) / 10**indicator.decimals for row in rows}
    return {"country": Beside(1, found)} if found else {}


def towns_like(town: Organisation, what: str) -> list[Organisation]:
    """The municipalities to stand beside, itself among them: its district's, its county's, or those like it. One statement.

    Source   Statistics Norway's centrality; of those as central, the ones with half to twice as many inhabitants where they are enough.
    """
    rows = Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY, valid_to=None)
    match what:
        case "district":
            rows = rows.filter(district=town.district_id)
        case "county":
            rows = rows.filter(county=town.county_id)
        case _:
            rows = rows.filter(centrality=town.centrality, is_fictional=town.is_fictional)
    found = sorted(rows.only("number", "slug", "name", "population"), key=lambda row: norsk_sort(row.name))
    people = town.population or 0
    close = [
        row for row in found if people <= 2 * (row.population or 0) and (row.population or 0) <= 2 * people
    ]
    return close if what == "like" and len(close) >= ENOUGH_LIKE else found


def retrieved(figures: Figures) -> date | None:
    """When the figures were last fetched."""
    return max((line.indicator.retrieved_on for line in figures.lines), default=None)
