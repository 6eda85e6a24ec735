"""Every read of the parties' own figures."""

from dataclasses import dataclass
from uuid import UUID

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_by_id, stands_inside
from samrad.knowledge.models import Series, SeriesFigure
from samrad.knowledge.queries.figures import place_of
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation
from samrad.parties.queries import lineage_of


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


def places_in(cooperation: Cooperation) -> dict[str, str]:
    """Under which number figures are kept, by number and name: of the municipalities here, and of what they were made of."""
    towns = [
        party.organisation
        for party in cooperation.parties.all()
        if party.organisation.kind == Organisation.Kind.MUNICIPALITY
    ]
    found: dict[str, str] = {}
    for town in towns:
        found |= {
            number: number for step in lineage_of(town) if step.is_whole for number in step.numbers if number
        }
        found |= dict.fromkeys(
            (place_of(town), town.name.lower(), town.official_name.lower()), place_of(town)
        )
    if len(towns) == 1:
        found[""] = place_of(towns[0])
    return found


def tables_of(actor: Actor, cooperation: Cooperation, town: Organisation) -> list[Table]:
    """Each series of a municipal cooperation. One statement, and one more where there is something from before a merger."""
    if not stands_inside(actor, cooperation):
        return []
    rows = SeriesFigure.objects.filter(cooperation=cooperation).select_related("series__owner")
    by_series: dict[UUID, list[SeriesFigure]] = {}
    for row in rows.order_by("series__name", "line", "place", "starts"):
        by_series.setdefault(row.series_id, []).append(row)
    own = place_of(town)
    older = any(row.place != own for found in by_series.values() for row in found)
    names = _names_before(town) if older else {}
    return [_table(found, own, names) for found in by_series.values()]


def _names_before(town: Organisation) -> dict[str, tuple[str, int]]:
    """What a municipality was made of, by number: name, and the year of the change."""
    return {
        number: (name, step.on.year)
        for step in lineage_of(town)
        for number, name in zip(step.numbers, step.names, strict=True)
    }


def _table(figures: list[SeriesFigure], own: str, names: dict[str, tuple[str, int]]) -> Table:
    periods = sorted({row.period for row in figures})
    by_line: dict[str, dict[str, SeriesFigure]] = {}
    for row in figures:
        name, year = names.get(row.place, ("", 0))
        label = row.line if row.place == own or not name else f"{row.line} ({name}, –{year - 1})"
        by_line.setdefault(label, {})[row.period] = row
    return Table(
        figures[0].series,
        periods,
        [(label, [(p, found.get(p)) for p in periods]) for label, found in by_line.items()],
    )
