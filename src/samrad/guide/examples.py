"""What others have tried when councils were opened to business and volunteers. For those who think about it; it obliges nobody. V-4.2-b."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "examples.toml"


@dataclass(frozen=True)
class Example:
    """One trial: where, when, how, and what came of it. `source` is a key of the register of sources, where there is one."""

    district: str
    first: date
    last: date
    source: str
    model: Mapping[str, str]
    results: Mapping[str, str]

    def say(self, what: str, language: str) -> str:
        words: Mapping[str, str] = self.model if what == "model" else self.results
        return words[language]


@cache
def examples() -> tuple[Example, ...]:
    """All of them, as the file has them."""
    return tuple(Example(**row) for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["example"])
