"""Statements that are put together once, and asked again with other values.

Much of what a page costs is to put its statements together: filters, joins and names are worked out anew at each visit. A
composed read is a function of plain values that gives rows to ask for. It is called when it is asked in a new shape, with
stand-ins for its values; after that its statement is kept, and only the values change.

Values are the identifiers, instants and free text that are handed in. All else that is handed in is part of the shape: so is
how many values there are, which of them are the same, and the day. What a statement is made of and is neither, is refused.
"""

import functools
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any, NoReturn
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.utils import translation

from samrad.kernel.clock import today
from samrad.kernel.rows import Reader, as_part

MOST_KEPT = 600
FREE_TEXT = {"free_text": True}  # what a dataclass says of a field whose words decide nothing
type Given = dict[object, int]  # the values that may differ, each with its place
type Slot = int | list[Slot] | Own
_PLANS: "OrderedDict[object, Plan]" = OrderedDict()


class NotComposable(TypeError):
    """A statement made of something that is neither a value handed in nor part of its shape."""


class FreeText(str):
    """Text that is a value; other text is part of the shape."""

    __slots__ = ()


@dataclass(frozen=True)
class Own:
    """What is the same each time a statement is asked."""

    value: object


class Plan:
    """A statement that is kept, with where each of its values comes from. Without a reader there is nothing to ask."""

    def __init__(self, rows: QuerySet[Any, Any], sql: str, slots: list[Slot], reader: Reader | None) -> None:
        self.alias, self.model, self.sql, self.slots, self.reader = rows.db, rows.model, sql, slots, reader
        self.part = as_part(sql, reader.width) if reader else ""

    def values(self, given: Sequence[object]) -> tuple[Any, ...]:
        return tuple(_filled(slot, given) for slot in self.slots)


class Composed[Row]:
    """Rows to ask for: alone by going through them, or together with others."""

    __slots__ = ("given", "plan")

    def __init__(self, plan: Plan, given: tuple[object, ...]) -> None:
        self.plan, self.given = plan, given

    def __iter__(self) -> Iterator[Row]:
        plan = self.plan
        if plan.reader is None:
            return iter(())
        connection = connections[plan.alias]
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, plan.values(self.given))
            return iter(plan.reader.of_columns(cursor.fetchall(), connection))

    def first(self) -> Row | None:
        return next(iter(self), None)

    def get(self) -> Row:
        """The first row. Refuses with the model's own `DoesNotExist`."""
        for row in self:
            return row
        raise self.plan.model.DoesNotExist


def composed[**P, Row](build: Callable[P, QuerySet[Any, Row]]) -> Callable[P, Composed[Row]]:
    """Mark a function of plain values that gives rows to ask for."""

    @functools.wraps(build)
    def asked(*args: P.args, **kwargs: P.kwargs) -> Composed[Row]:
        given: Given = {}
        key = (build, _shape((*args, *kwargs.items()), given), today())
        plan = _PLANS.get(key)
        if plan is None:
            plan = _PLANS[key] = _planned(build, args, kwargs, given)
            while len(_PLANS) > MOST_KEPT:
                _PLANS.popitem(last=False)
        return Composed(plan, tuple(given))

    return asked


def _shape(thing: Any, given: Given) -> object:
    """What a statement is made for. The values in it are laid in `given`."""
    if isinstance(thing, UUID | datetime | FreeText):
        return UUID, given.setdefault(thing, len(given))
    if thing is None or isinstance(thing, bool | int | str | date | Enum):
        return type(thing), thing
    if isinstance(thing, list | tuple | frozenset):
        return type(thing), tuple([_shape(each, given) for each in thing])
    if is_dataclass(thing):
        return type(thing), tuple([_shape(part, given) for part in _parts(thing).values()])
    raise NotComposable(type(thing))


def _parts(thing: Any) -> dict[str, Any]:
    kind: type = type(thing)
    return {
        name: FreeText(getattr(thing, name)) if is_free else getattr(thing, name)
        for name, is_free in _fields(kind)
    }


@functools.cache
def _fields(kind: type) -> list[tuple[str, bool]]:
    return [(field.name, bool(field.metadata.get("free_text"))) for field in fields(kind)]


def _planned(build: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any], given: Given) -> Plan:
    """Put together twice, in two languages. What differs must be a value that was handed in, and so must an instant."""
    with connections["default"].execute_wrapper(_refuse):
        with translation.override("nb"):
            plan = _built(build, args, kwargs, given)
        with translation.override("en"):
            other = _built(build, args, kwargs, given)
    if plan.sql != other.sql or _in_any_order(plan.slots) != _in_any_order(other.slots):
        raise NotComposable(f"{build.__qualname__} is made of more than what it is handed")
    return plan


def _in_any_order(slots: list[Slot]) -> list[str]:
    """A set gives its values in any order, and a statement that asks for all of them does not mind."""
    return sorted(map(repr, slots))


def _refuse(*_: object) -> NoReturn:
    raise NotComposable("it asks the database while it is put together")


def _built(build: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any], given: Given) -> Plan:
    """The statement, made with stand-ins for its values."""
    stands_in = {value: _stand_in(value, place) for value, place in given.items()}
    rows = build(
        *(_dressed(each, stands_in) for each in args),
        **{name: _dressed(each, stands_in) for name, each in kwargs.items()},
    )
    if rows._prefetch_related_lookups:
        raise NotComposable(f"{build.__qualname__} has rows fetched after its own")
    compiler = rows.query.get_compiler(using=rows.db)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return Plan(rows, "", [], None)
    places = {each: place for place, each in enumerate(stands_in.values())}
    return Plan(rows, sql, [_slot(value, places) for value in values], Reader(rows, compiler))


def _stand_in(value: object, place: int) -> object:
    if isinstance(value, UUID):
        return uuid4()
    if isinstance(value, datetime):
        return datetime(1, 1, 2, tzinfo=UTC) + timedelta(seconds=place)
    return FreeText(uuid4())


def _dressed(thing: Any, stands_in: Mapping[object, Any]) -> Any:
    """What was handed in, with stand-ins for its values."""
    if isinstance(thing, UUID | datetime | FreeText):
        return stands_in[thing]
    if isinstance(thing, list | tuple | frozenset):
        return type(thing)(_dressed(each, stands_in) for each in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(thing, **{name: _dressed(part, stands_in) for name, part in _parts(thing).items()})
    return thing


def _slot(value: object, places: Mapping[object, int]) -> Slot:
    if isinstance(value, list | tuple):
        return [_slot(each, places) for each in value]
    if isinstance(value, UUID | datetime | str) and value in places:
        return places[value]
    if isinstance(value, datetime):
        raise NotComposable("an instant that was not handed in")
    return Own(value)


def _filled(slot: Slot, given: Sequence[object]) -> object:
    if isinstance(slot, int):
        return given[slot]
    if isinstance(slot, Own):
        return slot.value
    return [_filled(each, given) for each in slot]
