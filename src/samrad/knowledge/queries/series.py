"""Every read of the parties' own figures."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_by_id, stands_inside
from samrad.knowledge.models import Indicator, Series, SeriesFigure
from samrad.knowledge.queries.figures import Figure, figures_of_each, place_of
from samrad.knowledge.side_by_side import NATIONAL, Stood, given_away, plain
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation
from samrad.parties.queries import Before, lineages_of


@dataclass(frozen=True)
class Table:
    """One series for one municipality. A line of what it was made of stands by itself, with the name and the year of the break."""

    series: Series
    periods: list[str]
    rows: list[tuple[str, list[tuple[str, SeriesFigure | None]]]]


def series_in(actor: Actor, cooperation: Cooperation) -> list[Series]:
    """All series by name. One statement."""
    if not stands_inside(actor, cooperation):
        return []
    return list(Series.objects.filter(cooperation=cooperation).select_related("owner"))


def series_visible_to(actor: Actor, series_id: UUID) -> Series:
    """Refuses with `Series.DoesNotExist`."""
    series = Series.objects.get(pk=series_id)
    try:
        cooperation_by_id(actor, series.cooperation_id)
    except Cooperation.DoesNotExist:
        raise Series.DoesNotExist from None
    return series


def towns_of(cooperation: Cooperation) -> list[Organisation]:
    """The municipalities that are party to it."""
    houses = [party.organisation for party in cooperation.parties.all()]
    return [house for house in houses if house.kind == Organisation.Kind.MUNICIPALITY]


def places_in(cooperation: Cooperation) -> dict[str, str]:
    """Under which number figures are kept, by number and name: of the municipalities here, and of what they were made of. One statement."""
    towns = towns_of(cooperation)
    lineages = lineages_of(towns)
    found: dict[str, str] = {}
    for town in towns:
        whole = [step for step in lineages[town.pk] if step.is_whole]
        found |= {number: number for step in whole for number in step.numbers if number}
        found |= dict.fromkeys(
            (place_of(town), town.name.lower(), town.official_name.lower()), place_of(town)
        )
    if len(towns) == 1:
        found[""] = place_of(towns[0])
    return found


def tables_of(actor: Actor, cooperation: Cooperation, town: Organisation) -> list[Table]:
    """Each series of a municipal cooperation. One statement, and four more where there is something."""
    return tables_in(actor, cooperation, [town])


def tables_in(
    actor: Actor,
    cooperation: Cooperation,
    towns: Sequence[Organisation],
    only: Collection[UUID] | None = None,
) -> list[Table]:
    """Each series for the municipalities of a cooperation, or those with the identifiers in `only`.

    What the national figures, or another series, would give away is taken out of what is read, whichever came first.
    """
    if not stands_inside(actor, cooperation) or (only is not None and not only):
        return []
    rows = SeriesFigure.objects.filter(cooperation=cooperation).select_related("series__owner")
    found = list(rows.order_by("series__name", "line", "place", "starts"))
    if not found:
        return []
    lineages = lineages_of(towns)
    _take_out(found, towns, lineages)
    names = _labels(towns, lineages)
    by_series: dict[UUID, list[SeriesFigure]] = {}
    for row in found:
        if only is None or row.series_id in only:
            by_series.setdefault(row.series_id, []).append(row)
    return [_table(each, names) for each in by_series.values()]


def _take_out(
    rows: list[SeriesFigure], towns: Sequence[Organisation], lineages: Mapping[UUID, list[Before]]
) -> None:
    """Hide, in what is read, what must not be shown beside the rest."""
    counts = {_stood(row): row for row in rows if row.series.kind == Series.Kind.COUNT}
    national = national_counts(towns)
    made_of = {
        place_of(town): frozenset(number for step in lineages[town.pk] for number in step.numbers)
        for town in towns
    }
    for one in given_away([*counts, *national], made_of):
        counts[one].value, counts[one].state = None, "guarding"
    hidden = [one for one, row in counts.items() if row.value is None and row.state != "missing"]
    _take_out_shares(rows, [*hidden, *(one for one in national if one.value is None)])


def _take_out_shares(rows: list[SeriesFigure], hidden: Iterable[Stood]) -> None:
    """Hide the percent or the rate of a line whose count is hidden: times what it is a share of, it is the count.

    Percents of one sheet add up to a hundred, so that all of that place and period go.
    """
    told = {(one.place, one.period, name) for one in hidden for name in one.names}
    shares = [row for row in rows if row.series.kind != Series.Kind.COUNT and row.value is not None]
    gone = [row for row in shares if (row.place, row.period, plain(row.line)) in told]
    cut = {(row.series_id, row.place, row.period) for row in gone if row.series.kind == Series.Kind.PERCENT}
    for row in (*gone, *(row for row in shares if (row.series_id, row.place, row.period) in cut)):
        row.value, row.state = None, "guarding"


def _stood(row: SeriesFigure) -> Stood:
    value = None if row.value is None else int(row.value)
    return Stood(str(row.series_id), row.place, row.line, row.period, value, row.state == "small")


def national_counts(towns: Sequence[Organisation]) -> list[Stood]:
    """The national figures of some municipalities as they stand beside others."""
    figures = figures_of_each(towns)
    return [
        _national(place_of(town), line.indicator, figure)
        for town in towns
        for line in figures[town.pk].lines
        for figure in line.figures
        if figure.state != "missing"
    ]


def own_counts(cooperation: Cooperation) -> list[Stood]:
    """The parties' own counts of a cooperation as they are kept. One statement. Expects that whoever asks stands inside."""
    rows = SeriesFigure.objects.filter(cooperation=cooperation, series__kind=Series.Kind.COUNT)
    return [_stood(row) for row in rows.select_related("series")]


def _national(place: str, line: Indicator, figure: Figure) -> Stood:
    value = None if figure.count is None else int(figure.count)
    names = (line.name_nn, line.name_en)
    return Stood(NATIONAL, place, line.name_nb, figure.period, value, figure.state == "small", names)


def _labels(towns: Sequence[Organisation], lineages: Mapping[UUID, list[Before]]) -> dict[str, str]:
    """What stands behind a line, by place: the municipality where there are several, and what it was made of with the break."""
    found = {place_of(town): town.name if len(towns) > 1 else "" for town in towns}
    for town in towns:
        for step in lineages[town.pk]:
            for number, name in zip(step.numbers, step.names, strict=True):
                found.setdefault(number, f"{name}, –{step.on.year - 1}")
    return found


def _table(figures: list[SeriesFigure], names: Mapping[str, str]) -> Table:
    periods = sorted({row.period for row in figures})
    by_line: dict[str, dict[str, SeriesFigure]] = {}
    for row in figures:
        name = names.get(row.place, row.place)
        by_line.setdefault(f"{row.line} ({name})" if name else row.line, {})[row.period] = row
    return Table(
        figures[0].series,
        periods,
        [(label, [(p, found.get(p)) for p in periods]) for label, found in by_line.items()],
    )
