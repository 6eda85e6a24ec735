"""What the police's own strategies direct them to do: with source, page and years, and never dropped by itself."""

from dataclasses import replace
from datetime import date

from samrad.guide.directives import directives


class TestDirectives:
    def test_name_source_and_page_in_three_languages(self) -> None:
        """V-6-p"""
        found = directives()["other_structures"]
        assert (found.page, found.since, found.until) == (23, date(2021, 1, 1), date(2025, 12, 31))
        assert set(found.words) == {"nb", "nn", "en"}

    def test_are_to_be_confirmed_when_the_years_of_the_source_are_over(self) -> None:
        """V-6-p: to be confirmed, not dropped."""
        found = replace(directives()["other_structures"], confirmed_on=None)
        assert not found.is_to_be_confirmed(date(2025, 12, 31))
        assert found.is_to_be_confirmed(date(2026, 1, 1))
        assert not replace(found, confirmed_on=date(2026, 2, 1)).is_to_be_confirmed(date(2026, 3, 1))
        assert replace(found, confirmed_on=date(2024, 2, 1)).is_to_be_confirmed(date(2026, 3, 1))
        assert not replace(found, until=None).is_to_be_confirmed(date(2040, 1, 1))
