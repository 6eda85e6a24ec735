"""The rules about what the police owe each municipality, and about police contacts: Guide 1 to 5."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from samrad.guide.rules.contacts import (
    agreement_was_offered,
    contacts_have_at_most_three,
    contacts_meet_in_a_network,
    contacts_stand_in_an_operating_unit,
    council_was_offered,
    municipality_has_a_contact_every_day,
    municipality_has_its_contact,
    municipality_has_its_leaders_registered,
    municipality_has_one_district,
    municipality_is_no_part_of_the_state,
    schools_have_one_owner,
    share_of_full_time_is_told,
    units_of_the_district_stand_in_their_tree,
)
from samrad.guide.rules.facts import Choice, CountryFacts, Network
from samrad.guide.rules.verdicts import kept, not_applicable, short, unknown
from tests.guide.facts import (
    DAY,
    IN_FORCE,
    INVITED,
    OFFERED,
    POST,
    a_contact,
    a_contact_from,
    a_district,
    a_town,
)

OTHER = UUID(int=12)


class TestTheForeword:
    """A contact for every municipality."""

    def test_a_gap_is_shown_with_its_length(self) -> None:
        ended = a_contact_from(date(2024, 1, 1), date(2026, 11, 5))
        assert municipality_has_a_contact_every_day(a_town(contacts=(ended,))) == short(
            "gap", "contacts", since=date(2026, 11, 5), days_late=20
        )
        assert municipality_has_a_contact_every_day(a_town()) == short("never_had_contact", "contacts")
        one = a_contact_from(date(2024, 1, 1))
        assert municipality_has_a_contact_every_day(a_town(contacts=(one,))) == kept(contacts=1)


class TestGuide_1:
    """Municipality and state are two."""

    def test_a_municipality_is_municipal(self) -> None:
        assert municipality_is_no_part_of_the_state(a_town()) == kept()
        assert municipality_is_no_part_of_the_state(a_town(sector="state")) == unknown("wrong_sector")


class TestGuide_2:
    """The two and their houses."""

    def test_a_municipality_has_one_district(self) -> None:
        assert municipality_has_one_district(a_town()) == kept()
        assert municipality_has_one_district(a_town(districts=0)) == unknown("not_one_district", districts=0)

    def test_a_districts_units_stand_in_its_tree(self) -> None:
        assert units_of_the_district_stand_in_their_tree(a_district(units=3)) == kept(units=3, misplaced=0)
        assert units_of_the_district_stand_in_their_tree(a_district(units=3, misplaced_units=1)) == unknown(
            "misplaced", "register", units=3, misplaced=1
        )
        assert units_of_the_district_stand_in_their_tree(a_district()) == not_applicable("no_units")

    def test_mayor_and_director_are_registered_where_the_municipality_takes_part(self) -> None:
        both = frozenset({"mayor", "municipal_director"})
        assert municipality_has_its_leaders_registered(a_town(agreement=IN_FORCE, functions=both)) == kept(
            roles=2
        )
        assert municipality_has_its_leaders_registered(a_town(slt=IN_FORCE)) == unknown(
            "leaders_missing", "register", roles=0, needed=2
        )
        assert municipality_has_its_leaders_registered(a_town()) == not_applicable("takes_no_part")


class TestGuide_3:
    """The duty to offer is met by the offer."""

    def test_an_offer_meets_it_whatever_the_answer(self) -> None:
        no = Choice("no", date(2024, 8, 1))
        assert agreement_was_offered(a_town(offers=(OFFERED,), agreement=no)) == kept(
            offers=1, since=date(2024, 5, 1)
        )
        assert agreement_was_offered(a_town(agreement=IN_FORCE)) == kept("it_is_there")
        assert agreement_was_offered(a_town(offers=(INVITED,))) == short("no_offer", "offer_agreement")


class TestGuide_4:
    """The police invite."""

    def test_an_invitation_or_a_council(self) -> None:
        assert council_was_offered(a_town(offers=(INVITED, OFFERED))) == kept(
            offers=1, since=date(2024, 6, 1)
        )
        assert council_was_offered(a_town(council=IN_FORCE)) == kept("it_is_there")
        assert council_was_offered(a_town()) == short("no_offer", "offer_council")


class TestGuide_5:
    """At most three, and always one."""

    def test_also_where_nothing_is_chosen(self) -> None:
        here = a_contact_from(date(2026, 1, 1))
        assert municipality_has_its_contact(
            a_town(contacts=(here,), agreement=Choice("no"), council=Choice("no"))
        ) == kept(contacts=1)
        assert municipality_has_its_contact(a_town()) == short("never_had_contact", "contacts")

    def test_a_gap_to_come_is_told_a_month_before(self) -> None:
        ends = a_contact_from(date(2026, 1, 1), date(2026, 12, 24))
        assert municipality_has_its_contact(a_town(contacts=(ends,))) == kept(
            "ends_soon", contacts=1, ends_on=date(2026, 12, 24)
        )
        follows = a_contact_from(date(2026, 12, 25))
        assert municipality_has_its_contact(a_town(contacts=(ends, follows))) == kept(contacts=1)
        later = a_contact_from(date(2026, 12, 26))
        assert municipality_has_its_contact(a_town(contacts=(ends, later))).reason == "ends_soon"

    def test_three_are_within_the_main_rule_and_four_are_not(self) -> None:
        three, four = a_contact(municipalities=3), a_contact(municipalities=4)
        assert contacts_have_at_most_three(a_district(three)) == kept(contacts=1, over=0, most=3)
        assert contacts_have_at_most_three(a_district(three, four)) == short(
            "above_main_rule", "contacts", contacts=2, over=1, most=3
        )
        assert contacts_have_at_most_three(a_district()) == unknown("no_contact", "contacts")


class TestGuide_5_2:
    """Contacts do not stand alone."""

    def test_two_or_more_meet_in_a_network(self) -> None:
        two = (a_contact(), a_contact(post=OTHER))
        whole = Network(frozenset({POST, OTHER}), date(2026, 9, 1))
        assert contacts_meet_in_a_network(a_district(*two, networks=(whole,))) == kept(
            contacts=2, last_on=date(2026, 9, 1)
        )
        part = Network(frozenset({POST}), date(2026, 9, 1))
        assert contacts_meet_in_a_network(a_district(*two, networks=(part,))) == short(
            "not_all_inside", "contacts", contacts=2, members=1
        )
        still = Network(frozenset({POST, OTHER}), date(2026, 5, 1))
        assert contacts_meet_in_a_network(a_district(*two, networks=(still,))) == short(
            "long_pause", "meetings", last_on=date(2026, 5, 1)
        )
        assert contacts_meet_in_a_network(a_district(*two)) == short("no_network", "contacts", contacts=2)
        assert contacts_meet_in_a_network(a_district(a_contact())) == not_applicable("fewer_than_two")


class TestGuide_5_3:
    """How much of a post it is, and where it stands."""

    def test_the_share_is_told_and_no_breach(self) -> None:
        half = a_contact(share=50, other_posts=1)
        assert share_of_full_time_is_told(a_district(a_contact(), half)) == kept(contacts=2, sole=1)
        above = a_contact(all_shares=120)
        assert share_of_full_time_is_told(a_district(above)) == unknown(
            "more_than_a_whole", "register", above=1, contacts=1, sole=1
        )
        assert share_of_full_time_is_told(a_district()) == not_applicable("no_contact")

    def test_a_contact_belongs_to_an_operating_unit_of_the_district(self) -> None:
        assert contacts_stand_in_an_operating_unit(a_district(a_contact())) == kept(contacts=1, so=1)
        unit = a_contact(unit_kind="police_unit")
        foreign = a_contact(unit_is_in_district=False)
        assert contacts_stand_in_an_operating_unit(a_district(a_contact(), unit, foreign)) == unknown(
            "elsewhere", "register", contacts=3, so=1
        )
        assert contacts_stand_in_an_operating_unit(a_district()) == not_applicable("no_contact")


class TestGuide_1_schools:
    """The county answers for upper secondary schools."""

    def test_each_has_one_owner_and_no_municipality(self) -> None:
        """V-1-g"""
        country = CountryFacts(day=DAY, id=uuid4())
        assert schools_have_one_owner(country) == not_applicable("no_schools")
        assert schools_have_one_owner(replace(country, schools=2, owned_schools=2)) == kept(schools=2, so=2)
        municipal = replace(country, schools=2, owned_schools=1, municipal_schools=1)
        assert schools_have_one_owner(municipal) == unknown(
            "school_without_owner", "register", lacking=1, schools=2, so=1
        )
