"""What several rooms ask at the same time, put to the database in one statement.

A question is written as steps: it yields the rows it wants, is handed them, and returns what it makes of them. Alone it asks
its steps one after the other; together with others, what all of them want at the same step is one statement.
"""

import functools
from collections.abc import Callable, Generator, Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple, cast

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet, prefetch_related_objects

from samrad.kernel.composed import Composed
from samrad.kernel.rows import Reader, as_part

type Rows = QuerySet[Any, Any] | Composed[Any]
type Wanted = Sequence[Rows]
type Steps[R] = Generator[Wanted, list[list[Any]], R]


class Part(NamedTuple):
    """One of several statements in one, with its values. `alias` is the database that it is for."""

    alias: str
    sql: str
    values: tuple[Any, ...]


class Question[**P, R]:
    """A read that can be asked alone, as any function, or together with others by its `steps`."""

    def __init__(self, steps: Callable[P, Steps[R]]) -> None:
        functools.update_wrapper(self, steps)
        self.steps = steps

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        return together([self.steps(*args, **kwargs)])[0]


def question[**P, R](steps: Callable[P, Steps[R]]) -> Question[P, R]:
    """Mark a generator of wanted rows as a question."""
    return Question(steps)


def abreast[R](questions: Iterable[Steps[R]]) -> Steps[list[R]]:
    """Several questions as one, step by step beside each other. The answers come in the order of the questions."""
    asked = list(questions)
    answers: dict[int, R] = {}
    given: dict[int, list[list[Any]] | None] = dict.fromkeys(range(len(asked)))
    while given:
        wanted: dict[int, Wanted] = {}
        for place, rows in given.items():
            try:
                wanted[place] = next(asked[place]) if rows is None else asked[place].send(rows)
            except StopIteration as done:
                answers[place] = done.value
        found = iter((yield list(chain.from_iterable(wanted.values()))) if wanted else ())
        given = {place: [next(found) for _ in each] for place, each in wanted.items()}
    return [answers[place] for place in range(len(asked))]


def together[R](questions: Iterable[Steps[R]]) -> list[R]:
    """The answers, in the order of the questions. One statement for each step, however many they are."""
    steps = abreast(questions)
    try:
        wanted = next(steps)
        while True:
            wanted = steps.send(_fetched(list(wanted)))
    except StopIteration as done:
        return cast("list[R]", done.value)


def _fetched(wanted: list[Rows]) -> list[list[Any]]:
    """What each gives when it is read. One alone is read as any other; what is wanted twice is asked and made once."""
    if len(wanted) <= 1:
        return [list(rows) for rows in wanted]
    asked = [_part(rows) for rows in wanted]
    places: dict[Part, int] = {}
    for part, _ in asked:
        if part:
            places.setdefault(part, len(places))
    alias = next(iter(places)).alias if places else ""
    read = _read(alias, places) if places else []
    made: dict[tuple[Part, Reader], list[Any]] = {}
    for rows, (part, reader) in zip(wanted, asked, strict=True):
        if part and reader and (part, reader) not in made:
            made[part, reader] = _made(rows, reader, read[places[part]], part.alias)
    return [list(made[part, reader]) if part and reader else [] for part, reader in asked]


def _part(rows: Rows) -> tuple[Part | None, Reader | None]:
    """A statement with its values, and what reads its rows. None where there is nothing to ask."""
    if isinstance(rows, Composed):
        plan = rows.plan
        return (Part(plan.alias, plan.part, plan.values(rows.given)) if plan.reader else None), plan.reader
    compiler = rows.query.get_compiler(using=rows.db)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return None, None
    reader = Reader(rows, compiler)
    return Part(rows.db, as_part(sql, reader.width), tuple(values)), reader


def _read(alias: str, parts: Iterable[Part]) -> list[list[dict[str, Any]]]:
    """One column for each part, with its rows in order as JSON: the columns of two parts need not be alike."""
    with connections[alias].cursor() as cursor:
        columns = ", ".join(part.sql for part in parts)
        cursor.execute(f"select {columns}", [value for part in parts for value in part.values])
        return [rows or [] for rows in cursor.fetchone()]


def _made(rows: Rows, reader: Reader, read: list[dict[str, Any]], alias: str) -> list[Any]:
    found = reader.of_json(read, connections[alias])
    if isinstance(rows, QuerySet):
        prefetch_related_objects(found, *vars(rows)["_prefetch_related_lookups"])
    return found
