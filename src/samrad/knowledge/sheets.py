"""A sheet that somebody brings in, as rows of text: CSV as spreadsheets here write it, or the first sheet of an XLSX."""

import csv
import io
import math
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from samrad.cooperation.words import LooksPersonal
from samrad.kernel.answers import Refused

LARGEST = 10_000_000  # bytes, and bytes of each part when unpacked
# In within two seconds, so that nobody waits for a page; figures of the whole country come in by command.
MOST_ROWS, MOST_CELLS = 10_000, 200_000
DIGITS = 7  # of the number of a row or a text
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CELL = re.compile(r"([A-Z]{1,3})\d+")
# What reading a file raises that is no workbook, is cut or locked, or is packed in a way that Python does not know.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    RuntimeError,
    ValueError,
    ElementTree.ParseError,
    DefusedXmlException,
)
KEPT_AS_TEXT = ("'=", "'+", "'-", "'@")  # as our own files write what a spreadsheet would act on
type Row = list[str]
type Element = Any  # the library that reads it has no types


class FaultySheet(Refused):
    """No, and for each faulty row what is wrong with it. Nothing was kept.

    `may_be_confirmed` says that all that is wrong is what looks like a person's details.
    """

    def __init__(self, faults: list[str]) -> None:
        super().__init__(_("Ingenting er lagt inn. Rett radene under, og prøv igjen."))
        self.faults = faults
        self.may_be_confirmed = False

    @classmethod
    def gathering(cls) -> "FaultySheet":
        """With no fault yet, to note them row by row."""
        sheet = cls([])
        sheet.may_be_confirmed = True
        return sheet

    @contextmanager
    def in_row(self, number: int) -> Iterator[None]:
        """A refusal inside becomes the line of that row."""
        try:
            yield
        except Refused as fault:
            self.may_be_confirmed &= isinstance(fault, LooksPersonal)
            self.faults.append(
                _("Rad %(number)s: %(fault)s.") % {"number": number, "fault": str(fault).rstrip(".")}
            )

    def require_none(self) -> None:
        if self.faults:
            raise self


def rows_of(filename: str, data: bytes) -> list[Row]:
    """The rows, each a list of texts, in their places in the file: one that is empty there is an empty list here.

    Refuses  what is neither CSV nor XLSX, is empty, or too much.
    """
    if not data or len(data) > LARGEST:
        raise Refused(_("Filen er tom eller større enn 10 MB. Velg en annen fil."))
    ending = filename.rsplit(".", 1)[-1].lower()
    if ending == "xlsx":
        rows = _bounded(_of_xlsx(data))
    elif ending in {"csv", "txt"}:
        rows = _of_csv(data)
    else:
        raise Refused(_("Vi leser CSV og XLSX. Lagre regnearket som en av dem."))
    return [[cell[1:] if cell.startswith(KEPT_AS_TEXT) else cell for cell in row] for row in rows]


def _bounded(rows: Iterable[Row]) -> list[Row]:
    """All the rows, counted as they are read: a small file can say that it has a cell far away in every row."""
    found: list[Row] = []
    cells = 0
    for row in rows:
        found.append(row)
        cells += len(row)
        if len(found) > MOST_ROWS:
            raise Refused(_("Regnearket har flere enn %(most)s rader. Del det opp.") % {"most": MOST_ROWS})
        if cells > MOST_CELLS:
            raise Refused(_("Regnearket har for mange celler. Ta bort tomme kolonner, eller del det opp."))
    return found


def _of_csv(data: bytes) -> list[Row]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    sign = max(";\t,", key=first.count)
    try:
        rows = csv.reader(io.StringIO(text), delimiter=sign, strict=True)
        return _bounded([cell.strip() for cell in row] for row in rows)
    except csv.Error as fault:
        raise Refused(_("CSV-filen kan ikke leses. Lagre den på nytt fra regnearket.")) from fault


def _of_xlsx(data: bytes) -> Iterator[Row]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            shared = _shared(packed)
            sheet = min(
                name for name in packed.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)
            )
            root = ElementTree.fromstring(_part(packed, sheet))
    except UNREADABLE as fault:
        raise Refused(_("XLSX-filen kan ikke leses. Lagre den på nytt fra regnearket.")) from fault
    return _in_their_places(root, shared)


def _in_their_places(root: Element, shared: list[str]) -> Iterator[Row]:
    """A file may leave out rows that are empty; here they are empty lists."""
    next_one = 1
    for row in root.iter(f"{MAIN}row"):
        place = _whole(row.get("r", ""), next_one)
        yield from ([] for _missing in range(next_one, place))
        yield _row(row, shared)
        next_one = max(next_one, place) + 1


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) <= DIGITS else otherwise


def _part(packed: zipfile.ZipFile, name: str) -> bytes:
    if packed.getinfo(name).file_size > LARGEST:
        raise ValueError(name)
    return packed.read(name)


def _shared(packed: zipfile.ZipFile) -> list[str]:
    """The texts that cells point at by number."""
    if "xl/sharedStrings.xml" not in packed.namelist():
        return []
    root = ElementTree.fromstring(_part(packed, "xl/sharedStrings.xml"))
    return ["".join(part.text or "" for part in each.iter(f"{MAIN}t")) for each in root.iter(f"{MAIN}si")]


def _row(row: Element, shared: list[str]) -> Row:
    found: dict[int, str] = dict(_cells(row, shared))
    return [found.get(place, "") for place in range(max(found, default=-1) + 1)]


def _cells(row: Element, shared: list[str]) -> Iterator[tuple[int, str]]:
    for cell in row.iter(f"{MAIN}c"):
        where = CELL.fullmatch(cell.get("r", ""))
        if not where:
            continue
        value = cell.find(f"{MAIN}v")
        text = (
            "".join(part.text or "" for part in cell.iter(f"{MAIN}t")) if value is None else value.text or ""
        )
        if cell.get("t") == "s":
            number = _whole(text, len(shared))
            text = shared[number] if number < len(shared) else ""
        elif value is not None and cell.get("t") in {None, "n"}:
            text = _number(text)
        yield _column(where[1]), text.strip()


def _number(text: str) -> str:
    """A number as people here write it, with a comma; a spreadsheet keeps it with a point."""
    try:
        value = float(text)
    except ValueError:
        return text
    if not math.isfinite(value):
        return text
    return (
        str(int(value))
        if value == int(value) and abs(value) < 1e15
        else f"{value:.6f}".rstrip("0").replace(".", ",")
    )


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1
