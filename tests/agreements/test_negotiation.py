"""The negotiation: by rounds, in private until handed over, alike for both. A-om-b, V-2.2-h."""

from datetime import date
from uuid import uuid4

import pytest

from samrad.agreements.commands.drafting import discard_draft, move_clause, set_terms, start_agreement
from samrad.agreements.commands.proposing import (
    add_clause,
    drop_preparation,
    propose_removal,
    propose_wording,
)
from samrad.agreements.commands.rounds import (
    accept_remaining,
    hand_over_round,
    reply_to_proposal,
    take_back_reply,
)
from samrad.agreements.models import Agreement, Clause, Proposal, Reply, Round, Wording
from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.agreements.queries.negotiation import Table, proposal_visible_to, table_of
from samrad.cooperation import wall
from samrad.cooperation.words import LooksPersonal
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.situations import FROM, TO, a_draft, all_agreed, clauses_of, do, fresh, on_the_table

pytestmark = pytest.mark.django_db


def table(actor: Actor, agreement: Agreement) -> Table:
    with wall.acting(actor):
        return table_of(actor, agreement_visible_to(actor, agreement.pk))


def lying(actor: Actor, agreement: Agreement, clause: Clause) -> Proposal:
    found = table(actor, agreement).row_of(clause.pk).on_table
    assert found
    return found


def propose(actor: Actor, clause: Clause, text: str, **given: object) -> Proposal:
    words = {"heading": "Formål", "text": text, "seen": 0} | given
    return do(actor, propose_wording, clause_id=clause.pk, **words)


def counts(actor: Actor) -> tuple[int, ...]:
    """How many rows of private kinds this person's database shows."""
    with wall.acting(actor):
        return tuple(model.objects.count() for model in (Clause, Wording, Proposal, Round, Reply))


class TestADraft:
    def test_either_party_may_start_one_without_an_offer(self, cast: Cast) -> None:
        """A-om-c, V-3-e."""
        for starter in (cast.police_contact, cast.slt):
            agreement = a_draft(starter, cast.cooperation)
            assert (agreement.state, agreement.language) == ("draft", cast.cooperation.language)
            assert agreement.years == "2027–2030"

    def test_shows_nothing_to_the_other_party_but_that_it_is_there(self, cast: Cast) -> None:
        agreement = a_draft(cast.police_contact, cast.cooperation)
        assert counts(cast.slt) == (0, 0, 0, 0, 0)
        assert counts(cast.police_contact) == (3, 3, 3, 1, 0)
        theirs = table(cast.slt, agreement)
        assert (theirs.clauses, theirs.rounds, theirs.prepared_count) == ([], [], 0)

    def test_is_only_its_own_partys_to_prepare(self, cast: Cast) -> None:
        agreement = a_draft(cast.police_contact, cast.cooperation)
        with pytest.raises(Denied, match="Utkastet tilhører motparten"):
            do(cast.slt, add_clause, agreement_id=agreement.pk, heading="Vårt", text="")
        with pytest.raises(Denied):
            do(cast.slt, hand_over_round, agreement_id=agreement.pk)

    def test_is_one_at_a_time_for_a_party(self, cast: Cast) -> None:
        a_draft(cast.slt, cast.cooperation)
        with pytest.raises(Refused, match="Dere har allerede et utkast"):
            a_draft(cast.slt, cast.cooperation)

    def test_is_edited_as_plain_text(self, cast: Cast) -> None:
        agreement = a_draft(cast.slt, cast.cooperation)
        first = clauses_of(cast.slt, agreement)[0]
        propose(cast.slt, first, "Ny tekst", seen=1)
        row = table(cast.slt, agreement).row_of(first.pk)
        assert row.wording and row.wording.text == "Ny tekst"
        assert row.ours and (row.ours.kind, row.ours.version) == ("addition", 2)

    def test_two_of_one_party_never_overwrite_each_other(self, cast: Cast) -> None:
        agreement = a_draft(cast.slt, cast.cooperation)
        first = clauses_of(cast.slt, agreement)[0]
        propose(cast.slt, first, "Koordinatorens tekst", seen=1)
        with pytest.raises(Stale) as late:
            propose(cast.mayor, first, "Ordførerens tekst", seen=1)
        assert (late.value.theirs, late.value.version) == ("Koordinatorens tekst", 2)

    def test_clauses_move_up_and_down_and_stop_at_the_ends(self, cast: Cast) -> None:
        """A-om-f."""
        agreement = a_draft(cast.slt, cast.cooperation)
        first, second, third = clauses_of(cast.slt, agreement)
        do(cast.slt, move_clause, clause_id=third.pk, direction="up")
        do(cast.slt, move_clause, clause_id=first.pk, direction="down")
        assert [c.pk for c in clauses_of(cast.slt, agreement)] == [third.pk, first.pk, second.pk]
        with pytest.raises(Refused, match="ytterst"):
            do(cast.slt, move_clause, clause_id=third.pk, direction="up")
        with pytest.raises(Refused, match="ytterst"):
            do(cast.slt, move_clause, clause_id=second.pk, direction="down")

    def test_a_clause_can_be_put_between_two_as_often_as_wanted(self, cast: Cast) -> None:
        agreement = a_draft(cast.slt, cast.cooperation)
        first = clauses_of(cast.slt, agreement)[0]
        added = [
            do(
                cast.slt, add_clause, agreement_id=agreement.pk, heading=f"Nr. {n}", text="", after=first.pk
            ).pk
            for n in range(20)
        ]
        assert [c.pk for c in clauses_of(cast.slt, agreement)][:21] == [first.pk, *reversed(added)]

    def test_a_clause_moved_first_again_and_again_stays_in_order(self, cast: Cast) -> None:
        agreement = a_draft(cast.slt, cast.cooperation)
        for _ in range(20):
            last = clauses_of(cast.slt, agreement)[1]
            do(cast.slt, move_clause, clause_id=last.pk, direction="up")
            assert clauses_of(cast.slt, agreement)[0].pk == last.pk

    def test_a_clause_is_taken_out_for_good_before_anyone_saw_it(self, cast: Cast) -> None:
        agreement = a_draft(cast.slt, cast.cooperation)
        clause = clauses_of(cast.slt, agreement)[1]
        do(cast.slt, propose_removal, clause_id=clause.pk, seen=1)
        assert counts(cast.slt) == (2, 2, 2, 1, 0)

    def test_dates_are_set_at_once_and_guarded(self, cast: Cast) -> None:
        """A-gyld-a, A-om-d."""
        agreement = a_draft(cast.slt, cast.cooperation)
        given = {"revision_due_on": None, "evaluation_due_on": date(2028, 6, 1), "scope": "council"}
        do(
            cast.slt,
            set_terms,
            agreement_id=agreement.pk,
            valid_from=FROM,
            valid_to=date(2029, 12, 31),
            seen=1,
            **given,
        )
        now = fresh(cast.slt, agreement)
        assert (now.valid_to, now.revision_due_on, now.scope, now.version) == (
            date(2029, 12, 31),
            None,
            "council",
            2,
        )
        with pytest.raises(Stale, match="En kollega endret datoene"):
            do(cast.slt, set_terms, agreement_id=agreement.pk, valid_from=FROM, valid_to=TO, seen=1, **given)

    @pytest.mark.parametrize(
        ("valid_from", "valid_to", "revision", "evaluation", "sentence"),
        [
            (TO, FROM, None, None, "kan ikke slutte før den begynner"),
            (FROM, TO, date(2031, 1, 1), None, "revisjon må ligge innenfor"),
            (FROM, TO, None, date(2026, 12, 31), "evaluering må ligge innenfor"),
        ],
    )
    def test_unsound_dates_are_refused(
        self,
        cast: Cast,
        valid_from: date,
        valid_to: date,
        revision: date | None,
        evaluation: date | None,
        sentence: str,
    ) -> None:
        agreement = a_draft(cast.slt, cast.cooperation)
        with pytest.raises(Refused, match=sentence):
            do(
                cast.slt,
                set_terms,
                agreement_id=agreement.pk,
                valid_from=valid_from,
                valid_to=valid_to,
                revision_due_on=revision,
                evaluation_due_on=evaluation,
                scope="whole",
                seen=1,
            )

    def test_a_term_of_more_than_twelve_years_is_refused(self, cast: Cast) -> None:
        with pytest.raises(Refused, match="over tolv år"):
            do(
                cast.slt,
                start_agreement,
                cooperation_id=cast.cooperation.pk,
                template_id=None,
                valid_from=FROM,
                valid_to=date(2050, 1, 1),
            )

    def test_a_template_that_does_not_fit_is_refused(self, cast: Cast) -> None:
        with pytest.raises(Refused, match="Malen passer ikke"):
            do(
                cast.slt,
                start_agreement,
                cooperation_id=cast.cooperation.pk,
                template_id=uuid4(),
                valid_from=FROM,
                valid_to=TO,
            )

    def test_can_be_put_away_and_a_new_one_begun(self, cast: Cast) -> None:
        agreement = a_draft(cast.slt, cast.cooperation)
        assert do(cast.slt, discard_draft, agreement_id=agreement.pk).state == "discarded"
        assert a_draft(cast.slt, cast.cooperation).pk != agreement.pk

    def test_what_is_on_the_table_cannot_be_put_away_by_one(self, cast: Cast) -> None:
        agreement = on_the_table(cast.slt, cast.cooperation)
        with pytest.raises(Refused, match="Bare et utkast"):
            do(cast.slt, discard_draft, agreement_id=agreement.pk)

    def test_an_empty_heading_and_personal_details_are_refused(self, cast: Cast) -> None:
        agreement = a_draft(cast.slt, cast.cooperation, points=())
        with pytest.raises(Refused, match="mangler overskrift"):
            do(cast.slt, add_clause, agreement_id=agreement.pk, heading="  \n ", text="x")
        with pytest.raises(LooksPersonal):
            do(cast.slt, add_clause, agreement_id=agreement.pk, heading="Kontakt", text="Ring 912 34 567.")
        assert counts(cast.slt)[0] == 0

    def test_an_empty_draft_cannot_be_handed_over(self, cast: Cast) -> None:
        agreement = a_draft(cast.slt, cast.cooperation, points=())
        with pytest.raises(Refused, match="ingenting å levere"):
            do(cast.slt, hand_over_round, agreement_id=agreement.pk)

    def test_only_one_agreement_comes_to_the_table(self, cast: Cast) -> None:
        a_draft(cast.slt, cast.cooperation)
        mine = a_draft(cast.police_contact, cast.cooperation)
        do(cast.police_contact, hand_over_round, agreement_id=mine.pk)
        with wall.acting(cast.slt):
            own = Agreement.objects.get(state="draft")
        with pytest.raises(Refused, match="Utkastet deres står her fortsatt"):
            do(cast.slt, hand_over_round, agreement_id=own.pk)


class TestARound:
    def test_shows_everything_at_once_when_it_is_handed_over(self, cast: Cast) -> None:
        agreement = on_the_table(cast.police_contact, cast.cooperation)
        theirs = table(cast.slt, agreement)
        assert [row.status for row in theirs.clauses] == ["waits_for_us"] * 3
        assert [row.number for row in theirs.clauses] == ["1", "2", "3"]
        assert theirs.is_our_turn
        assert [party.pk for party in theirs.waiting_parties] == [cast.slt.party]
        assert [round_.message for round_ in theirs.rounds] == ["Her er vårt første forslag."]
        ours = table(cast.police_contact, agreement)
        assert not ours.is_our_turn
        assert [row.status for row in ours.clauses] == ["waits_for_others"] * 3

    def test_stays_private_until_then(self, cast: Cast) -> None:
        agreement = on_the_table(cast.police_contact, cast.cooperation)
        before = counts(cast.police_contact)
        first = clauses_of(cast.slt, agreement)[0]
        mine = propose(cast.slt, first, "Hemmelig til vi leverer")
        assert counts(cast.police_contact) == before
        assert table(cast.police_contact, agreement).row_of(first.pk).status == "waits_for_others"
        with wall.acting(cast.police_contact), pytest.raises(Proposal.DoesNotExist):
            proposal_visible_to(cast.police_contact, mine.pk)

    def test_makes_a_clause_agreed_when_both_have_accepted_the_same_words(self, cast: Cast) -> None:
        agreement = all_agreed(cast.police_contact, cast.slt, cast.cooperation)
        rows = table(cast.slt, agreement).clauses
        assert [row.status for row in rows] == ["agreed"] * 3
        assert {row.accepted_by for row in rows} == {frozenset({cast.slt.party, cast.police_contact.party})}
        assert table(cast.slt, agreement).waiting_parties == []
        assert table(cast.slt, agreement).agreed_count == 3

    def test_counts_nothing_before_the_answer_is_handed_over(self, cast: Cast) -> None:
        agreement = on_the_table(cast.police_contact, cast.cooperation)
        first = clauses_of(cast.slt, agreement)[0]
        do(cast.slt, reply_to_proposal, proposal_id=lying(cast.slt, agreement, first).pk, verdict="accepted")
        assert table(cast.slt, agreement).row_of(first.pk).status == "replied_by_us"
        assert table(cast.police_contact, agreement).row_of(first.pk).status == "waits_for_others"

    def test_a_counterproposal_answers_what_lay_there(self, cast: Cast) -> None:
        agreement = on_the_table(cast.police_contact, cast.cooperation)
        first = clauses_of(cast.slt, agreement)[0]
        earlier = lying(cast.slt, agreement, first)
        propose(cast.slt, first, "Vi forebygger sammen.", reason="Kortere.", against=earlier.wording_id)
        assert table(cast.slt, agreement).prepared_count == 1
        do(cast.slt, hand_over_round, agreement_id=agreement.pk)
        row = table(cast.police_contact, agreement).row_of(first.pk)
        assert row.on_table and row.on_table.answers_id == earlier.pk
        assert (row.status, row.heading) == ("waits_for_us", "Formål")
        assert [p.status for p in row.history] == ["answered", "on_table"]
        assert table(cast.police_contact, agreement).next_number == 3

    def test_a_no_has_a_reason_and_leaves_the_clause_as_it_was(self, cast: Cast) -> None:
        agreement = all_agreed(cast.police_contact, cast.slt, cast.cooperation)
        first = clauses_of(cast.slt, agreement)[0]
        propose(cast.slt, first, "Noe helt annet.")
        do(cast.slt, hand_over_round, agreement_id=agreement.pk)
        lies = lying(cast.police_contact, agreement, first)
        with pytest.raises(Refused, match="hvorfor dere avslår"):
            do(cast.police_contact, reply_to_proposal, proposal_id=lies.pk, verdict="declined")
        do(
            cast.police_contact,
            reply_to_proposal,
            proposal_id=lies.pk,
            verdict="declined",
            reason="Vi står på det gamle.",
        )
        do(cast.police_contact, hand_over_round, agreement_id=agreement.pk)
        row = table(cast.slt, agreement).row_of(first.pk)
        assert (row.status, row.wording and row.wording.text[:8]) == ("agreed", "Kommunen")

    def test_a_declined_new_clause_stays_open_for_both(self, cast: Cast) -> None:
        agreement = on_the_table(cast.police_contact, cast.cooperation)
        first = clauses_of(cast.slt, agreement)[0]
        lies = lying(cast.slt, agreement, first)
        do(cast.slt, reply_to_proposal, proposal_id=lies.pk, verdict="declined", reason="For vidt.")
        do(cast.slt, accept_remaining, agreement_id=agreement.pk)
        do(cast.slt, hand_over_round, agreement_id=agreement.pk)
        seen = table(cast.police_contact, agreement)
        assert [row.status for row in seen.clauses] == ["open", "agreed", "agreed"]
        assert len(seen.waiting_parties) == 2
        assert seen.row_of(first.pk).base == lies.wording

    def test_nobody_answers_their_own(self, cast: Cast) -> None:
        agreement = on_the_table(cast.police_contact, cast.cooperation)
        first = clauses_of(cast.slt, agreement)[0]
        lies = lying(cast.police_contact, agreement, first)
        with pytest.raises(Refused, match="deres eget forslag"):
            do(cast.police_contact, reply_to_proposal, proposal_id=lies.pk, verdict="accepted")

    def test_an_answer_and_a_counterproposal_never_stand_side_by_side(self, cast: Cast) -> None:
        agreement = on_the_table(cast.police_contact, cast.cooperation)
        first = clauses_of(cast.slt, agreement)[0]
        lies = lying(cast.slt, agreement, first)
        do(cast.slt, reply_to_proposal, proposal_id=lies.pk, verdict="accepted")
        propose(cast.slt, first, "Likevel heller slik.")
        assert table(cast.slt, agreement).row_of(first.pk).our_reply is None
        with pytest.raises(Refused, match="eget forslag under arbeid"):
            do(cast.slt, reply_to_proposal, proposal_id=lies.pk, verdict="accepted")

    def test_an_answer_can_be_taken_back_and_a_proposal_dropped(self, cast: Cast) -> None:
        agreement = on_the_table(cast.police_contact, cast.cooperation)
        first, second, _third = clauses_of(cast.slt, agreement)
        lies = lying(cast.slt, agreement, first)
        do(cast.slt, reply_to_proposal, proposal_id=lies.pk, verdict="accepted")
        mine = propose(cast.slt, second, "Tre ganger i året.")
        do(cast.slt, take_back_reply, proposal_id=lies.pk)
        do(cast.slt, drop_preparation, proposal_id=mine.pk)
        assert table(cast.slt, agreement).prepared_count == 0
        with pytest.raises(Refused, match="er levert"):
            do(cast.police_contact, drop_preparation, proposal_id=lies.pk)

    def test_the_same_words_again_are_no_proposal(self, cast: Cast) -> None:
        agreement = on_the_table(cast.police_contact, cast.cooperation)
        first = clauses_of(cast.slt, agreement)[0]
        same = lying(cast.slt, agreement, first).wording
        assert same
        with pytest.raises(Refused, match="den samme som står der"):
            propose(cast.slt, first, same.text)

    def test_an_answer_to_what_has_moved_is_looked_at_again(self, cast: Cast) -> None:
        agreement = on_the_table(cast.police_contact, cast.cooperation)
        first, second, _third = clauses_of(cast.slt, agreement)
        old, other = lying(cast.slt, agreement, first), lying(cast.slt, agreement, second)
        do(cast.slt, reply_to_proposal, proposal_id=old.pk, verdict="accepted")
        mine = propose(cast.slt, second, "Fire ganger i året.", against=other.wording_id)
        propose(cast.police_contact, first, "Politiets nye ord.")
        propose(cast.police_contact, second, "Politiets nye møter.")
        do(cast.police_contact, hand_over_round, agreement_id=agreement.pk)
        rows = table(cast.slt, agreement)
        assert [row.status for row in rows.clauses] == ["look_again", "look_again", "waits_for_us"]
        with pytest.raises(Refused, match="lagt fram noe nytt siden dere skrev: «Formål»"):
            do(cast.slt, hand_over_round, agreement_id=agreement.pk)
        with pytest.raises(Stale, match="Motparten la fram en ny ordlyd") as late:
            propose(cast.slt, second, "Fem.", seen=mine.version, against=other.wording_id)
        assert late.value.theirs == "Politiets nye møter."
        propose(cast.slt, second, "Fem.", seen=mine.version)
        do(cast.slt, reply_to_proposal, proposal_id=lying(cast.slt, agreement, first).pk, verdict="accepted")
        assert do(cast.slt, hand_over_round, agreement_id=agreement.pk).number == 3
        assert table(cast.slt, agreement).row_of(first.pk).status == "agreed"

    def test_handing_over_twice_makes_one_round(self, cast: Cast) -> None:
        agreement = on_the_table(cast.police_contact, cast.cooperation)
        with pytest.raises(Refused, match="ingenting å levere"):
            do(cast.police_contact, hand_over_round, agreement_id=agreement.pk)
        assert [r.number for r in table(cast.slt, agreement).rounds] == [1]

    def test_what_one_party_put_forward_it_may_replace(self, cast: Cast) -> None:
        agreement = on_the_table(cast.police_contact, cast.cooperation)
        first = clauses_of(cast.slt, agreement)[0]
        propose(cast.police_contact, first, "Bedre ord.")
        do(cast.police_contact, hand_over_round, agreement_id=agreement.pk)
        assert [p.status for p in table(cast.slt, agreement).row_of(first.pk).history] == [
            "withdrawn",
            "on_table",
        ]
