"""Nothing small can be seen, and nothing small can be worked out from what is seen."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from samrad.knowledge.small import SMALL, Shown, shown

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
