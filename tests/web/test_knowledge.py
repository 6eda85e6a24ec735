"""The pages of knowledge: what is ordered, what each party gives, and who sees what of it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.forums.models import Forum
from samrad.kernel.clock import today
from tests.cast import Cast
from tests.forums.situations import a_council
from tests.knowledge.situations import a_draft_of, a_request, given_to
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
HOME = "/samarbeid/lyngvik/kunnskap/"


@pytest.fixture
def council(cast: Cast) -> Forum:
    return a_council(cast)


def statements(username: str, address: str) -> int:
    client = login_as(username)
    visit(client, address)
    with CaptureQueriesContext(connection) as asked:
        visit(client, address)
    return len([row for row in asked if "savepoint" not in row["sql"].lower()])


def test_from_order_to_two_contributions_side_by_side(cast: Cast, council: Forum) -> None:
    """V-4.1.5-f, V-4.1.5-g: ordered on one page, written behind the wall, handed over with the line, read side by side."""
    town, police = login_as("slt"), login_as("politikontakt")
    due = today() + timedelta(days=14)
    asked = {"title": "Ungdom i sentrum", "why": "Valg av satsingsområder", "due_on": due.isoformat()}
    page = send(town, f"/forum/{council.pk}/bestill-kunnskap/", asked)
    assert "Bestillingen er sendt til begge parter." in page.text
    assert "Venter på Lyngvik kommune, Nordre politidistrikt." in page.text
    address = next(link for link in page.links if link.startswith("/bestilling/"))
    assert "Ungdom i sentrum" in visit(police, "/").text
    draft = send(
        police,
        f"{address}bidra/",
        {
            "sort": "crime",
            "title": "Uro fredag",
            "text": "TANGSPRELL",
            "figures": "Uro; 2025; 3\nBråk; 2025; 41",
        },
    )
    assert draft.h1 == "Utkast til bidrag"
    assert "Uro ≤4" in draft.text
    assert "TANGSPRELL" not in visit(town, address).text
    own = next(link for link in draft.links if link.endswith("/lever/"))
    police.post(own.removesuffix("lever/"), {"paper": SimpleUploadedFile("tall.txt", b"tall")})
    line = {
        "by": str(cast.police_contact.post),
        "on": today().isoformat(),
        "basis": "Åpent",
        "may_publish": "yes",
        "seen": "1",
    }
    assert "Bidraget er levert. Begge parter ser det nå." in send(police, own, line).text
    page = visit(town, address)
    assert "TANGSPRELL" in page.text
    assert "Frigitt av Politikontakt" in page.text
    assert "Kan offentliggjøres." in page.text
    assert "Har ikke levert noe ennå." in page.text
    file = town.get(next(link for link in page.links if link.startswith("/bidragsfil/")))
    assert (file.content, file.headers["Content-Disposition"]) == (b"tall", 'attachment; filename="tall.txt"')


def test_what_is_taken_back_is_gone_and_says_so(cast: Cast, council: Forum) -> None:
    given = given_to(cast.police_contact, a_request(cast.slt, council.pk), "TANGSPRELL")
    police = login_as("politikontakt")
    assert visit(police, f"/bidrag/{given.pk}/trekk/").h1 == "Trekk bidraget"
    page = send(police, f"/bidrag/{given.pk}/trekk/")
    assert "Bidraget ble trukket" in page.text
    assert "TANGSPRELL" not in page.text + visit(login_as("slt"), HOME).text


def test_a_refusal_keeps_what_was_typed(cast: Cast, council: Forum) -> None:
    request = a_request(cast.slt, council.pk)
    page = send(
        login_as("slt"),
        f"/bestilling/{request.pk}/bidra/",
        {"sort": "crime", "title": "Uro", "text": "Tekst", "figures": "Uro; 2025"},
        status=422,
    )
    assert "Skriv hver linje som «hva; år; antall»." in page.text
    assert "Uro; 2025" in page.html


def test_a_reader_sees_and_is_not_offered_to_write(cast: Cast, council: Forum) -> None:
    request = a_request(cast.slt, council.pk)
    page = visit(login_as("leser"), f"/bestilling/{request.pk}/")
    assert "Skriv et bidrag" not in page.text
    assert "Endre bestillingen" not in page.text


def test_processes_show_where_the_municipality_stands(cast: Cast) -> None:
    """V-4.1.6-b, V-4.1.6-d."""
    said = {
        "kind": "measures",
        "topic": "Uro ved skolene",
        "begun_on": (today() - timedelta(days=30)).isoformat(),
        "is_municipality_actor": "yes",
    }
    page = send(login_as("politikontakt"), "/samarbeid/lyngvik/prosesser/ny/", said)
    assert "Prosessen er skrevet inn. Kommunen ser den." in page.text
    assert "Kommunen skulle vært med." in visit(login_as("slt"), HOME).text


@pytest.mark.parametrize("username", ["slt", "politikontakt"])
def test_the_pages_ask_as_much_for_many_as_for_one(cast: Cast, council: Forum, username: str) -> None:
    request = a_request(cast.slt, council.pk)
    given_to(cast.police_contact, request)
    a_draft_of(cast.slt, request.pk)
    pages = (HOME, f"/bestilling/{request.pk}/")
    before = [statements(username, address) for address in pages]
    for number in range(3):
        given_to(cast.police_contact, request, f"Bidrag {number}")
        given_to(cast.slt, a_request(cast.slt, council.pk, f"Bestilling {number}"))
    assert [statements(username, address) for address in pages] == before
    assert max(before) - statements(username, "/hjelp/") <= 8
