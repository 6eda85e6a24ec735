"""The register: the country as facts, its history, and who holds which post."""

from datetime import date

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.kernel.answers import Denied, Refused
from samrad.parties.actor import Actor
from samrad.parties.commands import (
    appoint,
    create_post,
    end_appointment,
    give_login,
    load_reference,
    register_organisation,
)
from samrad.parties.models import Organisation, Post
from samrad.parties.queries import (
    actors_of,
    demo_people,
    history_of,
    municipality,
    norsk_sort,
    organisations,
    search_municipalities,
)
from tests.cast import MACHINERY, PASSWORD, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def country(db: None) -> None:
    load_reference(actor=MACHINERY)


def found(text: str) -> list[str]:
    return [town.name for town in search_municipalities(text)]


@pytest.mark.usefixtures("country")
class TestTheCountry:
    def test_has_357_municipalities_15_counties_and_12_districts(self) -> None:
        assert [len(organisations(kind)) for kind in ("municipality", "county", "police_district")] == [
            357,
            15,
            12,
        ]

    def test_is_loaded_once(self) -> None:
        assert load_reference(actor=MACHINERY) == 0

    def test_has_a_district_a_county_and_a_place_on_the_map_for_each(self) -> None:
        towns = organisations("municipality")
        assert all(town.district_id and town.county_id and town.source for town in towns)
        assert len({(town.tile_x, town.tile_y) for town in towns}) == 357
        assert len({town.slug for town in towns}) == 357

    def test_keeps_the_history_of_a_split(self) -> None:
        history = history_of(municipality("haram"))
        assert [(s.before.name, s.before.number, s.on) for s in history.came_from] == [
            ("Ålesund", "1507", date(2024, 1, 1))
        ]
        merged = history.came_from[0].before
        assert merged.valid_to == date(2023, 12, 31)
        assert [s.before.name for s in history_of(merged).came_from] == [
            "Haram", "Sandøy", "Skodje", "Ålesund", "Ørskog",
        ]  # fmt: skip
        assert [s.after.number for s in history_of(merged).went_on_as] == ["1580", "1508"]
        assert [name.name for name in history.names] == ["Haram"]

    def test_keeps_the_counties_that_were_split(self) -> None:
        viken = Organisation.objects.get(name="Viken")
        assert sorted(s.after.name for s in history_of(viken).went_on_as) == [
            "Akershus",
            "Buskerud",
            "Østfold",
        ]

    @pytest.mark.parametrize(
        ("text", "first"),
        [
            ("Ås", "Ås"),
            ("Aas", "Ås"),
            ("as", "Ås"),
            ("ålesund", "Ålesund"),
            ("1580", "Haram"),
            ("Tråante", "Trondheim"),
            ("Hurum", "Asker"),
            ("tromso", "Tromsø"),
            ("  HERØY ", "Herøy (Møre og Romsdal)"),
        ],
    )
    def test_is_searched_as_people_write(self, text: str, first: str) -> None:
        assert found(text)[0] == first

    @pytest.mark.parametrize("text", ["", "   ", "\x00", "{{ 7*7 }}", "x" * 1_000_000, "\u202e'; drop table"])
    def test_hostile_searches_find_nothing(self, text: str) -> None:
        assert found(text) == []


def test_norwegian_order_ends_with_ae_oe_aa() -> None:
    names = ["Ås", "Øyer", "Ærfugl", "Aasen", "Zulu", "Árjepluovve", "Eidsvoll"]
    assert sorted(names, key=norsk_sort) == [
        "Árjepluovve",
        "Eidsvoll",
        "Zulu",
        "Ærfugl",
        "Øyer",
        "Ås",
        "Aasen",
    ]


class TestPosts:
    def test_a_person_acts_only_while_the_appointment_runs(self, cast: Cast) -> None:
        person = give_login(actor=MACHINERY, name="Vikar", username="vikar", password=PASSWORD)
        post = Post.objects.get(title="SLT-koordinator")
        made = appoint(
            actor=cast.operator,
            person=person,
            post=post,
            valid_from=date(2027, 1, 1),
            valid_to=date(2027, 6, 30),
        )
        assert person.user
        for day, count in (("2026-12-31", 0), ("2027-01-02", 1), ("2027-06-30", 1), ("2027-07-01", 0)):
            with time_machine.travel(f"{day} 12:00"):
                assert len(actors_of(person.user)) == count
        end_appointment(actor=cast.operator, appointment_id=made.pk, on=date(2027, 2, 1))
        with time_machine.travel("2027-02-02 12:00"):
            assert actors_of(person.user) == []
        with pytest.raises(Refused, match="kan ikke slutte før"):
            end_appointment(actor=cast.operator, appointment_id=made.pk, on=date(2026, 1, 1))

    def test_unsound_appointments_and_doubles_are_refused(self, cast: Cast) -> None:
        person = give_login(actor=MACHINERY, name="Vikar", username="vikar", password=PASSWORD)
        post = Post.objects.get(title="SLT-koordinator")
        day = date(2027, 1, 1)
        with pytest.raises(Refused, match="kan ikke slutte før"):
            appoint(actor=MACHINERY, person=person, post=post, valid_from=day, valid_to=date(2026, 1, 1))
        appoint(actor=MACHINERY, person=person, post=post, valid_from=day)
        with pytest.raises(Refused, match="i det tidsrommet"):
            appoint(actor=MACHINERY, person=person, post=post, valid_from=day)
        with pytest.raises(Refused, match="Brukernavnet er tatt"):
            give_login(actor=MACHINERY, name="To", username="vikar", password=PASSWORD)
        with pytest.raises(Refused, match="allerede en stilling"):
            create_post(
                actor=MACHINERY,
                organisation=post.organisation,
                function="mayor",
                title=post.title,
                power="none",
            )
        with pytest.raises(Refused, match="allerede en virksomhet"):
            register_organisation(actor=MACHINERY, kind="municipality", name="Lyngvik", sector="municipal")

    def test_only_those_who_run_the_installation_keep_the_register(self, cast: Cast) -> None:
        for actor in (cast.mayor, cast.chief, cast.oversight, Actor.nobody()):
            with pytest.raises(Denied, match="drifter løsningen"):
                give_login(actor=actor, name="X", username="x", password=PASSWORD)

    def test_the_demo_people_come_in_a_fixed_number_of_statements(self, cast: Cast) -> None:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            people = demo_people()
        assert (len(people), len(asked)) == (11, 2)
        assert (people[0].username, people[0].side, people[5].side) == ("politikontakt", "police", "other")

    def test_what_an_actor_is(self, cast: Cast) -> None:
        assert cast.director.may_sign
        assert not cast.slt.may_sign
        assert cast.oversight.is_oversight
        assert cast.oversight.parties == frozenset()
        assert not cast.reader.may_write
        assert str(cast.places.lyngvik) == "Lyngvik kommune"
        assert get_user_model().objects.count() == 12

    def test_things_have_names(self, cast: Cast) -> None:
        load_reference(actor=MACHINERY)
        town = municipality("haram")
        history = history_of(town)
        assert (str(history.names[0]), str(history.came_from[0])) == (
            "Haram",
            "Ålesund kommune → Haram kommune",
        )
        post = Post.objects.get(title="Politikontakt", organisation=cast.places.unit)
        assert str(post.coverages.get()) == "Politikontakt · Lyngvik kommune"
        assert str(post.appointments.get()) == "Ingrid Solvang, Politikontakt"
