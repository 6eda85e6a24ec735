"""How a login begins, how long it lasts, and the second factor. SECURITY.md M7, M8, M12; A4, A6, A7, A9, A10."""

import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from samrad.project.models import OpenSession
from samrad.project.sessions import hashed
from samrad.web.login.account import _browser
from samrad.web.login.adapter import ClosedDoor, SecondFactor
from tests.cast import Cast
from tests.visit import Page, inspected, login_as, send, visit

pytestmark = pytest.mark.django_db
RIGHT = {"username": "slt", "password": "samrad-demo"}
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
LOGGED_OUT = "Du ble logget ut fordi det er en stund siden du brukte Samråd."


@pytest.fixture(autouse=True)
def no_attempts_yet() -> None:
    cache.clear()


def code_for(page: Page) -> str:
    """The code that an app would show for the secret on the page."""
    secret = page.all("code")[0].text or ""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_second_factor() -> tuple[Client, str]:
    """A browser in which the SLT coordinator has just taken a second factor into use, and the secret."""
    client = login_as("slt")
    page = visit(client, "/konto/to-trinn/")
    secret = page.all("code")[0].text or ""
    done = send(client, "/konto/to-trinn/", {"code": code_for(page)})
    assert done.h1 == "Reservekoder"
    cache.clear()  # the app's next code: each is used once only
    return client, secret


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


class TestTheFirstStep:
    def test_a_demo_offers_each_of_its_people_as_a_button(self, cast: Cast, settings: Settings) -> None:
        settings.DEMO = True
        page = visit(Client(), "/logg-inn/")
        names = [i.get("value") for i in page.all("input") if i.get("name") == "username" and i.get("value")]
        assert names == [
            "politikontakt",
            "enhetsleder",
            "ordforer",
            "kommunedirektor",
            "slt",
            "skole",
            "nabokommune",
            "nabopoliti",
            "fylke",
            "direktorat",
            "drift",
        ]

    def test_a_demo_says_what_each_does_in_the_readers_language(self, cast: Cast, settings: Settings) -> None:
        settings.DEMO = True
        said = {
            "nb": "Ingrid Solvang. Svarer kommunen i forhandlingen om ny avtale.",
            "nn": "Ingrid Solvang. Svarer kommunen i forhandlinga om ny avtale.",
            "en": "Ingrid Solvang. Answers the municipality in the negotiation of a new agreement.",
        }
        for language, words in said.items():
            assert words in visit(Client(headers={"accept-language": language}), "/logg-inn/").text, language

    def test_an_installation_that_is_no_demo_offers_nobody(self, cast: Cast, settings: Settings) -> None:
        settings.DEMO = False
        page = visit(Client(), "/logg-inn/")
        assert "samrad-demo" not in page.html
        assert [i.get("value") for i in page.all("input") if i.get("name") == "username"] == [None]

    def test_nobody_makes_a_login_of_their_own(self, rf: RequestFactory) -> None:
        assert not ClosedDoor().is_open_for_signup(rf.get("/"))

    def test_no_words_but_ours_are_shown_after_it(self, cast: Cast) -> None:
        assert "Successfully" not in visit(login_as("slt"), "/").text

    def test_the_ninth_wrong_password_waits(self, cast: Cast) -> None:
        client = Client()
        for _attempt in range(8):
            wrong = send(client, "/logg-inn/", RIGHT | {"password": "feil"}, status=422)
            assert "Brukernavnet eller passordet stemmer ikke." in wrong.text
        for tried in ("feil", RIGHT["password"]):
            waits = send(client, "/logg-inn/", RIGHT | {"password": tried}, status=422)
            assert "Det er prøvd for mange ganger. Vent noen minutter, og prøv igjen." in waits.text
        assert login_as("ordforer")

    def test_gives_a_new_key_that_the_table_does_not_hold(self, cast: Cast) -> None:
        """A6."""
        client = login_as("ordforer")
        before = client.cookies[settings.SESSION_COOKIE_NAME].value
        client.post("/logg-inn/", RIGHT)
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        assert key != before
        assert not OpenSession.objects.filter(session_key=hashed(before)).exists()
        assert len(key) == 52
        kept = OpenSession.objects.get(user__username="slt")
        assert (kept.session_key, key in kept.session_data) == (hashed(key), False)
        assert str(kept) == hashed(key)
        assert kept.get_decoded()["_auth_user_id"] == str(kept.user_id)
        assert client.cookies[settings.SESSION_COOKIE_NAME]["httponly"]


class TestHowLongItLasts:
    @pytest.mark.parametrize(("minutes", "is_alive"), [(29, True), (31, False)])
    def test_thirty_minutes_without_a_page(self, cast: Cast, minutes: int, is_alive: bool) -> None:
        """A7."""
        with time_machine.travel(NOON, tick=False) as clock:
            client = login_as("slt")
            clock.shift(timedelta(minutes=minutes))
            assert (client.get("/konto/").status_code == 200) is is_alive

    def test_each_page_counts_but_eight_hours_are_the_end(self, cast: Cast) -> None:
        """A7."""
        with time_machine.travel(NOON, tick=False) as clock:
            client = login_as("slt")
            for _quarter in range(32):
                clock.shift(timedelta(minutes=14, seconds=59))
                assert client.get("/konto/").status_code == 200
            clock.shift(timedelta(minutes=1))
            page = inspected(client.get("/konto/", follow=True), "/konto/", 200)
            assert (page.h1, LOGGED_OUT in page.text) == ("Logg inn", True)

    def test_what_was_typed_is_given_back_when_it_is_over(self, cast: Cast) -> None:
        url = "/kommune/lyngvik/valg/slt/"
        with time_machine.travel(NOON, tick=False) as clock:
            client = login_as("slt")
            clock.shift(timedelta(hours=2))
            said = {"status": "no", "words": "Mine lange ord", "password": "hemmelig", "seen": "12"}
            page = send(client, url, said, status=403)
        assert (page.h1, "Mine lange ord" in page.text) == ("Du er logget ut", True)
        assert "hemmelig" not in page.html
        assert "/logg-inn/?next=%2F" in page.links

    def test_somebody_who_is_shut_out_is_out_at_the_next_page(self, cast: Cast) -> None:
        """A9."""
        client = login_as("slt")
        get_user_model().objects.filter(username="slt").update(is_active=False)
        assert client.get("/konto/").headers["Location"] == "/logg-inn/?next=%2Fkonto%2F"

    def test_logging_out_ends_the_key(self, cast: Cast) -> None:
        client = login_as("slt")
        stolen = Client()
        stolen.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
        assert visit(stolen, "/konto/").h1 == "Innloggingen din"
        answer = client.post("/logg-ut/")
        assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
        assert stolen.get("/konto/").status_code == 302
        assert OpenSession.objects.count() == 0


class TestWhereOneIsLoggedIn:
    def test_is_shown_and_the_others_can_be_ended(self, cast: Cast) -> None:
        """A10."""
        phone = Client(headers={"User-Agent": "Mozilla/5.0 (iPhone) Version/18 Safari/604.1"})
        phone.post("/logg-inn/", RIGHT)
        stranger, here = login_as("ordforer"), login_as("slt")
        page = visit(here, "/konto/")
        assert ("Safari på iPhone" in page.text, page.text.count("Logget inn")) == (True, 2)
        done = send(here, "/konto/innlogginger/avslutt/")
        assert "Du er logget ut alle andre steder." in done.text
        assert done.text.count("Logget inn") == 1
        assert phone.get("/konto/").status_code == 302
        assert visit(stranger, "/konto/").h1 == "Innloggingen din"

    @pytest.mark.parametrize(
        ("agent", "said"),
        [
            ("Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537 Edg/130", "Edge på Windows"),
            ("Mozilla/5.0 (X11; Linux) Firefox/140", "Firefox på Linux"),
            ("Firefox/140", "Firefox"),
            ("", "Ukjent nettleser"),
        ],
    )
    def test_a_browser_has_the_name_people_use(self, agent: str, said: str) -> None:
        assert _browser(agent) == said


class TestTheSecondFactor:
    def test_is_taken_into_use_with_its_first_code(self, cast: Cast) -> None:
        client = login_as("slt")
        assert "Totrinnsinnlogging er av." in visit(client, "/konto/").text
        page = visit(client, "/konto/to-trinn/")
        wrong = send(client, "/konto/to-trinn/", {"code": "000000"}, status=422)
        assert "Koden stemmer ikke." in wrong.text
        assert wrong.all("code")[0].text == page.all("code")[0].text
        done = send(client, "/konto/to-trinn/", {"code": code_for(page)})
        assert (done.h1, len(done.all("code"))) == ("Reservekoder", 10)
        assert "Totrinnsinnlogging er på." in visit(client, "/konto/").text
        assert client.get("/konto/to-trinn/").headers["Location"] == "/konto/"

    def test_asks_for_a_code_at_the_next_login(self, cast: Cast) -> None:
        _client, secret = with_second_factor()
        other = Client()
        asked = other.post("/logg-inn/", RIGHT | {"next": "/hjelp/"})
        assert asked.headers["Location"] == "/logg-inn/kode/"
        assert other.get("/konto/").headers["Location"] == "/logg-inn/?next=%2Fkonto%2F"
        assert visit(other, "/logg-inn/kode/").h1 == "Skriv koden"
        assert "Koden stemmer ikke." in send(other, "/logg-inn/kode/", {"code": "000000"}, status=422).text
        done = other.post("/logg-inn/kode/", {"code": code_now(secret)})
        assert done.headers["Location"] == "/hjelp/"
        assert visit(other, "/konto/").h1 == "Innloggingen din"
        assert other.get("/logg-inn/kode/").headers["Location"] == "/logg-inn/"

    def test_a_code_alone_leads_nowhere(self, cast: Cast) -> None:
        assert Client().get("/logg-inn/kode/").headers["Location"] == "/logg-inn/"
        assert Client().post("/logg-inn/kode/", {"code": "1"}).headers["Location"] == "/logg-inn/"

    def test_a_code_works_once(self, cast: Cast) -> None:
        _client, secret = with_second_factor()
        code = code_now(secret)
        first, second = Client(), Client()
        for client in (first, second):
            client.post("/logg-inn/", RIGHT)
        assert first.post("/logg-inn/kode/", {"code": code}).status_code == 302
        assert second.post("/logg-inn/kode/", {"code": code}).status_code == 422

    def test_a_spare_code_works_once_and_new_ones_end_the_old(self, cast: Cast) -> None:
        client, _secret = with_second_factor()
        spare = [code.text or "" for code in visit(client, "/konto/reservekoder/").all("code")]
        for expected in (302, 422):
            other = Client()
            other.post("/logg-inn/", RIGHT)
            assert other.post("/logg-inn/kode/", {"code": spare[0]}).status_code == expected
        new = [code.text for code in send(client, "/konto/reservekoder/").all("code")]
        assert (len(new), set(new) & set(spare)) == (10, set())

    def test_the_code_is_also_asked_for_before_what_binds(self, cast: Cast) -> None:
        """A4."""
        client, secret = with_second_factor()
        password = {"password": "samrad-demo"}
        assert send(client, "/bekreft/", password, status=422).h1 == "Bekreft at det er deg"
        wrong = send(client, "/bekreft/", password | {"code": "000000"}, status=422)
        assert "Koden stemmer ikke." in wrong.text
        assert client.post("/bekreft/", password | {"code": code_now(secret)}).status_code == 302

    def test_is_turned_off_by_its_person_after_a_fresh_login(self, cast: Cast) -> None:
        client, _secret = with_second_factor()
        done = send(client, "/konto/to-trinn/av/")
        assert ("Totrinnsinnlogging er av." in done.text, Authenticator.objects.count()) == (True, 0)
        assert send(client, "/konto/to-trinn/av/").h1 == "Innloggingen din"
        assert client.get("/konto/reservekoder/").headers["Location"] == "/konto/"
        assert login_as("slt")

    def test_needs_a_fresh_login(self, cast: Cast) -> None:
        with time_machine.travel(NOON, tick=False) as clock:
            client = login_as("slt")
            clock.shift(timedelta(minutes=5, seconds=1))
            asked = client.get("/konto/to-trinn/")
            assert asked.headers["Location"] == "/bekreft/?next=%2Fkonto%2Fto-trinn%2F"
            client.post("/bekreft/", {"password": "samrad-demo"})
            assert visit(client, "/konto/to-trinn/").h1 == "Slå på totrinnsinnlogging"

    def test_the_secret_is_not_readable_in_the_table(self, cast: Cast, settings: Settings) -> None:
        _client, secret = with_second_factor()
        kept = Authenticator.objects.get(type="totp").data["secret"]
        assert secret not in kept
        assert SecondFactor().decrypt(kept) == secret
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another-secret-key-after-a-change"
        assert SecondFactor().decrypt(kept) == secret
