"""Figures that stand side by side and could be held against each other: a party's own, the other party's, and the national ones.

What one of them hides, another could give away: by its name, by a sum, or by what a municipality was made of. Names are compared as
they are written; a sum counts as the sum of another's lines when it could be.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samrad.knowledge.small import could_be_the_sum, gives_away
from samrad.knowledge.typed import is_sum

NATIONAL = ""  # the source whose figures stand as they are


@dataclass(frozen=True)
class Stood:
    """One count as it would be shown. `value` is None where it is hidden; `is_small` then says that it is four or fewer.

    Shape    `also` are the names of the same line in other languages.
    """

    source: str
    place: str
    line: str
    period: str
    value: int | None
    is_small: bool = False
    also: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return plain(self.line)

    @property
    def names(self) -> set[str]:
        return {plain(name) for name in (self.line, *self.also)}


def plain(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.casefold().split())


def given_away(counts: Iterable[Stood], made_of: Mapping[str, frozenset[str]]) -> set[Stood]:
    """The counts that must go, so that nothing hidden can be worked out. Never a national one. A small one among them is not said to be small.

    Shape    `made_of` has, for a place, the places that it was made of. Goes on until nothing more has to go.
    """
    every, gone = list(counts), set[Stood]()
    while True:
        more = _named(every, gone) | _summed(every, gone) | _made_up(every, gone, made_of)
        more = {one for one in more - gone if one.source != NATIONAL}
        if not more:
            return gone
        gone |= more


def _named(every: list[Stood], gone: set[Stood]) -> set[Stood]:
    """What another source hides under the same name."""
    hidden = {(one.place, one.period, name) for one in every if not _is_seen(one, gone) for name in one.names}
    seen = [one for one in every if _is_seen(one, gone)]
    return {one for one in seen if any((one.place, one.period, name) in hidden for name in one.names)}


def _summed(every: list[Stood], gone: set[Stood]) -> set[Stood]:
    """What could be worked out from a sum that another source shows."""
    by_case: dict[tuple[str, str], dict[str, list[Stood]]] = defaultdict(lambda: defaultdict(list))
    for one in every:
        by_case[one.place, one.period][one.source].append(one)
    found: set[Stood] = set()
    for sources in by_case.values():
        sums = [one for rows in sources.values() for one in rows if is_sum(one.line) and _is_seen(one, gone)]
        for source, rows in sources.items():
            groups = [one for one in rows if not is_sum(one.line)]
            if any(not _is_seen(one, gone) for one in groups):
                for total in sums:
                    if total.source != source:
                        found |= _held_against(groups, total, sources[total.source], gone)
    return found


def _held_against(groups: list[Stood], total: Stood, beside: list[Stood], gone: set[Stood]) -> set[Stood]:
    small = sum(one.is_small and one not in gone for one in groups)
    guarding = sum(not _is_seen(one, gone) for one in groups) - small
    seen = [one for one in groups if _is_seen(one, gone)]
    left = (total.value or 0) - sum(one.value or 0 for one in seen)
    if not could_be_the_sum(left, small, guarding) or not gives_away(left, small, guarding):
        return set()
    if groups[0].source == NATIONAL:
        return {total, *_smallest(one for one in beside if not is_sum(one.line) and _is_seen(one, gone))}
    if not seen and total.source == NATIONAL:
        return set(groups)  # not even which of them are small can be told
    return set(_smallest(seen)) or {total}


def _made_up(every: list[Stood], gone: set[Stood], made_of: Mapping[str, frozenset[str]]) -> set[Stood]:
    """What could be worked out from a municipality and the rest of what it was made of."""
    by_line: dict[tuple[str, str, str], dict[str, Stood]] = defaultdict(dict)
    for one in every:
        by_line[one.source, one.name, one.period][one.place] = one
    found: set[Stood] = set()
    for places in by_line.values():
        for whole, parts in made_of.items():
            there = [places[part] for part in parts if part in places]
            if (
                whole in places
                and _is_seen(places[whole], gone)
                and any(not _is_seen(one, gone) for one in there)
            ):
                found.add(places[whole])
    return found


def _is_seen(one: Stood, gone: set[Stood]) -> bool:
    return one.value is not None and one not in gone


def _smallest(rows: Iterable[Stood]) -> list[Stood]:
    return sorted(rows, key=lambda one: (one.value or 0, one.name))[:1]
