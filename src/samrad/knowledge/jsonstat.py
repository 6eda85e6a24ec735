"""JSON-stat 2, the form in which Statistics Norway gives out its tables. Reads any number of dimensions, cell by cell."""

import functools
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from samrad.kernel.answers import Refused

PLACES = {"Region", "Gjerningssted"}
PERIOD = re.compile(r"^(\d{4})(?:-(\d{4})|[MKU]\d{1,2})?$")
PREFIX = re.compile(r"^K-")  # a code list of today's municipalities
MOST = 5_000_000  # cells
MOST_DECIMALS = 4
LARGEST = 1e15
NEARLY = 1e-6  # 12.3 is kept by machines as a little more or less
SUMS = (
    "alle ",
    "i alt",
    "all ",
    "total",
    "begge ",
    "both ",
)  # how a table names the category that the others add up to


class Cell(NamedTuple):
    """One figure as it stood in the table. `value` is None where the source shows none, and `mark` says in its way why."""

    code: str
    place: str
    period: str
    value: int | None
    mark: str


@dataclass(frozen=True)
class Table:
    """A table: its number and title, who made it, and for each code what it is called and counts.

    Shape    a code is one category of every dimension but place and time. `totals` has, for each code and
             dimension, 1 where it takes all together, 0 where it is a part, - where the dimension says what is counted. A value with `decimals` is kept as a whole number of its last decimal.
    """

    number: str
    title: str
    source: str
    names: dict[str, str]
    units: dict[str, str]
    decimals: dict[str, int]
    totals: dict[str, str]
    document: dict[str, Any]

    def places(self) -> set[str]:
        """Every place that the table has, as the register writes its number."""
        return {_place(code) for code in _codes(self.document, _role(self.document, "geo"))}

    def periods(self) -> set[str]:
        return set(_codes(self.document, _role(self.document, "time")))

    def cells(self) -> Iterator[Cell]:
        """Row by row, the last dimension fastest. Refuses a value that is no count, and a period that is none."""
        ids, place, time = self.document["id"], _role(self.document, "geo"), _role(self.document, "time")
        keys = [_codes(self.document, name) for name in ids]
        others = [index for index, name in enumerate(ids) if name not in {place, time}]
        at_place, at_time = ids.index(place), ids.index(time)
        keys[at_place] = [_place(code) for code in keys[at_place]]
        values, marks = self.document["value"], self.document.get("status") or {}
        for number, key in enumerate(itertools.product(*keys)):
            code = "/".join(key[index] for index in others)
            value = values.get(str(number)) if isinstance(values, dict) else values[number]
            whole = _whole(value, self.decimals[code])
            yield Cell(code, key[at_place], key[at_time], whole, _mark(marks, number))


def read_table(data: bytes) -> Table:
    """Refuses what is not JSON-stat 2, a table without place or time, and one whose cells do not fit its size."""
    try:
        document = json.loads(data)
        whole = document["version"] == "2.0" and document["class"] == "dataset"
    except (ValueError, TypeError, KeyError, RecursionError):
        whole = False
    if not whole:
        raise Refused(_("Filen er ikke JSON-stat 2. Hent tabellen i det formatet og prøv igjen."))
    try:
        return _table(document)
    except (TypeError, KeyError, AttributeError, ValueError, IndexError) as fault:
        raise Refused(_("Tabellen er ikke hel: %(fault)s. Hent den på nytt.") % {"fault": fault}) from fault


def _table(document: dict[str, Any]) -> Table:
    ids = document["id"]
    sizes = [len(_codes(document, name)) for name in ids]
    if sizes != list(document["size"]) or not 0 < _product(sizes) <= MOST:
        raise ValueError("size")
    if isinstance(document["value"], list) and len(document["value"]) != _product(sizes):
        raise ValueError("value")
    others = [name for name in ids if name not in {_role(document, "geo"), _role(document, "time")}]
    for period in _codes(document, _role(document, "time")):
        years_of(period)
    places = [_place(code) for code in _codes(document, _role(document, "geo"))]
    if len(set(places)) < len(places):
        raise ValueError(_role(document, "geo"))
    metric = {*(document.get("role", {}).get("metric") or []), "ContentsCode"}
    names, units, decimals, totals = {}, {}, {}, {}
    for key in itertools.product(*(_codes(document, name) for name in others)):
        labels = [_label(document, name, code) for name, code in zip(others, key, strict=True)]
        code = "/".join(key)
        names[code] = _name(labels)
        units[code], decimals[code] = _unit(document, dict(zip(others, key, strict=True)))
        totals[code] = "".join(
            "-" if name in metric else "01"[is_total(label)]
            for name, label in zip(others, labels, strict=True)
        )
    number = str(document.get("extension", {}).get("px", {}).get("tableid", "") or str(document["label"])[:5])
    title = str(document["label"]).removeprefix(f"{number}:").strip()
    return Table(number, title, str(document.get("source", "")), names, units, decimals, totals, document)


def is_total(label: str) -> bool:
    """Whether a category takes all the others of its dimension together."""
    return f"{label.lower()} ".startswith(SUMS)


def _name(labels: list[str]) -> str:
    """What a line is called: without the totals, when something is left that tells it apart."""
    told = [label for label in labels if not is_total(label)]
    return ", ".join(told if len(told) > 1 or len(labels) == 1 else labels)


@functools.lru_cache(maxsize=1_000)
def years_of(period: str) -> tuple[int, int]:
    """First and last year. Refuses with `ValueError` what is no period."""
    found = PERIOD.match(period)
    if not found:
        raise ValueError(period)
    first = int(found[1])
    return first, int(found[2] or first)


def _place(code: str) -> str:
    """The number as the register writes it; the country is «0»."""
    return "0" if code == "0000" else PREFIX.sub("", code)


def _product(sizes: list[int]) -> int:
    whole = 1
    for size in sizes:
        whole *= size
    return whole


def _codes(document: dict[str, Any], name: str) -> list[str]:
    index = document["dimension"][name]["category"]["index"]
    return sorted(index, key=index.__getitem__) if isinstance(index, dict) else list(index)


def _label(document: dict[str, Any], name: str, code: str) -> str:
    labels = document["dimension"][name]["category"].get("label", {})
    return str(labels.get(code, code)).replace("¬", "").strip()


def _unit(document: dict[str, Any], key: dict[str, str]) -> tuple[str, int]:
    """What is counted, and with how many decimals."""
    for name, code in key.items():
        unit = document["dimension"][name]["category"].get("unit", {}).get(code)
        if unit:
            return str(unit.get("base", "")), min(max(int(unit.get("decimals") or 0), 0), MOST_DECIMALS)
    return "", 0


def _role(document: dict[str, Any], role: str) -> str:
    """The dimension of place or time: as the table says, else by its usual name."""
    named = document.get("role", {}).get(role) or []
    usual = PLACES if role == "geo" else {"Tid"}
    return str(next(name for name in [*named, *(n for n in document["id"] if n in usual)]))


def _whole(value: object, decimals: int) -> int | None:
    """The value in its last decimal. Refuses what is no number, is under nought, or has more decimals than the table says."""
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < LARGEST:
        scaled: float = value * 10**decimals
        if abs(scaled - round(scaled)) < NEARLY:
            return round(scaled)
    said = str(value)[:40]
    if decimals:
        raise Refused(_("Tabellen har verdien %(value)s, som ikke kan leses.") % {"value": said})
    raise Refused(_("Tabellen har verdien %(value)s, og her leses bare antall.") % {"value": said})


def _mark(marks: str | list[str] | dict[str, str], number: int) -> str:
    """The sign for a missing cell: «.», «..» or «:»."""
    if isinstance(marks, str):
        return marks[:4]
    found = marks[number] if isinstance(marks, list) else marks.get(str(number), "")
    return str(found or "")[:4]
