"""The rulebook as a whole: every measurable point has its place, and a rule that fails takes no other with it."""

import logging
import re
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from samrad.guide.editions import editions, latest
from samrad.guide.rules.book import FIRST, BookError, bound, judged, rule
from samrad.guide.rules.elsewhere import held, later
from samrad.guide.rules.facts import MunicipalityFacts
from samrad.guide.rules.rulebook import RULES, rules_for
from samrad.guide.rules.verdicts import Verdict, kept, short, unknown
from samrad.guide.rules.words import say, words
from tests.guide.facts import DAY, a_town

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "samrad" / "guide" / "rules"


def catalogue() -> dict[str, dict[str, object]]:
    with (ROOT / "docs" / "requirements.toml").open("rb") as file:
        return {row["id"]: row for row in tomllib.load(file)["requirement"]}


@rule("V-3-c", "must", until=date(2025, 12, 31))
def as_it_was(town: MunicipalityFacts) -> Verdict:
    """The rule before."""
    return kept("as_it_was")


@rule("V-3-c", "must", since=date(2026, 1, 1))
def as_it_is(town: MunicipalityFacts) -> Verdict:
    """The rule after."""
    return kept("as_it_is")


@rule("V-5-c", "must")
def broken(town: MunicipalityFacts) -> Verdict:
    """Fails."""
    raise ZeroDivisionError


@rule("V-2.3-c", "voluntary")
def too_strict(town: MunicipalityFacts) -> Verdict:
    """Calls a free choice a breach."""
    return short("no_offer", "register")


class TestEveryMeasurablePoint:
    def test_is_a_rule_or_waits_for_a_room_or_has_its_reason(self) -> None:
        measurable = sorted(key for key, row in catalogue().items() if row["measurable"])
        places = sorted({*(one.requirement for one in RULES)}) + sorted(later()) + sorted(held())
        assert len(measurable) == 160
        assert sorted(places) == measurable
        assert all(one.why.endswith(".") for one in later().values())
        assert all(why.endswith(".") for why in held().values())

    def test_has_the_strength_the_guide_gives_it(self) -> None:
        assert {(one.requirement, one.strength) for one in RULES} == {
            (one.requirement, catalogue()[one.requirement]["modality"]) for one in RULES
        }

    def test_cites_an_edition_that_is_there(self) -> None:
        """V-9-b."""
        days = {edition.dated for edition in editions()}
        assert {one.since for one in RULES} <= days
        said = {key for section in latest().sections for key in section.requirements}
        assert {one.requirement for one in RULES if one.requirement.startswith("V-")} <= said

    def test_has_words_in_every_language(self) -> None:
        assert set(words()["rule"]) == {one.name for one in RULES}
        source = "".join(path.read_text(encoding="utf-8") for path in SOURCE.glob("*.py"))
        reasons = set(re.findall(r'(?:kept|short|unknown|not_applicable)\(\s*"(\w+)"', source))
        assert reasons - set(words()["reason"]) == set()
        for kind, rows in words().items():
            for name, row in rows.items():
                assert sorted(row) == ["en", "nb", "nn"], (kind, name)
                assert all(row.values()), (kind, name)
        assert say("rule", "agreement_was_offered", "nn") == "Politiet har tilbode avtale"

    def test_stands_in_the_rulebook_once(self) -> None:
        written = {
            name
            for path in SOURCE.glob("*.py")
            for name in re.findall(r"^@rule\(.*\)\ndef (\w+)", path.read_text(encoding="utf-8"), re.M)
        }
        assert {one.name for one in RULES} == written
        assert [one.name for one in rules_for("V-2.1-e")] == [
            "municipality_has_one_district",
            "units_of_the_district_stand_in_their_tree",
        ]
        assert (RULES[0].requirement, RULES[-1].requirement) == ("A-eval-a", "V-9-a")


class TestARule:
    def test_that_is_superseded_keeps_judging_its_own_years(self) -> None:
        book = bound((as_it_was, as_it_is))
        for day, name in ((date(2025, 12, 31), "as_it_was"), (date(2026, 1, 1), "as_it_is")):
            assert [said.verdict for said in judged(book, a_town(day=day))] == [kept(name)]
        assert list(judged(book, a_town(day=FIRST - timedelta(days=1)))) == []

    def test_that_fails_is_unknown_and_the_rest_go_on(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.ERROR, logger="samrad.guide"):
            said = list(judged(bound((broken, as_it_is)), a_town()))
        assert [(one.rule.name, one.verdict) for one in said] == [
            ("as_it_is", kept("as_it_is")),
            ("broken", unknown("rule_failed")),
        ]
        assert "broken" in caplog.text
        assert "ZeroDivisionError" in caplog.text

    def test_about_what_is_voluntary_is_never_short(self, caplog: pytest.LogCaptureFixture) -> None:
        (said,) = judged(bound((too_strict,)), a_town())
        assert said.verdict == unknown("rule_failed")
        assert "what is voluntary is never short" in caplog.text

    def test_may_not_judge_a_day_that_another_judges(self) -> None:
        overlap = replace(as_it_is, since=date(2025, 12, 31))
        with pytest.raises(BookError, match="as_it_is and as_it_was both judge V-3-c from 2025-12-31"):
            bound((as_it_was, overlap))

    def test_may_not_end_before_it_begins(self) -> None:
        with pytest.raises(BookError, match=r"as_it_is \(V-3-c\) ends before it begins"):
            bound((replace(as_it_is, until=DAY.replace(year=2025)),))
