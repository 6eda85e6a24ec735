"""The demo's police contacts as the people of the demo find them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from samrad.contacts.models import Approval
from samrad.contacts.queries.facts import contacts_facts
from samrad.kernel.clock import today
from samrad.parties.fictional import load_fossvik, load_neighbour
from samrad.parties.models import Organisation
from samrad.project.demo_contacts import build_contacts
from tests.cast import MACHINERY, Cast
from tests.conftest import Stage
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def stage(stage: Stage, told_on: Callable[..., AbstractContextManager[Stage]]) -> Iterator[Stage]:
    with told_on(stage, _a_district) as told:
        yield told


def _a_district(cast: Cast) -> None:
    load_neighbour(MACHINERY, cast.places, "slt")
    load_fossvik(MACHINERY, cast.places)
    build_contacts(cast.people, cast.places)


@pytest.fixture
def nordre(cast: Cast) -> Organisation:
    return cast.places.north


def test_shows_every_state_that_a_district_can_be_in(nordre: Organisation) -> None:
    """One with four municipalities that waits for the directorate, one post that stands empty, one merger in July."""
    found = {
        row.name: [(each.title, each.name) for each in row.contacts]
        for row in contacts_facts(today(), district=nordre.pk)
    }
    east = [("Politikontakt øst", "Anders Myhre")]
    assert found == {
        "Fjellro": [("Politikontakt fjell", "")],
        "Fossvik": east,
        "Havnes": east,
        "Lyngvik": [("Politikontakt", "Ingrid Solvang")],
        "Skogly": east,
        "Øyvær": east,
    }
    assert [row.granted for row in Approval.objects.all()] == [None]


@pytest.mark.parametrize(
    ("username", "address", "words"),
    [
        ("enhetsleder", "/distrikt/nordre/politikontakter/", "Fjellro: stillingen står tom"),
        ("enhetsleder", "/distrikt/nordre/politikontakter/oppgaver/", "Bekreft listen"),
        ("politikontakt", "/samarbeid/lyngvik/politikontakt/", "Politiet har ikke svart ennå."),
        ("direktorat", "/godkjenninger/", "Fossvik, Havnes, Skogly, Øyvær"),
        ("ordforer", "/kommune/lyngvik/hvem/", "politikontakt.lyngvik@politi.test"),
    ],
)  # fmt: skip
def test_gives_each_persona_something_to_do(
    nordre: Organisation, username: str, address: str, words: str
) -> None:
    assert words in visit(login_as(username), address).text
