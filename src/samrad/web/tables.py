"""Rows as a file for a spreadsheet: CSV as spreadsheets here read it, or XLSX. No cell of either is acted on."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from samrad.web.cells import as_text

type Rows = Sequence[Sequence[str]]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WHEN = (1980, 1, 1, 0, 0, 0)  # the same bytes for the same rows
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
NARROW, WIDE = 14, 48  # characters of a column
# the head in bold, and everything kept as text also when somebody writes in it
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/>'
    '<name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill '
    'patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" xfId="0"/><xf numFmtId="49" fontId="1" xfId="0" applyFont="1" '
    'applyNumberFormat="1"/><xf numFmtId="49" fontId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment '
    'vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def csv_file(name: str, rows: Iterable[Sequence[str]]) -> HttpResponse:
    """With semicolons and the mark that tells a spreadsheet how letters are written."""
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows([as_text(cell) for cell in row] for row in rows)
    return download(written.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", name)


def xlsx_file(name: str, **sheets: Rows) -> HttpResponse:
    """A sheet for each name, whose first row is its head. All cells are text."""
    return download(_workbook(sheets), XLSX, name)


def download(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


def _workbook(sheets: dict[str, Rows]) -> bytes:
    numbers = range(1, len(sheets) + 1)
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{KIND}.worksheet+xml"/>'
        for n in numbers
    )
    named = "".join(
        f'<sheet name="{escape(name, {chr(34): "&quot;"})}" sheetId="{n}" r:id="r{n}"/>'
        for n, name in enumerate(sheets, 1)
    )
    ways = "".join(
        f'<Relationship Id="r{n}" Type="{LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/><Override PartName="/xl/styles.xml" '
        f'ContentType="{KIND}.styles+xml"/>{parts}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{LINKS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{ways}<Relationship Id="r0" '
        f'Type="{LINKS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": STYLES,
    } | {f"xl/worksheets/sheet{n}.xml": _sheet(rows) for n, rows in enumerate(sheets.values(), 1)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as workbook:
        for name, text in files.items():
            workbook.writestr(zipfile.ZipInfo(name, WHEN), f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return packed.getvalue()


def _sheet(rows: Rows) -> str:
    width = max((len(row) for row in rows), default=0)
    widths = [
        min(WIDE, max([NARROW, *(len(row[at]) + 2 for row in rows if at < len(row))])) for at in range(width)
    ]
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{chars}" style="2" customWidth="1"/>'
        for n, chars in enumerate(widths, 1)
    )
    pane = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>'
    lines = "".join(
        f'<row r="{n}">{"".join(_cell(at, n, cell) for at, cell in enumerate(row))}</row>'
        for n, row in enumerate(rows, 1)
    )
    shown = f"<cols>{columns}</cols>" if columns else ""
    return f'<worksheet xmlns="{MAIN}">{pane}{shown}<sheetData>{lines}</sheetData></worksheet>'


def _cell(place: int, row: int, text: str) -> str:
    written = escape("".join(sign for sign in as_text(text) if sign.isprintable() or sign in "\n\t"))
    style = 1 if row == 1 else 2
    return f'<c r="{column(place)}{row}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


def column(place: int) -> str:
    """The letters of a column, counted from 0."""
    letters, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
