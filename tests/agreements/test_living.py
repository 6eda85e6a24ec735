"""Revision inside the term: either party asks, the other answers, the next starts from the old. A-gyld-b."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from samrad.agreements.commands.living import answer_revision, ask_for_revision
from samrad.agreements.commands.proposing import note_disagreement, propose_wording
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round
from samrad.agreements.models import Agreement, Clause, RevisionRequest
from samrad.agreements.queries.agreements import (
    agreement_visible_to,
    revision_request_visible_to,
    revision_requests_of,
)
from samrad.agreements.queries.negotiation import table_of
from samrad.agreements.rules import clocks_of
from samrad.cooperation import wall
from samrad.kernel.answers import Denied, Refused
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.situations import (
    a_draft,
    approve,
    clauses_of,
    do,
    freeze,
    fresh,
    in_force,
    on_the_table,
    seal,
    sign,
)

pytestmark = pytest.mark.django_db
THEN = datetime(2028, 5, 2, 9, tzinfo=UTC)


@pytest.fixture
def running(cast: Cast) -> Iterator[Agreement]:
    """An agreement in the second of its four years."""
    agreement = in_force(cast.director, cast.chief, cast.cooperation)
    with time_machine.travel(THEN):
        yield agreement


def ask(actor: Actor, agreement: Agreement, reason: str = "Ny organisering hos oss.") -> RevisionRequest:
    return do(actor, ask_for_revision, agreement_id=agreement.pk, reason=reason)


def answer(actor: Actor, request: RevisionRequest, reply: str, reason: str = "") -> Agreement | None:
    return do(actor, answer_revision, request_id=request.pk, reply=reply, reason=reason)


def successor_of(first: Actor, second: Actor, agreement: Agreement) -> Agreement:
    new = answer(second, ask(first, agreement), "yes")
    assert new
    return new


class TestAsking:
    def test_is_for_either_party_while_the_agreement_runs(self, cast: Cast, running: Agreement) -> None:
        for asker, other in ((cast.slt, cast.police_contact), (cast.police_contact, cast.slt)):
            request = ask(asker, running)
            assert (request.reply, request.asked_on) == ("", date(2028, 5, 2))
            answer(other, request, "declined", "Vi venter til neste år.")
        assert fresh(cast.slt, running).standing(today()) == "in_force"
        with wall.acting(cast.slt) as actor:
            rows = revision_requests_of(actor, agreement_visible_to(actor, running.pk))
            assert [(row.reply, row.reply_reason) for row in rows] == [
                ("declined", "Vi venter til neste år.")
            ] * 2
            assert revision_request_visible_to(actor, rows[0].pk) == rows[0]

    def test_needs_a_reason_and_waits_for_one_answer_at_a_time(self, cast: Cast, running: Agreement) -> None:
        with pytest.raises(Refused, match="Skriv kort hvorfor"):
            ask(cast.slt, running, " ")
        ask(cast.slt, running)
        with pytest.raises(Refused, match="venter allerede på svar"):
            ask(cast.police_contact, running)

    def test_is_for_the_parties_writers_only(self, cast: Cast, running: Agreement) -> None:
        with pytest.raises(Denied):
            ask(cast.reader, running)
        with pytest.raises(Agreement.DoesNotExist):
            ask(cast.neighbour_mayor, running)

    def test_is_within_the_term(self, cast: Cast) -> None:
        agreement = in_force(cast.director, cast.chief, cast.cooperation)
        with pytest.raises(Refused, match="mens avtalen gjelder"):
            ask(cast.slt, agreement)


class TestAnswering:
    def test_is_for_the_other_party_and_once(self, cast: Cast, running: Agreement) -> None:
        request = ask(cast.slt, running)
        with pytest.raises(Refused, match="motparten som svarer"):
            answer(cast.mayor, request, "yes")
        with pytest.raises(Refused, match="hvorfor dere ikke vil"):
            answer(cast.police_contact, request, "declined")
        with pytest.raises(RevisionRequest.DoesNotExist):
            answer(cast.neighbour_mayor, request, "yes")
        assert answer(cast.police_contact, request, "declined", "Ikke nå.") is None
        with pytest.raises(Refused, match="allerede besvart"):
            answer(cast.chief, request, "yes")

    def test_yes_puts_the_old_text_on_the_table_agreed(self, cast: Cast, running: Agreement) -> None:
        new = successor_of(cast.slt, cast.police_contact, running)
        assert (new.state, new.predecessor_id, new.started_by) == (
            "negotiation", running.pk, cast.places.lyngvik
        )  # fmt: skip
        before, after = clauses_of(cast.slt, running), clauses_of(cast.police_contact, new)
        assert [(c.lineage, c.role, c.kind, c.level, c.state, c.shared) for c in after] == [
            (c.lineage, c.role, c.kind, c.level, "agreed", True) for c in before
        ]
        assert {c.pk for c in after} & {c.pk for c in before} == set()
        for actor in (cast.slt, cast.police_contact):
            with wall.acting(actor):
                table = table_of(actor, agreement_visible_to(actor, new.pk))
            wordings = [row.wording for row in table.clauses if row.wording]
            assert [(w.heading, w.from_predecessor) for w in wordings] == [
                ("Formål", True), ("Politirådet", True), ("Kontaktpersoner", True)
            ]  # fmt: skip
            assert (table.agreed_count, table.rounds, table.is_our_turn) == (3, [], False)

    def test_yes_moves_the_dates_on_by_whole_years(self, cast: Cast, running: Agreement) -> None:
        new = successor_of(cast.police_contact, cast.slt, running)
        assert (new.valid_from, new.valid_to, new.revision_due_on, new.evaluation_due_on) == (
            date(2029, 1, 1),
            date(2032, 12, 31),
            date(2031, 12, 31),
            date(2030, 1, 1),
        )

    def test_yes_refuses_when_something_lies_on_the_table(self, cast: Cast, running: Agreement) -> None:
        request = ask(cast.slt, running)
        on_the_table(cast.slt, cast.cooperation)
        with pytest.raises(Refused, match="ligger allerede en avtale på bordet"):
            answer(cast.police_contact, request, "yes")
        with wall.acting(cast.slt) as actor:
            assert revision_request_visible_to(actor, request.pk).reply == ""

    def test_the_new_one_supersedes_the_old_when_it_is_sealed(self, cast: Cast, running: Agreement) -> None:
        """A-om-a, A-gyld-b: the old one stays in force meanwhile."""
        new = successor_of(cast.slt, cast.police_contact, running)
        clause = clauses_of(cast.slt, new)[1]
        do(cast.slt, propose_wording, clause_id=clause.pk, heading="Politirådet",
           text="Partene møtes i politiråd fire ganger i året.", seen=0)  # fmt: skip
        do(cast.slt, hand_over_round, agreement_id=new.pk)
        do(cast.police_contact, accept_remaining, agreement_id=new.pk)
        do(cast.police_contact, hand_over_round, agreement_id=new.pk)
        version = freeze(cast.slt, new)
        for actor in (cast.director, cast.chief):
            approve(actor, version)
        for actor in (cast.director, cast.chief):
            sign(actor, version)
        seal(cast.slt, version, b"%PDF the next")
        old = fresh(cast.slt, running)
        assert [old.standing(day) for day in (date(2028, 12, 31), date(2029, 1, 1))] == [
            "in_force",
            "superseded",
        ]

    def test_a_noted_disagreement_comes_along_as_noted(self, cast: Cast) -> None:
        agreement = on_the_table(cast.director, cast.cooperation)
        second = clauses_of(cast.chief, agreement)[1]
        later = today() + timedelta(days=400)
        do(
            cast.chief,
            note_disagreement,
            clause_id=second.pk,
            reason="Vi er uenige.",
            look_again_on=later,
            seen=0,
        )
        do(cast.chief, accept_remaining, agreement_id=agreement.pk)
        do(cast.chief, hand_over_round, agreement_id=agreement.pk)
        do(cast.director, accept_remaining, agreement_id=agreement.pk)
        do(cast.director, hand_over_round, agreement_id=agreement.pk)
        version = freeze(cast.director, agreement)
        for actor in (cast.director, cast.chief):
            approve(actor, version)
        for actor in (cast.director, cast.chief):
            sign(actor, version)
        seal(cast.slt, version)
        with time_machine.travel(THEN):
            new = successor_of(cast.slt, cast.police_contact, agreement)
        copies = clauses_of(cast.slt, new)
        assert [(c.state, c.look_again_on) for c in copies] == [
            ("agreed", None), ("parked", later), ("agreed", None)
        ]  # fmt: skip
        with wall.acting(cast.slt):
            assert [c.agreed_wording.heading for c in Clause.objects.filter(agreement=new) if c.agreed_wording] == [
                "Formål", "Politirådet", "Kontaktpersoner"
            ]  # fmt: skip


def test_a_term_that_does_not_follow_the_year_moves_by_days(cast: Cast, running: Agreement) -> None:
    with wall.acting(cast.slt):
        Agreement.objects.filter(pk=running.pk).update(
            valid_from=date(2027, 2, 1), valid_to=date(2028, 6, 30), revision_due_on=None,
            evaluation_due_on=date(2028, 2, 29),
        )  # fmt: skip
    new = successor_of(cast.slt, cast.police_contact, running)
    assert (new.valid_from, new.valid_to, new.revision_due_on) == (
        date(2028, 7, 1), date(2028, 7, 1) + timedelta(days=515), None
    )  # fmt: skip


def test_a_leap_day_becomes_the_day_before(cast: Cast, running: Agreement) -> None:
    with wall.acting(cast.slt):
        Agreement.objects.filter(pk=running.pk).update(evaluation_due_on=date(2028, 2, 29))
    new = successor_of(cast.slt, cast.police_contact, running)
    assert new.evaluation_due_on == date(2030, 2, 28)


def test_its_clocks_are_shown(cast: Cast, running: Agreement) -> None:
    """A-eval-a."""
    assert [(clock.kind, clock.days_left, clock.is_late) for clock in clocks_of(running, today())] == [
        ("evaluation", -122, True),
        ("revision", 608, False),
        ("validity", 973, False),
    ]


def test_a_private_draft_does_not_stand_in_the_way(cast: Cast, running: Agreement) -> None:
    a_draft(cast.slt, cast.cooperation)
    assert successor_of(cast.police_contact, cast.slt, running).state == "negotiation"
