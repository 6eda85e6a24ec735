"""What every request goes through. SECURITY.md M2, M9, M12; E2, F1, F4."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from samrad.kernel.answers import Denied, Refused, Stale
from samrad.parties.commands import register_organisation
from samrad.parties.models import Organisation
from samrad.project.urls import urlpatterns as ours
from samrad.web.doors import open_to_all
from samrad.web.requests import Request
from tests.cast import MACHINERY, Cast
from tests.visit import inspected, login_as, send, visit

pytestmark = pytest.mark.django_db
REFUSALS = {
    "refused": (Refused("Ikke nå."), 409, "Dette gikk ikke"),
    "denied": (Denied("Bare den som undertegner."), 403, "Dette kan du ikke gjøre"),
    "stale": (Stale("En kollega skrev.", theirs="Deres ord", version=2), 409, "Dette gikk ikke"),
    "missing": (Organisation.DoesNotExist(), 404, "Vi finner ikke siden"),
}


def made_here(said: str) -> None:
    register_organisation(actor=MACHINERY, kind="county", name=said, sector="county")


@open_to_all
def says_no(request: Request, why: str) -> HttpResponse:
    """Writes something, and then it turns out that it may not."""
    made_here("Skrevet først")
    raise REFUSALS[why][0]


@open_to_all
def says_no_calmly(request: Request) -> HttpResponse:
    made_here("Skrevet først")
    return HttpResponse("no", status=422)


@open_to_all
def says_yes(request: Request) -> HttpResponse:
    made_here("Skrevet først")
    return HttpResponse("yes")


@open_to_all
def breaks(request: Request) -> HttpResponse:
    made_here("Skrevet først")
    raise ZeroDivisionError


@open_to_all
def what_the_wall_shows(request: Request) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(array_length(guard.cooperations(), 1), 0)")
        return HttpResponse(str(cursor.fetchone()[0]))


urlpatterns = [
    *ours,
    path("nei/<why>/", says_no),
    path("nei/", says_no_calmly),
    path("ja/", says_yes),
    path("brekk/", breaks),
    path("vegg/", what_the_wall_shows),
]
handler400 = "samrad.web.errors.bad_request"
handler403 = "samrad.web.errors.forbidden"
handler404 = "samrad.web.errors.not_found"
handler500 = "samrad.web.errors.broken"
with_our_addresses = pytest.mark.urls("tests.web.test_middleware")


def was_written() -> bool:
    return Organisation.objects.filter(name="Skrevet først").exists()


class TestSafeHeaders:
    @pytest.mark.parametrize(
        "url", ["/", "/logg-inn/", "/helse/", "/finnes/ikke/", "/landet/sok/?sok=%00", "/logg-ut/"]
    )
    def test_stand_on_every_answer(self, url: str) -> None:
        headers = Client().get(url).headers
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        for part in ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"):
            assert part in headers["Content-Security-Policy"]
        assert "unsafe-inline" not in headers["Content-Security-Policy"]


class TestCleanInput:
    @pytest.mark.parametrize(
        "url",
        ["/%00/", "/kommune/%ff/", "/landet/sok/?sok=%00", "/landet/sok/?sok=%ED%A0%80", "/?next=%C3%28"],
    )
    def test_what_is_no_text_is_a_plain_400(self, url: str) -> None:
        page = visit(Client(), url, status=400)
        assert page.h1 == "Forespørselen ble ikke forstått"
        assert page.all("form") == []

    def test_a_host_that_is_not_ours_is_refused(self) -> None:
        page = visit(Client(), "/hjelp/", status=400, headers={"host": "elsewhere.example"})
        assert [link for link in page.links if "elsewhere" in link] == []

    def test_speaks_the_readers_language_and_says_which(self) -> None:
        page = visit(Client(), "/%00/", status=400, headers={"Accept-Language": "nn"})
        assert page.root.get("lang") == "nn"

    @pytest.mark.parametrize("typed", ["\x00", "\u202eabc", "{{ 7*7 }}{% now %}", "<script>", "å" * 100_000])
    def test_what_is_typed_in_a_form_never_breaks_it(self, cast: Cast, typed: str) -> None:
        said = {"username": typed, "password": typed}
        assert send(Client(), "/logg-inn/", said, status=422).h1 == "Logg inn"

    def test_another_alphabet_than_utf8_is_refused(self) -> None:
        answer = Client().generic(
            "POST", "/sprak/", "language=nn", content_type="application/x-www-form-urlencoded; charset=utf-16"
        )
        assert answer.status_code == 400

    def test_a_broken_file_form_is_refused(self) -> None:
        answer = Client().generic("POST", "/sprak/", b"x", content_type="multipart/form-data; boundary=")
        assert inspected(answer, "/sprak/", 400).h1 == "Forespørselen ble ikke forstått"

    def test_more_than_we_take_is_said_so(self) -> None:
        page = inspected(
            Client(enforce_csrf_checks=True).post(
                "/sprak/", "a=" + "x" * 2_500_001, content_type="application/x-www-form-urlencoded"
            ),
            "/sprak/",
            413,
        )
        assert page.h1 == "Dette var for mye på en gang"

    def test_more_fields_than_we_take_is_said_so(self) -> None:
        answer = Client(enforce_csrf_checks=True).post("/sprak/", {f"f{n}": "1" for n in range(2001)})
        assert answer.status_code == 413


class TestReaderLanguage:
    @pytest.mark.parametrize(
        ("asked", "given"),
        [
            ("", "nb"),
            ("de", "nb"),
            ("no", "nb"),
            ("nn-NO,nb;q=0.5", "nn"),
            ("en-GB,en", "en"),
            ("x" * 9000, "nb"),
        ],
    )
    def test_follows_the_browser_until_the_reader_chooses(self, asked: str, given: str) -> None:
        client = Client()
        answer = client.get("/hjelp/", headers={"Accept-Language": asked})
        assert answer.headers["Content-Language"] == given
        assert {"Accept-Language", "Cookie"} <= set(answer.headers["Vary"].split(", "))
        client.post("/sprak/", {"language": "en", "next": "/hjelp/"})
        assert visit(client, "/hjelp/", headers={"Accept-Language": asked}).root.get("lang") == "en"

    def test_a_language_we_do_not_have_changes_nothing(self) -> None:
        client = Client()
        client.cookies["samrad_language"] = "../../etc"
        assert visit(client, "/hjelp/").root.get("lang") == "nb"


@with_our_addresses
class TestOneTransaction:
    def test_a_yes_is_kept(self) -> None:
        assert Client().get("/ja/").status_code == 200
        assert was_written()

    @pytest.mark.parametrize("url", ["/nei/", "/nei/refused/", "/nei/denied/", "/nei/missing/"])
    def test_a_no_undoes_all_that_was_done(self, url: str) -> None:
        assert Client().get(url).status_code >= 400
        assert not was_written()

    def test_our_own_fault_undoes_it_too_and_is_a_page(self) -> None:
        page = inspected(Client(raise_request_exception=False).get("/brekk/"), "/brekk/", 500)
        assert page.h1 == "Noe gikk galt hos oss"
        assert not was_written()


class TestWithoutADatabase:
    @pytest.fixture(autouse=True)
    def gone(self, db: None) -> Iterator[None]:
        """The connection is lost, and a new one cannot be made."""
        kept, host = connection.connection, connection.settings_dict["HOST"]
        blocks = connection.in_atomic_block, connection.savepoint_ids, connection.atomic_blocks
        connection.connection, connection.settings_dict["HOST"] = None, "/nowhere"
        connection.in_atomic_block, connection.savepoint_ids, connection.atomic_blocks = False, [], []
        yield
        connection.connection, connection.settings_dict["HOST"] = kept, host
        connection.in_atomic_block, connection.savepoint_ids, connection.atomic_blocks = blocks

    @pytest.mark.parametrize("url", ["/", "/helse/", "/hjelp/", "/logg-inn/"])
    def test_every_page_says_so_in_one_sentence(self, url: str) -> None:
        page = visit(Client(), url, status=503)
        assert (page.h1, "databasen" in page.text) == ("Samråd er ikke tilgjengelig", True)

    def test_words_are_given_back(self) -> None:
        assert "Mine ord" in send(Client(), "/logg-inn/", {"words": "Mine ord"}, status=503).text


@with_our_addresses
class TestActingPerson:
    @pytest.mark.parametrize(
        ("who", "seen"), [("slt", "1"), ("politikontakt", "1"), ("direktorat", "0"), ("drift", "0")]
    )
    def test_opens_the_wall_for_the_persons_own_cooperations(self, cast: Cast, who: str, seen: str) -> None:
        assert login_as(who).get("/vegg/").content.decode() == seen

    def test_opens_it_for_nobody_else(self, cast: Cast) -> None:
        assert Client().get("/vegg/").content == b"0"

    def test_somebody_elses_post_cannot_be_chosen(self, cast: Cast) -> None:
        client = login_as("slt")
        send(client, "/post/", {"appointment": str(cast.police_contact.appointment)})
        assert "SLT-koordinator" in visit(client, "/").text
        assert "Politikontakt" not in visit(client, "/").text


@with_our_addresses
class TestPlainRefusals:
    @pytest.mark.parametrize("why", REFUSALS)
    def test_each_no_has_its_page_and_its_sentence(self, why: str) -> None:
        refusal, status, title = REFUSALS[why]
        page = visit(Client(), f"/nei/{why}/", status=status)
        assert (page.h1, str(refusal) in page.text) == (title, True)

    def test_the_page_gives_back_words_and_keeps_secrets(self) -> None:
        said = {
            "words": "Mine ord",
            "reason": " ",
            "password": "hemmelig",
            "code": "123 456",
            "confirmed": "on",
            "seen": "12",
            "date": "2026-01-01",
            "template_id": "3f2b6f0e-8f1f-4c39-9d53-0f5c86a0e1aa",
        }
        page = send(
            Client(headers={"Referer": "http://testserver/hjelp/?a=1"}), "/nei/stale/", said, status=409
        )
        typed = ["".join(p.itertext()) for p in page.all("p") if p.get("class") == "as-typed"]
        assert typed == ["Deres ord", "Mine ord"]
        assert "/hjelp/?a=1" in page.links

    def test_a_form_that_was_refused_leads_back_to_itself_and_a_page_to_the_start(self) -> None:
        client = Client(headers={"Referer": "http://testserver/nei/stale/?a=1"})
        for page, back in (
            (send(client, "/nei/stale/", {"words": "Mine ord"}, status=409), "/nei/stale/?a=1"),
            (visit(client, "/nei/stale/", status=409), "/"),
        ):
            assert [
                a.get("href") for a in page.all("a") if "".join(a.itertext()).strip() == "Gå tilbake"
            ] == [back]

    @pytest.mark.parametrize(
        "came",
        ["", "https://elsewhere.example/", "http://testserver//elsewhere.example/", "//", "http://[::1"],
    )
    def test_the_way_back_is_always_one_of_ours(self, came: str) -> None:
        page = visit(Client(headers={"Referer": came}), "/nei/refused/", status=409)
        assert [link for link in page.links if "elsewhere" in link] == []

    @pytest.mark.parametrize(
        ("url", "method"), [("/logg-ut/", "POST"), ("/post/", "POST"), ("/sprak/", "POST")]
    )
    def test_an_address_that_only_takes_forms_says_so(self, cast: Cast, url: str, method: str) -> None:
        answer = login_as("slt").get(url)
        assert answer.headers["Allow"] == method
        assert inspected(answer, url, 405).h1 == "Her er det ingen side"


class TestForgery:
    def test_a_form_from_elsewhere_does_nothing(self, cast: Cast) -> None:
        client = Client(enforce_csrf_checks=True)
        answer = client.post("/logg-inn/", {"username": "slt", "password": "samrad-demo"})
        page = inspected(answer, "/logg-inn/", 403)
        assert (page.h1, "samrad-demo" in page.text) == ("Skjemaet kan ikke brukes lenger", False)
        assert client.get("/konto/").status_code == 302
