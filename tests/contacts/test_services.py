"""The services of a municipality that the police work with from day to day: which, where, and how. Never a case."""

import pytest
from django.test import Client

from samrad.contacts.commands.directory import set_entry
from samrad.contacts.models import Entry
from samrad.contacts.queries.directory import services_of
from samrad.kernel.answers import Denied, Refused
from tests.cast import Cast
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
PAGE = "/kommune/lyngvik/tjenester/"
TYPES = ["Brann og redning", "Helsetjenester, også legevakt", "Sosiale tjenester", "Rusomsorg", "Barnevern", "Barnehager", "Skoler"]  # fmt: skip
OF_EACH_TYPE = ("fire", "health", "out_of_hours", "vulnerable", "substance_use", "child_welfare", "kindergartens", "schools")  # fmt: skip
APART = "De samarbeider også om enkeltsaker. Det står i fagsystemene deres, og ikke i Samråd eller i politirådets saker."


class TestTheRegister:
    def test_has_each_type_with_its_services_contact_points_and_how_they_cooperate(self, cast: Cast) -> None:
        """V-4.3-e: fire and rescue, health with the out-of-hours clinic, social services, substance-abuse care, child welfare,
        kindergartens and schools; each with where it is reached and how it works with the police; daily case work is said to be
        there, and has no field."""
        client = login_as("slt")
        for number, kind in enumerate(OF_EACH_TYPE):
            given = {"title": "", "email": "", "phone": f"57 12 34 {number + 10}", "delivery": "own"}
            if kind == "schools":
                given |= {"works_together": "Fast møte hver måned.", "has_case_work": "on"}
            send(client, f"/kommune/lyngvik/funksjoner/{kind}/", given)
        page = visit(Client(), PAGE)
        assert ["".join(each.itertext()) for each in page.all("h2")][:7] == TYPES
        assert [[line.kind.code for line in lines] for _type, lines in services_of(cast.places.lyngvik)] == [
            ["fire"], ["health", "out_of_hours"], ["vulnerable"], ["substance_use"], ["child_welfare"], ["kindergartens"], ["schools"],
        ]  # fmt: skip
        assert all(f"57 12 34 {number + 10}" in page.text for number in range(8))
        assert f"Skole Fast møte hver måned. 57 12 34 17 {APART}" in page.text
        assert page.text.count(APART) == 1
        assert page.text.count("Kommunen har ikke ført opp noen her ennå.") == 0

    def test_says_which_types_nobody_has_told_of(self, cast: Cast) -> None:
        do(cast.slt, set_entry, owner_id=cast.places.lyngvik.pk, kind="fire", phone="57 12 34 56")
        page = visit(Client(), PAGE)
        assert page.text.count("Kommunen har ikke ført opp noen her ennå.") == 6
        assert PAGE in visit(Client(), "/kommune/lyngvik/hvem/").links

    def test_has_no_room_for_a_person_or_a_case(self, cast: Cast) -> None:
        """V-4.3-e: what looks like one is refused, also when the writer says that it is fine."""
        given = {"title": "", "email": "", "phone": "57 12 34 56", "delivery": "own", "confirmed": "on"}
        for words in ("Ring Kari på 912 34 567 om saken.", "Ola Nordmann, født 01.02.2009, følges opp."):
            page = send(
                login_as("slt"),
                "/kommune/lyngvik/funksjoner/schools/",
                given | {"works_together": words},
                status=422,
            )
            assert "Beskrivelsen ligner opplysninger om en person eller en sak." in page.text
        assert not Entry.objects.exists()

    def test_is_the_municipalitys_own(self, cast: Cast) -> None:
        town = {"owner_id": cast.places.lyngvik.pk, "kind": "schools", "phone": "57 12 34 56"}
        for actor in (cast.police_contact, cast.reader, cast.neighbour_mayor, cast.principal):
            with pytest.raises(Denied):
                do(actor, set_entry, **town, works_together="Slik gjør vi det.")
        police = {"owner_id": cast.places.north.pk, "kind": "preparedness", "phone": "02800"}
        do(cast.chief, set_entry, **police, works_together="Slik gjør vi det.", has_case_work=True)
        assert list(Entry.objects.values_list("works_together", "has_case_work")) == [("", False)]
        with pytest.raises(Refused, match="Teksten er for lang"):
            do(cast.slt, set_entry, **town, works_together="a" * 601)
