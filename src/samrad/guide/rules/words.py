"""The words of the rules in three languages, read from words.toml once."""

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "words.toml"
SETS = ("rule", "reason", "number", "step")


@cache
def words() -> dict[str, dict[str, dict[str, str]]]:
    """The four sets: `rule` by its name, `reason`, `number` and `step`; each word by language."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: read[name] for name in SETS}


def say(kind: str, name: str, language: str) -> str:
    """One word in one language. Refuses with `KeyError` what has no words."""
    return words()[kind][name][language]
