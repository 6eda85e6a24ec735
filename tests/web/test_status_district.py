"""A district's page and its document: the same pictures, the same words, and findings alone."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.cooperation.commands import open_municipal_cooperations
from samrad.kernel import clock
from samrad.kernel.clock import today
from samrad.oversight.tasks import look_at_everything
from samrad.parties.models import Organisation
from tests.cast import MACHINERY, Cast
from tests.contacts.situations import a_town
from tests.house.isolation import WORDS, secrets_of
from tests.pdf import faults, outline_of, words_of
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db
PAGE, PDF = "/status/distrikt/nordre/", "/status/distrikt/nordre/aret.pdf"


@pytest.fixture
def looked_at(cast: Cast) -> Cast:
    for number, name in enumerate(("Austvik", "Nordvik")):
        town = a_town(cast, name)
        Organisation.objects.filter(pk=town.pk).update(tile_x=25 + number, tile_y=31)
    look_at_everything(0)
    return cast


def test_the_page_has_the_map_one_matter_at_a_time_and_how_many_of_each(looked_at: Cast) -> None:
    page = visit(login_as("enhetsleder"), f"{PAGE}?tema=contact")
    assert 'aria-label="Austvik: Mangler"' in page.html
    assert f"Status {today().year} som PDF" in page.text
    assert 'aria-label="Austvik: Tilbud mangler"' in visit(login_as("enhetsleder"), f"{PAGE}?tema=tull").html


def test_the_document_is_sound_and_says_what_the_page_says(looked_at: Cast) -> None:
    """For screen readers and for archives, with a heading for each picture and its figures in words."""
    client = login_as("enhetsleder")
    pdf = client.get(PDF).content
    assert faults(pdf) == []
    text = words_of(pdf)
    page = visit(client, PAGE)
    for part in (
        "Nordre politidistrikt",
        "Austvik",
        "Tid og kapasitet til politikontaktene er gjennomgått",
        "Tilbud mangler",
    ):
        assert part in text
        assert part in page.text
    headings = outline_of(pdf)
    assert headings[:8] == [
        "Kommunene på kartet",
        "  Avtale",
        "  Politiråd",
        "  SLT",
        "  Politikontakt",
        "  Møter i år",
        "  Evaluering",
        "Kommunene",
    ]
    assert "Hva veilederen sier, og hvor vi står" in headings


def test_the_document_is_in_the_readers_language(looked_at: Cast) -> None:
    client = login_as("direktorat")
    text = words_of(client.get(PDF, headers={"accept-language": "nn"}).content)
    assert "Laga av svar, datoar og funn" in text


def test_the_document_holds_no_word_of_content_and_is_for_those_who_see_the_page(cast: Cast) -> None:
    secrets_of(cast)
    look_at_everything(0)
    text = words_of(login_as("direktorat").get(PDF).content)
    assert [word for word in WORDS if word in text] == []
    for username in ("nabopoliti", "nabokommune", "skole", "drift"):
        assert login_as(username).get(PDF).status_code in {403, 404}, username


def test_the_page_costs_the_same_with_one_municipality_and_with_many(cast: Cast) -> None:
    client, counts = login_as("enhetsleder"), []
    for number in (0, 7):
        for each in range(number):
            a_town(cast, f"Nes{each}")
        look_at_everything(0)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as statements:
            client.get(PAGE)
        counts.append(len(statements))
    assert counts[0] == counts[1]


class TestAnEarlierYear:
    """How a year ended, out of what was found then."""

    def test_has_its_document_with_what_stood_on_its_last_day(self, cast: Cast) -> None:
        with clock.set_to(datetime(2025, 11, 3, 12, tzinfo=UTC)):
            a_town(cast, "Austvik")
            open_municipal_cooperations(actor=MACHINERY)
            look_at_everything(0)
        look_at_everything(0)
        client = login_as("enhetsleder")
        assert f"{PAGE}2025.pdf" in visit(client, PAGE).links
        pdf = client.get(f"{PAGE}2025.pdf").content
        assert faults(pdf) == []
        text = words_of(pdf)
        for part in (
            "Status 2025 for Nordre politidistrikt",
            "Status per 31. desember 2025",
            "Austvik",
            "Politikontakt",
        ):
            assert part in text, part
        assert "Evaluering" not in outline_of(pdf)[:4]

    def test_is_not_there_for_a_year_about_which_nothing_is_known(self, looked_at: Cast) -> None:
        client = login_as("enhetsleder")
        for year in (2019, today().year):
            assert client.get(f"{PAGE}{year}.pdf").status_code == 404, year

    def test_is_for_those_who_see_the_page(self, cast: Cast) -> None:
        with clock.set_to(datetime(2025, 11, 3, 12, tzinfo=UTC)):
            look_at_everything(0)
        assert login_as("direktorat").get(f"{PAGE}2025.pdf").status_code == 200
        for username in ("nabopoliti", "nabokommune", "skole", "drift"):
            assert login_as(username).get(f"{PAGE}2025.pdf").status_code in {403, 404}, username
