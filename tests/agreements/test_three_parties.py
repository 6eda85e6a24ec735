"""A regional agreement: two municipalities and their district, and a yes is needed from each of the others."""

import pytest

from samrad.agreements.commands.rounds import accept_remaining, hand_over_round, reply_to_proposal
from samrad.agreements.models import Agreement, Proposal
from samrad.cooperation import wall
from samrad.cooperation.commands import found_cooperation
from samrad.kernel.answers import Refused
from tests.cast import Cast
from tests.situations import clauses_of, do, on_the_table
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered_by_one(cast: Cast) -> Agreement:
    """Lyngvik put it forward, the police have said yes, Storvik has not answered."""
    houses = [cast.places.lyngvik.pk, cast.places.storvik.pk, cast.places.north.pk]
    region = do(
        cast.mayor, found_cooperation, kind="regional", organisations=houses, name="Fjorden", language="nb"
    )
    agreement = on_the_table(cast.mayor, region)
    do(cast.chief, accept_remaining, agreement_id=agreement.pk)
    do(cast.chief, hand_over_round, agreement_id=agreement.pk)
    return agreement


def test_who_has_answered_is_not_asked_again(cast: Cast, answered_by_one: Agreement) -> None:
    """A-om-b."""
    with wall.acting(cast.chief):
        proposal = Proposal.objects.filter(agreement=answered_by_one.pk, status="on_table")[0]
    for verdict in ("accepted", "declined"):
        with pytest.raises(Refused, match="Dere har allerede svart på dette"):
            do(cast.chief, reply_to_proposal, proposal_id=proposal.pk, verdict=verdict, reason="Nei.")
    client = login_as("enhetsleder")
    page = visit(client, f"/avtale/{answered_by_one.pk}/")
    assert ("Storvik kommune har neste trekk" in page.text, "Godta ordlyden" in page.text) == (True, False)
    again = send(client, f"/forslag/{proposal.pk}/svar/", {"verdict": "accepted"}, status=422)
    assert "Forslaget venter på de andre partene." in again.text
    clause = {"heading": "Noe nytt", "text": "Mer", "kind": "intention", "level": "1", "reason": ""}
    page = send(client, f"/avtale/{answered_by_one.pk}/nytt-punkt/", clause)
    assert "Dere har noe som ikke er levert" in page.text
    assert ("Dere har neste trekk" in page.text, "venter på svar" in page.text) == (False, False)


def test_the_last_yes_makes_it_so(cast: Cast, answered_by_one: Agreement) -> None:
    page = visit(login_as("nabokommune"), f"/avtale/{answered_by_one.pk}/")
    assert ("Dere har neste trekk" in page.text, "Godta ordlyden" in page.text) == (True, True)
    do(cast.neighbour_mayor, accept_remaining, agreement_id=answered_by_one.pk)
    do(cast.neighbour_mayor, hand_over_round, agreement_id=answered_by_one.pk)
    assert {clause.state for clause in clauses_of(cast.mayor, answered_by_one)} == {"agreed"}
