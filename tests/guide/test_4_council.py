"""Chapter 4, as far as the free choice goes: who invites, who is free, and what counts as cooperation."""

from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client

from samrad.cooperation.commands import answer_offer, make_offer, state_choice
from samrad.cooperation.queries import choices_of, municipalities_without_offer
from samrad.kernel.answers import Denied
from tests.cast import Cast
from tests.guide.drafts import waiting
from tests.situations import do, in_force
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)
COUNCIL = {"matter": "council", "offered_on": DAY}


def stated(cast: Cast, status: str) -> None:
    do(cast.mayor, state_choice, organisation_id=cast.places.lyngvik.pk, matter="council", status=status)


class TestGuide_4:
    """The police invite. The municipality cannot be ordered."""

    def test_every_municipality_is_invited_and_who_is_not_stands_on_the_polices_list(
        self, cast: Cast
    ) -> None:
        """V-4-d: an invitation meets the duty, whatever is answered."""
        given = {"cooperation_id": cast.cooperation.pk, "organisation_id": cast.places.lyngvik.pk, **COUNCIL}
        heading = "Kommuner som ikke er invitert til politiråd"
        assert heading in visit(login_as("politikontakt"), "/").text
        assert heading not in visit(login_as("slt"), "/").text
        with pytest.raises(Denied, match="Det er politiet som tilbyr"):
            do(cast.mayor, make_offer, **given)
        offer = do(cast.police_contact, make_offer, channel="meeting", **given)
        assert (offer.offered_on, offer.channel, offer.reply) == (DAY, "meeting", "")
        assert municipalities_without_offer(cast.chief, "council") == []
        do(cast.slt, answer_offer, offer_id=offer.pk, reply="no", seen=1)
        assert municipalities_without_offer(cast.chief, "council") == []
        assert heading not in visit(login_as("politikontakt"), "/").text

    def test_a_council_that_is_there_needs_no_invitation(self, cast: Cast) -> None:
        """V-4-d."""
        assert [town.name for town in municipalities_without_offer(cast.chief, "council")] == ["Lyngvik"]
        stated(cast, "in_force")
        assert municipalities_without_offer(cast.chief, "council") == []
        assert municipalities_without_offer(cast.mayor, "council") == []

    def test_a_municipality_cannot_be_ordered(self, cast: Cast) -> None:
        """V-4-e: nobody can answer for it, and a no is neither late nor reminded of."""
        town = cast.places.lyngvik.pk
        for other in (cast.chief, cast.oversight, cast.operator):
            with pytest.raises((Denied, ObjectDoesNotExist)):
                do(other, state_choice, organisation_id=town, matter="council", status="in_force")
        stated(cast, "no")
        assert (waiting(cast.mayor), waiting(cast.slt)) == ([], [])
        assert "over fristen" not in visit(login_as("ordforer"), "/samarbeid/lyngvik/").text.lower()

    def test_council_and_agreement_are_chosen_apart(self, cast: Cast) -> None:
        """V-4-e: a no to one leaves the other as it was."""
        town = cast.places.lyngvik.pk
        stated(cast, "no")
        in_force(cast.director, cast.chief, cast.cooperation)
        stand = choices_of([town])[town]
        assert (stand["council"].status, stand["agreement"].status) == ("no", "in_force")

    def test_a_form_of_its_own_is_cooperation_too(self, cast: Cast) -> None:
        """V-4-f: in the country and in each district; not answered is not a no."""

        def told() -> list[str]:
            page = visit(Client(), "/landet/?valg=council")
            lines = [" ".join("".join(p.itertext()).split()) for p in page.all("p")]
            return [line.split(" samarbeider")[0] for line in lines if "samarbeider med politiet" in line]

        assert told() == ["0 av 2 kommuner", "0 av 1", "0 av 1"]
        stated(cast, "another_way")
        assert told() == ["1 av 2 kommuner", "1 av 1", "0 av 1"]
        do(cast.neighbour_mayor, state_choice, organisation_id=cast.places.storvik.pk, matter="council",
           status="in_force")  # fmt: skip
        assert told() == ["2 av 2 kommuner", "1 av 1", "1 av 1"]
        stated(cast, "no")
        assert told() == ["1 av 2 kommuner", "0 av 1", "1 av 1"]
        assert "samarbeider med politiet" not in visit(Client(), "/landet/?valg=slt").text

    def test_may_be_described_in_its_own_words(self, cast: Cast) -> None:
        """V-4-f: to the other party, and to nobody else."""
        given = {"cooperation_id": cast.cooperation.pk, "organisation_id": cast.places.lyngvik.pk, **COUNCIL}
        offer = do(cast.police_contact, make_offer, **given)
        words = "Vi møtes i beredskapsrådet."
        do(cast.slt, answer_offer, offer_id=offer.pk, reply="another_way", words=words, seen=1)
        assert words in visit(login_as("politikontakt"), "/samarbeid/lyngvik/").text
        assert words not in visit(Client(), "/kommune/lyngvik/").text
        assert "På en annen måte" in visit(Client(), "/kommune/lyngvik/").text
