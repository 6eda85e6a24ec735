"""Any two states of the text side by side: the agreement before, each round, each frozen version."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.agreements.commands.finishing import reopen_agreement
from samrad.agreements.commands.living import answer_revision, ask_for_revision
from samrad.agreements.commands.proposing import (
    add_clause,
    note_disagreement,
    propose_removal,
    propose_wording,
)
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round, reply_to_proposal
from samrad.agreements.models import Agreement, Proposal, Version
from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.agreements.queries.versions import TextVersion, compare_versions, text_visible_to, versions_of
from samrad.cooperation import wall
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.situations import a_draft, clauses_of, do, freeze, in_force, on_the_table

pytestmark = pytest.mark.django_db


def states(actor: Actor, agreement: Agreement) -> list[TextVersion]:
    with wall.acting(actor):
        return versions_of(actor, agreement_visible_to(actor, agreement.pk))


def texts(state: TextVersion) -> list[tuple[str, str, str]]:
    return [(clause.number, clause.heading, clause.text[:20]) for clause in state.clauses]


def headings(state: TextVersion) -> list[str]:
    return [clause.heading for clause in state.clauses]


def lying(actor: Actor, agreement: Agreement, heading: str) -> Proposal:
    with wall.acting(actor):
        return Proposal.objects.get(agreement=agreement, status="on_table", wording__heading=heading)


def hand_over(actor: Actor, agreement: Agreement) -> None:
    do(actor, hand_over_round, agreement_id=agreement.pk)


def propose(actor: Actor, agreement: Agreement, number: int, text: str) -> None:
    clause = clauses_of(actor, agreement)[number]
    heading = ("Formål", "Politirådet", "Kontaktpersoner")[number]
    do(actor, propose_wording, clause_id=clause.pk, heading=heading, text=text, seen=0)


def test_each_round_shows_what_lay_on_the_table_then(cast: Cast) -> None:
    agreement = on_the_table(cast.slt, cast.cooperation)
    propose(cast.police_contact, agreement, 0, "Politiets tekst.")
    do(cast.police_contact, add_clause, agreement_id=agreement.pk, heading="Nytt", text="Et nytt punkt.")
    do(cast.police_contact, accept_remaining, agreement_id=agreement.pk)
    hand_over(cast.police_contact, agreement)
    first, second = states(cast.slt, agreement)
    assert [(s.key, s.source, s.number, s.by) for s in (first, second)] == [
        ("runde-1", "round", 1, "Lyngvik kommune"),
        ("runde-2", "round", 2, "Nordre politidistrikt"),
    ]
    assert texts(first)[0] == ("1", "Formål", "Kommunen og politiet")
    assert headings(first) == ["Formål", "Politirådet", "Kontaktpersoner"]
    assert texts(second)[0] == ("1", "Formål", "Politiets tekst.")
    assert texts(second)[3] == ("4", "Nytt", "Et nytt punkt.")
    assert [change.kind for change in compare_versions(first, second)] == [
        "changed", "unchanged", "unchanged", "added"
    ]  # fmt: skip


def test_what_is_declined_falls_back_to_what_stood(cast: Cast) -> None:
    agreement = on_the_table(cast.slt, cast.cooperation)
    do(cast.police_contact, accept_remaining, agreement_id=agreement.pk)
    hand_over(cast.police_contact, agreement)
    propose(cast.police_contact, agreement, 1, "Møter hver uke.")
    do(cast.police_contact, add_clause, agreement_id=agreement.pk, heading="Nytt", text="Et nytt punkt.")
    hand_over(cast.police_contact, agreement)
    for heading in ("Politirådet", "Nytt"):
        do(cast.slt, reply_to_proposal, proposal_id=lying(cast.slt, agreement, heading).pk,
           verdict="declined", reason="Nei takk.")  # fmt: skip
    hand_over(cast.slt, agreement)
    _first, second, third, fourth = states(cast.police_contact, agreement)
    assert texts(third)[1] == ("2", "Politirådet", "Møter hver uke.")
    assert headings(third) == [*headings(second), "Nytt"]
    assert fourth.clauses == second.clauses


def test_what_is_taken_out_or_noted_leaves_the_text_when_both_agree(cast: Cast) -> None:
    agreement = on_the_table(cast.slt, cast.cooperation)
    _purpose, council, contacts = clauses_of(cast.police_contact, agreement)
    do(cast.police_contact, propose_removal, clause_id=contacts.pk, seen=0)
    do(
        cast.police_contact,
        note_disagreement,
        clause_id=council.pk,
        reason="Uenige.",
        look_again_on=None,
        seen=0,
    )
    do(cast.police_contact, accept_remaining, agreement_id=agreement.pk)
    hand_over(cast.police_contact, agreement)
    do(cast.slt, accept_remaining, agreement_id=agreement.pk)
    hand_over(cast.slt, agreement)
    _first, second, third = states(cast.slt, agreement)
    assert headings(second) == ["Formål", "Politirådet", "Kontaktpersoner"]
    assert headings(third) == ["Formål"]


def test_private_work_is_in_no_state(cast: Cast) -> None:
    agreement = on_the_table(cast.slt, cast.cooperation)
    propose(cast.police_contact, agreement, 0, "KANARIFUGL")
    do(cast.police_contact, add_clause, agreement_id=agreement.pk, heading="KANARIFUGL", text="")
    for actor in (cast.slt, cast.police_contact):
        (only,) = states(actor, agreement)
        assert "KANARIFUGL" not in str(only)


def test_frozen_versions_stand_in_time_with_the_rounds(cast: Cast) -> None:
    agreement = on_the_table(cast.slt, cast.cooperation)
    do(cast.police_contact, accept_remaining, agreement_id=agreement.pk)
    hand_over(cast.police_contact, agreement)
    freeze(cast.slt, agreement)
    do(cast.slt, reopen_agreement, agreement_id=agreement.pk, reason="En feil.")
    propose(cast.slt, agreement, 0, "Ny tekst.")
    hand_over(cast.slt, agreement)
    do(cast.police_contact, accept_remaining, agreement_id=agreement.pk)
    hand_over(cast.police_contact, agreement)
    freeze(cast.police_contact, agreement)
    found = states(cast.slt, agreement)
    assert [(state.key, state.is_voided) for state in found] == [
        ("runde-1", False), ("runde-2", False), ("versjon-1", True),
        ("runde-3", False), ("runde-4", False), ("versjon-2", False),
    ]  # fmt: skip
    assert found[2].clauses == found[1].clauses
    assert [c.kind for c in compare_versions(found[2], found[5])] == ["changed", "unchanged", "unchanged"]


def test_the_agreement_before_comes_first(cast: Cast) -> None:
    """A-gyld-b: the new version starts from the old, with the changes shown."""
    old = in_force(cast.director, cast.chief, cast.cooperation)
    with time_machine.travel(datetime(2028, 5, 2, tzinfo=UTC)):
        request = do(cast.slt, ask_for_revision, agreement_id=old.pk, reason="Vi vil endre.")
        new = do(cast.police_contact, answer_revision, request_id=request.pk, reply="yes")
        propose(cast.slt, new, 0, "Ny tekst.")
        hand_over(cast.slt, new)
    before, first = states(cast.police_contact, new)
    assert (before.key, before.source, headings(before)) == (
        "forrige", "predecessor", ["Formål", "Politirådet", "Kontaktpersoner"]
    )  # fmt: skip
    assert [c.kind for c in compare_versions(before, first)] == ["changed", "unchanged", "unchanged"]


def test_a_state_is_found_by_its_key_or_not_at_all(cast: Cast) -> None:
    agreement = on_the_table(cast.slt, cast.cooperation)
    with wall.acting(cast.police_contact) as actor:
        found = agreement_visible_to(actor, agreement.pk)
        assert text_visible_to(actor, found, "runde-1").number == 1
        for key in ("runde-2", "versjon-1", "forrige", ""):
            with pytest.raises(Version.DoesNotExist):
                text_visible_to(actor, found, key)
        assert versions_of(cast.neighbour_mayor, found) == []


def test_a_draft_has_no_state_to_show(cast: Cast) -> None:
    assert states(cast.slt, a_draft(cast.slt, cast.cooperation)) == []


@pytest.mark.parametrize("rounds", [1, 4])
def test_it_costs_the_same_whatever_the_number_of_rounds(cast: Cast, rounds: int) -> None:
    agreement = on_the_table(cast.slt, cast.cooperation)
    for turn in range(1, rounds):
        actor = cast.police_contact if turn % 2 else cast.slt
        propose(actor, agreement, 0, f"Tekst {turn}.")
        hand_over(actor, agreement)
    with wall.acting(cast.slt) as actor:
        found = agreement_visible_to(actor, agreement.pk)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert len(versions_of(actor, found)) == rounds
    assert len(asked) == 6
