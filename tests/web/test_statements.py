"""Pages ask the database a fixed number of things, however much there is to show."""

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from bench.pages import FRAME, FRAMED, NOTHING, STATEMENTS, THREAD, fill_up
from samrad.cooperation.commands import open_municipal_cooperations
from samrad.parties.commands import load_reference
from tests.cast import MACHINERY, Cast
from tests.situations import clauses_of, on_the_table
from tests.visit import login_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_the_yardstick")]


@pytest.fixture
def with_the_yardstick() -> object:
    """The product's addresses, and the bench's signed-in view of nothing."""
    with override_settings(ROOT_URLCONF="bench.urls"):
        yield


def asked(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as statements:
        assert client.get(address).status_code == 200, address
    return len(statements)


def of_its_own(client: Client, address: str) -> int:
    """What the page asks beside transaction, session and wall, seen again by the same person: with its frame."""
    return asked(client, address) - asked(client, NOTHING)


def test_lists_cost_the_same_with_few_rows_and_with_many(cast: Cast) -> None:
    on_the_table(cast.slt, cast.cooperation)
    client = login_as("slt")
    home = "/samarbeid/lyngvik/"
    pages = (home, f"{home}avtaler/", f"{home}hendelser/", "/landet/sok/?sok=vik", "/kommune/lyngvik/")
    few = {page: of_its_own(client, page) for page in pages}
    load_reference(actor=MACHINERY)
    open_municipal_cooperations(actor=MACHINERY)
    fill_up(cast.slt, 60)
    assert {page: of_its_own(client, page) for page in pages} == few
    assert max(few.values()) <= STATEMENTS + FRAME, few


def test_the_bench_counts_the_frame_by_a_page_of_words_alone_and_by_the_thread(cast: Cast) -> None:
    """Places and bell on every page; the thread's mark on those alone that stand in a cooperation; nothing of theirs for others."""
    client = login_as("slt")
    assert of_its_own(client, FRAMED) == FRAME - 1
    assert THREAD not in client.get(FRAMED).content
    assert THREAD not in client.get("/").content
    assert THREAD in client.get("/samarbeid/lyngvik/").content
    assert of_its_own(login_as("direktorat"), FRAMED) == FRAME - 2


def test_a_negotiation_costs_the_same_with_few_clauses_and_with_many(cast: Cast) -> None:
    found = []
    for actor, who, points in ((cast.slt, "politikontakt", 2), (cast.neighbour_mayor, "nabopoliti", 40)):
        cooperation = cast.cooperation if points == 2 else cast.neighbours
        agreement = on_the_table(actor, cooperation, points=tuple((f"P{n}", "Tekst") for n in range(points)))
        table = f"/avtale/{agreement.pk}/"
        clause = f"{table}punkt/{clauses_of(actor, agreement)[0].pk}/"
        client = login_as(who)
        found.append(
            [of_its_own(client, page) for page in (table, clause, f"{clause}endre/", f"{table}runde/")]
        )
    assert found[0] == found[1]
    assert max(found[0]) <= STATEMENTS + FRAME, found


def test_the_frame_costs_three(cast: Cast) -> None:
    """The places of the reader and the bell; inside a cooperation also whether anything was entered since the thread was drawn."""
    assert of_its_own(login_as("slt"), "/hjelp/") == FRAME - 1


def test_the_start_page_asks_all_areas_at_once(cast: Cast) -> None:
    """One statement beside the frame, for whoever reads it, with nothing that waits and with much."""
    people = ("slt", "politikontakt", "kommunedirektor", "direktorat", "skole")
    few = {who: of_its_own(login_as(who), "/") for who in people}
    on_the_table(cast.slt, cast.cooperation)
    load_reference(actor=MACHINERY)
    open_municipal_cooperations(actor=MACHINERY)
    fill_up(cast.slt, 60)
    assert {who: of_its_own(login_as(who), "/") for who in people} == few
    assert few == {"slt": 3, "politikontakt": 3, "kommunedirektor": 3, "direktorat": 2, "skole": 3}
