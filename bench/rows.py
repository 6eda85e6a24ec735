"""A row of the table: what was measured, what it may be, and whether it is."""

from collections.abc import Iterable
from math import isnan
from typing import NamedTuple


class Row(NamedTuple):
    """One figure. Without a limit it is told for reading, not judged; what could not be measured is no number."""

    name: str
    value: float
    limit: float | None = None
    at_least: bool = False

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return ""
        if isnan(self.value):
            return "not measured here"
        if self.at_least:
            return "ok" if self.value >= self.limit else "UNDER"
        return "ok" if self.value <= self.limit else "OVER"


def show(heading: str, rows: Iterable[Row]) -> None:
    """Print the rows as they come, under a heading."""
    print(f"\n{heading}\n{'':62}{'value':>9}{'limit':>9}  verdict")
    for row in rows:
        limit = "" if row.limit is None else f"{row.limit:g}"
        print(f"{row.name:62}{row.value:9.2f}{limit:>9}  {row.verdict}", flush=True)
