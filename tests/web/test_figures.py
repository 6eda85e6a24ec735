"""A municipality's figures: what is shown, beside whom, and what is never shown anywhere."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samrad.knowledge.commands.statistics import import_statistics, load_reference_figures
from samrad.knowledge.models import Observation
from samrad.parties.commands import load_reference
from samrad.parties.models import Organisation
from samrad.project.demo_figures import make_figures_up
from tests.cast import MACHINERY, Cast
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db
ADDRESS = "/kommune/gratangen/tall/"


@pytest.fixture(autouse=True)
def figures(cast: Cast) -> None:
    load_reference(actor=MACHINERY)
    make_figures_up(MACHINERY, cast.places)
    load_reference_figures(actor=MACHINERY)


def test_the_page_says_what_is_known_and_beside_whom() -> None:
    page = visit(Client(), ADDRESS)
    assert page.h1 == "Anmeldte lovbrudd i Gratangen"
    assert (
        "51 anmeldelser i året i 2023–2024. Det er 47,7 per 1000 innbyggere, mot 43,7 i Nordland politidistrikt og 58,6 i hele landet."
        in page.text
    )
    assert "Kilde: Statistisk sentralbyrå, tabell 08487 og 07459. Tallene begynner i 2020." in page.text
    assert "I Gratangen (1 062 innbyggere) gjør én anmeldelse 0,94 utslag per 1000." in page.text
    assert "2023–2024 47,7 43,7 58,6" in page.text


def test_beside_the_county_or_those_as_central_and_as_a_count() -> None:
    county = visit(Client(), f"{ADDRESS}?med=county")
    assert "Periode Gratangen Troms Hele landet" in county.text
    like = visit(Client(), f"{ADDRESS}?med=like")
    assert (
        "Lignende kommuner er like sentrale etter SSBs mål, og har om lag like mange innbyggere." in like.text
    )
    assert "Gratangen (1 062)" in like.text
    count = visit(Client(), f"{ADDRESS}?vis=count&gruppe=2AAAAA-3-5-9ZZZZz/AnmeldteLovbrudd")
    assert "Andre lovbrudd. Antall i året, 2020–2024" in count.text
    assert "2023–2024 19" in count.text


def test_more_or_fewer_than_before_is_said_of_numbers_that_can_bear_it_and_never_of_tiny_ones() -> None:
    assert "Det er 2 flere enn i 2022–2023." in visit(Client(), ADDRESS).text
    tiny = visit(Client(), f"{ADDRESS}?gruppe=2AAAAA-3-5-9ZZZZz/AnmeldteLovbrudd").text
    assert "Tallet er lite: noen få anmeldelser mer eller mindre gir stort utslag." in tiny
    assert "enn i 2022–2023" not in tiny


def test_another_table_has_its_own_words_and_says_nothing_of_reports() -> None:
    people = visit(Client(), f"{ADDRESS}?tabell=07459")
    assert people.h1 == "Innbyggere i Gratangen"
    assert "Innbyggere i 2026: 1 062" in people.text
    assert "Anmeldt er ikke det samme som skjedd" not in people.text
    assert "Per 1000 innbyggere" not in people.text
    assert "1\u202f062,0" not in people.html
    rows = visit(Client(), ADDRESS).text
    assert "Anmeldt er ikke det samme som skjedd" in rows
    assert visit(Client(), f"{ADDRESS}?tabell=99999").h1 == "Anmeldte lovbrudd i Gratangen"
    file = Client().get("/kommune/gratangen/tall.csv?tabell=07459").content.decode("utf-8-sig")
    assert file.splitlines()[-1].startswith("Gratangen;Innbyggere;2026;1062;;Statistisk sentralbyrå, 07459;")


def test_what_is_small_or_guards_what_is_small_is_nowhere(client: Client) -> None:
    hidden = Observation.objects.filter(place="5516").exclude(state="shown").exclude(value=None)
    assert hidden.count() > 2
    table = visit(client, ADDRESS).text.split("Vis som tabell")[1]
    assert "Rusmiddellovbrudd ≤4 ≤4 ≤4 ≤4" in table
    rows = list(
        csv.reader(
            io.StringIO(client.get("/kommune/gratangen/tall.csv").content.decode("utf-8-sig")), delimiter=";"
        )
    )
    assert rows[0] == ["Kommune", "Gruppe", "Periode", "Antall", "Per 1000 innbyggere", "Kilde", "Hentet"]
    assert len(rows) == 1 + 7 * 4
    shown = {(row[1], row[2].replace("–", "-")) for row in rows[1:] if row[3].isdigit()}
    for row in hidden.select_related("indicator"):
        assert (str(row.indicator), row.period) not in shown
    assert all(row[4] == "" for row in rows[1:] if not row[3].isdigit())


@pytest.mark.parametrize("whose", [{}, {"place": "5516"}], ids=["nobody has any", "the others have"])
def test_a_municipality_without_figures_says_so(whose: dict[str, str]) -> None:
    Observation.objects.filter(**whose).delete()
    assert "Det finnes ingen tall for kommunen ennå." in visit(Client(), ADDRESS).text


def test_what_is_not_known_is_read_as_the_usual() -> None:
    assert visit(Client(), f"{ADDRESS}?gruppe=finnes-ikke&med=x&vis=y").text == visit(Client(), ADDRESS).text


def test_numbers_are_written_as_each_language_writes_them_and_alike_in_the_file() -> None:
    client = Client(headers={"accept-language": "en"})
    page = visit(client, ADDRESS)
    assert "That is 47.7 per 1,000 inhabitants" in page.text
    file = client.get("/kommune/gratangen/tall.csv?tabell=07459").content.decode("utf-8-sig")
    assert file.splitlines()[-1].startswith("Gratangen;Inhabitants;2026;1062;;")


def test_in_the_demo_the_figures_are_made_up_and_said_to_be() -> None:
    page = visit(login_as("slt"), "/kommune/lyngvik/tall/")
    assert "Kommunen og tallene er oppdiktet." in page.text
    assert "Lyngvik kommune – Nordre politidistrikt" in page.text


def bring(years: list[str], counts: list[int]) -> None:
    """Thefts in Lyngvik, as they come from their source."""
    document = {
        "version": "2.0",
        "class": "dataset",
        "label": "08487",
        "source": "SSB",
        "id": ["Region", "LovbruddKrim", "ContentsCode", "Tid"],
        "size": [1, 1, 1, len(years)],
        "dimension": {
            "Region": {"category": {"index": ["x-lyngvik"]}},
            "LovbruddKrim": {"category": {"index": ["1AAAAA-1ZZZZz"]}},
            "ContentsCode": {"category": {"index": ["AnmeldteLovbrudd"]}},
            "Tid": {"category": {"index": years}},
        },
        "value": counts,
        "role": {"geo": ["Region"], "time": ["Tid"]},
        "extension": {"px": {"tableid": "08487"}},
    }
    import_statistics(actor=MACHINERY, data=json.dumps(document).encode())


def asked_by(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        visit(client, address)
    return len(asked)


@pytest.mark.parametrize("username", ["", "slt"])
def test_the_number_of_statements_is_the_same_however_many_figures(username: str) -> None:
    client, address = login_as(username) if username else Client(), "/kommune/lyngvik/tall/"
    visit(client, address)
    bring(["2023-2024"], [81])
    few, few_again = asked_by(client, address), asked_by(client, address)
    bring([str(year) for year in range(1900, 2000)], [70] * 100)
    assert (asked_by(client, address), asked_by(client, address)) == (few, few_again)
    assert (few, few_again) == ((19, 14) if username else (9, 4))


def test_what_is_drawn_once_follows_what_is_imported_and_what_the_register_says() -> None:
    address = "/kommune/lyngvik/tall/?gruppe=1AAAAA-1ZZZZz/AnmeldteLovbrudd"
    assert visit(Client(), address).text == visit(Client(), address).text
    bring(["2023-2024"], [97])
    assert "97 anmeldelser i året i 2023–2024." in visit(Client(), address).text
    bring(["2023-2024"], [3])
    page = visit(Client(), address)
    assert "Tallet for 2023–2024 vises ikke." in page.text
    assert "97 anmeldelser" not in page.text
    Organisation.objects.filter(slug="lyngvik").update(name="Lyngdal og Vik")
    assert "Anmeldte lovbrudd i Lyngdal og Vik" in visit(Client(), address).text
    assert (
        "Reported offences in Lyngdal og Vik"
        in visit(Client(headers={"accept-language": "en"}), address).text
    )


class TestHome:
    def test_the_cooperation_leads_to_the_figures_of_its_municipality(self) -> None:
        client = login_as("politikontakt")
        page = visit(client, "/samarbeid/lyngvik/kunnskap/")
        assert page.h1 == "Det vi vet sammen"
        assert "Lyngvik kommune 297 anmeldelser i året i 2023–2024." in page.text
        assert 'href="/kommune/lyngvik/tall/"' in page.html
        assert "Kunnskap" in visit(client, "/samarbeid/lyngvik/").text

    def test_it_is_for_those_inside(self) -> None:
        visit(login_as("nabokommune"), "/samarbeid/lyngvik/kunnskap/", status=404)

    def test_without_figures_it_says_so(self) -> None:
        Observation.objects.all().delete()
        assert (
            "Lyngvik kommune Ingen tall vises." in visit(login_as("slt"), "/samarbeid/lyngvik/kunnskap/").text
        )
