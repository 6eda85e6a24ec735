"""What the lines of a table are: cases, people, or something that is measured. Read from what the table says of itself."""

from samrad.knowledge.jsonstat import Cell, Table
from samrad.knowledge.models import Indicator, Observation
from samrad.knowledge.reference_data import OFFENCES, known_indicators
from samrad.knowledge.small import is_small

Kind, State = Indicator.Kind, Observation.State
PEOPLE_UNITS = ("personer", "persons", "innbyggere")
MEASURED = (
    "prosent",
    "per cent",
    "percent",
    "per ",
    "kr",
    "1 000 kr",
    "1000 kr",
    "år",
    "timer",
    "km",
    "indeks",
    "poeng",
)
NOT_THERE = (
    ".",
    "..",
)  # there can be no such figure, or there is none; «:» is one that the source keeps to itself


def kind_of(unit: str, decimals: int) -> str:
    """Counts of people and cases are hidden where they are few. What is unknown is taken for a count."""
    said = unit.lower().strip()
    if said in PEOPLE_UNITS:
        return Kind.PEOPLE
    return Kind.MEASURE if decimals or said.startswith(MEASURED) else Kind.CASES


def facts_of(number: str, code: str, told: Table | None) -> dict[str, object]:
    """What an indicator says of a line: by the name we know it by, else by the table's own."""
    facts: dict[str, object] = {}
    if told:
        unit, decimals, totals = told.units[code], told.decimals[code], told.totals[code]
        label, kind = told.names[code][:200] or code[:200], kind_of(unit, decimals)
        facts = {
            "name_nb": label,
            "name_nn": label,
            "name_en": label,
            "title": told.title[:200],
            "kind": kind,
            "unit": unit[:60],
            "decimals": decimals if kind == Kind.MEASURE else 0,
            "totals": totals[:8],
            "is_sum": "1" in totals and "0" not in totals,
        }
    known = known_indicators().get((number, code), {})
    parts = f"{int(bool(known['is_sum']))}{'-' * code.count('/')}" if known else ""
    return facts | known | ({"totals": parts} if parts else {})


def lines_left_out(table: Table, has_counts: bool) -> set[str]:
    """The lines that would give hidden counts away: rates and shares of a table that also has, or here has had, the counts.

    Samråd works rates out itself, of what is shown.
    """
    kinds = {code: kind_of(unit, table.decimals[code]) for code, unit in table.units.items()}
    if has_counts or table.number == OFFENCES or set(kinds.values()) - {Kind.MEASURE}:
        return {code for code, kind in kinds.items() if kind == Kind.MEASURE}
    return set()


def state_of(cell: Cell, is_measure: bool) -> str:
    """Whether a figure may be shown. One that its source keeps back is as one that is small."""
    if cell.value is None and (cell.mark in NOT_THERE or is_measure):
        return State.MISSING
    if is_measure:
        return State.SHOWN
    return State.SMALL if is_small(cell.value) else State.SHOWN
