"""Editions of the guide: read from `editions/*.toml`, checked whole, and asked by section, number and day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from samrad.guide.reading import read_edition
from samrad.guide.shapes import Advice, Edition, EditionError, NoSuchNumber, NoSuchSection, Number, Section

__all__ = ["Advice", "Edition", "EditionError", "NoSuchNumber", "NoSuchSection", "Number", "Section"]
FOLDER = Path(__file__).parent / "editions"


@dataclass(frozen=True)
class Sentence:
    """One thing a section says, with its strength: must, should, may, voluntary or fact."""

    strength: str
    text: str
    requirements: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """A section in one language. `done` is what Samråd does for it today; empty where it does nothing yet."""

    number: str
    title: str
    sentences: tuple[Sentence, ...]
    done: str

    @property
    def is_numbered(self) -> bool:
        return self.number[0].isdigit()


def load(folder: Path) -> tuple[Edition, ...]:
    """Every edition in a folder, the oldest first.

    Refuses  with `EditionError` what `read_edition` refuses, two editions of the same day, and an empty folder.
    """
    found = [read_edition(path) for path in sorted(folder.glob("*.toml"))]
    if not found:
        raise EditionError(f"{folder.name}: there is no edition here")
    days: dict[date, str] = {}
    for edition in found:
        if edition.dated in days:
            raise EditionError(f"{edition.key}: {days[edition.dated]} is dated {edition.dated} too")
        days[edition.dated] = edition.key
    return tuple(sorted(found, key=lambda edition: edition.dated))


@cache
def editions() -> tuple[Edition, ...]:
    """The editions that come with Samråd."""
    return load(FOLDER)


def latest() -> Edition:
    """The edition that advises now."""
    return editions()[-1]


def section(number: str, language: str) -> Page:
    """A section as a reader of this language has it. Refuses with `NoSuchSection`."""
    return page_of(latest().section(number), language)


def page_of(found: Section, language: str) -> Page:
    sentences = tuple(
        Sentence(point.strength, _in(point.words, language), point.requirements) for point in found.points
    )
    return Page(found.number, _in(found.title, language), sentences, _in(found.done, language))


def _in(words: Mapping[str, str], language: str) -> str:
    return words.get(language, "")


def number_on(name: str, day: date) -> Number:
    """A number of the guide as it held on a day, so that last year is judged by last year's guide.

    Refuses  with `NoSuchNumber` an unknown name, and a day on which the guide had no such number.
    """
    for edition in reversed(editions()):
        if edition.dated <= day and (number := edition.number_on(name, day)):
            return number
    raise NoSuchNumber(f"the guide has no number called {name} on {day}")
