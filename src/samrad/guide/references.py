"""The register of what the guide rests on: each source in its footnotes, with its period, its address and when it was checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from samrad.guide.reading import DataFile
from samrad.guide.shapes import Words

FILE = Path(__file__).parent / "references.toml"


@dataclass(frozen=True)
class Reference:
    """One source. `audience` says in three languages whom it is made for, where that matters; else it is empty.

    Shape    `notes` are the guide's own numbers of footnotes, `sections` where it is cited. `works` is whether the address led
             somewhere when it was last tried.
    Units    `year`, `from_year` and `to_year` are years; the last one counts to its end.
    """

    key: str
    notes: tuple[int, ...]
    sections: tuple[str, ...]
    title: str
    publisher: str
    year: int | None
    from_year: int | None
    to_year: int | None
    url: str
    works: bool
    checked_on: date | None
    audience: Words

    def is_over(self, day: date) -> bool:
        """Whether the period it states for itself has ended. V-2.1-g."""
        return self.to_year is not None and self.to_year < day.year

    def is_unchecked(self, day: date, months: int) -> bool:
        """Whether nobody has held it against the publisher's page within so many months."""
        if self.checked_on is None:
            return True
        return (day.year - self.checked_on.year) * 12 + day.month - self.checked_on.month > months


@cache
def references() -> tuple[Reference, ...]:
    """The register that comes with Samråd, in the order of the guide's notes."""
    return read_references(FILE)


def cited_in(section: str) -> tuple[Reference, ...]:
    """What a section of the guide rests on."""
    return tuple(row for row in references() if section in row.sections)


def to_look_at(rows: Iterable[Reference], day: date, months: int) -> tuple[list[Reference], list[Reference]]:
    """Those whose period is over, and those not checked within so many months. V-2.1-g."""
    found = list(rows)
    return [row for row in found if row.is_over(day)], [row for row in found if row.is_unchecked(day, months)]


def read_references(path: Path) -> tuple[Reference, ...]:
    """The register in a file.

    Refuses  with `EditionError`: what is no TOML; a missing language; a key or a note that stands twice; years out of order.
    """
    return _ReferenceFile(path).references()


class _ReferenceFile(DataFile):
    def references(self) -> tuple[Reference, ...]:
        found: dict[str, Reference] = {}
        taken: dict[int, str] = {}
        for row in self.data.get("reference", []):
            new = self._reference(row)
            where, mark = f"reference {new.key}", f'key = "{new.key}"'
            if new.key in found:
                raise self._fault(where, "stands twice", mark)
            for note in new.notes:
                if note in taken:
                    raise self._fault(where, f"note {note} stands at {taken[note]} too", mark)
                taken[note] = new.key
            found[new.key] = new
        return tuple(found.values())

    def _reference(self, row: dict[str, Any]) -> Reference:
        key = self._part(row, "key", str, "a reference")
        where, mark = f"reference {key}", f'key = "{key}"'

        def known[Kind](name: str, kind: type[Kind]) -> Kind | None:
            return self._part(row, name, kind, where, mark) if name in row else None

        first, last = known("from_year", int), known("to_year", int)
        if first and last and last < first:
            raise self._fault(where, "its period ends before it begins", mark)
        return Reference(
            key=key,
            notes=tuple(self._part(row, "notes", list, where, mark)),
            sections=tuple(self._part(row, "sections", list, where, mark)),
            title=self._part(row, "title", str, where, mark),
            publisher=self._part(row, "publisher", str, where, mark),
            year=known("year", int),
            from_year=first,
            to_year=last,
            url=known("url", str) or "",
            works=bool(row.get("works", True)),
            checked_on=known("checked_on", date),
            audience=self._words(row["audience"], f"{where}, audience", mark) if "audience" in row else {},
        )
