"""The register of law: dated rows for each service, six kinds of duty kept apart, and advice that puts averting first."""

from datetime import date
from pathlib import Path

import pytest

from samrad.guide.law import (
    FILE,
    KINDS,
    SERVICES,
    Checked,
    NoSuchAct,
    NoSuchService,
    Question,
    changed_on,
    guidance,
    is_old,
    register,
    resolve,
    rules_for,
    rules_on,
)
from samrad.guide.law_reading import read_register
from samrad.guide.shapes import EditionError

DAY = date(2026, 11, 25)
A_FILE = """
[[act]]
key = "loven"
title = "Lov om prøve"
name = { nb = "Loven", nn = "Lova", en = "The act" }

[[provision]]
key = "regel"
act = "loven"
section = "§ 1"
kind = "confidentiality"
services = ["skole"]
since = 2020-01-01
until = 2023-12-31
nb = "a"
nn = "b"
en = "c"

[[provision]]
key = "regel"
act = "loven"
section = "§ 2"
kind = "confidentiality"
services = ["skole"]
since = 2024-01-01
nb = "a"
nn = "b"
en = "c"
"""


class TestTheRegister:
    def test_the_guides_five_names_lead_to_todays_acts(self) -> None:
        """Older names are kept as aliases of the act with its official title and its day of checking. V-2.2-i."""
        names = (
            "opplæringslov",
            "barnehagelov",
            "kommunehelsetjenestelov",
            "sosialtjenestelov",
            "barnevernlov",
        )
        found = [resolve(name) for name in names]
        assert [act.title.split(" om ")[0] for act in found] == [
            "Lov 9. juni 2023 nr. 30",
            "Lov 17. juni 2005 nr. 64",
            "Lov 24. juni 2011 nr. 30",
            "Lov 18. desember 2009 nr. 131",
            "Lov 18. juni 2021 nr. 97",
        ]
        assert [act.checked is not None for act in found] == [True] * 5
        with pytest.raises(NoSuchAct):
            resolve("luftfartsloven")

    def test_every_service_has_an_act_that_was_checked(self) -> None:
        """Each service has at least one rule with the day it was held against the law. V-1-f."""
        for service in SERVICES:
            assert [row for row in rules_for(service, DAY) if row.checked and not is_old(row.checked, DAY)], (
                service
            )
        with pytest.raises(NoSuchService):
            rules_for("luftfart", DAY)

    def test_the_duties_are_distinct_kinds(self) -> None:
        """Confidentiality, right and duty to disclose, averting, alerting, reporting: each provision is one of them. V-4.3-f."""
        assert {row.kind for row in rules_on(DAY)} == set(KINDS)
        assert rules_for("skole", DAY)[0].section == "§ 196"

    def test_the_polices_duty_to_cooperate_is_never_the_municipalitys(self) -> None:
        """Politiinstruksen §§ 15-1 and 10-1 bind the police alone."""
        bound = [row.services for row in register().provisions if row.act.key == "politiinstruksen"]
        assert bound == [("politi",), ("politi",)]

    def test_a_changed_law_is_a_changed_row(self) -> None:
        old, new = date(2024, 7, 31), date(2024, 8, 1)
        duties = [
            [row.section for row in rules_for("skole", day) if row.key.startswith("meld-skole")]
            for day in (old, new)
        ]
        assert duties == [["§ 15-3 i loven fra 1998"], ["§ 24-3"]]
        assert (changed_on("skole", DAY), changed_on("skole", old)) == (new, date(2023, 1, 1))

    def test_a_check_grows_old(self) -> None:
        checked = Checked(date(2024, 11, 24), "Rolle")
        assert [is_old(each, DAY) for each in (checked, None, Checked(date(2024, 12, 1), "Rolle"))] == [
            True,
            True,
            False,
        ]


class TestReading:
    def test_reads_what_comes_with_samrad(self) -> None:
        assert read_register(FILE) == register()

    @pytest.mark.parametrize(
        ("before", "after", "fault"),
        [
            ("since = 2024-01-01", "since = 2023-06-01", "its dates overlap with those from 2020-01-01"),
            ('act = "loven"', 'act = "annen"', "there is no act annen"),
            ('kind = "confidentiality"', 'kind = "hemmelig"', "the kind «hemmelig» is unknown"),
            ('services = ["skole"]', 'services = ["romfart"]', "services: there is no service romfart"),
            ('services = ["skole"]', "services = []", "services: there is no service named"),
            ('nn = "b"', 'nn = ""', "there is no text in nn"),
            ("until = 2023-12-31", "until = 2019-12-31", "it ends before it begins"),
        ],
    )
    def test_names_what_is_wrong_and_where(self, tmp_path: Path, before: str, after: str, fault: str) -> None:
        file = tmp_path / "law.toml"
        file.write_text(A_FILE.replace(before, after), encoding="utf-8")
        with pytest.raises(EditionError) as told:
            read_register(file)
        assert fault in str(told.value)
        assert ", line " in str(told.value)

    def test_an_act_stands_once(self, tmp_path: Path) -> None:
        file = tmp_path / "law.toml"
        act = A_FILE.split("[[provision]]")[0]
        file.write_text(act + A_FILE, encoding="utf-8")
        with pytest.raises(EditionError, match="act loven: stands twice"):
            read_register(file)


def asked(service: str = "skole", danger: str = "no", about: str = "person", to: str = "politi") -> Question:
    return Question(service, danger, about, to)


class TestTheAdvice:
    @pytest.mark.parametrize("about", ["many", "person", "consent"])
    def test_averting_comes_first_whatever_else_is_asked(self, about: str) -> None:
        """The duty to avert is flagged before anything else when somebody is, or may be, in danger. V-4.3-f."""
        found = [guidance(asked(danger=danger, about=about), DAY) for danger in ("yes", "unsure", "no")]
        assert [each.averting_first for each in found] == [True, True, False]
        assert {each.averting[0].section for each in found} == {"§ 196"}

    @pytest.mark.parametrize(
        ("question", "outcome"),
        [
            (asked(about="many"), "open"),
            (asked(to="forum"), "no_cases"),
            (asked(about="consent"), "consent"),
            (asked(to="barnevern"), "duty"),
            (asked("helse", to="politi"), "duty"),
            (asked(to="politi"), "right"),
            (asked("politi", to="skole"), "right"),
            (asked("nav", to="politi"), "confidential"),
        ],
    )
    def test_keeps_tie_may_and_must_apart(self, question: Question, outcome: str) -> None:
        """Three outcomes that are never mixed up, each with its provisions. V-4.1.5-d."""
        found = guidance(question, DAY)
        assert found.outcome == outcome
        kinds = {"duty": "duty_to_disclose", "right": "right_to_disclose", "confidential": "confidentiality"}
        if outcome in kinds:
            assert found.rules[0].kind == kinds[outcome]
            assert "confidentiality" in {row.kind for row in found.rules}
