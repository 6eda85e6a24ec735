"""Bring national figures in: those that come with Samråd, and tables that an operator fetches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Min
from django.utils.translation import gettext as _

from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.knowledge.events import StatisticsImported
from samrad.knowledge.hiding import hide_small
from samrad.knowledge.jsonstat import Cell, read_table, years_of
from samrad.knowledge.models import Indicator, Observation
from samrad.knowledge.permissions import may_import_statistics
from samrad.knowledge.reference_data import RETRIEVED_ON, SOURCE, known_indicators, reference_cells
from samrad.knowledge.small import is_small
from samrad.parties.actor import Actor
from samrad.parties.queries import numbers_ever_used

BESIDE = {
    "0",
    "0000",
    "9999",
    "2100",
    "2111",
    "2121",
    "2131",
    "2211",
    "2311",
    "2399",
    "2580",
}  # the country, unknown, the sea
PEOPLE = ("personer", "persons")
SUMS = ("alle ", "i alt", "all ", "total", "begge ")  # how a table names the line that the others add up to
NUMBER = 4  # digits of a municipality's number
NAMED = 12  # unknown numbers that a refusal names
COUNTRY = "0"
COPY = "copy knowledge_observation (indicator_id, place, period, starts, ends, value, mark, state) from stdin"


@command
def load_reference_figures(*, actor: Actor) -> int:
    """Put the figures that come with Samråd in place, where there are none. Gives back how many.

    Who      whoever runs the installation (`may_import_statistics`).
    Records  StatisticsImported for each table.
    """
    may_import_statistics(actor).require()
    count = 0
    for table, cells in reference_cells().items():
        if not Observation.objects.filter(indicator__table=table, place=COUNTRY).exists():
            kept = _keep(Coming(table, SOURCE, RETRIEVED_ON, {}, {}, cells))
            record(StatisticsImported(table, kept), by=actor)
            count += kept
    return count


@command
def import_statistics(*, actor: Actor, data: bytes, leave_out_unknown: bool = False) -> int:
    """Bring in one table of Statistics Norway as JSON-stat 2. Gives back how many figures.

    Who      whoever runs the installation (`may_import_statistics`).
    Refuses  what `read_table` refuses; numbers of municipalities that the register has never known, unless they are to be
             left out. It is all or nothing: a table that is refused changes no figure.
    Records  StatisticsImported.
    Source   V-1-a. A figure that stood there before gives way to the newer.
    """
    may_import_statistics(actor).require()
    table = read_table(data)
    unknown = {place for place in table.places() if len(place) == NUMBER} - numbers_ever_used() - BESIDE
    if unknown and not leave_out_unknown:
        raise Refused(
            _(
                "Registeret kjenner ikke disse kommunenumrene: %(numbers)s. Rett tabellen, eller be om at de utelates."
            )
            % {"numbers": ", ".join(sorted(unknown)[:NAMED]) + (" …" if len(unknown) > NAMED else "")}
        )
    cells = (cell for cell in table.cells() if cell.place not in unknown)
    count = _keep(Coming(table.number, table.source, today(), table.names, table.units, cells))
    record(StatisticsImported(table.number, count), by=actor)
    return count


@dataclass(frozen=True)
class Coming:
    """A table on its way in: what its lines are called and count, and its cells."""

    table: str
    source: str
    retrieved_on: date
    names: dict[str, str]
    units: dict[str, str]
    cells: Iterable[Cell]


def _keep(coming: Coming) -> int:
    """Write the figures in the place of those that stand, and decide what may be shown."""
    cells = list(coming.cells)
    indicators = {code: _indicator(coming, code) for code in sorted({cell.code for cell in cells})}
    places, periods = {cell.place for cell in cells}, {cell.period for cell in cells}
    older = Observation.objects.filter(
        indicator__in=indicators.values(), place__in=places, period__in=periods
    )
    older.delete()
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        for cell in cells:
            copy.write_row(_row(indicators[cell.code], cell))
    hide_small(coming.table)
    for indicator in Indicator.objects.filter(table=coming.table).annotate(first=Min("observations__period")):
        indicator.baseline = indicator.first or ""
        indicator.save(update_fields=["baseline"])
    return len(cells)


def _row(indicator: UUID, cell: Cell) -> tuple[object, ...]:
    state = "small" if is_small(cell.value) else "shown"
    return indicator, cell.place, cell.period, *years_of(cell.period), cell.value, cell.mark, state


def _indicator(coming: Coming, code: str) -> UUID:
    """The line, by the name we know it by, else by the table's own."""
    label = coming.names.get(code, code)[:200] or code
    facts = known_indicators().get((coming.table, code)) or {
        "name_nb": label,
        "name_nn": label,
        "name_en": label,
        "is_sum": label.lower().startswith(SUMS),
        "kind": Indicator.Kind.PEOPLE
        if coming.units.get(code, "").lower() in PEOPLE
        else Indicator.Kind.CASES,
    }
    row, _made = Indicator.objects.update_or_create(
        table=coming.table,
        code=code,
        defaults=facts | {"source": coming.source[:200], "retrieved_on": coming.retrieved_on},
    )
    return row.pk
