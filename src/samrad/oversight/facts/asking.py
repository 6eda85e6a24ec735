"""Asking the database as the role that reads codes and dates only."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from samrad.parties.models import POLICE_HOUSES

type Ids = Collection[UUID] | None  # none is all
type Row = tuple[Any, ...]


def ask(sql: str, *, ids: Ids, day: date) -> list[Row]:
    """The rows for these subjects, or for all."""
    given = {"ids": None if ids is None else list(ids), "day": day}
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())


def grouped(rows: Iterable[Row]) -> dict[UUID, list[Row]]:
    """Rows by their first column, without it."""
    found: dict[UUID, list[Row]] = defaultdict(list)
    for first, *rest in rows:
        found[first].append(tuple(rest))
    return found


def side_of(house: str) -> str:
    """Whose side an organisation of this kind is on."""
    if house in POLICE_HOUSES:
        return "police"
    return "municipality" if house == "municipality" else "other"
