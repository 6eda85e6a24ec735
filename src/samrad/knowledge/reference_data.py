"""The figures that come with Samråd: reported offences and inhabitants for each municipality. `reference/SOURCES.md`."""

import csv
import functools
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from samrad.knowledge.jsonstat import Cell

FOLDER = Path(__file__).parent / "reference"
SOURCE = "Statistisk sentralbyrå"
RETRIEVED_ON = date(2026, 11, 22)
OFFENCES, PEOPLE = "08487", "07459"
PEOPLE_CODE, OFFENCE_UNIT = "Personer1", "/AnmeldteLovbrudd"


def _lines(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@functools.cache
def known_indicators() -> dict[tuple[str, str], dict[str, object]]:
    """What we call the lines we know, by table and code."""
    return {
        (row["table"], row["code"]): {
            "kind": row["kind"],
            "name_nb": row["nb"],
            "name_nn": row["nn"],
            "name_en": row["en"],
            "is_sum": row["sum"] == "1",
            "order": int(row["order"]),
        }
        for row in _lines("indicators")
    }


def reference_cells() -> dict[str, Iterator[Cell]]:
    """The cells by table."""
    return {PEOPLE: _people(), OFFENCES: _offences()}


def _people() -> Iterator[Cell]:
    for row in _lines(PEOPLE):
        place = row.pop("place")
        for year, value in row.items():
            yield Cell(PEOPLE_CODE, place, year, _whole(value), "" if value else "..")


def _offences() -> Iterator[Cell]:
    for row in _lines(OFFENCES):
        place, period = row.pop("place"), row.pop("period")
        for code, value in row.items():
            yield Cell(f"{code}{OFFENCE_UNIT}", place, period, _whole(value), "" if value else ":")


def _whole(value: str) -> int | None:
    return int(value) if value else None
