"""Nothing small can be seen, and nothing small can be worked out from what is seen."""

from collections.abc import Iterable
from itertools import product
from typing import ClassVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samrad.knowledge.hiding import guards, sums_of
from samrad.knowledge.small import SMALL, Shown, is_small, shown

COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40), min_size=1, max_size=5)


def could_be(safe: Shown) -> dict[str, set[int]]:
    """What a reader who knows the rule finds possible for each small figure, by trying every way to fill the sum."""
    assert safe.total is not None
    left = safe.total - sum(safe.values.values())
    keys = sorted(safe.small)
    found: dict[str, set[int]] = {key: set() for key in keys}
    for tried in product(range(SMALL + 1), repeat=len(keys)):
        rest = left - sum(tried)
        fits = rest == 0 if not safe.guarding else rest >= (SMALL + 1) * len(safe.guarding)
        if fits:
            for key, value in zip(keys, tried, strict=True):
                found[key].add(value)
    return found


class TestShown:
    def test_four_or_fewer_is_hidden_and_a_nought_too(self) -> None:
        """V-2.2-g: what a small place has few of is told to nobody."""
        safe = shown({"a": 0, "b": 4, "c": 5, "d": None}, None)
        assert (safe.small, safe.values, safe.guarding) == ({"a", "b", "d"}, {"c": 5}, frozenset())

    def test_what_could_be_worked_out_from_the_sum_takes_the_smallest_that_is_enough_with_it(self) -> None:
        safe = shown({"a": 3, "b": 5, "c": 6, "d": 30}, 44)
        assert (safe.small, safe.guarding) == ({"a"}, {"c"})
        assert (safe.values, safe.total) == ({"b": 5, "d": 30}, 44)

    def test_two_small_ones_that_keep_each_other_need_no_third(self) -> None:
        safe = shown({"a": 2, "b": 2, "c": 20}, 24)
        assert (safe.small, safe.guarding, safe.total) == ({"a", "b"}, frozenset(), 24)

    def test_two_noughts_would_be_seen_in_the_sum(self) -> None:
        safe = shown({"a": 0, "b": 0, "c": 20}, 20)
        assert (safe.guarding, safe.total) == ({"c"}, 20)

    def test_where_nothing_is_left_to_hide_the_sum_goes(self) -> None:
        assert shown({"a": 3, "b": 5}, 8).total is None

    def test_a_small_sum_is_hidden_itself(self) -> None:
        assert shown({"a": 1, "b": 3}, 4).total is None

    def test_where_nothing_is_small_everything_is_shown(self) -> None:
        safe = shown({"a": 5, "b": 6}, 11)
        assert (safe.values, safe.total, safe.small) == ({"a": 5, "b": 6}, 11, frozenset())

    @given(COUNTS)
    def test_every_small_figure_could_still_be_anything_from_nought_to_four(
        self, groups: dict[str, int]
    ) -> None:
        safe = shown(groups, sum(groups.values()))
        assert all(value > SMALL for value in safe.values.values())
        assert safe.small == {key for key, value in groups.items() if value <= SMALL}
        if safe.total is not None:
            assert all(values == set(range(SMALL + 1)) for values in could_be(safe).values())

    @given(COUNTS)
    def test_no_more_is_hidden_than_is_needed_where_nothing_is_small(self, groups: dict[str, int]) -> None:
        safe = shown({key: value + 5 for key, value in groups.items()}, None)
        assert not safe.small | safe.guarding


def in_full(cells: Iterable[int]) -> dict[str, int]:
    """Two by two, with the sum along each side and of all."""
    a1, a2, b1, b2 = cells
    return {
        "a/1": a1, "a/2": a2, "b/1": b1, "b/2": b2, "a/*": a1 + a2, "b/*": b1 + b2,
        "*/1": a1 + b1, "*/2": a2 + b2, "*/*": a1 + a2 + b1 + b2,
    }  # fmt: skip


def possible(values: dict[str, int], gone: set[str]) -> dict[str, set[int]]:
    """What a reader finds possible for each hidden figure, who tries every way to fill the table so that all sums are true."""
    found: dict[str, set[int]] = {key: set() for key in gone}
    for tried in product(range(max(values.values()) + 3), repeat=4):
        guess = in_full(tried)
        if all(
            is_small(guess[key]) == is_small(values[key]) if key in gone else guess[key] == values[key]
            for key in values
        ):
            for key in gone:
                found[key].add(guess[key])
    return found


class TestSumsInTwoDirections:
    """A table with two dimensions has a sum along each, and a figure is part of both."""

    TOTALS: ClassVar = {"a/1": "00", "a/2": "00", "b/1": "00", "b/2": "00", "a/*": "01", "b/*": "01", "*/1": "10", "*/2": "10", "*/*": "11"}  # fmt: skip

    def test_each_line_that_takes_all_of_a_dimension_is_the_sum_of_those_alike_but_for_it(self) -> None:
        assert sums_of({"a/n": "0-", "b/n": "0-", "*/n": "1-"}) == [("*/n", frozenset({"a/n", "b/n"}))]
        assert len(sums_of(self.TOTALS)) == 7

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.integers(0, 7), min_size=4, max_size=4))
    def test_no_small_figure_is_the_only_one_possible_along_any_sum(self, cells: list[int]) -> None:
        values = in_full(cells)
        small = {key for key, value in values.items() if is_small(value)}
        gone = small | guards(values, sums_of(self.TOTALS))
        found = possible(values, gone)
        assert all(len(found[key]) > 1 for key in small), (values, gone, found)
