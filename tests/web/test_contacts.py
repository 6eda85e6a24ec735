"""The pages of police contacts: the district's, each contact's, and the directorate's."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samrad.contacts.commands.assignments import ask_for_approval
from samrad.contacts.commands.directory import set_entry
from samrad.contacts.commands.division import begin_division
from samrad.contacts.commands.expectations import state_expectation
from samrad.contacts.commands.starting import publish_terms
from samrad.contacts.models import Approval
from samrad.kernel.clock import today
from samrad.parties.models import Organisation, Post
from tests.cast import Cast
from tests.contacts.situations import (
    LONG_AGO,
    a_post,
    a_town,
    assign,
    contact_of,
    facts_of,
    held_by,
    somebody,
)
from tests.situations import do
from tests.visit import Page, login_as, send, visit

pytestmark = pytest.mark.django_db
DISTRICT = "/distrikt/nordre/politikontakter/"
NAMES = ("Austvik", "Nordvik", "Sørvik", "Vestvik")


@pytest.fixture
def towns(cast: Cast) -> list[Organisation]:
    return [a_town(cast, name) for name in NAMES]


@pytest.fixture
def post(cast: Cast) -> Post:
    made = a_post(cast)
    held_by(made, somebody("Nils Vik"), LONG_AGO)
    return made


def listed(page: Page) -> list[str]:
    """The list beside the map, as it reads."""
    side = next(element for element in page.all("div") if element.get("class") == "side")
    rows = [
        " ".join("".join(row.itertext()).split()) for row in side.iter("{http://www.w3.org/1999/xhtml}li")
    ]
    return [row for row in rows if ": " in row]


class TestTheDistrictsPage:
    def test_shows_who_is_whose_contact_and_where_one_is_missing(
        self, cast: Cast, towns: list[Organisation], post: Post
    ) -> None:
        """V-5-a, V-5-c: the map and the list say the same."""
        Organisation.objects.filter(pk=towns[0].pk).update(tile_x=25, tile_y=31)
        assign(cast, post, towns[0])
        page = visit(login_as("enhetsleder"), DISTRICT)
        assert page.h1 == "Politikontakter i Nordre politidistrikt"
        assert listed(page) == [
            "Austvik: Politikontakt øst",
            "Lyngvik: Politikontakt",
            "Nordvik: mangler politikontakt",
            "Sørvik: mangler politikontakt",
            "Vestvik: mangler politikontakt",
        ]
        assert 'aria-label="Austvik: Politikontakt øst"' in page.html

    def test_shows_a_fourth_municipality_without_the_directorates_word(
        self, cast: Cast, towns: list[Organisation], post: Post
    ) -> None:
        """V-5-e, V-5-f"""
        assign(cast, post, *towns)
        client = login_as("enhetsleder")
        assert "Austvik: Politikontakt øst, flere enn tre kommuner uten godkjenning" in listed(
            visit(client, DISTRICT)
        )
        assert "4 kommuner, uten godkjenning" in visit(client, DISTRICT).text

    def test_warns_before_a_municipality_is_without(
        self, cast: Cast, towns: list[Organisation], post: Post
    ) -> None:
        """V-5-c"""
        assign(cast, post, towns[0])
        client, last = login_as("enhetsleder"), today() + timedelta(days=20)
        coverage = str(post.coverages.get().pk)
        send(client, f"/politikontakt/{post.pk}/kommuner/slutt/", {"coverage_id": coverage, "on": str(last)})
        assert facts_of(towns[0]).last_day == last
        assert [row for row in listed(visit(client, DISTRICT)) if "og ingen etter det" in row]

    def test_is_open_to_the_districts_municipalities_and_to_no_others(self, cast: Cast) -> None:
        for username in ("politikontakt", "ordforer", "leser"):
            page = visit(login_as(username), DISTRICT)
            assert "Bare den som undertegner for politidistriktet, kan bestemme dette." in page.text
        for username in ("nabopoliti", "nabokommune", "skole", "direktorat", "drift"):
            visit(login_as(username), DISTRICT, status=404)
            visit(login_as(username), f"/politikontakt/{cast.police_contact.post}/", status=404)
        assert Client().get(DISTRICT).status_code == 302

    def test_costs_the_same_with_one_contact_and_with_many(self, cast: Cast) -> None:
        client, counts = login_as("enhetsleder"), []
        for round_ in range(2):
            for number in range(round_ * 12):
                post = a_post(cast, f"Politikontakt {number}")
                held_by(post, somebody(f"Kontakt {number}"), LONG_AGO)
                assign(cast, post, a_town(cast, f"Nes{number}"))
            own = []
            for page in (DISTRICT, f"/politikontakt/{cast.police_contact.post}/"):
                client.get(page)
                with CaptureQueriesContext(connection) as statements:
                    client.get(page)
                own.append(len(statements))
            client.get("/hjelp/")
            with CaptureQueriesContext(connection) as frame:
                client.get("/hjelp/")
            counts.append([asked - len(frame) for asked in own])
        assert counts == [[8, 11], [8, 11]]

    def test_pages_around_it_cost_the_same_with_little_and_with_much(self, cast: Cast) -> None:
        client, counts = login_as("enhetsleder"), []
        pages = ("/kommune/lyngvik/hvem/", "/distrikt/nordre/funksjoner/", "/distrikt/nordre/politikontakter/oppgaver/",
                 "/samarbeid/lyngvik/politikontakt/")  # fmt: skip
        do(cast.chief, begin_division, district_id=cast.places.north.pk)
        for entries in (["prevention"], ["business", "diversity", "victims", "environment"]):
            for kind in entries:
                do(cast.chief, set_entry, owner_id=cast.places.north.pk, kind=kind, phone="02800")
                do(cast.mayor, state_expectation, cooperation_id=cast.cooperation.pk, text=kind)
            own = []
            for page in pages:
                client.get(page)
                with CaptureQueriesContext(connection) as statements:
                    client.get(page)
                own.append(len(statements))
            with CaptureQueriesContext(connection) as frame:
                client.get("/hjelp/")
            counts.append([asked - len(frame) for asked in own])
        assert counts[0] == counts[1]
        assert max(counts[0]) <= 8, counts


class TestAContact:
    def test_is_given_municipalities_by_the_district(
        self, cast: Cast, towns: list[Organisation], post: Post
    ) -> None:
        client, address = login_as("enhetsleder"), f"/politikontakt/{post.pk}/kommuner/"
        for town in towns:
            page = send(client, address, {"organisation_id": str(town.pk), "valid_from": "01.02.2026"})
            assert "Kommunen har fått politikontakt." in page.text
        assert contact_of(towns[3]).covers_since == date(2026, 2, 1)
        again = send(
            client, address, {"organisation_id": str(towns[0].pk), "valid_from": "2026-02-01"}, status=422
        )
        assert "Politikontakten har allerede denne kommunen da." in again.text
        for bad in ({"organisation_id": "nei", "valid_from": "i går"}, {}):
            assert "Rett opp dette først" in send(client, address, bad, status=422).text

    def test_is_directed_by_the_district_alone(self, cast: Cast) -> None:
        """V-5.3-e"""
        own = f"/politikontakt/{cast.police_contact.post}/"
        for username in ("ordforer", "kommunedirektor", "politikontakt"):
            client = login_as(username)
            for what in ("kommuner/", "kommuner/slutt/", "godkjenning/", "andel/", "fullmakt/", "oppstart/"):
                assert client.get(own + what).status_code == 403, (username, what)
                assert client.post(own + what, {"share": "50"}).status_code == 403, (username, what)

    def test_has_its_share_and_authority_shown_to_the_municipality(self, cast: Cast) -> None:
        """V-5.2-b: visible to the municipality. V-5-g, V-5.3-a."""
        chief, own = login_as("enhetsleder"), f"/politikontakt/{cast.police_contact.post}/"
        town = login_as("ordforer")
        assert "Det er ikke avklart ennå." in visit(town, own).text
        send(chief, f"{own}andel/", {"share": "100"})
        half = {"own_time": "contact", "tasks": "contact", "on": "2026-01-05"}
        assert "hver" not in send(chief, f"{own}fullmakt/", half, status=422).h1
        answers = dict.fromkeys(("own_time", "tasks", "attend", "knowledge"), "contact")
        send(
            chief,
            f"{own}fullmakt/",
            answers | {"others_time": "head", "agreement": "both", "on": "2026-01-05"},
        )
        page = visit(town, own)
        assert "100 prosent av full stilling. Det er den eneste rollen." in page.text
        assert "binde andre ansattes tid Enhetslederen" in page.text
        assert "avklart 5. januar 2026" in page.text

    def test_is_followed_into_the_role(self, cast: Cast) -> None:
        """V-5.2-f"""
        own = f"/politikontakt/{cast.police_contact.post}/"
        chief, contact = login_as("enhetsleder"), login_as("politikontakt")
        done = {
            "mentor_id": str(cast.chief.post),
            "mentor_on": "2018-01-05",
            "training_on": "2018-03-01",
            "seen": "1",
        }
        page = send(chief, f"{own}oppstart/", done)
        assert "Fadder: Tjenesteenhetsleder, fra 5. januar 2018" in page.text
        assert "0 av 2 samtaler med leder" in page.text
        stale = send(chief, f"{own}oppstart/", done, status=422)
        assert "En kollega endret oppfølgingen" in stale.text
        met = {"organisation_id": str(cast.places.lyngvik.pk), "to": "schools", "on": "2018-02-01"}
        assert "Lyngvik: Skolene, 1. februar 2018" in send(contact, f"{own}mote/", met).text
        assert "Dette møtet er allerede ført." in send(contact, f"{own}mote/", met, status=422).text

    def test_without_a_holder_is_seen_at_once(self, cast: Cast, towns: list[Organisation]) -> None:
        empty = a_post(cast, "Politikontakt vest")
        client = login_as("enhetsleder")
        assert "Kontakter uten kommuner" in visit(client, DISTRICT).text
        assign(cast, empty, towns[0])
        assert "Austvik: stillingen står tom" in listed(visit(client, DISTRICT))
        visit(client, f"/politikontakt/{empty.pk}/")
        answer = client.get(f"/politikontakt/{empty.pk}/andel/")
        assert answer.status_code == 409
        assert "Ingen har stillingen i dag." in answer.content.decode()


class TestTheTerms:
    def test_are_published_once_for_all_and_confirmed_by_each(self, cast: Cast) -> None:
        """V-5.2-g"""
        address = f"{DISTRICT}vilkar/"
        chief, contact = login_as("enhetsleder"), login_as("politikontakt")
        send(chief, address, {"text": "Kontakten er i kommunen hver uke."})
        assert (
            "Kontakten har ikke bekreftet"
            in visit(contact, f"/politikontakt/{cast.police_contact.post}/").text
        )
        send(contact, address, {"confirm": "yes", "seen": "1"})
        assert contact_of(cast.places.lyngvik).terms_number == 1
        assert "Bekreft at jeg" not in visit(contact, address).text
        refused = send(chief, address, {"text": "Ring 412 34 567."}, status=422)
        assert "Dette ligner opplysninger om en person" in refused.text
        assert "Ring 412 34 567." in refused.html
        assert login_as("ordforer").post(address, {"text": "Annet"}).status_code == 403
        do(cast.chief, publish_terms, district_id=cast.places.north.pk, text="To dager i uken.")
        late = send(contact, address, {"confirm": "yes", "seen": "1"}, status=422)
        assert "Vilkårene er endret." in late.text


class TestTheDirectorate:
    def test_sees_a_post_and_a_set_of_municipalities_and_no_more(
        self, cast: Cast, towns: list[Organisation], post: Post
    ) -> None:
        """V-5-f: no name of a person and no text."""
        assign(cast, post, *towns)
        send(login_as("enhetsleder"), f"/politikontakt/{post.pk}/godkjenning/")
        (asked,) = Approval.objects.all()
        directorate = login_as("direktorat")
        assert "Svar om en politikontakt med 4 kommuner" in visit(directorate, "/").text
        for page in (
            visit(directorate, "/godkjenninger/"),
            visit(directorate, f"/godkjenninger/{asked.pk}/"),
        ):
            assert "Politikontakt øst, " in page.text
            assert "Austvik, Nordvik, Sørvik, Vestvik" in page.text
            assert "Nils Vik" not in page.html
        said = {"granted": "yes", "reference": "26/00123-4", "valid_to": "2030-12-31"}
        done = send(directorate, f"/godkjenninger/{asked.pk}/", said)
        assert "Ingen venter på svar." in done.text
        assert contact_of(towns[0]).approval_covers
        again = send(directorate, f"/godkjenninger/{asked.pk}/", {"granted": "no"}, status=422)
        assert "Dette er allerede avgjort." in again.text

    def test_is_the_only_one_who_may(self, cast: Cast, towns: list[Organisation], post: Post) -> None:
        assign(cast, post, *towns)
        asked = do(cast.chief, ask_for_approval, post_id=post.pk)
        for username in ("enhetsleder", "politikontakt", "ordforer", "nabopoliti", "drift"):
            client = login_as(username)
            assert client.get("/godkjenninger/").status_code == 403, username
            assert client.get(f"/godkjenninger/{asked.pk}/").status_code == 404, username
            assert client.post(f"/godkjenninger/{asked.pk}/", {"granted": "yes"}).status_code == 404
        assert Approval.objects.get().granted is None
