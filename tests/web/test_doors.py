"""Who may come to an address at all."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from samrad.parties.models import Post
from samrad.project.urls import urlpatterns as ours
from samrad.web.doors import for_fresh_login, for_people, open_to_all
from samrad.web.requests import Request
from tests.cast import Cast
from tests.visit import login_as, send, visit

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.test_doors")]
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@open_to_all
def for_all(request: Request) -> HttpResponse:
    return HttpResponse("inne")


@for_people
def people(request: Request) -> HttpResponse:
    return HttpResponse("inne")


@for_fresh_login
def fresh(request: Request) -> HttpResponse:
    return HttpResponse("inne")


urlpatterns = [*ours, path("alle/", for_all), path("folk/", people), path("ferskt/", fresh)]
handler403 = "samrad.web.errors.forbidden"
handler404 = "samrad.web.errors.not_found"


def test_each_door_says_which_it_is() -> None:
    assert [view.door for view in (for_all, people, fresh)] == ["all", "people", "fresh"]  # type: ignore[attr-defined] # set by the door


@pytest.mark.parametrize(
    ("url", "way"),
    [
        ("/folk/?a=1&b=%C3%A6", "/logg-inn/?next=%2Ffolk%2F%3Fa%3D1%26b%3D%25C3%25A6"),
        ("/ferskt/", "/logg-inn/?next=%2Fferskt%2F"),
    ],
)
def test_a_stranger_is_sent_to_the_login_and_back(cast: Cast, url: str, way: str) -> None:
    client = Client()
    assert client.get("/alle/").content == b"inne"
    asked = client.get(url)
    assert asked.headers["Location"] == way
    done = client.post(way, {"username": "slt", "password": "samrad-demo"})
    assert client.get(done.headers["Location"]).content == b"inne"


@pytest.mark.parametrize("url", ["/folk/", "/ferskt/"])
def test_a_form_without_words_is_sent_to_the_login_and_back_to_its_page(cast: Cast, url: str) -> None:
    answer = Client(headers={"Referer": "http://testserver/hjelp/"}).post(
        url, {"seen": "3", "verdict": "accepted", "sha256": "ab" * 32}
    )
    assert answer.headers["Location"] == "/logg-inn/?next=%2Fhjelp%2F"


@pytest.mark.parametrize("url", ["/folk/", "/ferskt/"])
def test_a_form_with_words_gets_them_back(cast: Cast, url: str) -> None:
    page = send(Client(), url, {"words": "Mine ord"}, status=403)
    assert (page.h1, "Mine ord" in page.text) == ("Du er logget ut", True)


@pytest.mark.parametrize(("minutes", "is_fresh"), [(4, True), (6, False)])
def test_a_fresh_login_is_five_minutes_old_at_most(cast: Cast, minutes: int, is_fresh: bool) -> None:
    """A4."""
    with time_machine.travel(NOON, tick=False) as clock:
        client = login_as("slt")
        clock.shift(timedelta(minutes=minutes))
        assert client.get("/folk/").content == b"inne"
        answer = client.get("/ferskt/")
        assert (answer.content == b"inne") is is_fresh
        assert answer.headers.get("Location") == (None if is_fresh else "/bekreft/?next=%2Fferskt%2F")


def test_words_are_not_lost_when_the_login_is_no_longer_fresh(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = login_as("slt")
        clock.shift(timedelta(minutes=6))
        page = send(client, "/ferskt/", {"words": "Mine ord"}, status=403)
        assert (page.h1, "Mine ord" in page.text) == ("Bekreft at det er deg", True)
        assert "/bekreft/?next=%2F" in page.links


@pytest.mark.parametrize("url", ["/folk/", "/ferskt/"])
def test_somebody_without_a_post_is_told_so(cast: Cast, url: str) -> None:
    Post.objects.get(title="Varaordfører").appointments.all().delete()
    page = visit(login_as("leser"), url, status=403)
    assert "Du har ingen rolle i Samråd i dag." in page.text
