"""When a text is ready to be frozen, and the three clocks."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from samrad.agreements.fingerprint import canonical, fingerprint
from samrad.agreements.reading import fill, own_templates
from samrad.agreements.rules import ClauseFacts, Clock, Finding, clocks_of, finish_findings, numbers

ID = UUID(int=7)
ON = date(2026, 11, 24)


@dataclass
class Dates:
    valid_from: date = date(2027, 1, 1)
    valid_to: date = date(2030, 12, 31)
    revision_due_on: date | None = date(2029, 12, 31)
    evaluation_due_on: date | None = date(2028, 1, 1)


SOUND = ClauseFacts(ID, "3", "Evaluering", "Partene evaluerer samarbeidet hvert år.", "agreed")


def findings(*clauses: ClauseFacts, language: str = "nb", dates: Dates | None = None) -> list[Finding]:
    return finish_findings(clauses, language, dates or Dates(), ON)


def the_only(*clauses: ClauseFacts, **given: object) -> tuple[str, str]:
    (found,) = findings(*clauses, **given)  # type: ignore[arg-type] # the same names as `findings`
    return found.code, found.sentence


class TestAText:
    def test_that_is_agreed_and_whole_is_ready(self) -> None:
        assert findings(SOUND) == []

    def test_without_a_clause_is_no_agreement(self) -> None:
        assert the_only() == ("empty_agreement", "Avtalen har ingen punkter. Legg til minst ett.")

    def test_is_not_ready_with_an_open_clause_and_says_what_to_do(self) -> None:
        """A-om-b."""
        assert findings(replace(SOUND, state="open")) == [
            Finding(
                "open",
                "Punkt 3 «Evaluering» er ikke avklart. Legg fram en ny ordlyd, ta punktet ut eller noter uenigheten.",
                ID,
                "clause",
            )
        ]

    def test_is_not_ready_while_a_proposal_lies_on_the_table(self) -> None:
        expected = "Et forslag til punkt 3 «Evaluering» ligger på bordet. Svar på det, og lever runden."
        assert the_only(replace(SOUND, waits=True)) == ("open", expected)
        assert the_only(replace(SOUND, waits=True, state="open")) == ("open", expected)
        (loose,) = finish_findings([SOUND], "nb", Dates(), ON, loose=1)
        assert (loose.code, loose.place, loose.clause_id) == ("open_terms", "terms", None)

    def test_may_leave_a_disagreement_noted(self) -> None:
        parked = replace(SOUND, state="parked", number="", text="20XX ikkje eit noko")
        assert findings(SOUND, parked) == []
        assert the_only(parked)[0] == "empty_agreement"

    @pytest.mark.parametrize(
        "words",
        ["20XX", "20xx*", "X kommune", "X politidistrikt", "Døme:", "{til_aar}", "Slett dette avsnittet"],
    )
    def test_holds_nothing_of_the_template(self, words: str) -> None:
        """A-om-g."""
        code, sentence = the_only(replace(SOUND, text=f"Her står {words} ennå."))
        assert code == "leftover"
        assert sentence == (
            f"Punkt 3 «Evaluering» har rester av malen: «{words}». Skriv det som skal stå der."
        )

    def test_holds_no_guidance(self) -> None:
        """A-om-g."""
        guidance = "Skriv gjerne hvordan dere vil\nevaluere."
        clause = replace(
            SOUND, guidance=guidance, text="Vi evaluerer. Skriv  gjerne hvordan dere vil evaluere."
        )
        assert the_only(clause)[0] == "guidance"
        assert findings(replace(clause, text="Skriv gjerne.", guidance="Skriv gjerne.")) == []

    def test_has_something_under_every_heading(self) -> None:
        assert the_only(replace(SOUND, text=" "))[0] == "empty"
        under = replace(SOUND, id=uuid4(), level=2, number="3.1")
        assert findings(replace(SOUND, text=""), under) == []
        assert the_only(under, replace(under, text="", number="3.2"))[0] == "empty"


class TestTheLanguage:
    def test_is_one_and_the_finding_names_clause_and_words(self) -> None:
        clause = replace(SOUND, text="Partane møtest kvart år, og dei skriv ikkje meir enn dei treng.")
        assert the_only(clause) == (
            "language",
            "Avtalen er på bokmål, men punkt 3 «Evaluering» ser ut til å være på nynorsk: «partane», «møtest», "
            "«kvart», «dei», «ikkje». Skriv det om.",
        )
        assert findings(clause, language="nn") == []

    def test_the_other_way_about(self) -> None:
        clause = replace(SOUND, text="Partene møtes hvert år.")
        assert the_only(clause, language="nn") == (
            "language",
            "Avtalen er på nynorsk, men punkt 3 «Evaluering» ser ut til å være på bokmål: «partene», «hvert». "
            "Skriv det om.",
        )

    def test_may_hold_a_name_or_a_quotation(self) -> None:
        assert findings(replace(SOUND, text="Planen «Trygg saman» gjelder.")) == []
        mixed = "Partene gjør ikke noe med «ein trygg kommune for dei unge»."
        assert findings(replace(SOUND, text=mixed)) == []

    @pytest.mark.parametrize("template", own_templates(), ids=lambda template: template.key)
    def test_our_own_templates_are_ready_when_their_fields_are_filled_in(self, template) -> None:  # type: ignore[no-untyped-def]
        fields = {
            "kommune": "Lyngvik kommune",
            "politidistrikt": "Nordre politidistrikt",
            "fra_aar": "2027",
            "til_aar": "2030",
        }
        clauses = [
            ClauseFacts(
                uuid4(),
                str(n),
                fill(c.heading, fields),
                fill(c.text, fields),
                "agreed",
                c.level,
                c.role,
                guidance=c.guidance,
                template_text=fill(c.text, fields),
            )
            for n, c in enumerate(template.clauses, 1)
        ]
        found = findings(*clauses, language=template.language)
        assert [(f.code, f.sentence) for f in found if f.blocks] == []
        assert [f.code for f in found] == ["all_as_template"]


class TestTheDates:
    """A-gyld-a, A-eval-a."""

    def test_end_after_they_begin(self) -> None:
        assert the_only(SOUND, dates=Dates(valid_to=date(2026, 12, 31))) == (
            "ends_before_it_begins",
            "Avtalen slutter før den begynner. Velg en senere sluttdato.",
        )

    def test_are_not_over(self) -> None:
        past = Dates(date(2020, 1, 1), date(2025, 12, 31), date(2022, 1, 1), date(2022, 1, 1))
        assert the_only(SOUND, dates=past)[0] == "is_over"

    def test_ring_inside_the_term(self) -> None:
        outside = Dates(revision_due_on=date(2031, 1, 1), evaluation_due_on=date(2026, 12, 31))
        found = findings(SOUND, dates=outside)
        assert [(f.code, f.place, f.blocks) for f in found] == [
            ("revision_outside", "terms", True),
            ("evaluation_outside", "terms", True),
        ]

    def test_of_revision_and_evaluation_are_advice_only(self) -> None:
        found = findings(SOUND, dates=Dates(revision_due_on=None, evaluation_due_on=None))
        assert [(f.code, f.blocks) for f in found] == [
            ("no_revision_date", False),
            ("no_evaluation_date", False),
        ]

    def test_in_the_text_are_held_against_the_term(self) -> None:
        clause = replace(SOUND, role="validity", text="Avtalen gjelder fra 2023 til 2026.")
        (found,) = findings(clause)
        assert (found.blocks, found.sentence) == (
            False,
            "Punkt 3 «Evaluering» nevner «2023», «2026», men avtaletiden er 2027–2030. Se om årstallene stemmer.",
        )
        assert findings(replace(clause, text="Avtalen gjelder fra 2027 til 2030.")) == []


def test_a_text_kept_as_the_template_has_it_gives_advice() -> None:
    """A-om-e."""
    kept = replace(SOUND, template_text=SOUND.text)
    own = replace(SOUND, id=uuid4(), text="Noe eget.")
    assert [(f.code, f.place, f.blocks) for f in findings(kept, own)] == [
        ("all_as_template", "agreement", False)
    ]
    assert findings(replace(kept, text="Endret."), own) == []


def test_numbers_follow_order_and_level() -> None:
    assert numbers([1, 2, 2, 1, 2]) == ["1", "1.1", "1.2", "2", "2.1"]
    assert numbers([2, 2]) == ["1", "1.1"]


def test_three_clocks_run_apart() -> None:
    """A-eval-a, A-gyld-a."""
    assert clocks_of(Dates(), date(2029, 12, 31)) == [
        Clock("evaluation", date(2028, 1, 1), -730, is_late=True),
        Clock("revision", date(2029, 12, 31), 0, is_late=False),
        Clock("validity", date(2030, 12, 31), 365, is_late=False),
    ]
    met = clocks_of(Dates(revision_due_on=None), date(2029, 1, 1), met=["evaluation"])
    assert [(clock.kind, clock.is_late) for clock in met] == [("evaluation", False), ("validity", False)]


def test_a_fingerprint_is_the_same_whatever_the_order_of_keys() -> None:
    assert canonical({"b": [1], "a": "å"}) == '{"a":"å","b":[1]}'.encode()
    assert fingerprint({"b": [1], "a": "å"}) == fingerprint({"a": "å", "b": [1]})
    assert fingerprint({"a": "å"}) != fingerprint({"a": "a"})
