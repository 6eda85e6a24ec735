"""Police contacts as facts: who covers what, on any day, whatever has happened to posts, people and municipalities."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.contacts.commands.assignments import (
    ask_for_approval,
    assign_contact,
    decide_approval,
    end_assignment,
)
from samrad.contacts.commands.starting import (
    clarify_authority,
    confirm_terms,
    follow_start,
    introduce_contact,
    publish_terms,
    state_share,
)
from samrad.contacts.models import Authority
from samrad.contacts.queries.facts import contacts_facts
from samrad.cooperation import wall
from samrad.cooperation.queries import places_of
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.parties.commands import create_post, end_appointment, load_reference, merge_municipalities
from samrad.parties.models import Appointment, Coverage, Organisation, Post
from samrad.parties.queries import actors_of_person
from tests.cast import MACHINERY, Cast
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

pytestmark = pytest.mark.django_db
FOUR = ("Austvik", "Nordvik", "Sørvik", "Vestvik")


@pytest.fixture
def towns(cast: Cast) -> list[Organisation]:
    return [a_town(cast, name) for name in FOUR]


@pytest.fixture
def four(cast: Cast, towns: list[Organisation]) -> Post:
    """A contact with four municipalities, the last of them since 2024."""
    post = a_post(cast)
    held_by(post, somebody("Nils Vik"), LONG_AGO)
    assign(cast, post, *towns[:3])
    assign(cast, post, towns[3], since=date(2024, 5, 1))
    return post


class TestEveryMunicipality:
    def test_has_a_contact_or_is_seen_to_have_none(self, cast: Cast, towns: list[Organisation]) -> None:
        """V-5-c: without a council, an agreement or SLT too."""
        found = {row.name: row.has_contact for row in contacts_facts(today(), district=cast.places.north.pk)}
        assert found == {"Lyngvik": True} | dict.fromkeys(FOUR, False)
        post = a_post(cast)
        held_by(post, somebody("Nils Vik"), LONG_AGO)
        assign(cast, post, towns[0])
        assert facts_of(towns[0]).has_contact
        assert (contact_of(towns[0]).title, contact_of(towns[0]).held_since) == (
            "Politikontakt øst",
            LONG_AGO,
        )

    def test_is_asked_for_in_as_many_statements_as_one(self, cast: Cast, four: Post) -> None:
        """A country costs what one municipality costs."""
        counts = []
        load_reference(actor=MACHINERY)
        for given in ({"municipalities": [cast.places.lyngvik.pk]}, {"district": cast.places.north.pk}, {}):
            with CaptureQueriesContext(connection) as statements:
                rows = contacts_facts(today(), **given)
            counts.append((len(rows), len(statements)))
        assert counts == [(1, 6), (5, 6), (363, 6)]

    def test_says_the_same_alone_as_among_all(self, four: Post) -> None:
        everyone = {row.municipality: row for row in contacts_facts(today())}
        assert len(everyone) == 6
        assert [contacts_facts(today(), municipalities=[town])[0] for town in everyone] == list(
            everyone.values()
        )

    def test_may_have_several_contacts(self, cast: Cast, four: Post, towns: list[Organisation]) -> None:
        """V-5-d"""
        second = a_post(cast, "Politikontakt vest")
        held_by(second, somebody("Eva Lie"), LONG_AGO)
        assign(cast, second, towns[0])
        assert sorted(row.title for row in facts_of(towns[0]).contacts) == [
            "Politikontakt vest",
            "Politikontakt øst",
        ]

    def test_shows_a_post_without_a_holder(self, cast: Cast, towns: list[Organisation]) -> None:
        post = a_post(cast)
        assign(cast, post, towns[0])
        assert contact_of(towns[0]).is_vacant
        assert not facts_of(towns[0]).has_contact

    def test_knows_its_last_day_with_a_contact(
        self, cast: Cast, four: Post, towns: list[Organisation]
    ) -> None:
        """V-5-c: a gap is known before it comes."""
        assert facts_of(towns[0]).last_day is None
        last = today() + timedelta(days=20)
        holder = Appointment.objects.get(post=four)
        end_appointment(actor=MACHINERY, appointment_id=holder.pk, on=last)
        assert facts_of(towns[0]).last_day == last
        held_by(four, somebody("Eva Lie"), last - timedelta(days=5))
        assert facts_of(towns[0], last).last_day is None
        assert contact_of(towns[0], last).name == "Eva Lie"  # where two overlap, who came last
        assert contact_of(towns[0], last + timedelta(days=1)).name == "Eva Lie"


class TestMoreThanThree:
    def test_is_recorded_and_short_of_an_approval(self, four: Post, towns: list[Organisation]) -> None:
        """V-5-e: the fourth is no error, it is what it is."""
        contact = contact_of(towns[0])
        assert (len(contact.towns), contact.needs_approval, contact.approval_covers) == (4, True, False)
        assert contact.over_since == date(2024, 5, 1)
        before = contact_of(towns[0], date(2024, 4, 30))
        assert (len(before.towns), before.needs_approval, before.over_since) == (3, False, None)

    def test_is_settled_by_the_directorates_yes_to_this_very_set(
        self, cast: Cast, four: Post, towns: list[Organisation]
    ) -> None:
        """V-5-f"""
        asked = do(cast.chief, ask_for_approval, post_id=four.pk)
        assert not contact_of(towns[0]).approval_covers
        decide_approval(actor=cast.oversight, approval_id=asked.pk, granted=True, reference="26/00123-4")
        assert (contact_of(towns[0]).approved_on, contact_of(towns[3]).approval_covers) == (today(), True)
        assert not contact_of(towns[0], today() - timedelta(days=1)).approval_covers
        assign(cast, four, cast.places.lyngvik, since=today())
        assert not contact_of(towns[0]).approval_covers  # another set

    def test_is_not_settled_by_an_approval_of_another_contact(
        self, cast: Cast, four: Post, towns: list[Organisation]
    ) -> None:
        other = a_post(cast, "Politikontakt vest")
        assign(cast, other, *towns)
        asked = do(cast.chief, ask_for_approval, post_id=other.pk)
        decide_approval(actor=cast.oversight, approval_id=asked.pk, granted=True)
        found = {row.post: row.approval_covers for row in facts_of(towns[0]).contacts}
        assert found == {four.pk: False, other.pk: True}

    def test_is_not_settled_by_a_no_or_by_a_yes_that_has_run_out(
        self, cast: Cast, four: Post, towns: list[Organisation]
    ) -> None:
        first = do(cast.chief, ask_for_approval, post_id=four.pk)
        decide_approval(actor=cast.oversight, approval_id=first.pk, granted=False)
        assert not contact_of(towns[0]).approval_covers
        second = do(cast.chief, ask_for_approval, post_id=four.pk)
        decide_approval(actor=cast.oversight, approval_id=second.pk, granted=True, valid_to=today())
        assert contact_of(towns[0]).approval_covers
        assert not contact_of(towns[0], today() + timedelta(days=1)).approval_covers

    def test_counts_every_contact_post_that_the_person_holds(
        self, cast: Cast, towns: list[Organisation]
    ) -> None:
        nils = somebody("Nils Vik")
        for title, own in (("Politikontakt øst", towns[:2]), ("Politikontakt vest", towns[2:])):
            post = a_post(cast, title)
            held_by(post, nils, LONG_AGO)
            assign(cast, post, *own)
        assert len(contact_of(towns[0]).towns) == 4

    def test_can_be_granted_by_the_directorate_alone(self, cast: Cast, four: Post) -> None:
        """V-5-f: a district asks, and never grants."""
        asked = do(cast.chief, ask_for_approval, post_id=four.pk)
        for actor in (cast.chief, cast.police_contact, cast.mayor, cast.operator, MACHINERY):
            with pytest.raises(Denied, match="Bare Politidirektoratet"):
                decide_approval(actor=actor, approval_id=asked.pk, granted=True)
        with pytest.raises(Refused, match="ikke svart"):
            do(cast.chief, ask_for_approval, post_id=four.pk)
        with pytest.raises(Refused, match="saksnummeret"):
            decide_approval(
                actor=cast.oversight, approval_id=asked.pk, granted=True, reference="fordi, sa hun"
            )
        with pytest.raises(Refused, match="slutte før"):
            decide_approval(
                actor=cast.oversight, approval_id=asked.pk, granted=True, valid_to=today() - timedelta(days=1)
            )
        decide_approval(actor=cast.oversight, approval_id=asked.pk, granted=True)
        with pytest.raises(Refused, match="allerede avgjort"):
            decide_approval(actor=cast.oversight, approval_id=asked.pk, granted=False)

    def test_is_not_asked_about_for_three(self, cast: Cast) -> None:
        with pytest.raises(Refused, match="ingen godkjenning"):
            do(cast.chief, ask_for_approval, post_id=cast.police_contact.post)


class TestAMerger:
    def test_in_the_middle_of_a_year_carries_coverage_over(
        self, cast: Cast, four: Post, towns: list[Organisation]
    ) -> None:
        """V-5-c: no day without a contact, and the count follows."""
        on = date(2026, 7, 1)
        new = merge_municipalities(actor=MACHINERY, before=towns[:2], name="Storøy", on=on)
        assert [
            row.has_contact for row in contacts_facts(date(2026, 6, 30), municipalities=[towns[0].pk])
        ] == [True]
        assert contacts_facts(on, municipalities=[towns[0].pk]) == []
        after = contact_of(new, on)
        assert (after.post, after.towns) == (four.pk, {new.pk, towns[2].pk, towns[3].pk})
        assert (new.population, new.district_id) == (8_000, cast.places.north.pk)
        assert new.covered_by.count() == 1

    def test_keeps_an_approval_that_named_all_the_old(
        self, cast: Cast, four: Post, towns: list[Organisation]
    ) -> None:
        """V-5-f"""
        assign(cast, four, cast.places.lyngvik)
        asked = do(cast.chief, ask_for_approval, post_id=four.pk)
        decide_approval(actor=cast.oversight, approval_id=asked.pk, granted=True)
        new = merge_municipalities(actor=MACHINERY, before=towns[:2], name="Storøy", on=today())
        assert (len(contact_of(new).towns), contact_of(new).approval_covers) == (4, True)

    def test_voids_an_approval_that_named_some_of_the_old(
        self, cast: Cast, four: Post, towns: list[Organisation]
    ) -> None:
        asked = do(cast.chief, ask_for_approval, post_id=four.pk)
        decide_approval(actor=cast.oversight, approval_id=asked.pk, granted=True)
        fifth = a_town(cast, "Fjellvik")
        new = merge_municipalities(actor=MACHINERY, before=[towns[0], fifth], name="Storøy", on=today())
        assert (len(contact_of(new).towns), contact_of(new).approval_covers) == (4, False)

    def test_is_refused_when_it_is_none(self, cast: Cast, towns: list[Organisation]) -> None:
        for before in (towns[:1], [towns[0], cast.places.storvik], [towns[0], cast.places.north]):
            with pytest.raises(Refused, match="minst to kommuner"):
                merge_municipalities(actor=MACHINERY, before=before, name="Storøy", on=today())
        with pytest.raises(Refused, match="dagen er kommet"):
            merge_municipalities(
                actor=MACHINERY, before=towns[:2], name="Storøy", on=today() + timedelta(days=1)
            )
        with pytest.raises(Denied):
            merge_municipalities(actor=cast.chief, before=towns[:2], name="Storøy", on=today())


class TestTheRole:
    def test_has_its_share_and_is_the_only_one_or_not(
        self, cast: Cast, four: Post, towns: list[Organisation]
    ) -> None:
        """V-5.3-a: four municipalities are one role; a second role beside it is information, and no breach. V-5-g."""
        holder = Appointment.objects.get(post=four)
        assert (contact_of(towns[0]).share, contact_of(towns[0]).sole_role) == (None, None)
        do(cast.chief, state_share, appointment_id=holder.pk, share=100)
        assert (contact_of(towns[0]).share, contact_of(towns[0]).sole_role) == (100, True)
        assert contact_of(towns[0]).begun.capacity_on == today()
        beside = create_post(actor=MACHINERY, organisation=cast.places.unit, function="police_unit_head",
                             title="Leder for stedet", power="member")  # fmt: skip
        held_by(beside, holder.person, LONG_AGO)
        assert contact_of(towns[0]).sole_role is False
        do(cast.chief, state_share, appointment_id=holder.pk, share=40)
        assert contact_of(towns[0]).share == 40
        with pytest.raises(Refused, match="1 til 100"):
            do(cast.chief, state_share, appointment_id=holder.pk, share=0)

    def test_has_its_authority_made_clear_for_each_holder(
        self, cast: Cast, four: Post, towns: list[Organisation]
    ) -> None:
        """V-5.2-b: a predecessor's does not count. V-5.2-c."""
        first = Appointment.objects.get(post=four)
        who = dict.fromkeys(Authority.Matter.values, "contact")
        do(cast.chief, clarify_authority, appointment_id=first.pk, on=date(2019, 2, 1), decides=who)
        assert contact_of(towns[0]).begun.authority_on == date(2019, 2, 1)
        end_appointment(actor=MACHINERY, appointment_id=first.pk, on=today() - timedelta(days=1))
        second = held_by(four, somebody("Eva Lie"), today())
        assert contact_of(towns[0]).begun.authority_on is None
        with pytest.raises(Refused, match="før kontakten begynte"):
            do(cast.chief, clarify_authority, appointment_id=second.pk, on=LONG_AGO, decides=who)
        with pytest.raises(Refused, match="hver linje"):
            do(
                cast.chief,
                clarify_authority,
                appointment_id=second.pk,
                on=today(),
                decides={"own_time": "contact"},
            )

    def test_is_learnt_by_who_is_new_in_it(self, cast: Cast, four: Post, towns: list[Organisation]) -> None:
        """V-5.2-f: helper, training, two talks and a first point of contact in each municipality."""
        holder = Appointment.objects.get(post=four)
        assert contact_of(towns[0]).begun.is_first_time
        day = today() - timedelta(days=10)
        start = do(cast.chief, follow_start, appointment_id=holder.pk, mentor_id=cast.police_contact.post,
                   mentor_on=day, training_on=day, first_talk_on=day, seen=1)  # fmt: skip
        begun = contact_of(towns[0]).begun
        assert (begun.mentor_on, begun.training_on, begun.talks) == (day, day, 1)
        do(
            cast.chief,
            introduce_contact,
            appointment_id=holder.pk,
            organisation_id=towns[0].pk,
            to="slt",
            on=day,
        )
        assert [contact_of(town).introduced for town in towns] == [((day, "slt"),), (), (), ()]
        with pytest.raises(Stale):
            do(cast.chief, follow_start, appointment_id=holder.pk, mentor_id=None, seen=1)
        with pytest.raises(Refused, match="både hvem"):
            do(
                cast.chief,
                follow_start,
                appointment_id=holder.pk,
                mentor_id=None,
                mentor_on=day,
                seen=start.version,
            )
        with pytest.raises(Refused, match="samme politidistrikt"):
            do(cast.chief, follow_start, appointment_id=holder.pk, mentor_id=cast.foreign_contact.post,
               mentor_on=day, seen=start.version)  # fmt: skip
        with pytest.raises(Refused, match="ikke vært ennå"):
            do(cast.chief, follow_start, appointment_id=holder.pk, mentor_id=None,
               training_on=today() + timedelta(days=1), seen=start.version)  # fmt: skip
        end_appointment(actor=MACHINERY, appointment_id=holder.pk, on=today() - timedelta(days=1))
        held_by(four, holder.person, today())
        assert not contact_of(towns[0]).begun.is_first_time

    def test_has_the_same_terms_for_all_in_a_district(self, cast: Cast) -> None:
        """V-5.2-g: numbered, confirmed by each, and confirmed anew when they change."""
        north = cast.places.north.pk
        assert facts_of(cast.places.lyngvik).terms_number == 0
        do(cast.chief, publish_terms, district_id=north, text="Kontakten er i kommunen hver uke.")
        assert (facts_of(cast.places.lyngvik).terms_number, contact_of(cast.places.lyngvik).terms_number) == (
            1,
            None,
        )
        do(cast.police_contact, confirm_terms, district_id=north, number=1)
        assert contact_of(cast.places.lyngvik).terms_number == 1
        with pytest.raises(Refused, match="samme ordene"):
            do(cast.chief, publish_terms, district_id=north, text="Kontakten er i kommunen hver uke.")
        do(cast.chief, publish_terms, district_id=north, text="Kontakten er i kommunen to dager i uken.")
        assert (facts_of(cast.places.lyngvik).terms_number, contact_of(cast.places.lyngvik).terms_number) == (
            2,
            1,
        )
        with pytest.raises(Refused, match="Les de nye"):
            do(cast.police_contact, confirm_terms, district_id=north, number=1)
        with pytest.raises(Denied, match="Bare en politikontakt"):
            do(cast.chief, confirm_terms, district_id=north, number=2)


class TestTheDistrict:
    def test_alone_says_who_covers_what(self, cast: Cast, towns: list[Organisation]) -> None:
        """V-5.3-e: a municipality neither approves nor blocks."""
        post = a_post(cast)
        given = {"post_id": post.pk, "organisation_id": towns[0].pk, "valid_from": today()}
        for actor in (cast.mayor, cast.director, cast.police_contact, cast.foreign_contact, cast.oversight):
            with pytest.raises(Denied, match="Bare den som undertegner for politidistriktet"):
                do(actor, assign_contact, **given)
        with pytest.raises(Refused, match="hører ikke til"):
            do(cast.chief, assign_contact, **given | {"organisation_id": cast.places.storvik.pk})
        made = do(cast.chief, assign_contact, **given)
        with pytest.raises(Refused, match="allerede denne kommunen"):
            do(cast.chief, assign_contact, **given)
        with pytest.raises(Denied):
            do(cast.mayor, end_assignment, coverage_id=made.pk, on=today())
        with pytest.raises(Refused, match="før det begynner"):
            do(cast.chief, end_assignment, coverage_id=made.pk, on=today() - timedelta(days=1))

    def test_takes_a_contact_out_of_a_municipality_and_lets_it_see_no_more_for_it(self, cast: Cast) -> None:
        """A contact whose last municipality has ended sees its own unit's, and never the whole district's."""
        coverage = Coverage.objects.get(post=cast.police_contact.post)
        a_town(cast, "Austvik")
        do(cast.chief, end_assignment, coverage_id=coverage.pk, on=today() - timedelta(days=1))
        assert cast.police_contact.person
        (now,) = actors_of_person(cast.police_contact.person)
        assert now.covers == {cast.places.unit.pk}
        assert _seen_by(now) == set()
        with pytest.raises(Refused, match="allerede slutt"):
            do(cast.chief, end_assignment, coverage_id=coverage.pk, on=today())


def _seen_by(actor: Actor) -> set[str]:
    with wall.acting(actor), connection.cursor() as cursor:
        cursor.execute("select cardinality(guard.cooperations())")
        assert cursor.fetchone() == (len(places_of(actor)),)
        return {slug for _name, slug in places_of(actor)}
