"""The register of sources: one row for each footnote, and which of them should be looked at again."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from samrad.guide.editions import latest
from samrad.guide.references import Reference, cited_in, read_references, references
from samrad.guide.rules.facts import CountryFacts
from samrad.guide.rules.sources import sources_of_the_guide_still_stand
from samrad.guide.rules.verdicts import kept, short
from samrad.guide.shapes import EditionError

CHECKED = date(2025, 10, 1)
WITHOUT_SOURCE = {1, 5, 6, 14, 15, 16, 17, 18}  # notes that name a law, or explain a word or a number
A_ROW = """
[[reference]]
key = "boka"
notes = [1]
sections = ["2.1"]
title = "Boka"
publisher = "Forlaget"
"""


def one(key: str) -> Reference:
    return next(row for row in references() if row.key == key)


def judged(day: date, *rows: Reference) -> object:
    facts = CountryFacts(day, uuid4(), references=rows, months_between_checks=12)
    return sources_of_the_guide_still_stand(facts)


class TestTheRegister:
    def test_has_one_row_for_each_source_in_the_notes(self) -> None:
        """V-2.1-g: every note of the guide that names a source stands at one row; the strategy's three notes are one."""
        notes = [note for row in references() for note in row.notes]
        assert sorted(notes) == sorted(set(range(1, 25)) - WITHOUT_SOURCE)
        strategy = one("i-forkant")
        assert (strategy.notes, strategy.year, strategy.from_year, strategy.to_year) == (
            (3, 12, 21),
            2020,
            2021,
            2025,
        )

    def test_cites_sections_that_are_there(self) -> None:
        known = {section.number for section in latest().sections}
        assert {section for row in references() for section in row.sections} <= known
        assert [row.key for row in cited_in("7")] == [
            "egenevaluering-politirad",
            "gjort-laert-lurt",
            "ks-egenevaluering",
        ]

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            (A_ROW + A_ROW, "kilder.toml, line 10, reference boka: stands twice"),
            (
                A_ROW + A_ROW.replace("boka", "heftet"),
                "kilder.toml, line 10, reference heftet: note 1 stands at boka too",
            ),
            (
                A_ROW + "from_year = 2025\nto_year = 2021",
                "kilder.toml, line 3, reference boka: its period ends before it begins",
            ),
            (
                A_ROW.replace('title = "Boka"\n', ""),
                "kilder.toml, line 3, reference boka: title is missing or of the wrong sort",
            ),
            (
                A_ROW + 'checked_on = "i fjor"',
                "kilder.toml, line 3, reference boka: checked_on is missing or of the wrong sort",
            ),
        ],
    )
    def test_says_the_line_of_a_fault(self, tmp_path: Path, text: str, fault: str) -> None:
        file = tmp_path / "kilder.toml"
        file.write_text(text, encoding="utf-8")
        with pytest.raises(EditionError) as refused:
            read_references(file)
        assert str(refused.value) == fault


class TestTheRule:
    """V-2.1-g: a period that is over from 1 January after its last year, and checks that have become old."""

    def test_a_source_within_its_period_and_checked_stands(self) -> None:
        strategy = replace(one("i-forkant"), checked_on=CHECKED)
        numbers = {"sources": 1, "past_their_period": 0, "unchecked": 0, "months_between": 12}
        assert judged(date(2025, 12, 31), strategy) == kept(**numbers)

    def test_the_strategy_is_flagged_from_the_first_day_of_2026(self) -> None:
        strategy = replace(one("i-forkant"), checked_on=CHECKED)
        numbers = {"sources": 1, "past_their_period": 1, "unchecked": 0, "months_between": 12}
        assert judged(date(2026, 1, 1), strategy) == short("source_is_over", "sources", **numbers)

    def test_a_check_that_is_missing_or_old_is_flagged(self) -> None:
        checked, never = replace(one("agder"), checked_on=CHECKED), replace(one("trondelag"), checked_on=None)
        numbers = {"sources": 2, "past_their_period": 0, "months_between": 12}
        assert judged(date(2026, 10, 31), checked, never) == short(
            "source_is_unchecked", "sources", unchecked=1, **numbers
        )
        assert judged(date(2026, 11, 1), checked, never) == short(
            "source_is_unchecked", "sources", unchecked=2, **numbers
        )
