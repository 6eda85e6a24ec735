"""Whom to ask about what: functions with addresses of their own, kept by each side for itself, and never a person's own."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from samrad.contacts.commands.directory import remove_entry, set_entry
from samrad.contacts.functions import KINDS, MUNICIPALITY, POLICE
from samrad.contacts.mailboxes import looks_like_a_mobile, looks_like_a_persons
from samrad.contacts.models import Entry
from samrad.contacts.queries.directory import directory_of
from samrad.kernel.answers import Denied, Refused
from tests.cast import Cast
from tests.contacts.situations import a_town
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
WHOM = "/kommune/lyngvik/hvem/"


class TestAddresses:
    @pytest.mark.parametrize(
        "email",
        ["ola.nordmann@lyngvik.kommune.no", "ola-nordmann@politi.test", "kari_vik@lyngvik.test", "Ola.Nordmann@politi.test",
         "post@gmail.com", "politikontakt@hotmail.com"],
    )  # fmt: skip
    def test_that_look_like_a_persons_are_told_apart(self, email: str) -> None:
        assert looks_like_a_persons(email, {"lyngvik"})

    @pytest.mark.parametrize(
        "email",
        ["post@lyngvik.kommune.no", "politikontakt.lyngvik@politi.test", "slt@lyngvik.test", "post.oppvekst@lyngvik.test",
         "lyngvik.skole@lyngvik.test", "barnevernvakt@lyngvik.test"],
    )  # fmt: skip
    def test_of_a_function_are_taken(self, email: str) -> None:
        assert not looks_like_a_persons(email, {"lyngvik"})

    def test_a_mobile_is_told_from_a_number_that_stays(self) -> None:
        mobiles = ("412 34 567", "+47 912 34 567", "004741234567", "91 23 45 67")
        assert [looks_like_a_mobile(phone) for phone in mobiles] == [True] * 4
        assert [looks_like_a_mobile(phone) for phone in ("02800", "57 12 34 56", "112")] == [False] * 3


class TestTheFunctions:
    def test_of_the_police_are_those_the_guide_names(self) -> None:
        """V-2.1-h, V-2.1-m: the former title finds it. V-2.1-p: a report to the police comes first."""
        police = [kind.code for kind in KINDS if kind.side == POLICE]
        assert police == [
            "police_contact", "prevention", "business", "close_relations", "risk_assessment", "prevention_risk",
            "radicalisation", "diversity", "environment", "net_patrol", "preparedness", "victims", "childrens_house",
        ]  # fmt: skip
        assert next(kind.also for kind in KINDS if kind.code == "risk_assessment") == "SARA-koordinator"
        assert "anmeldt" in str(next(kind.note for kind in KINDS if kind.code == "childrens_house"))

    def test_of_a_municipality_hold_the_five_groups(self) -> None:
        """V-2.2-d: the groups that a municipality has services for."""
        own = {kind.code for kind in KINDS if kind.side == MUNICIPALITY}
        assert {"vulnerable", "child_welfare", "violence", "substance_use", "after_prison"} <= own

    def test_are_kept_by_each_side_for_itself(self, cast: Cast) -> None:
        town = {"owner_id": cast.places.lyngvik.pk, "kind": "slt", "email": "slt@lyngvik.test"}
        police = {"owner_id": cast.places.north.pk, "kind": "preparedness", "phone": "02800"}
        do(cast.slt, set_entry, **town)
        do(cast.police_contact, set_entry, **police)
        wrong = ((cast.police_contact, town), (cast.slt, police), (cast.reader, town), (cast.foreign_contact, police),
                 (cast.principal, town), (cast.oversight, town))  # fmt: skip
        for actor, given in wrong:
            with pytest.raises(Denied):
                do(actor, set_entry, **given)
        with pytest.raises(Refused, match="den andre parten"):
            do(cast.slt, set_entry, **town | {"kind": "prevention"})
        with pytest.raises(Refused, match="hører ikke til"):
            do(cast.police_contact, set_entry, **police, town_id=cast.places.storvik.pk)
        do(cast.slt, remove_entry, owner_id=cast.places.lyngvik.pk, kind="slt")
        assert list(Entry.objects.values_list("kind", "owner")) == [("preparedness", cast.places.north.pk)]

    def test_stand_once_and_are_confirmed_again(self, cast: Cast) -> None:
        """V-5.3-i: one first function for each kind of request."""
        given = {"owner_id": cast.places.lyngvik.pk, "kind": "slt", "email": "slt@lyngvik.test"}
        with time_machine.travel(date(2027, 1, 4)):
            do(cast.slt, set_entry, **given)
        with time_machine.travel(date(2027, 6, 1)):
            do(cast.slt, set_entry, **given)
        assert [entry.confirmed_on for entry in Entry.objects.all()] == [date(2027, 6, 1)]

    def test_for_one_municipality_go_before_the_districts(self, cast: Cast) -> None:
        """V-5.3-d: a card for each municipality, with role and address, and the day it was confirmed."""
        other = a_town(cast, "Austvik")
        given = {"owner_id": cast.places.north.pk, "kind": "police_contact"}
        do(cast.chief, set_entry, **given, phone="02800")
        do(
            cast.chief,
            set_entry,
            **given,
            email="politikontakt.lyngvik@politi.test",
            town_id=cast.places.lyngvik.pk,
        )
        reached = [[line.entry.email or line.entry.phone for line in directory_of(town) if line.entry]
                   for town in (cast.places.lyngvik, other, cast.places.storvik)]  # fmt: skip
        assert reached == [["politikontakt.lyngvik@politi.test"], ["02800"], []]


class TestWhoDelivers:
    """V-2.2-g: own staff, a cooperation between municipalities, or a service that is bought, and from whom."""

    def test_stands_with_each_service(self, cast: Cast) -> None:
        given = {"owner_id": cast.places.lyngvik.pk, "phone": "57 12 34 56"}
        do(cast.slt, set_entry, **given, kind="schools")
        do(
            cast.slt,
            set_entry,
            **given,
            kind="child_welfare",
            delivery="intermunicipal",
            provider=" Fjordane  barnevern ",
        )
        do(cast.slt, set_entry, **given, kind="violence", delivery="purchased", provider="Krisesenteret AS")
        found = Entry.objects.order_by("kind").values_list("kind", "delivery", "provider")
        assert list(found) == [
            ("child_welfare", "intermunicipal", "Fjordane barnevern"),
            ("schools", "own", ""),
            ("violence", "purchased", "Krisesenteret AS"),
        ]
        page = visit(Client(), WHOM).text
        assert "Interkommunalt samarbeid: Fjordane barnevern" in page
        assert "Kjøpt tjeneste: Krisesenteret AS" in page

    def test_is_named_when_it_is_somebody_else_and_is_no_person(self, cast: Cast) -> None:
        client, address = login_as("slt"), "/kommune/lyngvik/funksjoner/violence/"
        given = {"title": "", "email": "", "phone": "57 12 34 56", "delivery": "purchased"}
        refused = send(client, address, given | {"provider": " "}, status=422)
        assert "Skriv hvem som leverer tjenesten." in refused.text
        refused = send(client, address, given | {"provider": "Kari, 91 23 45 67"}, status=422)
        assert "Navnet ligner opplysninger om en person." in refused.text
        assert not Entry.objects.exists()
        send(client, address, given | {"provider": "Krisesenteret AS"})
        send(client, address, given | {"delivery": "own", "provider": "Krisesenteret AS"})
        assert list(Entry.objects.values_list("delivery", "provider")) == [("own", "")]

    def test_is_not_asked_of_the_police(self, cast: Cast) -> None:
        page = visit(login_as("politikontakt"), "/distrikt/nordre/funksjoner/")
        address = next(link for link in page.links if "/funksjoner/preparedness" in link)
        assert "Hvem leverer tjenesten" not in visit(login_as("politikontakt"), address).text


class TestThePage:
    def test_is_open_to_all_and_names_no_person(self, cast: Cast) -> None:
        """V-5.3-i: with what to do when it is urgent, and no place for tips. V-2.1-n."""
        do(cast.slt, set_entry, owner_id=cast.places.lyngvik.pk, kind="slt", email="slt@lyngvik.test")
        do(cast.chief, set_entry, owner_id=cast.places.north.pk, kind="risk_assessment", phone="02800")
        page = visit(Client(), WHOM)
        assert page.h1 == "Hvem du spør i Lyngvik"
        assert "Haster det, ring 112. Politiet ellers: 02800." in page.text
        assert "mailto:slt@lyngvik.test" in page.links
        assert not any(name in page.text for name in ("Marit Eide", "Ingrid Solvang", "Per Haugland"))
        assert page.all("textarea") == []
        found = visit(Client(), f"{WHOM}?sok=sara")
        assert "Fagansvarlig for partnervold og æresrelatert vold" in found.text
        assert "slt@lyngvik.test" not in found.text
        assert "Ingen funksjon passer" in visit(Client(), f"{WHOM}?sok=finnes-ikke").text

    def test_is_filled_by_each_side_and_refuses_what_is_private(self, cast: Cast) -> None:
        client, address = login_as("slt"), "/kommune/lyngvik/funksjoner/youth/"
        own = {"delivery": "own"}  # the municipality delivers it itself
        reached = {"title": "Ungdomshuset", "email": "ungdom@lyngvik.test", "phone": "57 12 34 56"}
        done = send(client, address, own | reached)
        assert "Det er lagret, og bekreftet i dag." in done.text
        assert "Ungdomshuset" in visit(Client(), WHOM).text
        refused = (
            ({"email": "marit.eide@lyngvik.test"}, "ligner en persons egen adresse"),
            ({"phone": "412 34 567"}, "ligner et mobilnummer"),
            (
                {"title": "Ring Marit på 412 34 567", "phone": "02800"},
                "Tittelen ligner opplysninger om en person",
            ),
            ({"email": "ingenting"}, "Dette er ikke en e-postadresse"),
            ({"phone": "12"}, "Dette er ikke et telefonnummer"),
            ({}, "ellers når ingen fram"),
        )
        for said, sentence in refused:
            page = send(client, address, own | said, status=422)
            assert sentence in page.text
            assert all(value in page.html for value in said.values())
        send(client, address, {"remove": "yes"})
        assert "Ungdomshuset" not in visit(Client(), WHOM).text

    def test_of_the_other_side_is_not_found(self, cast: Cast) -> None:
        for username, address in (
            ("slt", "/distrikt/nordre/funksjoner/"),
            ("slt", "/distrikt/nordre/funksjoner/preparedness/"),
            ("slt", "/kommune/lyngvik/funksjoner/preparedness/"),
            ("politikontakt", "/kommune/lyngvik/funksjoner/"),
            ("nabopoliti", "/distrikt/nordre/funksjoner/"),
        ):
            visit(login_as(username), address, status=404)
        assert login_as("leser").get("/kommune/lyngvik/funksjoner/slt/").status_code == 403

    def test_of_the_district_keeps_one_for_a_municipality(self, cast: Cast) -> None:
        client, address = login_as("enhetsleder"), "/distrikt/nordre/funksjoner/police_contact/"
        send(client, address, {"phone": "02800", "town_id": ""})
        page = send(
            client, address, {"email": "politikontakt@politi.test", "town_id": str(cast.places.lyngvik.pk)}
        )
        assert page.text.count("02800") == 1
        assert f"{address}?kommune=lyngvik" in page.links
        assert "politikontakt@politi.test" in visit(client, f"{address}?kommune=lyngvik").html
