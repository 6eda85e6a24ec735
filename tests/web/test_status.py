"""The pages of what was found: the country for the directorate, and the very page it sees for those it is about."""

import csv
import io
from collections import OrderedDict
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from samrad.cooperation import wall
from samrad.cooperation.commands import make_offer, open_municipal_cooperations, state_choice
from samrad.guide.rules.rulebook import RULES
from samrad.guide.rules.words import say, words
from samrad.kernel import clock
from samrad.oversight.models import Finding
from samrad.oversight.queries.findings import FoundRow
from samrad.oversight.tasks import LOOKER, look_at_everything
from samrad.parties.commands import load_reference
from samrad.parties.models import Organisation
from samrad.web.status import views
from samrad.web.status.country import _drawn, line_of
from samrad.web.status.words import RULE, lines
from tests.cast import MACHINERY, Cast
from tests.situations import do
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)
COUNTRY, TOWN = "/status/landet/", "/status/kommune/lyngvik/"


@pytest.fixture
def looked(cast: Cast) -> Cast:
    given = {"cooperation_id": cast.cooperation.pk, "organisation_id": cast.places.lyngvik.pk}
    do(
        cast.police_contact,
        make_offer,
        matter="agreement",
        offered_on=clock.today(),
        words="KANARIFUGL",
        **given,
    )
    look_at_everything(0)
    return cast


def district_of(cast: Cast) -> str:
    return f"/status/distrikt/{Organisation.objects.get(pk=cast.places.north.pk).slug}/"


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


class TestTheCountry:
    def test_is_counts_map_and_table_without_a_word_of_content(self, looked: Cast) -> None:
        page = visit(login_as("direktorat"), COUNTRY)
        assert page.h1 == "Samarbeidet i hele landet"
        assert "Tilbud mangler 1" in page.text
        assert "KANARIFUGL" not in page.html
        assert district_of(looked) in page.links

    def test_is_the_directorates(self, looked: Cast) -> None:
        for address in (COUNTRY, "/status/landet.csv", "/status/landet.json"):
            for username in ("slt", "politikontakt", "skole", "drift"):
                assert login_as(username).get(address).status_code == 403, (address, username)
            assert Client().get(address).status_code == 302

    def test_is_narrowed_by_each_filter_and_by_nonsense_not_at_all(self, looked: Cast) -> None:
        client = login_as("direktorat")
        north, south = looked.places.north.pk, looked.places.south.pk
        assert "Avtale 0 av 1" in visit(client, f"{COUNTRY}?distrikt={south}").text
        assert "Avtale 0 av 2" in visit(client, COUNTRY).text
        for nonsense in (
            "distrikt=x",
            "fylke=1",
            "sentralitet=abc",
            "storrelse=-4",
            "tema=../x",
            "storrelse=" + "9" * 99,
        ):
            assert "Avtale 0 av 2" in visit(client, f"{COUNTRY}?{nonsense}").text, nonsense
        assert "Avtale 0 av 0" in visit(client, f"{COUNTRY}?distrikt={north}&sentralitet=6&storrelse=5").text

    def test_has_two_shares_for_slt(self, looked: Cast) -> None:
        """V-6-e: of municipalities and of inhabitants."""
        assert (
            "SLT 0 av 2 0 % av kommunene, 0 % av innbyggerne" in visit(login_as("direktorat"), COUNTRY).text
        )

    def test_leaves_as_a_table_and_as_json_with_the_same_numbers(self, looked: Cast) -> None:
        client = login_as("direktorat")
        rows = list(
            csv.DictReader(
                io.StringIO(client.get("/status/landet.csv").content.decode("utf-8-sig")), delimiter=";"
            )
        )
        agreements = [row for row in rows if (row["distrikt"], row["tema"]) == ("Hele landet", "agreement")]
        assert {row["kode"]: row["kommuner"] for row in agreements} == {"asked": "1", "missing": "1"}
        found = client.get("/status/landet.json").json()["rows"]
        same = {
            row["code"]: str(row["municipalities"])
            for row in found
            if (row["district"], row["matter"]) == (None, "agreement")
        }
        assert same == {"asked": "1", "missing": "1"}

    def test_calls_nothing_missing_where_there_is_an_answer(self, looked: Cast) -> None:
        """Also when the police never registered an offer: a no is an answer, and not coloured."""
        given = {"organisation_id": looked.places.storvik.pk, "matter": "agreement", "status": "no"}
        do(looked.neighbour_mayor, state_choice, **given)
        look_at_everything(0)
        page = visit(login_as("direktorat"), COUNTRY)
        assert "Har valgt noe annet 1 Ikke svart 1 Tilbud mangler 0" in page.text

    def test_shows_a_change_as_soon_as_it_is_looked_at(self, looked: Cast) -> None:
        client = login_as("direktorat")
        given = {"organisation_id": looked.places.lyngvik.pk, "matter": "slt"}
        for status, said in (("in_force", "SLT 1 av 2"), ("no", "SLT 0 av 2")):
            do(looked.mayor, state_choice, status=status, **given)
            look_at_everything(0)
            assert said in visit(client, COUNTRY).text

    def test_draws_the_months_at_their_own_distance(self) -> None:
        months = ((date(2026, 1, 1), 0), (date(2026, 2, 1), 5), (date(2026, 5, 1), 10))
        assert line_of(months) == "0.0,120.0 85.0,60.0 340.0,0.0"
        assert line_of(months[:1]) == ""

    def test_asks_at_most_eight_things_whatever_the_filter_and_however_many(self, looked: Cast) -> None:
        client = login_as("direktorat")
        in_turn = ("", f"?distrikt={looked.places.north.pk}", "?tema=meetings&sentralitet=3&storrelse=2")
        few = [asked(client, f"{COUNTRY}{one}") for one in in_turn]
        load_reference(actor=MACHINERY)
        open_municipal_cooperations(actor=MACHINERY)
        look_at_everything(0)
        many = [asked(client, f"{COUNTRY}{one}") for one in in_turn]
        assert many == few == [few[0]] * 3
        assert few[0] <= 8


def asked(client: Client, address: str) -> int:
    """The statements about what was found when nothing is kept, with those that step in and out of the role."""
    client.get(address)
    _drawn.cache_clear()
    with CaptureQueriesContext(connection) as statements:
        assert client.get(address).status_code == 200
    texts = [str(query["sql"]) for query in statements]
    first = next(at for at, text in enumerate(texts) if "hashtextextended" in text)
    last = next(at for at, text in enumerate(texts) if "set_config('role', 'none'" in text)
    return last - first + 1


class TestTheSamePage:
    def test_is_seen_by_the_directorate_and_by_those_it_is_about(self, looked: Cast) -> None:
        pages = {
            main_of(visit(login_as(name), TOWN).html)
            for name in ("direktorat", "slt", "politikontakt", "enhetsleder")
        }
        assert len(pages) == 1
        (page,) = pages
        assert "Politiet har tilbudt avtale" in page
        assert "KANARIFUGL" not in page

    @pytest.mark.parametrize("turns", [("slt", "politikontakt"), ("politikontakt", "slt")])
    def test_is_drawn_of_what_each_sees_though_it_is_kept(
        self, looked: Cast, turns: tuple[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What one of them sees alone is not in the other's page, whoever comes first; who sees the same has the same drawing."""
        monkeypatch.setattr(views, "KEPT", OrderedDict())
        with wall.acting(LOOKER):
            alone = Finding.objects.filter(organisation=looked.places.lyngvik.pk, code="short").first()
            assert alone
            Finding.objects.filter(pk=alone.pk).update(cooperation=None)
        pages = {name: main_of(visit(login_as(name), TOWN).html) for name in turns}
        title = say("rule", RULE[alone.requirement, alone.subject_kind].name, "nb")
        assert (title in pages["slt"], title in pages["politikontakt"]) == (True, False)
        with CaptureQueriesContext(connection) as statements:
            assert main_of(visit(login_as("ordforer"), TOWN).html) == pages["slt"]
        assert not any('"requirement"' in str(query["sql"]) for query in statements)

    def test_is_not_the_neighbours(self, looked: Cast) -> None:
        for name in ("nabokommune", "nabopoliti", "skole", "drift"):
            assert login_as(name).get(TOWN).status_code == 403, name
        assert login_as("slt").get("/status/kommune/finnes-ikke/").status_code == 404

    def test_of_a_district_has_its_municipalities(self, looked: Cast) -> None:
        for name in ("direktorat", "enhetsleder"):
            page = visit(login_as(name), district_of(looked))
            assert TOWN in page.links
            assert "Politikontaktene er knyttet til en geografisk driftsenhet" in page.text
        assert login_as("slt").get(district_of(looked)).status_code == 403


class TestOnesOwn:
    def test_leads_to_the_municipality_when_there_is_one(self, looked: Cast) -> None:
        assert login_as("slt").get("/status/").headers["Location"] == TOWN
        assert login_as("direktorat").get("/status/").headers["Location"] == COUNTRY
        assert "Du står ikke for noen kommune" in visit(login_as("skole"), "/status/").text

    def test_of_a_district_is_a_list(self, looked: Cast) -> None:
        assert login_as("enhetsleder").get("/status/").headers["Location"] == TOWN


class TestBesideTheGuide:
    @pytest.mark.parametrize("kind", ["forum", "municipality", "cooperation", "district"])
    def test_every_step_leads_to_a_page_of_ours(self, kind: str) -> None:
        rule = next(rule for rule in RULES if rule.subject == kind)
        for step in words()["step"]:
            row = FoundRow(rule.requirement, kind, uuid4(), None, "short", "no_slt", step, {}, DAY, None)
            (line,) = lines([row])
            assert resolve(line.step_url).namespace == "web", step

    def test_a_step_in_a_room_leads_into_it_where_the_reader_may_go(self) -> None:
        home, rule = uuid4(), next(rule for rule in RULES if rule.subject == "cooperation")
        for step, place in (("plans", "planer"), ("aims", "satsingsomrader"), ("promises", "lofter")):
            row = FoundRow(
                rule.requirement, "cooperation", home, home, "short", "no_slt", step, {}, DAY, None
            )
            (line,) = lines([row], {home: "lyngvik"})
            assert line.step_url == f"/samarbeid/lyngvik/{place}/"
            assert [one.step_url for one in lines([row])] == ["/status/"]

    def test_it_says_where_we_stand_and_the_one_next_step(self, looked: Cast) -> None:
        own = visit(login_as("slt"), "/veilederen/3/").text
        assert "Politiet har tilbudt avtale Som anbefalt. Det er slik veilederen råder til." in own
        assert "Hvor vi står" not in visit(Client(), "/veilederen/3/").text
        neighbour = visit(login_as("nabokommune"), "/veilederen/3/").text
        assert "Mangler noe. Politiet har ikke registrert noe tilbud. Det er politiets oppgave." in neighbour
        assert "Registrer tilbudet" in neighbour
