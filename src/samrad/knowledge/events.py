"""What can happen to figures."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StatisticsImported:
    table: str
    figures: int
