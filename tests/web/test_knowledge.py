"""The pages of knowledge: what is ordered, what each party gives, and who sees what of it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samrad.cooperation import wall
from samrad.forums.models import Forum
from samrad.kernel.clock import today
from samrad.knowledge.commands.freezing import rest_decision_on
from samrad.knowledge.commands.pictures import choose_contribution, choose_figures, choose_series, write_view
from samrad.knowledge.commands.series import About, bring_series, remove_series
from samrad.knowledge.models import Contribution, Indicator, Observation, PictureFigure
from samrad.knowledge.queries.pictures import lines_of
from samrad.meetings.commands.session import raise_again
from samrad.meetings.models import AgendaItem
from samrad.project.demo_figures import make_figures_up
from tests.cast import MACHINERY, Cast
from tests.knowledge.situations import (
    a_choice,
    a_decision,
    a_draft_of,
    a_picture,
    a_request,
    a_whole_picture,
    given_to,
    scored,
)
from tests.meetings.settings import a_council, a_meeting
from tests.pdf import faults, words_of
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
HOME = "/samarbeid/lyngvik/kunnskap/"
STATIONS = 1  # the row of rooms, which a page outside a cooperation has not


@pytest.fixture
def council(cast: Cast) -> Forum:
    return a_council(cast)


def statements(username: str, address: str) -> int:
    client = login_as(username)
    visit(client, address)
    with CaptureQueriesContext(connection) as asked:
        visit(client, address)
    return len([row for row in asked if "savepoint" not in row["sql"].lower()])


def test_a_matter_says_that_it_needs_knowledge_and_leads_to_the_order(cast: Cast, council: Forum) -> None:
    """V-4.1.5-f: marked where it is raised, taken along when it is put off, and unmarked by whoever changes it."""
    client = login_as("slt")
    given = {"title": "Uteliv", "kind": "discussion", "level": "strategic", "face": "parties"}
    page = send(client, f"/forum/{council.pk}/saker/ny/", {**given, "needs_knowledge": "on"})
    with wall.acting(cast.slt) as actor:
        [item] = AgendaItem.objects.all()
        assert raise_again(actor, item).needs_knowledge
    page = visit(client, f"/sak/{item.pk}/")
    assert "Kunnskapsgrunnlag Trengs fra begge parter Bestill kunnskap" in page.text
    assert f"/forum/{council.pk}/bestill-kunnskap/?sak={item.pk}" in page.links
    changed = send(client, f"/sak/{item.pk}/endre/", {**given, "seen": str(item.version)})
    assert "Kunnskapsgrunnlag" not in changed.text


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


def test_the_meeting_shows_what_was_ordered_for_it(cast: Cast, council: Forum) -> None:
    """V-4.1.5-f: before the meeting, with what has come of it."""
    meeting = a_meeting(cast, council, "Sak")
    town, address = login_as("slt"), f"/mote/{meeting.pk}/"
    order = next(link for link in visit(town, address).links if "bestill-kunnskap" in link)
    assert f'value="{meeting.pk}" selected' in visit(town, order).html
    a_request(cast.slt, council.pk, "Ungdom i sentrum", meeting_id=meeting.pk)
    page = visit(town, address)
    assert "Ungdom i sentrum Venter på Lyngvik kommune, Nordre politidistrikt." in page.text


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
    assert "Kommunen skulle vært med." in visit(login_as("slt"), "/samarbeid/lyngvik/prosesser/").text


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
    assert max(before) - statements(username, "/hjelp/") <= 8 + STATIONS


def test_a_picture_from_its_beginning_to_frozen(cast: Cast, council: Forum) -> None:
    """V-4-g: proposed by one, confirmed by the other, what each sees differently beside it; then as it was."""
    town, police = login_as("slt"), login_as("politikontakt")
    picture = a_whole_picture(cast, council.pk, "TANGSPRELL")
    address = f"/bilde/{picture.pk}/"
    page = visit(police, address)
    assert "Lyngvik: ja" in page.text
    assert "Nordre: ikke svart" in page.text
    page = send(police, f"{address}problem/ja/", {"seen": "1"})
    assert "Dere har sagt ja til beskrivelsen." in page.text
    assert "Ja, dette er vi enige i" not in page.text
    decision = a_decision(cast, council)
    frozen = send(town, f"{address}beslutning/", {"item_id": str(decision.item_id)})
    assert "Beslutningen bygger på bildet, og bildet er fryst." in frozen.text
    assert "Slik var bildet da det ble fryst" in frozen.text
    assert "Bekreftet av Nordre politidistrikt" in frozen.text
    assert frozen.text.count("TANGSPRELL") == 7
    with wall.acting(cast.police_contact):
        own = Contribution.objects.filter(owner=cast.places.north, state="handed_over").get()
    send(police, f"/bidrag/{own.pk}/trekk/")
    assert "Her sto et bidrag fra Nordre politidistrikt. Det er trukket" in visit(town, address).text


def test_a_picture_is_a_file_for_readers_and_archives_as_it_is_and_as_it_was(
    cast: Cast, council: Forum
) -> None:
    """The same charts, tables and texts as on the page; what one party has for itself is not in it."""
    make_figures_up(MACHINERY, cast.places)
    picture = a_whole_picture(cast, council.pk, "Uro ved stasjonen")
    do(cast.slt, write_view, picture_id=picture.pk, text="TANGSPRELL", share=False, seen=0)
    for code in ("1AAAAA-9ZZZZz", "7AAAAA-7ZZZZz"):
        line = {"town_id": cast.places.lyngvik.pk, "code": f"{code}/AnmeldteLovbrudd"}
        do(cast.slt, choose_figures, picture_id=picture.pk, **line)
    sheet = b"kommune;linje;periode;verdi\n;Trives;2025;87,5"
    about = About("Trivsel", "percent", "Elevundersøkelsen", today())
    given = {"cooperation_id": cast.cooperation.pk, "about": about, "filename": "x.csv", "data": sheet}
    series = do(cast.slt, bring_series, **given)
    do(cast.slt, choose_series, picture_id=picture.pk, series_id=series.pk)
    town, address = login_as("slt"), f"/bilde/{picture.pk}/"
    assert f"{address}bilde.pdf" in visit(town, address).links
    draft = town.get(f"{address}bilde.pdf").content
    assert faults(draft) == []
    said = words_of(draft)
    for words in (
        "Uro ved stasjonen", "Under arbeid.", "Alle lovbrudd, Lyngvik", "Ordens- og integritetskrenkelse, Lyngvik", "≤4",
        "Trivsel (prosent)", "Trives 87,5", "Kilde: Elevundersøkelsen. Lagt inn av Lyngvik kommune.",
        "Anmeldt er ikke det samme som skjedd.", "Frigitt av",
    ):  # fmt: skip
        assert words in said, words
    assert "TANGSPRELL" not in said
    do(cast.slt, rest_decision_on, picture_id=picture.pk, item_id=a_decision(cast, council).item_id)
    frozen = login_as("politikontakt").get(f"{address}bilde.pdf").content
    assert faults(frozen) == []
    Observation.objects.all().delete()
    do(cast.slt, remove_series, series_id=series.pk)
    assert town.get(f"{address}bilde.pdf").content == frozen
    assert "Trives 87,5" in visit(town, address).text
    assert login_as("nabokommune").get(f"{address}bilde.pdf").status_code == 404


def test_a_new_picture_begins_from_a_frozen_one(cast: Cast, council: Forum) -> None:
    picture = a_whole_picture(cast, council.pk, "Uro")
    do(cast.slt, rest_decision_on, picture_id=picture.pk, item_id=a_decision(cast, council).item_id)
    town, address = login_as("slt"), f"/bilde/{picture.pk}/"
    assert f"{address}nytt/" in visit(town, address).links
    page = send(town, f"{address}nytt/", {"title": "Uro i år"})
    assert page.h1 == "Uro i år"
    assert address in page.links
    assert f"{address}nytt/" not in visit(login_as("leser"), address).links


def test_a_picture_asks_as_much_for_many_lines_of_figures_as_for_one(cast: Cast, council: Forum) -> None:
    make_figures_up(MACHINERY, cast.places)
    picture = a_whole_picture(cast, council.pk, "Uro")
    codes = list(Indicator.objects.filter(table="08487").values_list("code", flat=True))
    line = {"picture_id": picture.pk, "town_id": cast.places.lyngvik.pk}
    do(cast.slt, choose_figures, code=codes[0], **line)
    address = f"/bilde/{picture.pk}/"
    before = statements("slt", address)
    for code in codes[1:]:
        do(cast.slt, choose_figures, code=code, **line)
    assert statements("slt", address) == before
    with wall.acting(cast.slt), CaptureQueriesContext(connection) as one:
        lines_of(PictureFigure.objects.select_related("town", "indicator"))
    with wall.acting(cast.slt), CaptureQueriesContext(connection) as two:
        rows = list(PictureFigure.objects.select_related("town", "indicator"))
        rows.append(PictureFigure(town=cast.places.storvik, indicator=rows[0].indicator))
        assert {found.town.name for found in lines_of(rows)} == {"Lyngvik", "Storvik"}
    assert len(one) == len(two)


def test_parts_are_put_in_and_taken_out(cast: Cast, council: Forum) -> None:
    picture = a_picture(cast, council.pk)
    given = given_to(cast.police_contact, a_request(cast.slt, council.pk), "TANGSPRELL")
    town, address = login_as("slt"), f"/bilde/{picture.pk}/"
    assert "Ta med TANGSPRELL" in visit(town, f"{address}velg/").text
    assert "Ta ut TANGSPRELL" in send(town, f"{address}velg/", {"bidrag": str(given.pk)}).text
    assert "TANGSPRELL" in visit(town, address).text
    send(town, f"{address}velg/", {"bidrag": str(given.pk), "ut": "1"})
    assert "TANGSPRELL" not in visit(town, address).text


def test_a_choice_from_candidates_to_focus_areas(cast: Cast, council: Forum) -> None:
    """A-mal-b: nothing is ticked beforehand. Scores are on no page of the other's before both have scored."""
    town, police = login_as("slt"), login_as("politikontakt")
    begin = f"/forum/{council.pk}/nytt-valg/"
    assert " checked" not in visit(town, begin).html
    page = send(town, begin, {"title": "Satsing", "codes": ["traffic", "hate"], "names": "Uro ved stasjonen"})
    address = next(link for link in page.links if link.endswith("/vurder/")).removesuffix("vurder/")
    scores = {
        f"u{row}-{name}": "5" for row in range(3) for name in ("extent", "harm", "concern", "influence")
    }
    assert "Vurderingen er lagret. Bare dere ser den." in send(town, f"{address}vurder/", scores).text
    page = send(town, f"{address}vurder/", scores | {"lever": "1"})
    assert "Vurderingen er levert." in page.text
    assert "Vurderingene side om side" not in page.text + visit(police, address).text
    page = send(police, f"{address}vurder/", dict.fromkeys(scores, "2") | {"lever": "1"})
    assert "Hvor mye det skader langt fra hverandre 5 2" in page.text
    places = {"u0-place": "chosen", "u0-reason": "Flest spør", "seen": "0"}
    later = (today() + timedelta(days=300)).isoformat()
    places |= {
        f"u{row}-{name}": value
        for row in (1, 2)
        for name, value in (("place", "later"), ("look_again_on", later))
    }
    refused = send(town, f"{address}forslag/", places | {"u0-reason": ""}, status=422)
    assert "Skriv hvorfor dere velger «Trygg trafikk»." in refused.text
    page = send(town, f"{address}forslag/", places)
    assert "Forslag: dette satser vi på" in page.text
    page = send(police, f"{address}ja/", {"seen": "1"})
    assert "Valget er gjort, og satsingsområdene er satt opp." in page.text
    assert any(link.startswith("/satsingsomrade/") for link in page.links)
    assert "Trygg trafikk" in visit(town, HOME).text


def test_pictures_and_choices_ask_as_much_for_many_as_for_one(cast: Cast, council: Forum) -> None:
    picture, choice = a_whole_picture(cast, council.pk, "Uro"), a_choice(cast, council.pk)
    for actor in (cast.slt, cast.police_contact):
        scored(actor, choice, 3)
    pages = (HOME, f"/bilde/{picture.pk}/", f"/valg/{choice.pk}/")
    before = [statements("slt", address) for address in pages]
    request = a_request(cast.slt, council.pk, "Mer")
    for number in range(3):
        given = given_to(cast.slt, request, f"Bidrag {number}")
        do(cast.slt, choose_contribution, picture_id=picture.pk, contribution_id=given.pk)
        a_choice(cast, council.pk, f"Valg {number}")
        a_picture(cast, council.pk, f"Bilde {number}")
    assert [statements("slt", address) for address in pages] == before
    assert max(before) - statements("slt", "/hjelp/") <= 8 + STATIONS


def test_own_figures_stand_on_the_figures_page_and_in_its_file_for_the_parties_alone(cast: Cast) -> None:
    town, address = login_as("slt"), "/samarbeid/lyngvik/egne-tall/"
    said = {
        "name": "TANGSPRELL",
        "kind": "percent",
        "source": "Elevundersøkelsen",
        "retrieved_on": today().isoformat(),
    }
    bad = SimpleUploadedFile("tall.csv", b"linje;periode;verdi\nTrives;2025;101")
    page = send(town, address, said | {"sheet": bad}, status=422)
    assert "Rad 2: «101» er over 100 prosent." in page.text
    good = SimpleUploadedFile("tall.csv", b"linje;periode;verdi\nTrives;2025;87,5")
    assert "Tallene er lagt inn. Begge parter ser dem." in send(town, address, said | {"sheet": good}).text
    for client, sees in (
        (login_as("politikontakt"), True),
        (login_as("nabopoliti"), False),
        (Client(), False),
    ):
        assert (
            "TANGSPRELL (prosent) Linje 2025 Trives 87,5" in visit(client, "/kommune/lyngvik/tall/").text
        ) is sees
        file = client.get("/kommune/lyngvik/tall.csv").content.decode()
        assert ("TANGSPRELL: Trives;2025;87,5;;Elevundersøkelsen" in file) is sees


def test_what_a_spreadsheet_would_act_on_is_kept_as_text(cast: Cast) -> None:
    sheet = SimpleUploadedFile("tall.csv", b"linje;periode;verdi\nTrives;2025;87,5")
    said = {"name": "=1+1", "kind": "percent", "source": "@kilde", "retrieved_on": today().isoformat()}
    send(login_as("slt"), "/samarbeid/lyngvik/egne-tall/", said | {"sheet": sheet})
    file = login_as("politikontakt").get("/kommune/lyngvik/tall.csv").content.decode()
    assert ";'=1+1: Trives;2025;87,5;;'@kilde;" in file
