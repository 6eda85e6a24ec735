"""Small figures: none is shown by which a person could be seen, not by subtraction either. DESIGN.md 2.2.

A count of four or fewer is hidden, a nought too. Where the sum of the groups is shown, what is hidden could be
worked out from the rest; then one more is hidden, the smallest that is enough, and where none is, the sum.
"""

from collections.abc import Mapping
from dataclasses import dataclass

SMALL = 4


@dataclass(frozen=True)
class Shown:
    """The figures of one place and period as they may be shown.

    Shape    `small` holds the keys of what is four or fewer, or kept hidden by the source; `guarding` of what is hidden for
             their sake. Everything else stands in `values`. `total` is None when it is left out.
    """

    values: Mapping[str, int]
    small: frozenset[str]
    guarding: frozenset[str]
    total: int | None


def is_small(value: int | None) -> bool:
    return value is None or value <= SMALL


def shown(groups: Mapping[str, int | None], total: int | None, hidden: frozenset[str] = frozenset()) -> Shown:
    """What may be shown of the groups of one sum. `None` is a figure that the source hides.

    Shape    `hidden` are groups of five or more that are hidden for another sum's sake. One of them is never left alone.
    """
    small = frozenset(key for key, value in groups.items() if is_small(value))
    values = {key: value for key, value in groups.items() if value is not None and key not in small}
    if is_small(total):
        return Shown(values, small, frozenset(), None)
    guarding = set(hidden & values.keys())
    while (small or guarding) and not _is_safe(_left(values, guarding, total), len(small), len(guarding)):
        open_ones = sorted((value, key) for key, value in values.items() if key not in guarding)
        if not open_ones:
            return Shown(values, small, frozenset(), None)
        enough = (
            key
            for _value, key in open_ones
            if _is_safe(_left(values, guarding | {key}, total), len(small), len(guarding) + 1)
        )
        guarding.add(next(enough, open_ones[0][1]))
    left = {key: value for key, value in values.items() if key not in guarding}
    return Shown(left, small, frozenset(guarding), total)


def could_be_the_sum(left: int, small: int, hidden: int) -> bool:
    """Whether what is left of some sum could be these hidden figures together; else it is the sum of something else."""
    return left >= (SMALL + 1) * hidden and (hidden > 0 or left <= SMALL * small)


def gives_away(left: int, small: int, hidden: int) -> bool:
    """Whether what is left of a sum says more of the small ones than that they are small."""
    return not _is_safe(left, small, hidden)


def _left(values: Mapping[str, int], guarding: set[str], total: int | None) -> int:
    """What a reader gets who takes all that is shown from the sum."""
    return (total or 0) - sum(value for key, value in values.items() if key not in guarding)


def _is_safe(left: int, small: int, guarding: int) -> bool:
    """Whether each small one could still be anything from nought to four, as far as a reader can work out.

    The guarding are known to be five or more. Alone, one of them takes up any slack; without, the small ones must.
    """
    most = left - (SMALL + 1) * guarding
    if not small:
        return guarding > 1 and most >= SMALL
    return most >= SMALL and (guarding > 0 or most <= SMALL * (small - 1))
