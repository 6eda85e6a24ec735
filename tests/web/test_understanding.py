"""What the parties understand together of a focus area, what each sees differently, and the talk across the agencies."""

from uuid import UUID

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from samrad.cooperation import wall
from samrad.cooperation.commands.aims import close_focus_area
from samrad.cooperation.commands.understanding import (
    comment_on_area,
    confirm_summary,
    propose_summary,
    say_differing,
    take_back_comment,
)
from samrad.cooperation.models import Challenge, Comment, FocusArea, Summary
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.knowledge.commands.pictures import begin_picture, choose_contribution
from samrad.ledger.models import Entry
from tests.cast import Cast
from tests.knowledge.situations import a_draft_of, a_request, given_to
from tests.meetings.settings import a_council
from tests.plans.situations import a_measure, a_plan
from tests.plans.test_across import a_challenge, an_area
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def area(cast: Cast) -> FocusArea:
    return an_area(cast, a_challenge(cast))


def test_a_summary_is_agreed_differing_views_stand_beside_it_and_both_talk(
    cast: Cast, area: FocusArea
) -> None:
    """V-4.1.4-a: an agreed summary, each party's differing view, a thread across the agencies, read by both, in the same words."""
    town, police, here = login_as("slt"), login_as("politikontakt"), f"/satsingsomrade/{area.pk}/"
    assert "Ingen har oppsummert situasjonen ennå." in visit(town, here).text
    send(town, f"{here}oppsummering/", {"text": "Uroen er flyttet til stasjonen", "seen": "0"})
    page = visit(police, here)
    assert "Lyngvik: ja" in page.text
    assert "Nordre: ikke svart" in page.text.replace("Nordre politidistrikt", "Nordre")
    send(police, f"{here}vart-syn/", {"text": "Vi ser færre slagsmål", "seen": "0"})
    assert "Ja, dette er vi enige i" not in visit(town, here).text  # it said yes by proposing
    send(police, f"{here}enig/", {"seen": "1"})
    send(police, f"{here}samtale/", {"text": "Skal vi be om tall fra skolen?"})
    first = next(link for link in visit(town, here).links if "?svar=" in link)
    send(town, first, {"text": "Ja, vi bestiller dem"})
    for name in ("slt", "politikontakt", "leser", "enhetsleder"):
        text = visit(login_as(name), here).text
        for words in (
            "Uroen er flyttet til stasjonen",
            "Vi ser færre slagsmål",
            "Skal vi be om tall fra skolen?",
            "Ja, vi bestiller dem",
        ):
            assert words in text, (name, words)
        assert "ikke svart" not in text
    for outsider in ("nabokommune", "skole", "direktorat"):
        assert login_as(outsider).get(here).status_code in {403, 404}


def test_what_both_sides_have_given_of_knowledge_stands_there(cast: Cast, area: FocusArea) -> None:
    """V-4.1.4-a: contributions are visible from both sides, and a draft of one is seen by nobody else."""
    forum = a_council(cast)
    with wall.acting(cast.slt):
        challenge = Challenge.objects.get(cooperation=cast.cooperation)
    about = {"title": "Torget", "challenge_id": challenge.pk}
    picture, request = do(cast.slt, begin_picture, forum_id=forum.pk, **about), a_request(cast.slt, forum.pk)
    for who, title in ((cast.slt, "Uro på torget"), (cast.police_contact, "Anmeldelser på torget")):
        given = given_to(who, request, title)
        do(who, choose_contribution, picture_id=picture.pk, contribution_id=given.pk)
    a_draft_of(cast.slt, request.pk, "Ikke ferdig")
    for name in ("slt", "politikontakt", "leser"):
        text = visit(login_as(name), f"/satsingsomrade/{area.pk}/").text
        seen = ("Uro på torget" in text, "Anmeldelser på torget" in text, "Ikke ferdig" in text)
        assert seen == (True, True, False)


def test_a_new_wording_asks_for_everybodys_yes_anew_and_the_old_one_stays(
    cast: Cast, area: FocusArea
) -> None:
    do(cast.slt, propose_summary, area_id=area.pk, text="Den første")
    do(cast.police_contact, confirm_summary, area_id=area.pk, seen=1)
    with pytest.raises(Refused, match="samme ordlyd"):
        do(cast.slt, propose_summary, area_id=area.pk, text="Den første", seen=1)
    with pytest.raises(Stale):
        do(cast.slt, propose_summary, area_id=area.pk, text="Den andre", seen=0)
    do(cast.police_contact, propose_summary, area_id=area.pk, text="Den andre", seen=1)
    with pytest.raises(Refused, match="en annen nå"):
        do(cast.slt, confirm_summary, area_id=area.pk, seen=1)
    text = visit(login_as("slt"), f"/satsingsomrade/{area.pk}/").text
    assert ("Den andre" in text, "Tidligere oppsummeringer" in text, "Den første" in text) == (
        True,
        True,
        True,
    )
    assert "Ja, dette er vi enige i" in text
    do(cast.slt, confirm_summary, area_id=area.pk, seen=2)
    with pytest.raises(Refused, match="allerede sagt ja"):
        do(cast.slt, confirm_summary, area_id=area.pk, seen=2)
    with wall.acting(cast.slt):
        rows = Entry.objects.filter(kind="SummaryConfirmed").order_by("seq")
        assert [row.payload["all_approved"] for row in rows] == [True, True]
    with pytest.raises(ProgrammingError), wall.acting(cast.slt):
        Summary.objects.update(text="En annen historie")


def test_a_differing_view_is_the_partys_own_and_is_taken_away_by_emptying_it(
    cast: Cast, area: FocusArea
) -> None:
    view = do(cast.slt, say_differing, area_id=area.pk, text="Vi ser det slik")
    assert view is not None
    with pytest.raises(Stale):
        do(cast.mayor, say_differing, area_id=area.pk, text="Noe annet", seen=0)
    do(cast.police_contact, say_differing, area_id=area.pk, text="Vi ser det så")
    assert do(cast.mayor, say_differing, area_id=area.pk, text=" ", seen=1) is None
    text = visit(login_as("slt"), f"/satsingsomrade/{area.pk}/").text
    assert ("Vi ser det slik" in text, "Vi ser det så" in text) == (False, True)
    with pytest.raises(Denied):
        do(cast.reader, say_differing, area_id=area.pk, text="Jeg ser det")


def test_everybody_who_acts_for_a_party_talks_and_nobody_else(cast: Cast, area: FocusArea) -> None:
    """Words about a person are stopped; whoever wrote it, or writes for the same party, takes it back, and then no word is left."""
    comment = do(cast.reader, comment_on_area, area_id=area.pk, text="Fra en som bare leser")
    with pytest.raises(FocusArea.DoesNotExist):
        do(cast.foreign_contact, comment_on_area, area_id=area.pk, text="Utenfra")
    refused = send(
        login_as("slt"), f"/satsingsomrade/{area.pk}/samtale/", {"text": "Ring 13097248022"}, status=422
    )
    assert "Dette ligner et fødselsnummer" in refused.text
    with pytest.raises(Denied):
        do(cast.police_contact, take_back_comment, comment_id=comment.pk)
    page = send(login_as("slt"), f"/kommentar/{comment.pk}/trekk/")
    assert ("Trukket" in page.text, "Fra en som bare leser" in page.text) == (True, False)
    with pytest.raises(Refused, match="er trukket"):
        do(cast.reader, take_back_comment, comment_id=comment.pk)
    other = an_area(cast, a_challenge(cast, "close_relations"))
    with pytest.raises(Refused, match="står ikke her"):
        do(cast.slt, comment_on_area, area_id=other.pk, text="Svar", answers=comment.pk)
    do(cast.slt, close_focus_area, area_id=other.pk, reason="Nådd", seen=other.version)
    with pytest.raises(Refused, match="avsluttet"):
        do(cast.slt, comment_on_area, area_id=other.pk, text="Etterpå")


def test_a_measure_has_its_own_talk(cast: Cast, area: FocusArea) -> None:
    """V-4.1.4-a: measures are discussed across the agencies, too."""
    measure = a_measure(cast, a_plan(cast), focus_area_id=area.pk)
    here = f"/tiltak/{measure.pk}/"
    send(login_as("politikontakt"), f"{here}samtale/", {"text": "Vi kan stille med to"})
    page = visit(login_as("slt"), here)
    assert "Vi kan stille med to" in page.text
    answer = next(link for link in page.links if "?svar=" in link)
    send(login_as("slt"), answer, {"text": "Da er vi fire"})
    assert "Da er vi fire" in visit(login_as("politikontakt"), here).text
    assert "Vi kan stille med to" not in visit(login_as("slt"), f"/satsingsomrade/{area.pk}/").text
    assert login_as("slt").get(f"{here}samtale/?svar={UUID(int=0)}").status_code == 404
    with wall.acting(cast.slt):
        assert {row.answers_id is None for row in Comment.objects.filter(measure=measure.pk)} == {True, False}


def test_the_page_costs_the_same_for_one_and_for_many(cast: Cast, area: FocusArea) -> None:
    client, here, found = login_as("slt"), f"/satsingsomrade/{area.pk}/", []
    for number in range(2):
        for who in (cast.slt, cast.police_contact):
            do(who, comment_on_area, area_id=area.pk, text=f"Nummer {number}")
        do(cast.slt, propose_summary, area_id=area.pk, text=f"Ordlyd {number}", seen=number)
        visit(client, here)
        with CaptureQueriesContext(connection) as statements:
            visit(client, here)
        found.append(len(statements))
    assert found[0] == found[1]
