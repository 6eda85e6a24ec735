"""What of a table that comes in may be shown: decided once, for every place and period that has a small figure."""

import itertools
from collections.abc import Iterator

from django.db import connection

from samrad.knowledge.models import Indicator
from samrad.knowledge.small import is_small, shown

type Row = tuple[str, str, str, int, int | None]  # place, period, code, key, value


def hide_small(table: str) -> None:
    """Mark, in a whole table, what is hidden so that a small figure cannot be worked out from the sum.

    Several lines of sum in one table: each place and period is held against every one of them.
    """
    sums = set(Indicator.objects.filter(table=table, is_sum=True).values_list("code", flat=True))
    if not sums:
        return
    hidden = list(_guarding(table, sums))
    with connection.cursor() as cursor:
        cursor.executemany("update knowledge_observation set state = 'guarding' where id = %s", hidden)


def _guarding(table: str, sums: set[str]) -> Iterator[tuple[int]]:
    for _where, rows in itertools.groupby(_with_a_small_one(table), key=lambda row: row[:2]):
        found = {code: (pk, value) for _place, _period, code, pk, value in rows}
        groups = {code: value for code, (_pk, value) in found.items() if code not in sums}
        for code in sums & found.keys():
            pk, total = found[code]
            safe = shown(groups, total)
            yield from ((found[key][0],) for key in safe.guarding)
            if safe.total is None and not is_small(total):
                yield (pk,)


def _with_a_small_one(table: str) -> Iterator[Row]:
    """Every figure of the places and periods that have a small one. What was guarding is judged anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update knowledge_observation o set state = 'shown' from knowledge_indicator i"
            " where i.id = o.indicator_id and i.table = %s and o.state = 'guarding'",
            [table],
        )
        cursor.execute(
            "select place, period, code, id, value from (select o.place, o.period, i.code, o.id, o.value,"
            " bool_or(o.state = 'small') over (partition by o.place, o.period) as has_small"
            " from knowledge_observation o join knowledge_indicator i on i.id = o.indicator_id and i.table = %s) f"
            " where has_small order by 1, 2",
            [table],
        )
        yield from cursor.fetchall()
