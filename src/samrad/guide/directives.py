"""What the police's own strategies direct them to do, with source, page and validity. Plain data. V-6-p."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from samrad.guide.challenges import LANGUAGES

FILE = Path(__file__).parent / "directives.toml"


@dataclass(frozen=True)
class Directive:
    """One of them. `until` is the last day of the source's own years, `confirmed_on` when somebody last said that it still holds."""

    code: str
    source: str
    page: int
    since: date
    until: date | None
    confirmed_on: date | None
    words: dict[str, str]

    def text(self, language: str) -> str:
        return self.words.get(language, self.words["nb"])

    def is_to_be_confirmed(self, day: date) -> bool:
        """The source's years are over, and nobody has said after that that it still holds. It is never dropped by itself."""
        if self.until is None or day <= self.until:
            return False
        return self.confirmed_on is None or self.confirmed_on <= self.until


@cache
def directives() -> dict[str, Directive]:
    """By code. Refuses with `KeyError` one that lacks a language, a source or a page."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["directive"]
    return {
        row["code"]: Directive(
            row["code"],
            row["source"],
            row["page"],
            row["since"],
            row.get("until"),
            row.get("confirmed_on"),
            {language: row[language] for language in LANGUAGES},
        )
        for row in rows
    }
