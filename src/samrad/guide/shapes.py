"""What an edition is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

LANGUAGES = ("nb", "nn", "en")
STRENGTHS = ("must", "should", "may", "voluntary", "fact")
type Words = Mapping[str, str]  # one text in each of LANGUAGES


class EditionError(Exception):
    """An edition that cannot be used. Says the file, the line, the section, and what is wrong."""


class NoSuchSection(LookupError):
    """The guide has no section with this number."""


class NoSuchNumber(LookupError):
    """The guide has no number with this name on this day."""


@dataclass(frozen=True)
class Point:
    """A sentence or two of a section, all of one strength. `requirements` are the ids in docs/requirements.toml."""

    strength: str
    requirements: tuple[str, ...]
    words: Words


@dataclass(frozen=True)
class Section:
    """A section by its number in the guide; the foreword has the word «forord» for a number."""

    number: str
    title: Words
    points: tuple[Point, ...]
    done: Words

    @property
    def chapter(self) -> str:
        return self.number.split(".")[0]

    @property
    def depth(self) -> int:
        """1 for a chapter, 2 for 4.1, 3 for 4.1.2."""
        return self.number.count(".") + 1

    @property
    def parent(self) -> str:
        """The number of the section this one is part of; a chapter is part of none."""
        return self.number.rpartition(".")[0]

    @property
    def requirements(self) -> tuple[str, ...]:
        return tuple(requirement for point in self.points for requirement in point.requirements)


@dataclass(frozen=True)
class Number:
    """A number the guide gives, from a day and perhaps to one.

    Units    `unit` says what is counted; `source` is the section that gives it.
    """

    name: str
    value: int
    unit: str
    strength: str
    source: str
    since: date
    until: date | None
    words: Words

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Advice:
    """A word beside a clause. `roles` are the clause's roles, `kinds` the kinds of agreement it is for."""

    roles: tuple[str, ...]
    kinds: tuple[str, ...]
    source: str
    strength: str
    words: Words


@dataclass(frozen=True)
class Revision:
    """A row of the guide's own table of revisions. The version is a word, and several may write and own."""

    version: str
    on: date
    description: Words
    authors: tuple[str, ...]
    owners: tuple[str, ...]


@dataclass(frozen=True)
class Edition:
    """The guide as it stood from a day."""

    key: str
    dated: date
    title: Words
    publishers: tuple[str, ...]
    revisions: tuple[Revision, ...]
    sections: tuple[Section, ...]
    numbers: tuple[Number, ...]
    advice: tuple[Advice, ...]

    def section(self, number: str) -> Section:
        """Refuses with `NoSuchSection`."""
        for section in self.sections:
            if section.number == number:
                return section
        raise NoSuchSection(f"the guide of {self.dated} has no section {number}")

    def around(self, number: str) -> tuple[Section | None, Section | None]:
        """The section before and the section after."""
        at = self.sections.index(self.section(number))
        before = self.sections[at - 1] if at else None
        return before, (self.sections[at + 1] if at + 1 < len(self.sections) else None)

    def number_on(self, name: str, day: date) -> Number | None:
        return next((n for n in self.numbers if n.name == name and n.holds_on(day)), None)

    def numbers_from(self, number: str) -> tuple[Number, ...]:
        """The numbers that a section gives."""
        return tuple(n for n in self.numbers if n.source == number)

    def advice_for(self, role: str, kind: str) -> Advice | None:
        """What the guide says beside a clause of this role in this kind of agreement, if anything."""
        return next((a for a in self.advice if role in a.roles and kind in a.kinds), None)
