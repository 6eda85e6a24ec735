"""What no rule answers: which room will hold the facts, or why there is nothing to ask. Read from elsewhere.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "elsewhere.toml"


@dataclass(frozen=True)
class Later:
    """A point that waits for the room that holds its facts."""

    room: str
    why: str


@cache
def later() -> dict[str, Later]:
    """Points that wait, by requirement."""
    return {key: Later(row["room"], row["why"]) for key, row in _read("later").items()}


@cache
def held() -> dict[str, str]:
    """Points that are no question to ask of facts, each with the reason."""
    return _read("held")


def _read(part: str) -> dict[str, Any]:
    rows: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))[part]
    return rows
