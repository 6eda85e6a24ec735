"""The agreement's last points in the order of the official template: evaluation, and validity."""

from datetime import date, timedelta

import pytest

from samrad.agreements.commands.living import answer_revision, ask_for_revision
from samrad.agreements.models import Agreement
from samrad.agreements.queries.agreements import revision_requests_of
from samrad.cooperation import wall
from samrad.kernel.answers import Denied, Refused
from samrad.kernel.clock import today
from tests.cast import Cast
from tests.guide.drafts import at, findings, waiting
from tests.situations import FROM, TO, all_agreed, do, frozen, in_force

pytestmark = pytest.mark.django_db


class TestEvaluationAndRevision:
    """When the agreement is looked at again. Three clocks, and none of them is another."""

    def test_a_revision_has_its_own_day_apart_from_evaluation_and_end(self, cast: Cast) -> None:
        """A-eval-a."""
        terms = frozen(cast.slt, cast.police_contact, cast.cooperation).content["terms"]
        days = [terms[name] for name in ("evaluation_due_on", "revision_due_on", "valid_to")]
        assert days == ["2028-01-01", "2029-12-31", "2030-12-31"]

    def test_both_are_told_in_time_and_it_is_late_after(self, cast: Cast) -> None:
        """A-eval-a: ninety days before, which is our own number; never before that."""
        in_force(cast.director, cast.chief, cast.cooperation)
        for day, late in ((date(2029, 10, 1), None), (date(2029, 10, 2), False), (date(2030, 1, 1), True)):
            with at(day):
                for person in (cast.slt, cast.chief):
                    rows = [row.is_late for row in waiting(person) if "på nytt" in row.text]
                    assert rows == ([] if late is None else [late]), (day, person.name)

    def test_it_is_met_when_the_parties_have_answered_each_other(self, cast: Cast) -> None:
        """A-eval-a."""
        agreement = in_force(cast.director, cast.chief, cast.cooperation)
        with at(date(2029, 11, 5)):
            asked = do(cast.slt, ask_for_revision, agreement_id=agreement.pk, reason="Det er tid for det.")
            do(cast.chief, answer_revision, request_id=asked.pk, reply="declined", reason="Den virker godt.")
            assert [row.text for row in waiting(cast.slt) if "på nytt" in row.text] == []

    def test_a_day_outside_the_years_is_stopped_and_no_day_is_advised_against(self, cast: Cast) -> None:
        """A-eval-a."""
        agreement = all_agreed(cast.slt, cast.police_contact, cast.cooperation)
        with wall.acting(cast.slt):
            Agreement.objects.filter(pk=agreement.pk).update(revision_due_on=TO + timedelta(days=1))
        assert ("revision_outside", True) in findings(cast.slt, agreement)
        with wall.acting(cast.slt):
            Agreement.objects.filter(pk=agreement.pk).update(revision_due_on=None)
        assert ("no_revision_date", False) in findings(cast.slt, agreement)


class TestValidity:
    """It holds for stated years, and never goes on by itself."""

    def test_follows_the_calendar_and_is_never_renewed_silently(self, cast: Cast) -> None:
        """A-gyld-a: whole years are 1 January to 31 December."""
        agreement = in_force(cast.director, cast.chief, cast.cooperation)
        days = (date(2026, 12, 31), FROM, TO, date(2031, 1, 1), date(2040, 1, 1))
        assert [agreement.standing(day) for day in days] == [
            "upcoming", "in_force", "in_force", "expired", "expired",
        ]  # fmt: skip

    def test_both_are_told_before_it_ends_and_not_after(self, cast: Cast) -> None:
        """A-gyld-a."""
        in_force(cast.director, cast.chief, cast.cooperation)
        for day, told in (
            (date(2030, 10, 1), []),
            (date(2030, 10, 2), [TO]),
            (TO, [TO]),
            (date(2031, 1, 1), []),
        ):
            with at(day):
                for person in (cast.slt, cast.police_contact):
                    found = [row.due for row in waiting(person) if row.text == "Avtale 2027–2030 går ut"]
                    assert found == told, (day, person.name)

    @pytest.mark.parametrize(("asks", "answers"), [("slt", "chief"), ("police_contact", "director")])
    def test_either_may_ask_for_revision_and_the_other_answers(
        self, cast: Cast, asks: str, answers: str
    ) -> None:
        """A-gyld-b: a reasoned no, or a new text; in force meanwhile."""
        agreement = in_force(cast.director, cast.chief, cast.cooperation)
        one, other = getattr(cast, asks), getattr(cast, answers)
        with at(date(2028, 5, 2)):
            asked = do(one, ask_for_revision, agreement_id=agreement.pk, reason="Ny organisering hos oss.")
            with pytest.raises(Refused, match="Det er motparten som svarer"):
                do(one, answer_revision, request_id=asked.pk, reply="yes")
            with pytest.raises(Refused, match="Skriv kort hvorfor"):
                do(other, answer_revision, request_id=asked.pk, reply="declined")
            assert agreement.standing(today()) == "in_force"
            new = do(other, answer_revision, request_id=asked.pk, reply="yes")
            assert (new.predecessor_id, new.state) == (agreement.pk, "negotiation")
            with wall.acting(one):
                requests = revision_requests_of(one, agreement)
            assert [(r.asked_on, r.reply, r.replied_on) for r in requests] == [
                (date(2028, 5, 2), "yes", date(2028, 5, 2))
            ]

    def test_nobody_asks_outside_the_years_or_from_outside(self, cast: Cast) -> None:
        """A-gyld-b."""
        agreement = in_force(cast.director, cast.chief, cast.cooperation)
        with pytest.raises(Refused, match="bare bes om mens avtalen gjelder"):
            do(cast.slt, ask_for_revision, agreement_id=agreement.pk, reason="For tidlig.")
        with at(date(2028, 5, 2)), pytest.raises((Denied, Agreement.DoesNotExist)):
            do(cast.neighbour_mayor, ask_for_revision, agreement_id=agreement.pk, reason="Ikke vår.")
