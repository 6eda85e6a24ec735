"""Whose move it is: the same for the start page and for the table, in as many statements for one as for many."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.agreements.commands.drafting import set_terms
from samrad.agreements.commands.finishing import reopen_agreement
from samrad.agreements.commands.proposing import note_disagreement, propose_wording
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round, reply_to_proposal
from samrad.agreements.models import Agreement, Proposal
from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.agreements.queries.moves import moves_of
from samrad.agreements.queries.negotiation import table_of
from samrad.cooperation import wall
from samrad.cooperation.commands import found_cooperation
from samrad.parties.actor import Actor
from tests.cast import Cast, school_cooperation
from tests.situations import (
    a_draft,
    all_agreed,
    approve,
    approved,
    clauses_of,
    do,
    frozen,
    in_force,
    on_the_table,
    sign,
)

pytestmark = pytest.mark.django_db
type Situation = Callable[[Cast], Agreement]


def kinds(actor: Actor) -> list[str]:
    with wall.acting(actor):
        return [move.kind for move in moves_of(actor)]


def answered_in_part(cast: Cast) -> Agreement:
    """The police said no to one clause and prepare words of their own for it."""
    agreement = on_the_table(cast.slt, cast.cooperation)
    with wall.acting(cast.police_contact):
        first = Proposal.objects.filter(agreement=agreement, shared=True).order_by("saved_at")[0]
    do(cast.police_contact, reply_to_proposal, proposal_id=first.pk, verdict="declined", reason="For vagt.")
    do(cast.police_contact, accept_remaining, agreement_id=agreement.pk)
    do(cast.police_contact, hand_over_round, agreement_id=agreement.pk)
    return agreement


def with_a_draft_on_our_desk(cast: Cast) -> Agreement:
    agreement = all_agreed(cast.slt, cast.police_contact, cast.cooperation)
    clause = clauses_of(cast.slt, agreement)[0]
    do(cast.slt, propose_wording, clause_id=clause.pk, heading="Formål", text="Nytt.", seen=0)
    return agreement


def with_dates_on_the_table(cast: Cast) -> Agreement:
    agreement = all_agreed(cast.slt, cast.police_contact, cast.cooperation)
    do(cast.police_contact, set_terms, agreement_id=agreement.pk, valid_from=date(2027, 1, 1),
       valid_to=date(2028, 12, 31), revision_due_on=None, evaluation_due_on=None, scope="whole", seen=0)  # fmt: skip
    do(cast.police_contact, hand_over_round, agreement_id=agreement.pk)
    return agreement


def with_a_disagreement(cast: Cast) -> Agreement:
    agreement = on_the_table(cast.slt, cast.cooperation)
    clause = clauses_of(cast.police_contact, agreement)[1]
    do(
        cast.police_contact,
        note_disagreement,
        clause_id=clause.pk,
        reason="Antall møter.",
        look_again_on=None,
        seen=0,
    )
    do(cast.police_contact, accept_remaining, agreement_id=agreement.pk)
    do(cast.police_contact, hand_over_round, agreement_id=agreement.pk)
    return agreement


SITUATIONS: list[Situation] = [
    lambda cast: on_the_table(cast.slt, cast.cooperation),
    lambda cast: all_agreed(cast.slt, cast.police_contact, cast.cooperation),
    answered_in_part,
    with_a_draft_on_our_desk,
    with_dates_on_the_table,
    with_a_disagreement,
]


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_negotiation_waits_for_whom_its_table_says(cast: Cast, situation: Situation) -> None:
    agreement = situation(cast)
    for actor in (cast.slt, cast.police_contact):
        with wall.acting(actor):
            table = table_of(actor, agreement_visible_to(actor, agreement.pk))
        nobody = not table.waiting_parties
        expected = ["answer"] if table.is_our_turn else ["finish"] if nobody else []
        assert kinds(actor) == expected


def test_three_parties_each_have_their_own_move(cast: Cast) -> None:
    houses = [cast.places.lyngvik.pk, cast.places.storvik.pk, cast.places.north.pk]
    cooperation = do(
        cast.slt, found_cooperation, kind="regional", organisations=houses, name="To", language="nb"
    )
    agreement = on_the_table(cast.slt, cooperation)
    assert [kinds(actor) for actor in (cast.slt, cast.neighbour_mayor, cast.chief)] == [
        [],
        ["answer"],
        ["answer"],
    ]
    do(cast.neighbour_mayor, accept_remaining, agreement_id=agreement.pk)
    do(cast.neighbour_mayor, hand_over_round, agreement_id=agreement.pk)
    assert [kinds(actor) for actor in (cast.slt, cast.neighbour_mayor, cast.chief)] == [[], [], ["answer"]]


def test_a_frozen_text_waits_for_each_party_in_its_turn(cast: Cast) -> None:
    """A-om-b."""
    people = (cast.director, cast.slt, cast.chief, cast.police_contact, cast.reader)
    version = frozen(cast.slt, cast.police_contact, cast.cooperation)
    assert [kinds(who) for who in people] == [["approve"]] * 4 + [[]]
    approve(cast.slt, version)
    assert [kinds(who) for who in people] == [[], [], ["approve"], ["approve"], []]
    approve(cast.police_contact, version)
    assert [kinds(who) for who in people] == [["sign"], [], ["sign"], [], []]
    sign(cast.director, version)
    assert [kinds(who) for who in people] == [[], [], ["sign"], [], []]
    sign(cast.chief, version)
    assert [kinds(who) for who in people] == [["seal"]] * 4 + [[]]


def test_what_is_opened_again_goes_back_to_the_table(cast: Cast) -> None:
    version = approved(cast.slt, cast.police_contact, cast.cooperation)
    do(cast.slt, reopen_agreement, agreement_id=version.agreement_id, reason="Feil.")
    assert kinds(cast.director) == kinds(cast.police_contact) == ["finish"]


def test_what_is_sealed_or_another_partys_draft_waits_for_nobody_here(cast: Cast) -> None:
    in_force(cast.director, cast.chief, cast.cooperation)
    a_draft(cast.slt, cast.cooperation)
    assert kinds(cast.slt) == ["write"]
    assert kinds(cast.police_contact) == kinds(cast.neighbour_mayor) == kinds(cast.oversight) == []


def test_each_move_says_since_when_and_which_version(cast: Cast) -> None:
    with time_machine.travel(datetime(2026, 11, 2, 9, tzinfo=UTC), tick=False) as clock:
        version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        clock.move_to(datetime(2026, 11, 5, 23, 30, tzinfo=UTC))
        for actor in (cast.slt, cast.police_contact):
            approve(actor, version)
        with wall.acting(cast.director):
            (move,) = moves_of(cast.director)
        assert (move.kind, move.since, move.version_number) == ("sign", date(2026, 11, 6), 1)


def test_many_agreements_ask_as_much_as_one(cast: Cast) -> None:
    def asked() -> int:
        with wall.acting(cast.chief), CaptureQueriesContext(connection) as found:
            moves_of(cast.chief)
        return len(found)

    on_the_table(cast.slt, cast.cooperation)
    one = asked()
    school = school_cooperation(cast)
    frozen(cast.principal, cast.chief, school)
    assert (one, asked()) == (1, 1)
    assert sorted(kinds(cast.chief)) == ["answer", "approve"]
