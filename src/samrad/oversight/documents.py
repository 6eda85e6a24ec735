"""A district's status of the year as a document, made of findings alone."""

from dataclasses import asdict, dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from samrad.kernel.answers import Refused
from samrad.typeset.printing import CannotTypeset, typeset

TEMPLATE = Path(__file__).parent / "typst" / "district.typ"


class StatusNotMade(Refused):
    """The document could not be made. It can be tried again."""


@dataclass(frozen=True)
class Tile:
    """A municipality on the map, counted in tiles from the upper left, with its tone."""

    x: int
    y: int
    tone: str


@dataclass(frozen=True)
class Legend:
    """A tone, what it stands for, and how many municipalities have it."""

    tone: str
    name: str
    count: int


@dataclass(frozen=True)
class Picture:
    """One matter: a map and a bar, and the same in words."""

    heading: str
    alt: str
    tiles: list[Tile]
    legend: list[Legend]


@dataclass(frozen=True)
class FoundLine:
    """One finding in words."""

    title: str
    reason: str
    more: str


@dataclass(frozen=True)
class DistrictYear:
    """The whole document. Shape    findings: a heading and its lines. `date` is year, month, day."""

    language: str
    title: str
    authors: list[str]
    keywords: list[str]
    date: tuple[int, int, int]
    footer: str
    page: str
    lead: str
    pictures_heading: str
    pictures: list[Picture]
    table_heading: str
    head: list[str]
    rows: list[list[str]]
    findings_heading: str
    findings: list[tuple[str, list[FoundLine]]]


def district_pdf(document: DistrictYear) -> bytes:
    """PDF/UA-1 and PDF/A-2a. Refuses with `StatusNotMade` when it cannot be set."""
    try:
        return typeset(TEMPLATE, asdict(document))
    except CannotTypeset as wrong:
        raise StatusNotMade(
            _("Dokumentet kunne ikke lages. Prøv igjen, eller be den som drifter løsningen, om hjelp.")
        ) from wrong
