"""A form that is sent twice is done once: pressed twice, sent again after «back», or at the same instant."""

import re
import threading
from urllib.parse import urlencode

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client

from samrad.agreements.models import Agreement, Clause, Round, Signature
from samrad.cooperation import wall
from samrad.cooperation.models import Offer
from samrad.project.models import SentForm
from tests.cast import Cast, gather
from tests.situations import a_draft, approved, sign
from tests.visit import login_as

TERM = {"valid_from": "2027-01-01", "valid_to": "2030-12-31", "scope": "whole", "template_id": ""}
NEW_CLAUSE = {"heading": "Nytt", "text": "Tekst", "kind": "description", "level": "1", "after": ""}
TWICE = "Skjemaet ble sendt to ganger. Det er lagret én gang."


def post(client: Client, page: str, form: dict[str, str]) -> HttpResponse:
    """As a browser sends a form without files."""
    return client.post(page, urlencode(form), content_type="application/x-www-form-urlencoded")


def token_on(client: Client, page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(page).content.decode())
    assert found
    return found[1]


def twice(client: Client, page: str, said: dict[str, str]) -> list[HttpResponse]:
    """The same form, as it stands on the page, sent two times."""
    form = said | {"csrfmiddlewaretoken": token_on(client, page)}
    return [post(client, page, form) for _ in range(2)]


@pytest.mark.django_db
class TestSentTwice:
    def test_a_new_clause_is_one_clause(self, cast: Cast) -> None:
        agreement = a_draft(cast.slt, cast.cooperation, points=())
        client = login_as("slt")
        first, second = twice(client, f"/avtale/{agreement.pk}/nytt-punkt/", NEW_CLAUSE)
        assert (first.status_code, second.status_code) == (302, 302)
        assert first.headers["Location"] == second.headers["Location"] == f"/avtale/{agreement.pk}/"
        with wall.acting(cast.slt):
            assert Clause.objects.filter(agreement=agreement).count() == 1
        assert TWICE in client.get(second.headers["Location"]).content.decode()

    def test_an_offer_a_draft_and_a_round_are_one_each(self, cast: Cast) -> None:
        police, town = login_as("politikontakt"), login_as("slt")
        said = {"offered_on": "2026-01-05", "channel": "letter", "words": "Kom"}
        twice(police, "/samarbeid/lyngvik/tilby/council/lyngvik/", said)
        twice(town, "/samarbeid/lyngvik/avtaler/ny/", TERM)
        with wall.acting(cast.slt):
            assert (Offer.objects.count(), Agreement.objects.count()) == (1, 1)
            agreement = Agreement.objects.get()
        town.post(f"/avtale/{agreement.pk}/nytt-punkt/", NEW_CLAUSE)
        twice(town, f"/avtale/{agreement.pk}/runde/", {"message": "Her."})
        with wall.acting(cast.slt):
            assert list(Round.objects.values_list("number", "shared")) == [(1, True)]

    def test_the_same_words_from_a_page_opened_again_are_a_new_deed(self, cast: Cast) -> None:
        agreement = a_draft(cast.slt, cast.cooperation, points=())
        client, page = login_as("slt"), f"/avtale/{agreement.pk}/nytt-punkt/"
        for _ in range(2):
            post(client, page, NEW_CLAUSE | {"csrfmiddlewaretoken": token_on(client, page)})
        with wall.acting(cast.slt):
            assert Clause.objects.filter(agreement=agreement).count() == 2

    def test_what_came_back_to_be_corrected_was_not_sent(self, cast: Cast) -> None:
        agreement = a_draft(cast.slt, cast.cooperation, points=())
        answers = twice(login_as("slt"), f"/avtale/{agreement.pk}/nytt-punkt/", NEW_CLAUSE | {"heading": ""})
        assert [answer.status_code for answer in answers] == [422, 422]
        assert SentForm.objects.count() == 0

    def test_another_person_with_the_same_words_is_another(self, cast: Cast) -> None:
        agreement = a_draft(cast.slt, cast.cooperation, points=())
        page = f"/avtale/{agreement.pk}/nytt-punkt/"
        form = NEW_CLAUSE | {"csrfmiddlewaretoken": token_on(login_as("slt"), page)}
        for who in ("slt", "ordforer"):
            post(login_as(who), page, form)
        with wall.acting(cast.slt):
            assert Clause.objects.filter(agreement=agreement).count() == 2

    def test_a_password_leaves_no_mark(self, cast: Cast) -> None:
        answers = twice(login_as("slt"), "/bekreft/", {"password": "samrad-demo"})
        assert [answer.status_code for answer in answers] == [302, 302]
        assert SentForm.objects.count() == 0

    def test_the_last_signature_goes_on_to_be_sealed_however_often_it_is_pressed(self, cast: Cast) -> None:
        version = approved(cast.director, cast.chief, cast.cooperation)
        sign(cast.chief, version)
        address = f"/avtale/{version.agreement_id}/versjon/1/"
        answers = twice(
            login_as("kommunedirektor"), f"{address}undertegn/", {"seen_hash": version.content_hash}
        )
        assert (answers[0].status_code, answers[0].headers["Location"]) == (307, f"{address}forsegle/")
        assert (answers[1].status_code, answers[1].headers["Location"]) == (
            302,
            f"/avtale/{version.agreement_id}/",
        )
        with wall.acting(cast.director):
            assert Signature.objects.filter(version=version).count() == 2


@pytest.mark.usefixtures("own_database")
def test_two_at_the_same_instant_make_one_clause() -> None:
    cast = gather()
    agreement = a_draft(cast.slt, cast.cooperation, points=())
    client, page = login_as("slt"), f"/avtale/{agreement.pk}/nytt-punkt/"
    form = NEW_CLAUSE | {"csrfmiddlewaretoken": token_on(client, page)}
    cookies, codes = client.cookies.output(header="", sep=";"), []

    def send() -> None:
        own = Client()
        own.cookies.load(cookies)
        codes.append(post(own, page, form).status_code)
        connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with wall.acting(cast.slt):
        assert (codes, Clause.objects.filter(agreement=agreement).count()) == ([302] * 4, 1)
