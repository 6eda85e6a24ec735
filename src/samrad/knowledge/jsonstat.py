"""JSON-stat 2, the form in which Statistics Norway gives out its tables. Reads any number of dimensions, cell by cell."""

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samrad.kernel.answers import Refused

PLACES = {"Region", "Gjerningssted"}
PERIOD = re.compile(r"^(\d{4})(?:-(\d{4})|[MKU]\d{1,2})?$")
PREFIX = re.compile(r"^K-")  # a code list of today's municipalities
MOST = 5_000_000  # cells


@dataclass(frozen=True)
class Cell:
    """One figure as it stood in the table. `value` is None where the source shows none, and `mark` says in its way why."""

    code: str
    place: str
    period: str
    value: int | None
    mark: str


@dataclass(frozen=True)
class Table:
    """A table: its number, who made it, and for each code what it is called and counts."""

    number: str
    source: str
    names: dict[str, str]
    units: dict[str, str]
    document: dict[str, Any]

    def places(self) -> set[str]:
        """Every place that the table has, as the register writes its number."""
        return {_place(code) for code in _codes(self.document, _role(self.document, "geo"))}

    def cells(self) -> Iterator[Cell]:
        """Row by row, the last dimension fastest. Refuses a value that is no count, and a period that is none."""
        ids, place, time = self.document["id"], _role(self.document, "geo"), _role(self.document, "time")
        keys = [_codes(self.document, name) for name in ids]
        others = [index for index, name in enumerate(ids) if name not in {place, time}]
        at_place, at_time = ids.index(place), ids.index(time)
        values, marks = self.document["value"], self.document.get("status") or {}
        for number, key in enumerate(itertools.product(*keys)):
            code = "/".join(key[index] for index in others)
            value = values.get(str(number)) if isinstance(values, dict) else values[number]
            yield Cell(code, _place(key[at_place]), key[at_time], _count(value), _mark(marks, number))


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
    names, units = {}, {}
    for key in itertools.product(*(_codes(document, name) for name in others)):
        labels = [_label(document, name, code) for name, code in zip(others, key, strict=True)]
        names["/".join(key)] = ", ".join(labels)
        units["/".join(key)] = _unit(document, dict(zip(others, key, strict=True)))
    number = document.get("extension", {}).get("px", {}).get("tableid", "")
    return Table(
        str(number or str(document["label"])[:5]), str(document.get("source", "")), names, units, document
    )


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


def _unit(document: dict[str, Any], key: dict[str, str]) -> str:
    for name, code in key.items():
        unit = document["dimension"][name]["category"].get("unit", {}).get(code)
        if unit:
            return str(unit.get("base", ""))
    return ""


def _role(document: dict[str, Any], role: str) -> str:
    """The dimension of place or time: as the table says, else by its usual name."""
    named = document.get("role", {}).get(role) or []
    usual = PLACES if role == "geo" else {"Tid"}
    return str(next(name for name in [*named, *(n for n in document["id"] if n in usual)]))


def _count(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0 or value != int(value):
        raise Refused(
            _("Tabellen har verdien %(value)s, og her leses bare antall.") % {"value": str(value)[:40]}
        )
    return int(value)


def _mark(marks: str | list[str] | dict[str, str], number: int) -> str:
    """The sign for a missing cell: «.», «..» or «:»."""
    if isinstance(marks, str):
        return marks[:4]
    found = marks[number] if isinstance(marks, list) else marks.get(str(number), "")
    return str(found or "")[:4]
