"""A date stands as people write it, in the language of the page."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from samrad.kernel.days import Form, dated

WRITTEN: list[tuple[Form, str, str, str]] = [
    ("long", "30. november 2026", "30. november 2026", "30 November 2026"),
    ("without_year", "30. november", "30. november", "30 November"),
    ("with_weekday", "mandag 30. november 2026", "måndag 30. november 2026", "Monday 30 November 2026"),
    ("short", "30. nov.", "30. nov.", "30 Nov"),
]


@pytest.mark.parametrize(("form", "bokmal", "nynorsk", "english"), WRITTEN)
def test_in_three_languages(form: Form, bokmal: str, nynorsk: str, english: str) -> None:
    for language, words in (("nb", bokmal), ("nn", nynorsk), ("en", english)):
        with translation.override(language):
            assert dated(date(2026, 11, 30), form) == words


def test_an_instant_is_told_by_the_day_and_the_clock_in_norway() -> None:
    late = datetime(2026, 11, 30, 23, 14, tzinfo=UTC)
    with translation.override("nb"):
        assert dated(late) == dated("2026-12-01") == "1. desember 2026"
        assert dated(late, "with_time") == "1. desember 00.14"
        assert dated(None) == ""
