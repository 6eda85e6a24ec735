"""Bring national figures in: those that come with Samråd, and tables that an operator fetches."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Min, Q
from django.utils.translation import gettext as _

from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.knowledge.events import StatisticsImported
from samrad.knowledge.hiding import hide_small
from samrad.knowledge.jsonstat import Cell, Table, read_table, years_of
from samrad.knowledge.mapping import facts_of, lines_left_out, state_of
from samrad.knowledge.models import Indicator, Observation
from samrad.knowledge.permissions import may_import_statistics
from samrad.knowledge.reference_data import OFFENCES, PEOPLE, RETRIEVED_ON, SOURCE, reference_cells
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
NUMBER = 4  # digits of a municipality's number
NAMED = 12  # unknown numbers that a refusal names
COUNTRY = "0"
MOST_ORDER, AFTER_KNOWN = 32_000, 100
OFTEN = 50_000  # cells
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
            kept = _keep(Coming(table, SOURCE, RETRIEVED_ON, cells))
            record(StatisticsImported(table, kept), by=actor)
            count += kept
    return count


@command
def import_statistics(
    *,
    actor: Actor,
    data: bytes,
    leave_out_unknown: bool = False,
    tell: Callable[[int], None] = lambda _count: None,
) -> int:
    """Bring in one table of Statistics Norway as JSON-stat 2. Gives back how many figures.

    Place and time are read as such; every other dimension makes lines. Rates of a table that has the counts are left out.

    Shape    `tell` hears now and then how many cells are read.

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
    has_counts = Indicator.objects.filter(~Q(kind=Indicator.Kind.MEASURE), table=table.number).exists()
    left_out = lines_left_out(table, has_counts)
    cells = (
        cell
        for cell in _counted(table.cells(), tell)
        if cell.place not in unknown and cell.code not in left_out
    )
    count = _keep(Coming(table.number, table.source, today(), cells, table))
    record(StatisticsImported(table.number, count), by=actor)
    return count


def _counted(cells: Iterable[Cell], tell: Callable[[int], None]) -> Iterator[Cell]:
    for number, cell in enumerate(cells, 1):
        if number % OFTEN == 0:
            tell(number)
        yield cell


@dataclass(frozen=True)
class Coming:
    """A table on its way in. `told` is what it says of its lines; those that come with Samråd are known."""

    table: str
    source: str
    retrieved_on: date
    cells: Iterable[Cell]
    told: Table | None = None


def _keep(coming: Coming) -> int:
    """Write the figures in the place of those that stand, and decide what may be shown."""
    cells = list(coming.cells)
    codes = dict.fromkeys(cell.code for cell in cells)
    indicators = {code: _indicator(coming, code, order) for order, code in enumerate(codes)}
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


def _row(indicator: Indicator, cell: Cell) -> tuple[object, ...]:
    state = state_of(cell, indicator.kind == Indicator.Kind.MEASURE)
    return indicator.pk, cell.place, cell.period, *years_of(cell.period), cell.value, cell.mark, state


def _indicator(coming: Coming, code: str, order: int) -> Indicator:
    """The line, as `facts_of` reads it; in the order of the table."""
    order += AFTER_KNOWN * (coming.table in (OFFENCES, PEOPLE))
    facts = {"order": min(order, MOST_ORDER)} | facts_of(coming.table, code, coming.told)
    row, _made = Indicator.objects.update_or_create(
        table=coming.table,
        code=code,
        defaults=facts | {"source": coming.source[:200], "retrieved_on": coming.retrieved_on},
    )
    return row
