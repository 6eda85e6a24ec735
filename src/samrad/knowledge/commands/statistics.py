"""Bring national figures in: those that come with Samråd, and tables that an operator fetches."""

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
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
AT_A_TIME = 5_000  # cells
NOTHING = "\\N"
AS_TEXT = str.maketrans(
    {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
)  # what a line in bulk is made of
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
            kept = _keep(_shipped(table, list(cells)))
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
    codes = [code for code in table.names if code not in left_out]
    coming = Coming(
        table.number, table.source, today(), cells, codes, table.places() - unknown, table.periods(), table
    )
    count = _keep(coming)
    record(StatisticsImported(table.number, count), by=actor)
    return count


def _counted(cells: Iterable[Cell], tell: Callable[[int], None]) -> Iterator[Cell]:
    for number, cell in enumerate(cells, 1):
        if number % OFTEN == 0:
            tell(number)
        yield cell


@dataclass(frozen=True)
class Coming:
    """A table on its way in: its cells, which are read once, and what they can be of.

    Shape    `told` is what the table says of its lines; those that come with Samråd are known.
    """

    table: str
    source: str
    retrieved_on: date
    cells: Iterable[Cell]
    codes: Sequence[str]
    places: Collection[str]
    periods: Collection[str]
    told: Table | None = None


def _shipped(table: str, cells: list[Cell]) -> Coming:
    codes = list(dict.fromkeys(cell.code for cell in cells))
    places, periods = {cell.place for cell in cells}, {cell.period for cell in cells}
    return Coming(table, SOURCE, RETRIEVED_ON, cells, codes, places, periods)


def _keep(coming: Coming) -> int:
    """Write the figures in the place of those that stand, and decide what may be shown. No more than a few are held at once."""
    indicators = {code: _indicator(coming, code, order) for order, code in enumerate(coming.codes)}
    older = Observation.objects.filter(
        indicator__in=indicators.values(), place__in=coming.places, period__in=coming.periods
    )
    older.delete()
    count = 0
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        for some in itertools.batched(coming.cells, AT_A_TIME):
            copy.write("".join(_line(indicators[cell.code], cell) for cell in some))
            count += len(some)
    hide_small(coming.table)
    for indicator in Indicator.objects.filter(table=coming.table).annotate(first=Min("observations__period")):
        indicator.baseline = indicator.first or ""
        indicator.save(update_fields=["baseline"])
    return count


def _line(indicator: Indicator, cell: Cell) -> str:
    """A row as PostgreSQL reads it in bulk."""
    starts, ends = years_of(cell.period)
    state = state_of(cell, indicator.kind == Indicator.Kind.MEASURE)
    place, mark = cell.place.translate(AS_TEXT), cell.mark.translate(AS_TEXT)
    value = NOTHING if cell.value is None else cell.value
    return f"{indicator.pk}\t{place}\t{cell.period}\t{starts}\t{ends}\t{value}\t{mark}\t{state}\n"


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
