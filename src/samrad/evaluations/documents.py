"""The yearly report as a document: a PDF for readers and archives, and a DOCX for those who go on writing. In the cooperation's language."""

import io
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from samrad.agreements.documents import DocumentNotMade
from samrad.agreements.prose import Block, blocks
from samrad.cooperation.queries import living_parties
from samrad.evaluations.models import Report
from samrad.kernel.days import dated
from samrad.typeset.printing import CannotTypeset, picture, typeset

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"
CHART = Path(__file__).parent / "typst" / "chart.typ"
WIDTH = 3_000_000  # of a chart in a text file, in Word's own units: 360 000 are a centimetre
LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO"}


@dataclass(frozen=True)
class ReportFigures:
    """The figures of a report: the page's own charts in plain numbers, and the same as a table. `notes` are sources and breaks.

    Shape    `rows` has for each line its name and a cell for each period.
    """

    charts: list[dict[str, Any]]
    periods: list[str]
    rows: list[tuple[str, list[str]]]
    notes: list[str]


@dataclass(frozen=True)
class ReportDocument:
    """The whole report. Shape    sections: heading, and prose as blocks. `date` is year, month, day."""

    language: str
    title: str
    authors: list[str]
    keywords: list[str]
    date: tuple[int, int, int]
    footer: str
    page: str
    parties: list[dict[str, str]]
    facts: list[tuple[str, str]]
    sections: list[dict[str, Any]]
    charts: list[dict[str, Any]]
    hatched: str


def report_title(report: Report) -> str:
    """In the language that is spoken now."""
    return _("Årsrapport %(year)s til kommunestyret i %(town)s") % {
        "year": report.year,
        "town": report.organisation.name,
    }


def document_of(report: Report, charts: list[dict[str, Any]]) -> ReportDocument:
    """Expects the report with its sections, municipality and parties fetched along."""
    with translation.override(report.cooperation.language):
        day = report.laid_on or report.begun_on
        facts = [(_("Status"), str(report.get_state_display()))]
        if report.laid_on:
            facts.append((_("Lagt fram"), dated(report.laid_on)))
        if report.case_number:
            facts.append((_("Saksnummer"), report.case_number))
        living = living_parties(report.cooperation)
        names = [party.organisation.official_name for party in living]
        return ReportDocument(
            language=report.cooperation.language,
            title=report_title(report),
            authors=names,
            keywords=[],
            date=(day.year, day.month, day.day),
            footer=_("Kommune- og politisamarbeidet i %(year)s") % {"year": report.year},
            page=_("Side %(page)s av %(pages)s") % {"page": "{page}", "pages": "{pages}"},
            parties=[{"name": party.organisation.official_name, "side": party.side} for party in living],
            facts=facts,
            sections=[
                {
                    "heading": section.heading,
                    "code": section.code,
                    "text": [asdict(block) for block in blocks(section.text)],
                }
                for section in report.sections.all()
                if section.text
            ],
            charts=charts,
            hatched=_("Skravert betyr skjult. ≤4 er et tall fra 0 til 4."),
        )


def report_pdf(report: Report, charts: list[dict[str, Any]]) -> bytes:
    """PDF/UA-1 and PDF/A. `charts` are those of the page, in plain numbers. Refuses with `DocumentNotMade` when it cannot be set."""
    try:
        return typeset(TEMPLATE, asdict(document_of(report, charts)))
    except CannotTypeset as wrong:
        raise DocumentNotMade(
            _("Dokumentet kunne ikke lages. Ingenting er endret. Be den som drifter løsningen, om hjelp.")
        ) from wrong


def report_docx(report: Report, figures: ReportFigures | None = None) -> bytes:
    """The same text with real headings and lists, to go on writing in; and the charts as pictures that have words, with their table.

    Refuses  with `DocumentNotMade` when a chart cannot be drawn.
    """
    # Read with the first file of this kind: eight megabytes that a process does without until then.
    from docx import Document

    told = document_of(report, [])
    document = Document()
    _speak(document, LANGUAGES[told.language])
    document.core_properties.title, document.core_properties.author = told.title, ", ".join(told.authors)
    document.core_properties.language = LANGUAGES[told.language]
    document.add_heading(told.title, level=0)
    document.add_paragraph("\n".join(told.authors))
    for name, value in told.facts:
        document.add_paragraph(f"{name}: {value}")
    for section in told.sections:
        document.add_heading(section["heading"], level=1)
        for block in section["text"]:
            _put(document, Block(**block))
        if section["code"] == "figures" and figures and figures.charts:
            _draw(document, figures, told.hatched)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _put(document: Any, block: Block) -> None:
    if block.kind == "bullets":
        for item in block.items:
            document.add_paragraph(item, style="List Bullet")
    else:
        document.add_paragraph(block.text)


def _draw(document: Any, figures: ReportFigures, hatched: str) -> None:
    """Each chart under its name, with what it says as the words of the picture, and all of them as one table."""
    for chart in figures.charts:
        said = f"{chart['name']}. {chart['latest']}"
        document.add_heading(chart["name"], level=2)
        try:
            drawn = picture(CHART, chart)
        except CannotTypeset as wrong:
            raise DocumentNotMade(
                _("Dokumentet kunne ikke lages. Ingenting er endret. Be den som drifter løsningen, om hjelp.")
            ) from wrong
        document.add_picture(io.BytesIO(drawn), width=WIDTH)
        shape = document.inline_shapes[-1]._inline.docPr
        shape.set("descr", said)
        shape.set("title", chart["name"])
        document.add_paragraph(chart["latest"])
    document.add_paragraph(hatched)
    table = document.add_table(rows=1, cols=len(figures.rows) + 1, style="Table Grid")
    _say_heads(table, [_("Periode"), *(name for name, _cells in figures.rows)])
    for place, period in enumerate(figures.periods):
        cells = table.add_row().cells
        cells[0].text = period
        for column, (_name, row) in enumerate(figures.rows, 1):
            cells[column].text = row[place]
    for note in figures.notes:
        document.add_paragraph(note)


def _say_heads(table: Any, names: list[str]) -> None:
    """A row of heads that a screen reader knows as such, and that comes again on each page."""
    from docx.oxml import OxmlElement

    for cell, name in zip(table.rows[0].cells, names, strict=True):
        cell.text = name
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _speak(document: Any, language: str) -> None:
    """Word reads and spells the whole document in its language."""
    from docx.oxml.ns import qn

    for tag in document.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), language)
