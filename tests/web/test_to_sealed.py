"""The whole way from a draft to a sealed file, through pages only: by whoever begins, and for every kind of cooperation."""

from dataclasses import dataclass

import pytest
from django.test import Client

from samrad.agreements.documents import bearing_of
from samrad.agreements.models import Version
from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.agreements.queries.finishing import finishing_of, sealed_document_visible_to
from samrad.cooperation import wall
from samrad.cooperation.commands import found_cooperation
from samrad.cooperation.models import Cooperation
from samrad.parties.actor import Actor
from tests.cast import Cast, school_cooperation
from tests.pdf import seal_folder, words_of
from tests.situations import do
from tests.visit import login_as, send, visit
from tests.web.test_finishing import hidden

pytestmark = pytest.mark.django_db
TERM = {"scope": "whole", "valid_from": "2027-01-01", "valid_to": "2030-12-31"}


@dataclass(frozen=True)
class Side:
    """One party: who writes and who signs for it, by login."""

    writer: str
    signatory: str


def to_sealed(sides: list[Side], slug: str) -> str:
    """The first side drafts and hands over, all say yes, the last locks it, all approve and sign."""
    first, *others = sides
    writer = login_as(first.writer)
    send(writer, f"/samarbeid/{slug}/avtaler/ny/", {"template_id": "", **TERM})
    agreement = next(
        link for link in visit(writer, f"/samarbeid/{slug}/avtaler/").links if link.startswith("/avtale/")
    )
    clause = {
        "heading": "Formål",
        "text": "Partene forebygger sammen.",
        "kind": "obligation",
        "level": "1",
        "after": "",
    }
    send(writer, f"{agreement}nytt-punkt/", clause)
    send(writer, f"{agreement}runde/")
    for side in others:
        answering = login_as(side.writer)
        send(answering, f"{agreement}godta/")
        assert "er levert." in send(answering, f"{agreement}runde/").text
    locking = login_as(sides[-1].writer)
    seen = hidden(visit(locking, f"{agreement}ferdig/"), "seen_hash")
    assert "Teksten er låst som versjon 1." in send(locking, f"{agreement}ferdig/", {"seen_hash": seen}).text
    for side in sides:
        _approve(login_as(side.writer), agreement)
    for side in reversed(sides):
        _sign(login_as(side.signatory), agreement)
    return agreement


def _approve(client: Client, agreement: str) -> None:
    start = visit(client, "/")
    assert "Godkjenn versjon 1 av avtale 2027–2030" in start.text
    assert agreement in start.links
    deed = f"{agreement}versjon/1/godkjenn/"
    assert deed in visit(client, agreement).links
    page = visit(client, deed)
    given = {name: hidden(page, name) for name in ("seen_hash", "decided_on")} | {"form": "internal"}
    assert "Versjon 1 er godkjent." in send(client, deed, given).text
    assert "Godkjenn versjon 1" not in visit(client, "/").text


def _sign(client: Client, agreement: str) -> None:
    assert "Undertegn versjon 1 av avtale 2027–2030" in visit(client, "/").text
    deed = f"{agreement}versjon/1/undertegn/"
    assert deed in visit(client, agreement).links
    seen = hidden(visit(client, deed), "seen_hash")
    assert "Du har undertegnet versjon 1." in send(client, deed, {"seen_hash": seen}).text
    assert "Undertegn versjon 1" not in visit(client, "/").text


def sealed(actor: Actor, agreement: str) -> tuple[Version, bytes]:
    with wall.acting(actor):
        found = agreement_visible_to(actor, agreement.split("/")[2])  # type: ignore[arg-type] # as an address has it
        assert found.state == "in_force"
        finishing = finishing_of(actor, found)
        assert finishing
        assert finishing.not_signed_by == []
        return finishing.version, bytes(sealed_document_visible_to(actor, found).pdf)


TOWN, POLICE = Side("slt", "kommunedirektor"), Side("politikontakt", "enhetsleder")


@pytest.mark.parametrize("sides", [[TOWN, POLICE], [POLICE, TOWN]], ids=["town-first", "police-first"])
def test_both_parties_have_the_same_rights_at_every_step(cast: Cast, sides: list[Side]) -> None:
    """A-om-b, A-om-c."""
    seal_folder()
    agreement = to_sealed(sides, "lyngvik")
    version, pdf = sealed(cast.slt, agreement)
    assert [party["name"] for party in version.content["parties"]] == [
        "Lyngvik kommune",
        "Nordre politidistrikt",
    ]
    assert bearing_of(pdf) == "ours"
    assert "Jon Tveit" in words_of(pdf)


def test_a_school_and_the_police_go_the_same_way(cast: Cast) -> None:
    """V-3-k."""
    seal_folder()
    cooperation = school_cooperation(cast)
    agreement = to_sealed([Side("skole", "skole"), Side("enhetsleder", "enhetsleder")], cooperation.slug)
    version, pdf = sealed(cast.principal, agreement)
    assert version.content["title"].startswith(
        "Avtale om forebygging, beredskap og sikkerhet mellom Lyngvik videreg"
    )
    assert bearing_of(pdf) == "ours"


def regional_cooperation(cast: Cast) -> Cooperation:
    """Two municipalities with one district, as three equals. V-4.4-a."""
    houses = [cast.places.lyngvik.pk, cast.places.storvik.pk, cast.places.north.pk]
    return do(cast.director, found_cooperation, kind="regional", organisations=houses,
              name="Lyngvik og Storvik", language="nb")  # fmt: skip


def test_three_parties_go_the_same_way(cast: Cast) -> None:
    """V-4.4-a."""
    seal_folder()
    cooperation = regional_cooperation(cast)
    neighbour = Side("nabokommune", "nabokommune")
    agreement = to_sealed([TOWN, neighbour, POLICE], cooperation.slug)
    version, pdf = sealed(cast.neighbour_mayor, agreement)
    assert [party["name"] for party in version.content["parties"]] == [
        "Lyngvik kommune", "Storvik kommune", "Nordre politidistrikt"
    ]  # fmt: skip
    assert bearing_of(pdf) == "ours"
    assert all(name in words_of(pdf) for name in ("Jon Tveit", "Oddvar Moen", "Per Haugland"))
