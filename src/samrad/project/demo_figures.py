"""Made-up figures for the demo's own municipalities, in the form in which national ones come."""

import json
import zlib

from samrad.knowledge.commands.statistics import import_statistics
from samrad.knowledge.queries.figures import place_of
from samrad.knowledge.reference_data import SOURCE
from samrad.parties.actor import Actor
from samrad.parties.fictional import Places

YEARS = range(2020, 2027)
PERIODS = [f"{year}-{year + 1}" for year in range(2020, 2024)]
SUM = "1AAAAA-9ZZZZz"
USUAL = {
    "1AAAAA-1ZZZZz": 96,
    "8AAAAA-8ZZZZz": 71,
    "6AAAAA-6ZZZZz": 38,
    "4AAAAA-4ZZZZz": 24,
    "7AAAAA-7ZZZZz": 5,
    "2AAAAA-3-5-9ZZZZz": 88,
}


def make_figures_up(machine: Actor, places: Places) -> None:
    """Reported offences and inhabitants of Lyngvik and Storvik. A few are so small that they are hidden."""
    towns = [place_of(places.lyngvik), place_of(places.storvik)]
    counts = {town: [_count(town, index) for index in range(len(PERIODS))] for town in towns}
    cases = [
        sum(of_period.values()) if code == SUM else of_period[code]
        for town in towns
        for code in [SUM, *USUAL]
        for of_period in counts[town]
    ]
    people = [14_200 - 90 * (YEARS[-1] - year) for _town in towns for year in YEARS]
    _import(machine, "07459", towns, {}, [str(year) for year in YEARS], "Personer1", people)
    _import(machine, "08487", towns, {"LovbruddKrim": [SUM, *USUAL]}, PERIODS, "AnmeldteLovbrudd", cases)


def _count(town: str, index: int) -> dict[str, int]:
    """The usual number and a little, the same each time the demo is built."""
    return {
        code: max(0, usual + zlib.crc32(f"{town}{code}{index}".encode()) % (usual // 3 + 2) - usual // 4)
        for code, usual in USUAL.items()
    }


def _import(
    machine: Actor,
    table: str,
    towns: list[str],
    more: dict[str, list[str]],
    periods: list[str],
    what: str,
    values: list[int],
) -> None:
    axes = {"Region": towns, **more, "ContentsCode": [what], "Tid": periods}
    document = {
        "version": "2.0",
        "class": "dataset",
        "label": table,
        "source": SOURCE,  # of the table; the page says that the places are made up
        "id": list(axes),
        "size": [len(codes) for codes in axes.values()],
        "dimension": {name: {"category": {"index": codes}} for name, codes in axes.items()},
        "value": values,
        "role": {"geo": ["Region"], "time": ["Tid"]},
        "extension": {"px": {"tableid": table}},
    }
    import_statistics(actor=machine, data=json.dumps(document).encode())
