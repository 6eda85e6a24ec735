"""What several rooms ask at the same time, put to the database in one statement.

A question is written as steps: it yields the rows it wants, is handed them, and returns what it makes of them. Alone it asks
its steps one after the other; together with others, what all of them want at the same step is one statement.
"""

import functools
import json
from collections.abc import Callable, Generator, Iterable, Sequence
from itertools import chain
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import JSONField, QuerySet

type Wanted = Sequence[QuerySet[Any, Any]]
type Part = tuple[str, tuple[Any, ...], int]  # a statement, its values, and how many columns it has
type Steps[R] = Generator[Wanted, list[list[Any]], R]


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


def _fetched(wanted: list[QuerySet[Any, Any]]) -> list[list[Any]]:
    """What each gives when it is read. One alone is read as any other; what is wanted twice is asked once."""
    if len(wanted) <= 1:
        return [list(rows) for rows in wanted]
    compilers = [rows.query.get_compiler(using=rows.db) for rows in wanted]
    parts: dict[Part, int] = {}
    places: list[int | None] = []
    for compiler in compilers:
        try:
            sql, values = compiler.as_sql()
        except EmptyResultSet:
            places.append(None)
        else:
            part = sql, tuple(values), len(compiler.select)
            places.append(parts.setdefault(part, len(parts)))
    read = _read(wanted[0].db, parts) if parts else []
    return [
        [] if place is None else _built(rows, compiler, read[place])
        for rows, compiler, place in zip(wanted, compilers, places, strict=True)
    ]


def _read(alias: str, parts: Iterable[Part]) -> list[list[dict[str, Any]]]:
    """One column for each part, with its rows in order as JSON: the columns of two parts need not be alike."""
    columns = []
    for sql, _, width in parts:
        names = ", ".join(f"c{place}" for place in range(width))
        columns.append(f"(select json_agg(part) from ({sql}) as part({names}))")  # noqa: S608 # the part is composed by Django
    with connections[alias].cursor() as cursor:
        cursor.execute(f"select {', '.join(columns)}", [value for _, values, _ in parts for value in values])
        return [rows or [] for rows in cursor.fetchone()]


def _built(rows: QuerySet[Any, Any], compiler: Any, read: list[dict[str, Any]]) -> list[Any]:
    """The rows as Django builds them, from what JSON has made of their columns."""
    fields = [column[0].output_field for column in compiler.select]
    values = [
        [_read_back(field, value) for field, value in zip(fields, row.values(), strict=False)] for row in read
    ]
    compiler.execute_sql = lambda *_args, **_kwargs: [values]
    copy = rows.all()
    copy.query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[method-assign] # it has its answer already
    return list(copy)


def _read_back(field: Any, value: Any) -> Any:
    """A column's value as it comes from the database: what is itself JSON comes as text, and Django reads it."""
    if isinstance(field, JSONField):
        return None if value is None else json.dumps(value)
    return field.to_python(value)
