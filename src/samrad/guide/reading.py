"""Reads one edition from its file. Everything is checked before anything is used, and a fault is named by its line."""

import tomllib
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

from samrad.guide.shapes import (
    LANGUAGES,
    STRENGTHS,
    Advice,
    Edition,
    EditionError,
    Number,
    Point,
    Revision,
    Section,
    Words,
)


def read_edition(path: Path) -> Edition:
    """The edition in a file.

    Refuses  with `EditionError`: what is no TOML; a missing language; an unknown strength or section; a section, number
             or requirement that stands twice; a section outside the guide's order; overlapping dates.
    """
    return _EditionFile(path).edition()


class DataFile:
    """A file and its lines, so that a fault can be pointed at."""

    def __init__(self, path: Path) -> None:
        self.name, self.text = path.name, path.read_text(encoding="utf-8")
        try:
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as fault:
            raise EditionError(f"{self.name}: {fault}") from None
        self.key = path.stem

    def _fault(self, where: str, what: str, mark: str = "") -> EditionError:
        """«2023.toml, line 12, section 4.1: …». `mark` is the text whose last line is meant."""
        at = self.text.rfind(mark) if mark else -1
        line = f", line {self.text.count('\n', 0, at) + 1}" if at >= 0 else ""
        return EditionError(f"{self.name}{line}, {where}: {what}")

    def _part(self, row: dict[str, Any], name: str, kind: type, where: str, mark: str = "") -> Any:
        if not isinstance(row.get(name), kind):
            raise self._fault(where, f"{name} is missing or of the wrong sort", mark)
        return row[name]

    def _words(self, row: dict[str, Any], where: str, mark: str = "") -> Words:
        for language in LANGUAGES:
            if not str(row.get(language, "")).strip():
                raise self._fault(where, f"there is no text in {language}", mark)
        return {language: str(row[language]) for language in LANGUAGES}


class _EditionFile(DataFile):
    """The sections first, then what names them."""

    def edition(self) -> Edition:
        head = self._part(self.data, "edition", dict, "the edition")
        sections = self._sections()
        known = {section.number for section in sections}
        return Edition(
            key=self.key,
            dated=self._part(head, "dated", date, "the edition"),
            title=self._words(self._part(head, "title", dict, "the edition"), "the edition's title"),
            publishers=tuple(self._part(head, "publishers", list, "the edition")),
            revisions=tuple(self._revision(row) for row in self.data.get("revision", [])),
            sections=sections,
            numbers=self._numbers(known),
            advice=tuple(self._advice(row, known) for row in self.data.get("advice", [])),
        )

    def _sections(self) -> tuple[Section, ...]:
        found: dict[str, Section] = {}
        taken: dict[str, str] = {}
        for row in self.data.get("section", []):
            section = self._section(row)
            where, mark = f"section {section.number}", f'number = "{section.number}"'
            if section.number in found:
                raise self._fault(where, "stands twice", mark)
            if found and _order(section.number) < _order([*found][-1]):
                raise self._fault(where, f"comes after {[*found][-1]}", mark)
            for requirement in section.requirements:
                if requirement in taken:
                    what = f"{requirement} stands in section {taken[requirement]} too"
                    raise self._fault(where, what, f'"{requirement}"')
                taken[requirement] = section.number
            found[section.number] = section
        return tuple(found.values())

    def _section(self, row: dict[str, Any]) -> Section:
        number = self._part(row, "number", str, "a section")
        where, mark = f"section {number}", f'number = "{number}"'
        points = self._part(row, "point", list, where, mark)
        return Section(
            number=number,
            title=self._words(self._part(row, "title", dict, where, mark), f"{where}, title", mark),
            points=tuple(self._point(point, where, mark) for point in points),
            done=self._words(row["done"], f"{where}, done", mark) if "done" in row else {},
        )

    def _point(self, row: dict[str, Any], where: str, mark: str) -> Point:
        requirements = tuple(self._part(row, "requirements", list, where, mark))
        return Point(self._strength(row, where, mark), requirements, self._words(row, where, mark))

    def _strength(self, row: dict[str, Any], where: str, mark: str) -> str:
        if row.get("strength") not in STRENGTHS:
            raise self._fault(where, f"the strength «{row.get('strength')}» is unknown", mark)
        return str(row["strength"])

    def _source(self, row: dict[str, Any], known: Collection[str], where: str, mark: str = "") -> str:
        if row.get("source") not in known:
            raise self._fault(where, f"there is no section {row.get('source')}", mark)
        return str(row["source"])

    def _numbers(self, known: Collection[str]) -> tuple[Number, ...]:
        found: list[Number] = []
        for row in self.data.get("number", []):
            number = self._number(row, known)
            for other in found:
                if other.name == number.name and _overlap(other, number):
                    what = f"its dates overlap with those from {other.since}"
                    raise self._fault(f"number {number.name}", what, f'name = "{number.name}"')
            found.append(number)
        return tuple(found)

    def _number(self, row: dict[str, Any], known: Collection[str]) -> Number:
        name = self._part(row, "name", str, "a number")
        where, mark = f"number {name}", f'name = "{name}"'
        number = Number(
            name=name,
            value=self._part(row, "value", int, where, mark),
            unit=self._part(row, "unit", str, where, mark),
            strength=self._strength(row, where, mark),
            source=self._source(row, known, where, mark),
            since=self._part(row, "since", date, where, mark),
            until=self._part(row, "until", date, where, mark) if "until" in row else None,
            words=self._words(row, where, mark),
        )
        if number.until and number.until < number.since:
            raise self._fault(where, "it ends before it begins", mark)
        return number

    def _advice(self, row: dict[str, Any], known: Collection[str]) -> Advice:
        roles = tuple(self._part(row, "roles", list, "an advice"))
        where, mark = f"advice for {', '.join(roles)}", f'"{roles[0]}"' if roles else ""
        return Advice(
            roles=roles,
            kinds=tuple(self._part(row, "kinds", list, where, mark)),
            source=self._source(row, known, where, mark),
            strength=self._strength(row, where, mark),
            words=self._words(row, where, mark),
        )

    def _revision(self, row: dict[str, Any]) -> Revision:
        where = f"revision {row.get('version')}"
        return Revision(
            version=self._part(row, "version", str, where),
            on=self._part(row, "on", date, where),
            description=self._words(self._part(row, "description", dict, where), where),
            authors=tuple(self._part(row, "authors", list, where)),
            owners=tuple(self._part(row, "owners", list, where)),
        )


def _order(number: str) -> tuple[int, ...]:
    """The foreword first, then 1, 1.1, 2, …, 4.1.2."""
    return tuple(int(part) if part.isdigit() else 0 for part in number.split("."))


def _overlap(one: Number, other: Number) -> bool:
    first, second = sorted((one, other), key=lambda number: number.since)
    return first.until is None or second.since <= first.until
