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
from samrad.typeset.printing import CannotTypeset, typeset

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"
LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO"}


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


def report_docx(report: Report) -> bytes:
    """The same text with real headings and lists, to go on writing in."""
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
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _put(document: Any, block: Block) -> None:
    if block.kind == "bullets":
        for item in block.items:
            document.add_paragraph(item, style="List Bullet")
    else:
        document.add_paragraph(block.text)


def _speak(document: Any, language: str) -> None:
    """Word reads and spells the whole document in its language."""
    from docx.oxml.ns import qn

    for tag in document.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), language)
