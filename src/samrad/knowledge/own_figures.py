"""The cells of a sheet as figures: which municipality, which line, which period, how much. All is read before anything is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused
from samrad.knowledge.jsonstat import years_of
from samrad.knowledge.sheets import FaultySheet, Row

PLACE, LINE, PERIOD, VALUE = range(4)
HEADS = (
    {"kommune", "kommunenummer", "kommunenr", "municipality"},
    {"linje", "gruppe", "hva", "kva", "line"},
    {"periode", "år", "aar", "period", "year"},
    {"verdi", "antall", "tal", "tall", "prosent", "value"},
)
HIDDEN = {"≤4": "small", "*": "guarding", ".": "missing", "..": "missing", ":": "small", "": "missing"}
HUNDRED, MOST = Decimal(100), Decimal(999_999_999)


@dataclass(frozen=True)
class Cell:
    """One figure. `value` is None where it is hidden or missing; `state` says which."""

    place: str
    line: str
    period: str
    value: Decimal | None
    state: str


def cells_of(rows: list[Row], places: Mapping[str, str], kind: str) -> list[Cell]:
    """Every figure of a sheet whose first row names its columns.

    Shape    `places` gives the number under which a municipality's figures are kept, by number and by name in small letters; «» is
             the one to take where the sheet has no municipality.
    Refuses  with `FaultySheet`: a head that is missing; an unknown municipality; a period that is none; a value that is no number with a
             comma, a count that is not whole, a percent over 100; a cell that looks personal; the same cell twice.
    """
    at = _columns(rows[0] if rows else [])
    found: dict[tuple[str, str, str], Cell] = {}
    sheet = FaultySheet.gathering()
    for number, row in enumerate(rows[1:], 2):
        if not any(row):
            continue
        with sheet.in_row(number):
            cell = _cell([row[place] if 0 <= place < len(row) else "" for place in at], places, kind)
            if (key := (cell.place, cell.line, cell.period)) in found:
                raise Refused(_("samme kommune, linje og periode står to ganger"))
            found[key] = cell
    sheet.may_be_confirmed = False  # the name of a line is never a person
    sheet.require_none()
    if not found:
        raise FaultySheet([_("Rad 2: arket har ingen tall.")])
    return list(found.values())


def _columns(head: Row) -> list[int]:
    names = [name.lower() for name in head]
    at = [next((names.index(name) for name in names if name in known), -1) for known in HEADS]
    lacking = [
        label
        for label, place in zip((_("linje"), _("periode"), _("verdi")), at[1:], strict=True)
        if place < 0
    ]
    if lacking:
        raise FaultySheet(
            [
                _("Rad 1: disse kolonnene mangler: %(names)s. Kall dem kommune, linje, periode og verdi.")
                % {"names": ", ".join(lacking)}
            ]
        )
    return at


def _cell(row: Row, places: Mapping[str, str], kind: str) -> Cell:
    place = places.get(row[PLACE].lower().removeprefix("k-"))
    if place is None:
        raise Refused(
            _("kommunen «%(name)s» er ikke med i samarbeidet, og har ikke blitt en del av det")
            % {"name": row[PLACE][:40]}
        )
    line = " ".join(guarded(row[LINE], longest=120).split())
    if not line:
        raise Refused(_("linjen har ikke noe navn"))
    period = row[PERIOD].replace("–", "-")
    try:
        first, last = years_of(period)
        if not 1900 <= first <= last <= 2100:
            raise ValueError(period)
    except ValueError:
        raise Refused(
            _("«%(period)s» er ingen periode. Skriv et år, eller to med strek mellom")
            % {"period": row[PERIOD][:40]}
        ) from None
    if row[VALUE] in HIDDEN:
        return Cell(place, line, period, None, HIDDEN[row[VALUE]])
    return Cell(place, line, period, _value(row[VALUE], kind), "shown")


def _value(text: str, kind: str) -> Decimal:
    plain = text.replace(" ", "").replace("\u00a0", "").replace("\u202f", "").removesuffix("%")
    if "." in plain:
        raise Refused(
            _("«%(text)s» har punktum. Skriv desimaler med komma, og tusen uten tegn") % {"text": text[:40]}
        )
    try:
        value = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        raise Refused(_("«%(text)s» er ikke et tall") % {"text": text[:40]}) from None
    if not value.is_finite() or not 0 <= value <= MOST:
        raise Refused(_("«%(text)s» er mindre enn null, eller for stort") % {"text": text[:40]})
    if kind == "percent" and value > HUNDRED:
        raise Refused(_("«%(text)s» er over 100 prosent") % {"text": text[:40]})
    if kind == "count" and value != value.to_integral_value():
        raise Refused(_("«%(text)s» er ikke et helt antall") % {"text": text[:40]})
    return round(value, 2)
