"""Sign and seal, page by page: who may, when, once for each party, and what happens when it does not go."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.agreements.documents import bearing_of
from samrad.agreements.models import SealedDocument, Signature, Version
from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.agreements.queries.finishing import sealed_document_visible_to
from samrad.cooperation import wall
from samrad.parties.actor import Actor
from samrad.parties.commands import appoint, create_post, give_login
from samrad.typeset.seal_keys import make_seal_key
from tests.cast import MACHINERY, PASSWORD, Cast
from tests.pdf import words_of
from tests.situations import approved, fresh, frozen, on_the_table, sign
from tests.visit import login_as, send, visit
from tests.web.test_finishing import address_of, lock, put_name, visit_on

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def key(tmp_path: Path, settings: object) -> Path:
    """An installation that can seal."""
    folder = tmp_path / "seal"
    make_seal_key(folder, name="Samråd (test)", organisation_number="000000000")
    settings.SEAL_FOLDER = str(folder)  # type: ignore[attr-defined] # pytest-django's own fixture
    return folder


@pytest.fixture
def no_key(tmp_path: Path, settings: object) -> None:
    settings.SEAL_FOLDER = str(tmp_path / "empty")  # type: ignore[attr-defined] # pytest-django's own fixture


def sealed_file(actor: Actor, version: Version) -> bytes:
    with wall.acting(actor):
        agreement = agreement_visible_to(actor, version.agreement_id)
        return bytes(sealed_document_visible_to(actor, agreement).pdf)


def signatures_of(actor: Actor, version: Version) -> list[str]:
    with wall.acting(actor):
        return sorted(Signature.objects.filter(version=version).values_list("name", flat=True))


class TestSigning:
    def test_the_page_says_what_is_signed_for_whom_and_what_it_means(self, cast: Cast) -> None:
        version = approved(cast.director, cast.chief, cast.cooperation)
        page = visit_on(login_as("kommunedirektor"), version, "undertegn")
        assert page.h1 == "Undertegn avtalen"
        assert "Du undertegner som Jon Tveit, Kommunedirektør, for Lyngvik kommune" in page.text
        assert version.content_hash in page.text.replace(" ", "")
        assert "Du binder Lyngvik kommune til teksten i versjon 1, ord for ord." in page.text
        assert "Hver part kan åpne teksten igjen til alle har undertegnet." in page.text
        sign(cast.chief, version)
        last = visit_on(login_as("kommunedirektor"), version, "undertegn")
        assert "Dere er den siste parten." in last.text
        assert "Nordre politidistrikt : Per Haugland, Tjenesteenhetsleder. Undertegnet" in last.text

    def test_only_the_signatory_and_others_read_who_can(self, cast: Cast) -> None:
        version = approved(cast.director, cast.chief, cast.cooperation)
        for who in ("slt", "ordforer", "leser"):
            client = login_as(who)
            page = visit(client, address_of(version.agreement))
            assert "Dere har neste trekk Bare den som undertegner for Lyngvik kommune, kan gjøre dette: Jon Tveit (Kommunedirektør)." in page.text  # fmt: skip
            assert "Undertegn avtalen" not in page.text
            refused = put_name(client, version, status=403)
            assert "Bare den som undertegner for parten, kan gjøre dette." in refused.text
        assert "Undertegn avtalen" in visit(login_as("enhetsleder"), address_of(version.agreement)).text

    def test_waits_until_all_have_approved(self, cast: Cast) -> None:
        version = frozen(cast.director, cast.chief, cast.cooperation)
        page = put_name(login_as("kommunedirektor"), version)
        assert (
            "Avtalen er ikke klar til å undertegnes. Alle parter må først godkjenne samme versjon."
            in page.text
        )
        assert signatures_of(cast.slt, version) == []

    def test_asks_for_a_login_of_the_last_five_minutes_and_comes_back(self, cast: Cast) -> None:
        """A4."""
        with time_machine.travel(NOON, tick=False) as clock:
            version = approved(cast.director, cast.chief, cast.cooperation)
            url = f"{address_of(version.agreement)}versjon/1/undertegn/"
            director = login_as("kommunedirektor")
            clock.shift(timedelta(minutes=6))
            way = f"/bekreft/?next={url.replace('/', '%2F')}"
            assert director.get(url).headers["Location"] == way
            late = director.post(url, {"seen_hash": version.content_hash}, headers={"Referer": f"http://testserver{url}"})  # fmt: skip
            assert late.headers["Location"] == way
            assert signatures_of(cast.slt, version) == []
            confirmed = director.post("/bekreft/", {"password": PASSWORD, "next": url})
            assert confirmed.headers["Location"] == url
            assert "Du har undertegnet versjon 1." in put_name(director, version).text

    def test_of_another_text_is_refused(self, cast: Cast) -> None:
        version = approved(cast.director, cast.chief, cast.cooperation)
        page = put_name(login_as("enhetsleder"), version, seen="f" * 64, status=422)
        assert "Dette er ikke den versjonen du leste. Les versjonen som gjelder, og prøv igjen." in page.text
        assert signatures_of(cast.slt, version) == []

    def test_twice_and_in_two_windows_is_one_signature_and_a_calm_answer(self, cast: Cast) -> None:
        version = approved(cast.director, cast.chief, cast.cooperation)
        one, two = login_as("kommunedirektor"), login_as("kommunedirektor")
        assert (
            "Nordre politidistrikt har neste trekk Dere har undertegnet versjon 1."
            in put_name(one, version).text
        )
        for window in (one, two):
            again = put_name(window, version)
            assert "Dere har allerede undertegnet denne versjonen." in again.text
            assert again.h1 == "Avtale for 2027–2030, versjon 1"
        assert signatures_of(cast.slt, version) == ["Jon Tveit"]

    def test_a_deputy_signs_between_two_dates(self, cast: Cast) -> None:
        """A deputy is an appointment with a first and a last day."""
        post = create_post(actor=MACHINERY, organisation=cast.places.lyngvik, function="municipal_director",
                           title="Konstituert kommunedirektør", power="signatory")  # fmt: skip
        person = give_login(actor=MACHINERY, name="Siri Vik", username="vikar", password=PASSWORD)
        appoint(
            actor=MACHINERY,
            person=person,
            post=post,
            valid_from=date(2026, 11, 20),
            valid_to=date(2026, 11, 30),
        )
        version = approved(cast.director, cast.chief, cast.cooperation)
        with time_machine.travel(NOON, tick=False):
            named = visit(login_as("slt"), address_of(version.agreement)).text
            assert "Jon Tveit (Kommunedirektør) eller Siri Vik (Konstituert kommunedirektør)" in named
        with time_machine.travel(datetime(2026, 12, 1, 12, tzinfo=UTC), tick=False):
            assert (
                "Du har ingen rolle i Samråd i dag." in put_name(login_as("vikar"), version, status=403).text
            )
            assert "Siri Vik" not in visit(login_as("slt"), address_of(version.agreement)).text
        with time_machine.travel(datetime(2026, 11, 30, 22, tzinfo=UTC), tick=False):
            done = put_name(login_as("vikar"), version)
        assert "Siri Vik, Konstituert kommunedirektør. Undertegnet 30. november 2026 kl. 23.00." in done.text


class TestSealing:
    @pytest.mark.parametrize("first", ["kommunedirektor", "enhetsleder"])
    def test_follows_the_last_signature_whoever_gives_it(self, cast: Cast, key: Path, first: str) -> None:
        """A-om-b."""
        version = approved(cast.director, cast.chief, cast.cooperation)
        last = {"kommunedirektor": "enhetsleder", "enhetsleder": "kommunedirektor"}[first]
        put_name(login_as(first), version)
        done = put_name(login_as(last), version)
        assert "Du har undertegnet versjon 1." in done.text
        assert "Avtalen er forseglet. Den kan ikke endres lenger." in done.text
        assert fresh(cast.slt, version.agreement).state == "in_force"
        pdf = sealed_file(cast.police_contact, version)
        assert bearing_of(pdf) == "ours"
        assert all(name in words_of(pdf) for name in ("Jon Tveit", "Per Haugland", "Kontaktpersoner"))

    def test_begins_when_the_last_signature_is_stored(self, cast: Cast, key: Path) -> None:
        """Whatever becomes of the sealing, the signature is kept: they are two requests."""
        version = approved(cast.director, cast.chief, cast.cooperation)
        sign(cast.chief, version)
        place = f"{address_of(version.agreement)}versjon/1/"
        answer = login_as("kommunedirektor").post(f"{place}undertegn/", {"seen_hash": version.content_hash})
        assert (answer.status_code, answer.headers["Location"]) == (307, f"{place}forsegle/")
        assert signatures_of(cast.slt, version) == ["Jon Tveit", "Per Haugland"]
        assert fresh(cast.slt, version.agreement).state == "signing"

    def test_makes_the_sealed_file_the_only_one(self, cast: Cast, key: Path) -> None:
        version = approved(cast.director, cast.chief, cast.cooperation)
        put_name(login_as("kommunedirektor"), version)
        put_name(login_as("enhetsleder"), version)
        pdf = login_as("slt").get(f"{address_of(version.agreement)}versjon/1/pdf/", follow=True)
        assert pdf.content == sealed_file(cast.slt, version)
        page = visit(login_as("slt"), f"{address_of(version.agreement)}versjon/1/")
        assert "Per Haugland, Tjenesteenhetsleder. Undertegnet" in page.text
        assert "Åpne teksten igjen" not in page.text

    def test_that_is_refused_leaves_the_signature_and_can_be_tried_again(
        self, cast: Cast, no_key: None, tmp_path: Path
    ) -> None:
        version = approved(cast.director, cast.chief, cast.cooperation)
        sign(cast.chief, version)
        page = put_name(login_as("kommunedirektor"), version)
        assert "Samråd mangler nøkkelen til seglet. Underskriftene står." in page.text
        assert "Alle har undertegnet, men den forseglede filen er ikke laget" in page.text
        assert signatures_of(cast.slt, version) == ["Jon Tveit", "Per Haugland"]
        assert "Lag den forseglede filen til avtale 2027–2030" in visit(login_as("politikontakt"), "/").text
        assert "Lag den forseglede filen" not in visit(login_as("leser"), address_of(version.agreement)).text
        url = f"{address_of(version.agreement)}versjon/1/forsegle/"
        again = send(login_as("politikontakt"), url)
        assert "Samråd mangler nøkkelen til seglet." in again.text
        make_seal_key(tmp_path / "empty", name="Samråd (test)", organisation_number="000000000")
        assert "Avtalen er forseglet." in send(login_as("politikontakt"), url).text
        assert bearing_of(sealed_file(cast.slt, version)) == "ours"

    def test_twice_keeps_the_first_file(self, cast: Cast, key: Path) -> None:
        version = approved(cast.director, cast.chief, cast.cooperation)
        put_name(login_as("enhetsleder"), version)
        put_name(login_as("kommunedirektor"), version)
        first = sealed_file(cast.slt, version)
        url = f"{address_of(version.agreement)}versjon/1/forsegle/"
        assert "Avtalen er forseglet." in send(login_as("slt"), url).text
        assert sealed_file(cast.slt, version) == first
        assert (
            "Dere har allerede undertegnet denne versjonen."
            in put_name(login_as("enhetsleder"), version).text
        )

    def test_before_all_have_signed_and_by_readers_is_refused(self, cast: Cast, key: Path) -> None:
        version = approved(cast.director, cast.chief, cast.cooperation)
        sign(cast.chief, version)
        url = f"{address_of(version.agreement)}versjon/1/forsegle/"
        early = send(login_as("slt"), url)
        assert "Avtalen kan ikke forsegles ennå. Alle parter må først undertegne samme versjon." in early.text
        assert send(login_as("leser"), url, status=403).h1 == "Dette kan du ikke gjøre"
        with wall.acting(cast.slt):
            assert SealedDocument.objects.count() == 0


def test_a_version_page_asks_as_much_with_one_clause_as_with_forty(cast: Cast) -> None:
    """At most eight statements beside the tenancy's own: those of a page that shows its frame and nothing else."""
    counts = []
    for first, cooperation, who, points in (
        (cast.director, cast.cooperation, "slt", 1),
        (cast.neighbour_mayor, cast.neighbours, "nabokommune", 40),
    ):
        text = tuple((f"Punkt {n}", "Partene møtes.") for n in range(points))
        agreement = on_the_table(first, cooperation, points=text)
        client = login_as(who)
        police = login_as("enhetsleder" if who == "slt" else "nabopoliti")
        send(police, f"{address_of(agreement)}godta/")
        send(police, f"{address_of(agreement)}runde/")
        lock(police, agreement)
        client.get(address_of(agreement))
        with CaptureQueriesContext(connection) as frame:
            client.get("/hjelp/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address_of(agreement)).status_code == 200
        counts.append((len(asked), len(asked) - len(frame)))
    assert counts[0] == counts[1]
    assert counts[0][1] <= 8
