"""The common picture as a document for readers and archives: its texts, its figures as charts and tables, and whose each part is."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from samrad.agreements.documents import DocumentNotMade
from samrad.typeset.printing import CannotTypeset, typeset

TEMPLATE = Path(__file__).parent / "typst" / "picture.typ"
type Content = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """A part of the picture. Shape    `text` is prose as blocks, `small` lines under it, `side` whose it is, empty when it is both parties'."""

    heading: str
    side: str
    text: list[Content]
    small: list[str]


@dataclass(frozen=True)
class Figures:
    """Charts in plain numbers, and the same as tables: `head` and `rows` of words."""

    heading: str
    charts: list[Content]
    tables: list[Content]
    notes: list[str]


@dataclass(frozen=True)
class PictureDocument:
    """Shape    `sections` has heading and parts. `date` is year, month, day; `page` has {page} and {pages} in it."""

    language: str
    title: str
    authors: list[str]
    keywords: list[str]
    date: tuple[int, int, int]
    footer: str
    page: str
    parties: list[dict[str, str]]
    facts: list[tuple[str, str]]
    problem: Part
    figures: Figures
    sections: list[tuple[str, list[Part]]]


def picture_pdf(document: PictureDocument) -> bytes:
    """PDF/UA-1 and PDF/A. Refuses with `DocumentNotMade` when it cannot be set."""
    try:
        return typeset(TEMPLATE, asdict(document))
    except CannotTypeset as wrong:
        raise DocumentNotMade(
            _("Dokumentet kunne ikke lages. Ingenting er endret. Be den som drifter løsningen, om hjelp.")
        ) from wrong
