"""National figures: a table of eight hundred thousand cells on its way in, and a page of twenty years of fifty lines."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.rows import Row
from bench.site import as_the_product
from samrad.knowledge.commands.statistics import BESIDE, import_statistics
from samrad.knowledge.queries.figures import COUNTRY, place_of, towns_like
from samrad.knowledge.reference_data import OFFENCES, PEOPLE, PEOPLE_CODE, SOURCE
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation
from samrad.parties.queries import numbers_ever_used

CELLS = 800_000
YEARS, LINES = 20, 50
PERIODS = [f"{year}-{year + 1}" for year in range(2004, 2004 + YEARS)]
SECONDS, MEGABYTES = 60, 400


def import_rows() -> Iterator[Row]:
    """`samrad import-statistics`, as an operator runs it, of a table with small counts everywhere and a line of sums."""
    places = sorted(numbers_ever_used() | BESIDE - {"0000"})  # the country is there once
    lines = -(-CELLS // (len(places) * YEARS))
    with tempfile.TemporaryDirectory(prefix="samrad-bench-") as folder:
        file = Path(folder) / "table.json"
        file.write_bytes(table("09999", places, _named(lines), PERIODS, _count))
        start = time.monotonic()
        process = subprocess.Popen(
            [Path(sys.executable).parent / "samrad", "import-statistics", file],
            env=as_the_product(),
            stdout=subprocess.DEVNULL,
        )
        _pid, status, used = os.wait4(process.pid, 0)
        took = time.monotonic() - start
        assert status == 0, "the table was refused"
    cells = len(places) * lines * YEARS
    yield Row(f"import of {cells:,} cells, s".replace(",", " "), took, SECONDS)
    yield Row("its processor time, without the database's, s", used.ru_utime + used.ru_stime)
    yield Row("memory of the import at its most, MB", used.ru_maxrss / 1024, MEGABYTES)


def fill_figures(town: Organisation) -> None:
    """Twenty years of fifty lines, for a town, its whole district and the country, as they come from their source."""
    places = sorted({COUNTRY, place_of(town), *(place_of(row) for row in towns_like(town, "district"))})
    years = [str(year) for year in range(2004, 2005 + YEARS)]
    machine = Actor.system("bench")
    people = table(PEOPLE, places, {PEOPLE_CODE: "Personer"}, years, lambda *_at: 12_000)
    import_statistics(actor=machine, data=people)
    import_statistics(actor=machine, data=table(OFFENCES, places, _named(LINES), PERIODS, _count))


def _named(lines: int) -> dict[str, str]:
    """Codes with names: what the others are together, and the others."""
    return {"alle": "Alle lovbrudd"} | {f"gruppe-{line}": f"Gruppe {line}" for line in range(1, lines)}


def _count(place: int, line: int, period: int) -> int:
    """A count as they are: large in some places, and in others so small that much is hidden."""
    return (line * 31 + period * 7 + place * 13) % (4 + place * 29 % 97)


def table(
    number: str,
    places: Sequence[str],
    lines: dict[str, str],
    periods: Sequence[str],
    count: Callable[[int, int, int], int],
) -> bytes:
    """JSON-stat 2 as Statistics Norway serves it: place by line by period. The first of several lines is their sum."""
    values: list[int] = []
    for place in range(len(places)):
        counts = [[count(place, line, at) for at in range(len(periods))] for line in range(len(lines))]
        if len(lines) > 1:
            counts[0] = [sum(of_one) for of_one in zip(*counts[1:], strict=True)]
        values += [one for of_line in counts for one in of_line]
    return json.dumps(
        {
            "version": "2.0",
            "class": "dataset",
            "label": number,
            "source": SOURCE,
            "id": ["Region", "Linje", "Tid"],
            "size": [len(places), len(lines), len(periods)],
            "dimension": {
                "Region": {"category": {"index": list(places)}},
                "Linje": {"category": {"index": list(lines), "label": lines}},
                "Tid": {"category": {"index": list(periods)}},
            },
            "value": values,
            "role": {"geo": ["Region"], "time": ["Tid"]},
            "extension": {"px": {"tableid": number}},
        }
    ).encode()
