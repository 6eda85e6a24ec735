"""Pages that anyone may open, the login, and what happens when it does not go."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samrad.cooperation.commands import open_municipal_cooperations, state_choice
from samrad.parties.commands import appoint, load_reference
from samrad.parties.models import Person, Post
from samrad.project.demo_world import made_up
from tests.cast import MACHINERY, Cast
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def country(cast: Cast) -> Cast:
    load_reference(actor=MACHINERY)
    open_municipal_cooperations(actor=MACHINERY, known=made_up)
    return cast


class TestTheCountry:
    def test_shows_every_municipality_on_the_map_and_in_the_list(self, country: Cast) -> None:
        """V-2.3-c, V-4-f."""
        page = visit(Client(), "/landet/")
        towns = [link for link in page.links if link.startswith("/kommune/")]
        assert (len(towns), len(set(towns)), page.html.count('href="/kommune/')) == (359, 359, 2 * 359)
        assert "359 kommuner" in page.text

    @pytest.mark.parametrize("choice", ["agreement", "council", "slt", "{{7*7}}", "\u202e"])
    def test_shows_one_choice_at_a_time(self, country: Cast, choice: str) -> None:
        assert (
            visit(Client(), "/landet/", data={"valg": choice}).h1 == "Kommunene og samarbeidet med politiet"
        )

    def test_is_drawn_anew_when_a_municipality_has_chosen(self, country: Cast) -> None:
        """The map is kept between visits, and is never older than what it shows."""
        asked = visit(Client(), "/landet/?valg=slt")
        assert "Lyngvik: Ikke spurt" in asked.text and "Lyngvik: Lyngvik" not in asked.html
        for status, line in (
            ("later", "Lyngvik: Ikke nå"),
            ("no", "Lyngvik: Nei"),
            ("later", "Lyngvik: Ikke nå"),
        ):
            given = {"organisation_id": country.places.lyngvik.pk, "matter": "slt", "status": status}
            do(country.slt, state_choice, **given)
            assert line in visit(Client(), "/landet/?valg=slt").text
        assert "Lyngvik: Ikke spurt" in visit(Client(), "/landet/?valg=council").text
        english = visit(Client(), "/landet/?valg=slt", headers={"Accept-Language": "en"})
        assert ("Lyngvik: Not now" in english.text, "Ikke nå" in english.text) == (True, False)

    def test_is_the_same_map_for_all_and_asks_little_when_nothing_has_changed(self, country: Cast) -> None:
        """What is kept is made without a reader, so nothing of one reader can show to another."""
        visit(Client(), "/landet/")
        readers = [Client(), login_as("slt"), login_as("politikontakt"), login_as("direktorat")]
        maps, statements = [], []
        for reader in readers:
            with CaptureQueriesContext(connection) as asked:
                maps.append(
                    re.findall(r"<svg class=.tile-map.*?</svg>", visit(reader, "/landet/").html, re.S)
                )
            statements.append([query["sql"] for query in asked if "cooperation_choice" in query["sql"]])
        assert [len(own) for own in maps] == [1, 1, 1, 1]
        assert maps == [maps[0]] * 4
        assert [len(own) for own in statements] == [1, 1, 1, 1]

    def test_is_searched(self, country: Cast) -> None:
        assert "/kommune/as/" in visit(Client(), "/landet/sok/?sok=Aas").links
        nothing = visit(Client(), "/landet/sok/", data={"sok": "<script>alert(1)</script>"})
        assert "Ingen kommune har dette navnet." in nothing.text
        assert visit(Client(), "/landet/sok/").h1 == "Finn en kommune"

    def test_opens_a_municipality_with_its_facts_and_no_words_of_why(self, country: Cast) -> None:
        page = visit(Client(), "/kommune/haram/")
        for words in ("Møre og Romsdal politidistrikt", "Ålesund kommune", "9 460", "Politiråd", "SLT"):
            assert words in page.text
        assert "Gå til samarbeidet" not in page.text
        assert "Denne kommunen er oppdiktet." in visit(Client(), "/kommune/lyngvik/").text
        assert "Gå til samarbeidet" in visit(login_as("slt"), "/kommune/lyngvik/").text
        assert visit(Client(), "/kommune/finnes-ikke/", status=404).h1 == "Vi finner ikke siden"
        assert "Trondheim" in visit(Client(), "/kommune/trondheim/").text


class TestTheLogin:
    def test_lets_a_person_in_and_out(self, cast: Cast) -> None:
        client = login_as("slt")
        assert visit(client, "/").h1 == "Dette venter på deg"
        assert client.get("/logg-inn/?next=/hjelp/").headers["Location"] == "/hjelp/"
        assert send(client, "/logg-ut/").h1 == "Logg inn"
        assert client.get("/").headers["Location"] == "/landet/"

    def test_says_nothing_of_which_part_was_wrong(self, cast: Cast) -> None:
        wrong = send(Client(), "/logg-inn/", {"username": "slt", "password": "feil"}, status=422)
        nobody = send(Client(), "/logg-inn/", {"username": "ingen", "password": "feil"}, status=422)
        assert "Brukernavnet eller passordet stemmer ikke." in wrong.text
        assert "Brukernavnet eller passordet stemmer ikke." in nobody.text
        assert visit(Client(), "/logg-inn/").h1 == "Logg inn"
        assert (
            send(Client(), "/logg-inn/", {"username": "", "password": "x\x00"}, status=422).h1 == "Logg inn"
        )

    def test_leads_back_to_where_the_person_was_going_and_nowhere_else(self, cast: Cast) -> None:
        asked = Client().get("/samarbeid/lyngvik/")
        assert asked.headers["Location"] == "/logg-inn/?next=%2Fsamarbeid%2Flyngvik%2F"
        said = {"username": "slt", "password": "samrad-demo"}
        assert Client().post("/logg-inn/", said | {"next": "/hjelp/"}).headers["Location"] == "/hjelp/"
        away = Client().post("/logg-inn/", said | {"next": "https://elsewhere.example/"})
        assert away.headers["Location"] == "/"

    def test_asks_again_before_what_binds(self, cast: Cast) -> None:
        client = login_as("slt")
        assert visit(client, "/bekreft/").h1 == "Bekreft at det er deg"
        assert "Passordet stemmer ikke." in send(client, "/bekreft/", {"password": "feil"}, status=422).text
        assert send(client, "/bekreft/", {"password": ""}, status=422).h1
        done = client.post("/bekreft/", {"password": "samrad-demo", "next": "/hjelp/"})
        assert done.headers["Location"] == "/hjelp/"

    def test_a_person_with_two_posts_chooses_one(self, cast: Cast) -> None:
        person = Person.objects.get(name="Marit Eide")
        post = Post.objects.get(title="Varaordfører")
        made = appoint(
            actor=MACHINERY, person=person, post=post, valid_from=post.appointments.get().valid_from
        )
        client = login_as("slt")
        assert "Varaordfører" in send(client, "/post/", {"appointment": str(made.pk)}).text
        page = send(client, "/post/", {"appointment": "somebody-elses"})
        assert page.h1 == "Dette venter på deg"

    def test_somebody_without_a_post_is_told_so(self, cast: Cast) -> None:
        Post.objects.get(title="Varaordfører").appointments.all().delete()
        page = visit(login_as("leser"), "/samarbeid/lyngvik/", status=403)
        assert "Du har ingen rolle i Samråd i dag." in page.text


class TestOtherPages:
    @pytest.mark.parametrize("url", ["/hjelp/", "/hvem-ser-hva/", "/tilgjengelighet/"])
    def test_help_is_open(self, url: str, db: None) -> None:
        assert visit(Client(), url).h1

    def test_health_answers(self, db: None) -> None:
        assert Client().get("/helse/").content == b"ok"

    def test_the_reader_chooses_the_language(self, db: None) -> None:
        client = Client()
        assert visit(client, "/hjelp/", headers={"Accept-Language": "de, no;q=0.8"}).root.get("lang") == "nb"
        assert visit(client, "/hjelp/", headers={"Accept-Language": "en-GB"}).root.get("lang") == "en"
        assert visit(client, "/hjelp/", headers={"Accept-Language": "fr"}).root.get("lang") == "nb"
        client.post("/sprak/", {"language": "nn", "next": "/hjelp/"})
        assert visit(client, "/hjelp/").root.get("lang") == "nn"
        client.post("/sprak/", {"language": "xx", "next": "//elsewhere.example"})
        assert visit(client, "/hjelp/").root.get("lang") == "nn"

    def test_what_cannot_be_read_is_said_so(self, db: None) -> None:
        assert visit(Client(), "/landet/sok/?sok=%00", status=400).h1 == "Forespørselen ble ikke forstått"
        assert visit(Client(), "/finnes/ikke/", status=404).h1 == "Vi finner ikke siden"
        assert Client().get("/logg-ut/").status_code == 405

    def test_an_old_form_keeps_what_was_typed(self, cast: Cast) -> None:
        client = Client(enforce_csrf_checks=True)
        answer = client.post(
            "/sprak/", {"language": "Mine viktige ord"}, headers={"Referer": "http://testserver/hjelp/"}
        )
        assert answer.status_code == 403
        assert "Mine viktige ord" in answer.content.decode()
        assert 'href="/hjelp/"' in answer.content.decode()

    def test_our_own_fault_is_said_plainly(self, rf: object) -> None:
        from samrad.web import errors

        answer = errors.broken(rf.get("/"))  # type: ignore[attr-defined]
        assert (answer.status_code, "Noe gikk galt hos oss" in answer.content.decode()) == (500, True)
        assert errors.forbidden(rf.get("/")).status_code == 403  # type: ignore[attr-defined]
