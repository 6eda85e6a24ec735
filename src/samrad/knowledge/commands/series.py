"""Bring a party's own figures in from a sheet: whole, or not at all. Both parties see them at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.queries import party_of, with_parties
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused, denied
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.knowledge.events import SeriesBrought, SeriesRemoved
from samrad.knowledge.jsonstat import years_of
from samrad.knowledge.models import Series, SeriesFigure
from samrad.knowledge.own_figures import Cell, cells_of
from samrad.knowledge.permissions import NOT_YOURS, may_bring_series
from samrad.knowledge.queries.series import places_in, series_visible_to
from samrad.knowledge.sheets import rows_of
from samrad.knowledge.typed import hidden_where_small
from samrad.parties.actor import Actor

Kind = Series.Kind


@dataclass(frozen=True)
class About:
    """What a series is called, what it counts, and where it comes from."""

    name: str
    kind: str
    source: str
    retrieved_on: date
    unit: str = ""
    note: str = ""


@command
def bring_series(
    *, actor: Actor, cooperation_id: UUID, about: About, filename: str, data: bytes, confirmed: bool = False
) -> Series:
    """Bring a sheet in. A newer one of the same name takes the place of one's own older.

    Who      `may_bring_series`.
    Refuses  with `FaultySheet`, and a line for each faulty row; no name or source; a day to come.
    Records  SeriesBrought.
    Source   V-1-a, DESIGN.md 2.2: a count of four or fewer is not kept.
    """
    cooperation = with_parties(cooperation_id)
    may_bring_series(actor, cooperation).require()
    if about.retrieved_on > today():
        raise Refused(_("Dagen tallene ble hentet, kan ikke være fram i tid."))
    facts = {
        "kind": Kind(about.kind),
        "unit": guarded(about.unit, confirmed=confirmed, longest=40),
        "source": guarded(about.source, confirmed=confirmed, longest=200),
        "note": guarded(about.note, confirmed=confirmed, longest=2_000),
        "retrieved_on": about.retrieved_on,
        "brought_on": today(),
    }
    name = " ".join(guarded(about.name, confirmed=confirmed, longest=160).split())
    if not name or not facts["source"]:
        raise Refused(_("Skriv hva tallene heter, og hvor de kommer fra."))
    cells = cells_of(rows_of(filename, data), places_in(cooperation), about.kind)
    series, _made = Series.objects.update_or_create(
        cooperation=cooperation,
        owner_id=party_of(actor, cooperation).organisation_id,
        name=name,
        defaults=facts,
    )
    SeriesFigure.objects.filter(series=series).delete()
    SeriesFigure.objects.bulk_create(
        _rows(series, _safe(cells) if about.kind == Kind.COUNT else cells), batch_size=2_000
    )
    record(SeriesBrought(series.pk, len(cells)), by=actor, cooperation=cooperation.pk)
    return series


@command
def remove_series(*, actor: Actor, series_id: UUID) -> Series:
    """Take a series of one's own party away.

    Who      the party that brought it.
    Records  SeriesRemoved.
    """
    series = series_visible_to(actor, series_id)
    if series.owner_id not in actor.parties or not actor.may_write:
        denied(NOT_YOURS).require()
    Series.objects.filter(pk=series_id).delete()
    record(SeriesRemoved(series_id), by=actor, cooperation=series.cooperation_id)
    return series


def _safe(cells: Sequence[Cell]) -> list[Cell]:
    """What is small, and what would give it away, taken out: for each municipality by itself."""
    of_place: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        of_place[cell.place].append(cell)
    found = []
    for place, rows in of_place.items():
        typed = [
            (row.line, row.period, None if row.value is None else int(row.value), row.state) for row in rows
        ]
        values = {(row.line, row.period): row.value for row in rows}
        found += [
            Cell(place, line, period, values[line, period] if state == "shown" else None, state)
            for line, period, _count, state in hidden_where_small(typed)
        ]
    return found


def _rows(series: Series, cells: Sequence[Cell]) -> list[SeriesFigure]:
    return [
        SeriesFigure(
            cooperation_id=series.cooperation_id, series=series, place=cell.place, line=cell.line, period=cell.period,
            starts=years_of(cell.period)[0], ends=years_of(cell.period)[1], value=cell.value, state=cell.state,
        )
        for cell in cells
    ]  # fmt: skip
