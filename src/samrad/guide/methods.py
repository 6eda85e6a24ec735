"""A library of preventive methods, in our own words, each with where it comes from. Plain data."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from samrad.guide.challenges import LANGUAGES, shared_challenges

FILE = Path(__file__).parent / "methods.toml"


@dataclass(frozen=True)
class Method:
    """One way of preventing. `themes` are codes of the shared challenges; `year` is missing where the source has none. V-5.1-f."""

    code: str
    themes: tuple[str, ...]
    source: str
    year: int | None
    names: dict[str, str]
    texts: dict[str, str]

    def name(self, language: str) -> str:
        return self.names.get(language, self.names["nb"])

    def text(self, language: str) -> str:
        return self.texts.get(language, self.texts["nb"])


@cache
def methods() -> dict[str, Method]:
    """By code, in the file's order. Refuses with `KeyError` a method that lacks a language, a source or a known theme."""
    return {row["code"]: _method(row) for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["method"]}


def _method(row: dict[str, object]) -> Method:
    names, texts, themes = row["name"], row["text"], row["themes"]
    assert isinstance(names, dict) and isinstance(texts, dict) and isinstance(themes, list)
    return Method(
        code=str(row["code"]),
        themes=tuple(shared_challenges()[code].code for code in themes),
        source=str(row["source"]),
        year=int(str(row["year"])) if "year" in row else None,
        names={language: names[language] for language in LANGUAGES},
        texts={language: texts[language] for language in LANGUAGES},
    )


def methods_for(theme: str) -> list[Method]:
    """Those that fit a theme, in the file's order."""
    return [method for method in methods().values() if theme in method.themes]
