"""What else is proposed in a negotiation: order, terms, disagreement; and those outside see none of it. A-om-b, V-2.2-h."""

from datetime import date

import pytest
import time_machine

from samrad.agreements.commands.drafting import move_clause, set_terms
from samrad.agreements.commands.proposing import (
    add_clause,
    note_disagreement,
    propose_removal,
)
from samrad.agreements.commands.rounds import (
    accept_remaining,
    hand_over_round,
    reply_to_proposal,
)
from samrad.agreements.models import Agreement, Clause
from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.agreements.queries.negotiation import clause_visible_to
from samrad.cooperation import wall
from samrad.kernel.answers import Denied, Refused
from tests.agreements.test_negotiation import counts, lying, propose, table
from tests.cast import Cast
from tests.situations import FROM, all_agreed, clauses_of, do, fresh, on_the_table

pytestmark = pytest.mark.django_db


class TestOtherProposals:
    def test_a_clause_is_taken_out_when_both_want_it(self, cast: Cast) -> None:
        """A-om-e, A-om-f."""
        agreement = all_agreed(cast.police_contact, cast.slt, cast.cooperation)
        second = clauses_of(cast.slt, agreement)[1]
        do(cast.slt, propose_removal, clause_id=second.pk, reason="Står i planen.", seen=0)
        do(cast.slt, hand_over_round, agreement_id=agreement.pk)
        do(cast.police_contact, accept_remaining, agreement_id=agreement.pk)
        do(cast.police_contact, hand_over_round, agreement_id=agreement.pk)
        after = table(cast.slt, agreement)
        assert [(row.status, row.number) for row in after.clauses] == [
            ("agreed", "1"),
            ("removed", ""),
            ("agreed", "2"),
        ]
        assert len(after.living) == 2
        with pytest.raises(Refused, match="Punktet er tatt ut"):
            propose(cast.slt, second, "Tilbake?")

    def test_a_noted_disagreement_keeps_its_day_to_look_again(self, cast: Cast) -> None:
        agreement = on_the_table(cast.police_contact, cast.cooperation)
        second = clauses_of(cast.slt, agreement)[1]
        note = {"clause_id": second.pk, "reason": "Hvor mange møter.", "seen": 0}
        do(cast.slt, note_disagreement, look_again_on=date(2027, 9, 1), **note)
        do(cast.slt, accept_remaining, agreement_id=agreement.pk)
        do(cast.slt, hand_over_round, agreement_id=agreement.pk)
        lies = lying(cast.police_contact, agreement, second)
        assert (lies.kind, lies.against and lies.against.heading) == ("disagreement", "Politirådet")
        do(cast.police_contact, accept_remaining, agreement_id=agreement.pk)
        do(cast.police_contact, hand_over_round, agreement_id=agreement.pk)
        row = table(cast.slt, agreement).row_of(second.pk)
        assert (row.status, row.clause.look_again_on, row.is_settled) == ("parked", date(2027, 9, 1), True)

    @time_machine.travel("2026-11-24 12:00", tick=True)
    def test_a_disagreement_says_what_and_never_looks_back(self, cast: Cast) -> None:
        agreement = on_the_table(cast.police_contact, cast.cooperation)
        mine = do(cast.slt, add_clause, agreement_id=agreement.pk, heading="Vårt", text="")
        first = clauses_of(cast.slt, agreement)[0]
        for clause, reason, day, sentence in (
            (mine, "Uenig.", None, "ikke sett dette punktet"),
            (first, "  ", None, "hva dere er uenige om"),
            (first, "Uenig.", date(2026, 11, 23), "kan ikke være passert"),
        ):
            with pytest.raises(Refused, match=sentence):
                do(cast.slt, note_disagreement, clause_id=clause.pk, reason=reason, look_again_on=day, seen=0)

    def test_words_under_way_are_not_lost_to_a_removal(self, cast: Cast) -> None:
        agreement = on_the_table(cast.police_contact, cast.cooperation)
        first = clauses_of(cast.slt, agreement)[0]
        mine = propose(cast.slt, first, "Våre ord.")
        with pytest.raises(Refused, match="Forkast den først"):
            do(cast.slt, propose_removal, clause_id=first.pk, seen=mine.version)

    def test_a_new_order_is_proposed_and_accepted(self, cast: Cast) -> None:
        """A-om-f."""
        agreement = all_agreed(cast.police_contact, cast.slt, cast.cooperation)
        first, second, third = clauses_of(cast.slt, agreement)
        do(cast.slt, move_clause, clause_id=third.pk, direction="up")
        do(cast.slt, move_clause, clause_id=third.pk, direction="up")
        assert [row.clause.pk for row in table(cast.slt, agreement).clauses] == [
            third.pk,
            first.pk,
            second.pk,
        ]
        assert table(cast.mayor, agreement).clauses[0].clause.pk == third.pk
        assert table(cast.police_contact, agreement).clauses[0].clause.pk == first.pk
        do(cast.slt, hand_over_round, agreement_id=agreement.pk)
        assert [p.kind for p in table(cast.police_contact, agreement).others] == ["order"]
        do(cast.police_contact, accept_remaining, agreement_id=agreement.pk)
        do(cast.police_contact, hand_over_round, agreement_id=agreement.pk)
        assert [c.pk for c in clauses_of(cast.slt, agreement)] == [third.pk, first.pk, second.pk]

    def test_new_dates_are_proposed_and_accepted(self, cast: Cast) -> None:
        """A-gyld-a."""
        agreement = on_the_table(cast.police_contact, cast.cooperation)
        do(
            cast.slt,
            set_terms,
            agreement_id=agreement.pk,
            valid_from=FROM,
            valid_to=date(2028, 12, 31),
            revision_due_on=date(2028, 6, 1),
            evaluation_due_on=None,
            scope="whole",
            seen=0,
            reason="Følger valgperioden.",
        )
        do(cast.slt, accept_remaining, agreement_id=agreement.pk)
        do(cast.slt, hand_over_round, agreement_id=agreement.pk)
        lies = table(cast.police_contact, agreement).others[0]
        do(cast.police_contact, reply_to_proposal, proposal_id=lies.pk, verdict="accepted")
        assert lies.pk in table(cast.police_contact, agreement).our_other_replies
        do(cast.police_contact, hand_over_round, agreement_id=agreement.pk)
        now = fresh(cast.slt, agreement)
        assert (now.valid_to, now.revision_due_on, now.evaluation_due_on) == (
            date(2028, 12, 31),
            date(2028, 6, 1),
            None,
        )

    def test_a_newer_set_of_dates_takes_the_place_of_the_older(self, cast: Cast) -> None:
        agreement = on_the_table(cast.police_contact, cast.cooperation)
        terms = {"revision_due_on": None, "evaluation_due_on": None, "scope": "whole", "seen": 0}
        for actor, year in ((cast.slt, 2028), (cast.police_contact, 2029)):
            do(
                actor,
                set_terms,
                agreement_id=agreement.pk,
                valid_from=FROM,
                valid_to=date(year, 12, 31),
                **terms,
            )
            do(actor, hand_over_round, agreement_id=agreement.pk)
        lies = table(cast.slt, agreement).others
        assert [p.details["valid_to"] for p in lies] == ["2029-12-31"]


class TestOutsiders:
    def test_find_nothing(self, cast: Cast) -> None:
        agreement = on_the_table(cast.police_contact, cast.cooperation)
        clause = clauses_of(cast.slt, agreement)[0]
        for stranger in (cast.neighbour_mayor, cast.oversight):
            assert counts(stranger) == (0, 0, 0, 0, 0)
            with wall.acting(stranger), pytest.raises(Agreement.DoesNotExist):
                agreement_visible_to(stranger, agreement.pk)
            with wall.acting(stranger), pytest.raises(Clause.DoesNotExist):
                clause_visible_to(stranger, clause.pk)

    def test_a_reader_reads_and_does_not_write(self, cast: Cast) -> None:
        agreement = on_the_table(cast.police_contact, cast.cooperation)
        clause = clauses_of(cast.slt, agreement)[0]
        assert table(cast.reader, agreement).clauses[0].heading == "Formål"
        with pytest.raises(Denied, match="koordinerer eller undertegner"):
            propose(cast.reader, clause, "Leserens ord.")
