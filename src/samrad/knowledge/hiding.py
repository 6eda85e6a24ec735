"""What of a table that comes in may be shown: decided once, for every place and period that has a small figure."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.db import connection

from samrad.knowledge.models import Indicator
from samrad.knowledge.small import is_small, shown

AT_A_TIME = 10_000  # rows

type Row = tuple[str, str, str, int, int | None]  # place, period, code, key, value
type Sum = tuple[str, frozenset[str]]  # a line, and the lines that add up to it


def hide_small(table: str) -> None:
    """Mark, in a whole table, what is hidden so that a small figure cannot be worked out from a sum.

    A table with several dimensions has a sum along each of them, and a figure can be part of several: all are held at once.
    """
    lines = Indicator.objects.filter(table=table).exclude(kind=Indicator.Kind.MEASURE)
    sums = sums_of(dict(lines.values_list("code", "totals")))
    if not sums:
        return
    hidden = list(_guarding(table, sums))
    with connection.cursor() as cursor:
        for some in itertools.batched(hidden, AT_A_TIME):
            cursor.execute(
                "update knowledge_observation set state = 'guarding' where id = any(%s)", [list(some)]
            )


def sums_of(totals: Mapping[str, str]) -> list[Sum]:
    """For each line that takes all of some dimensions: the lines that are alike but for one of them, or for several at once."""
    parts: dict[tuple[str, tuple[int, ...]], set[str]] = defaultdict(set)
    for code, said in totals.items():
        for places in _some([place for place, sign in enumerate(said) if sign == "0"]):
            parts[_without(code, places), places].add(code)
    found = (
        (code, parts[_without(code, places), places])
        for code, said in totals.items()
        for places in _some([place for place, sign in enumerate(said) if sign == "1"])
    )
    return [(code, frozenset(group)) for code, group in found if group]


def _some(places: list[int]) -> list[tuple[int, ...]]:
    """Every choice of one place or more."""
    return [each for size in range(1, len(places) + 1) for each in itertools.combinations(places, size)]


def _without(code: str, places: tuple[int, ...]) -> str:
    return "/".join("*" if place in places else part for place, part in enumerate(code.split("/")))


def guards(values: Mapping[str, int | None], sums: Iterable[Sum]) -> set[str]:
    """What is to be hidden of one place and period, beside what is small. Goes on until every sum holds with every other.

    Where sums cross, what lies inside them could be worked out from both sides; it is hidden all together.
    """
    sums = list(sums)
    hidden = _inside(values, sums)
    while True:
        more = set().union(*(_for_one(values, code, group, hidden) for code, group in sums))
        if more <= hidden:
            return hidden
        hidden |= more


def _inside(values: Mapping[str, int | None], sums: list[Sum]) -> set[str]:
    """The lines that are part of more than one sum, when one of them is small."""
    often = Counter(code for _sum, group in sums for code in group)
    crossing = {code for code, count in often.items() if count > 1 and code in values}
    if not any(is_small(values[code]) for code in crossing):
        return set()
    return {code for code in crossing if not is_small(values[code])}


def _for_one(
    values: Mapping[str, int | None], code: str, group: frozenset[str], hidden: set[str]
) -> set[str]:
    parts = {key: values[key] for key in group if key in values}
    if code not in values or not parts:
        return set()
    total = values[code]
    if is_small(total):
        return set()
    if code in hidden:
        return _one_of(parts, hidden)
    safe = shown(parts, total, frozenset(hidden & parts.keys()))
    return set(safe.guarding) | ({code} if safe.total is None else set())


def _one_of(parts: Mapping[str, int | None], hidden: set[str]) -> set[str]:
    """A hidden sum with every part shown would be added up again: the smallest part goes too."""
    seen = sorted((value, key) for key, value in parts.items() if value is not None and not is_small(value))
    if len(seen) < len(parts) or any(key in hidden for key in parts):
        return set()
    return {seen[0][1]}


def _guarding(table: str, sums: list[Sum]) -> Iterator[int]:
    for _where, rows in itertools.groupby(_with_a_small_one(table), key=lambda row: row[:2]):
        found = {code: (pk, value) for _place, _period, code, pk, value in rows}
        values = {code: value for code, (_pk, value) in found.items()}
        yield from (found[code][0] for code in guards(values, sums))


def _with_a_small_one(table: str) -> Iterator[Row]:
    """Every figure of the places and periods that have a small one. What was guarding is judged anew.

    What the source does not have («..») can be as small as anything, and is held as small; what cannot be («.») is no figure.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "update knowledge_observation o set state = 'shown' from knowledge_indicator i"
            " where i.id = o.indicator_id and i.table = %s and o.state = 'guarding'",
            [table],
        )
    with connection.chunked_cursor() as cursor:  # the rows of a large table are never all here at once
        cursor.execute(
            "select place, period, code, id, value from (select o.place, o.period, i.code, o.id, o.value, o.mark,"
            " bool_or(o.state = 'small' or o.mark = '..') over (partition by o.place, o.period) as has_small"
            " from knowledge_observation o join knowledge_indicator i on i.id = o.indicator_id and i.table = %s"
            " and i.kind <> 'measure') f where has_small and mark <> '.' order by 1, 2",
            [table],
        )
        while some := cursor.fetchmany(AT_A_TIME):
            yield from some
