"""Rows of a statement made into what its question asks for, by a reader that is prepared once for the statement."""

import functools
import inspect
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models.base import ModelState
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import post_init, pre_init

type Rows = Any  # a `QuerySet`, also with what Django keeps in it for itself
type Read = Callable[[Any], Any]
type FromDb = Callable[[str, Sequence[str], Sequence[Any]], models.Model]
type Make = Callable[[Iterable[Sequence[Any]]], list[Any]]
AS_THEY_ARE = (models.CharField, models.TextField, models.BooleanField, models.IntegerField, models.JSONField)


def as_part(sql: str, width: int) -> str:
    """A statement as a column of another: all its rows in order, each as an object of JSON."""
    names = ", ".join(f"c{place}" for place in range(width))
    return f"(select json_agg(part) from ({sql}) as part({names}))"  # noqa: S608 # the statement is composed by Django


class Reader:
    """Makes rows of one statement: of the columns themselves, or of what JSON has made of them."""

    def __init__(self, rows: Rows, compiler: Any) -> None:
        columns = [column[0] for column in compiler.select]
        converters = list(compiler.get_converters(columns[: compiler.col_count]).items())
        is_json = [isinstance(column.output_field, models.JSONField) for column in columns]
        reads = [(place, _read_of(column.output_field)) for place, column in enumerate(columns)]
        self.width = len(columns)
        self._converters = [(place, read, column) for place, (reads, column) in converters for read in reads]
        self._after_json = [each for each in self._converters if not is_json[each[0]]]
        self._from_json = [(place, read) for place, read in reads if read]
        self._made = _maker(rows, compiler)

    def of_columns(self, rows: Iterable[Sequence[Any]], connection: Any) -> list[Any]:
        """As the driver gives them."""
        if not self._converters:
            return self._made(rows)
        return self._made([_converted(list(row), self._converters, connection) for row in rows])

    def of_json(self, rows: Iterable[dict[str, Any]], connection: Any) -> list[Any]:
        """Each row an object, its values in the order of the columns."""
        found = []
        for row in rows:
            values = list(row.values())
            for place, read in self._from_json:
                if values[place] is not None:
                    values[place] = read(values[place])
            found.append(_converted(values, self._after_json, connection))
        return self._made(found)


def lay_beside(one: models.Model, name: str, rows: list[Any]) -> None:
    """What was read at the same time as something it belongs to: `one.<name>.all()` gives it, and each row knows its one."""
    relation: Any = one._meta.get_field(name)
    laid = relation.related_model._default_manager.all()
    laid._result_cache, laid._prefetch_done = rows, True
    vars(one).setdefault("_prefetched_objects_cache", {})[name] = laid  # where Django looks for it
    for row in rows:
        relation.field.set_cached_value(row, one)


def lay_within(rows: Iterable[models.Model], name: str, ones: Iterable[models.Model]) -> None:
    """What many rows point at, read once for all of them: `row.<name>` gives it. A row that points elsewhere asks when it is asked."""
    there = {one.pk: one for one in ones}
    for row in rows:
        relation: Any = row._meta.get_field(name)
        if one := there.get(getattr(row, relation.attname)):
            relation.set_cached_value(row, one)


def _converted(values: list[Any], converters: list[tuple[int, Any, Any]], connection: Any) -> list[Any]:
    for place, convert, column in converters:
        values[place] = convert(values[place], column, connection)
    return values


def _read_of(field: Any) -> Read | None:
    """How a value is read that has been through JSON; none where it comes as it is."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    if isinstance(field, AS_THEY_ARE):
        return None
    if isinstance(field, models.UUIDField):
        return UUID
    if isinstance(field, models.DateTimeField):
        return datetime.fromisoformat
    if isinstance(field, models.DateField):
        return date.fromisoformat
    read: Read = field.to_python
    return read


def _maker(rows: Rows, compiler: Any) -> Make:
    """From rows of values to models, to bare values, or to rows of values."""
    kind = rows._iterable_class
    if kind is ModelIterable and not rows._known_related_objects:
        return _models(rows, compiler)
    if kind is FlatValuesListIterable:
        return lambda found: [row[0] for row in found]
    if kind is ValuesListIterable:
        return lambda found: [tuple(row) for row in found]
    if kind is ValuesIterable:
        query = rows.query
        names = list(query.selected or (*query.extra_select, *query.values_select, *query.annotation_select))
        return lambda found: [dict(zip(names, row, strict=False)) for row in found]
    raise TypeError(kind)


def _models(rows: Rows, compiler: Any) -> Make:
    """As `ModelIterable` makes them, with what is the same at every visit worked out before."""
    select, info, alias, mode = compiler.select, compiler.klass_info, rows.db, rows._fetch_mode
    start, end = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column[0].target.attname for column in select[start:end]]
    populators = get_related_populators(info, select, alias, mode)
    annotations = list((compiler.annotation_col_map or {}).items())
    from_db = _from_db(info["model"], alias, mode)
    _quicken(populators)

    def made(found: Iterable[Sequence[Any]]) -> list[Any]:
        those = []
        for row in found:
            one = from_db(alias, names, row[start:end])
            for populator in populators:
                populator.populate(row, one)
            for name, place in annotations:
                setattr(one, name, row[place])
            those.append(one)
        return those

    return made


def _quicken(populators: Iterable[Any]) -> None:
    for populator in populators:
        populator.from_db = _from_db(populator.model_cls, populator.db, populator.fetch_mode)
        _quicken(populator.related_populators)


def _from_db(model: type[models.Model], alias: str, mode: Any) -> FromDb:
    """The model's own `from_db`. Where nobody has a say in how one is made, its values are laid in it as they are."""
    if not _is_plain(model):
        return functools.partial(model.from_db, fetch_mode=mode)
    state = {"adding": False, "db": alias, "fetch_mode": mode}

    def made(_alias: str, names: Sequence[str], values: Sequence[Any]) -> models.Model:
        one = model.__new__(model)
        one._state = ModelState()
        one._state.__dict__.update(state)
        one.__dict__.update(zip(names, values, strict=True))
        return one

    return made


def _is_plain(model: type[models.Model]) -> bool:
    """No way of its own to be made, no listener, and no field that does anything with a value that is set."""
    kinds = model.__mro__[: model.__mro__.index(models.Model)]
    own = any({"from_db", "__init__"} & vars(kind).keys() for kind in kinds)
    heard = pre_init.has_listeners(model) or post_init.has_listeners(model)
    set_by = {type(inspect.getattr_static(model, field.attname)) for field in model._meta.concrete_fields}
    return not own and not heard and set_by <= {DeferredAttribute, ForeignKeyDeferredAttribute}
