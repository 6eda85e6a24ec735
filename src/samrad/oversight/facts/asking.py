"""Asking the database as the role that reads codes and dates only."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from samrad.guide.rules.book import FIRST
from samrad.parties.models import POLICE_HOUSES

type Ids = Collection[UUID] | None  # none is all
type Row = tuple[Any, ...]
OR_ALL = "%(ids)s::uuid[] is null or "


def ask(sql: str, *, ids: Ids, day: date) -> list[Row]:
    """The rows for these subjects, or for all. For some, the words that let all through are left out: no index serves both."""
    given = {"ids": None if ids is None else list(ids), "day": day, "first": FIRST}
    with connection.cursor() as cursor:
        cursor.execute(sql if ids is None else sql.replace(OR_ALL, ""), given)
        return list(cursor.fetchall())


@contextmanager
def planned_once() -> Iterator[None]:
    """Inside the block a statement has one plan for its connection, from the first time it is asked, whatever it is asked of.

    To plan these statements takes longer than to read a few subjects with them.
    """
    with connection.cursor() as cursor:
        cursor.execute("select set_config('plan_cache_mode', 'force_generic_plan', true)")
        usual, connection.connection.prepare_threshold = connection.connection.prepare_threshold, 0
        try:
            yield
        finally:
            connection.connection.prepare_threshold = usual
        cursor.execute("select set_config('plan_cache_mode', 'auto', true)")


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
