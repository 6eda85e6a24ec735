"""A school, or a county, and the police: no page offers what only a municipality has, and no link leads nowhere."""

import pytest

from samrad.cooperation import wall
from samrad.cooperation.commands.choosing import found_cooperation
from samrad.cooperation.models import Cooperation
from tests.cast import Cast, school_cooperation
from tests.visit import Page, login_as, visit

pytestmark = pytest.mark.django_db
ROOMS = ("", "moter/", "kunnskap/", "evaluering/")


@pytest.fixture
def county(cast: Cast) -> Cooperation:
    actor = cast.people["fylke"]
    with wall.acting(actor):
        parties = [*actor.parties, cast.places.north.pk]
        return found_cooperation(
            actor=actor, kind="county", organisations=parties, name="Fylket og politiet", language="nb"
        )


def _rooms(who: str, home: Cooperation) -> dict[str, Page]:
    client = login_as(who)
    pages = {room: visit(client, f"/samarbeid/{home.slug}/{room}") for room in ROOMS}
    ways = {way.split("#")[0].split("?")[0] for page in pages.values() for way in page.links}
    dead = [
        way for way in sorted(ways) if way.startswith("/") and client.get(way, follow=True).status_code != 200
    ]
    assert dead == []
    return pages


@pytest.mark.parametrize("who", ["skole", "fylke"])
def test_nothing_is_offered_that_only_a_municipality_has(cast: Cast, county: Cooperation, who: str) -> None:
    home = school_cooperation(cast) if who == "skole" else county
    pages, client = _rooms(who, home), login_as(who)
    assert ("Politikontakten" in pages[""].text, "Tallene er her." in pages[""].text) == (False, False)
    assert "Årsrapport" not in pages["evaluering/"].text
    assert "Møter holdes i et forum, og dere har ingen ennå. Det er frivillig." in pages["moter/"].text
    assert (
        "Bestillinger, bilder og valg hører til et forum, og dere har ingen ennå." in pages["kunnskap/"].text
    )
    refused = visit(client, f"/samarbeid/{home.slug}/arsrapport/", status=403)
    assert "ingen kommune er part i dette samarbeidet" in refused.text
    assert client.get(f"/samarbeid/{home.slug}/politikontakt/").status_code == 404
    assert "Se hele landet" in visit(client, "/status/").text


def test_a_municipality_has_them_all(cast: Cast) -> None:
    pages = _rooms("slt", cast.cooperation)
    assert ("Politikontakten" in pages[""].text, "Skriv årsrapport" in pages["evaluering/"].text) == (
        True,
        True,
    )
