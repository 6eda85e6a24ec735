"""The guide's examples of challenges that municipality and police share, as data. A cooperation chooses among them, or words its own."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "challenges.toml"
LANGUAGES = ("nb", "nn", "en")


@dataclass(frozen=True)
class SharedChallenge:
    """One of the examples. `names` are by language; `is_sensitive` marks what is easily about individuals. V-2-b, V-2-c."""

    code: str
    names: dict[str, str]
    is_sensitive: bool

    def name(self, language: str) -> str:
        return self.names.get(language, self.names["nb"])


@cache
def shared_challenges() -> dict[str, SharedChallenge]:
    """By code, in the guide's order. Refuses with `KeyError` a challenge that lacks a language."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["challenge"]
    return {
        row["code"]: SharedChallenge(
            row["code"], {language: row[language] for language in LANGUAGES}, row.get("sensitive", False)
        )
        for row in rows
    }


def is_sensitive(code: str) -> bool:
    """Whether a challenge is easily about individuals, so that what is written of it begins with few readers. V-2-c."""
    shared = shared_challenges().get(code)
    return shared is not None and shared.is_sensitive
