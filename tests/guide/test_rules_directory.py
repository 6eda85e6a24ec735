"""The rules about whom to ask, and about the law that those who sit together share by: Guide 1, 2, 3, 4 and 5.3."""

from dataclasses import replace
from datetime import date

from samrad.guide.rules.contact_facts import Entry, WorkCrime
from samrad.guide.rules.directory import (
    business_contact_is_drawn_in,
    bylaws_are_gone_through,
    contact_has_a_place_to_ask,
    district_has_a_childrens_house,
    district_has_a_support_centre,
    municipality_has_a_contact_for_preparedness,
    partner_violence_has_somebody_trained,
    police_functions_are_confirmed,
    police_meet_school_and_services,
    preventive_functions_can_be_reached,
    roles_of_the_municipality_are_told_of,
    services_for_the_five_groups_are_told_of,
    services_of_the_municipality_are_confirmed,
    unit_for_drug_cases_can_be_reached,
)
from samrad.guide.rules.facts import DistrictFacts, MunicipalityFacts, Sharing
from samrad.guide.rules.sharing import (
    confidential_sharing_is_based_and_read_by_the_named,
    law_of_each_service_was_checked,
    members_know_what_they_may_share,
    police_share_what_they_know,
    what_is_shared_says_with_whom,
)
from samrad.guide.rules.verdicts import kept, not_applicable, short, unknown
from tests.guide.facts import IN_FORCE, a_council, a_district, a_town, together

CONFIRMED = date(2026, 8, 1)
GROUPS = ("child_welfare", "violence", "substance_use", "after_prison", "vulnerable")
MISSING = unknown("not_registered_here", "functions")


def entries(*kinds: str, on: date = CONFIRMED) -> tuple[Entry, ...]:
    return tuple(Entry(kind, on) for kind in kinds)


def a_district_with(*kinds: str, **known: object) -> DistrictFacts:
    return a_district(entries=entries(*kinds), **known)


def a_town_with(*kinds: str, **known: object) -> MunicipalityFacts:
    return a_town(agreement=IN_FORCE, entries=entries(*kinds), **known)


class TestGuide_1:
    """Each service has its own law."""

    def test_the_law_of_a_service_that_takes_part_was_checked(self) -> None:
        assert law_of_each_service_was_checked(together(services=frozenset({"politi", "skole"}))) == kept(
            services=2, so=2
        )
        later = replace(together(services=frozenset({"politi"})), day=date(2029, 1, 1))
        assert law_of_each_service_was_checked(later) == unknown("law_not_checked", "", services=1, so=0)
        assert law_of_each_service_was_checked(together()) == not_applicable("no_services")


class TestGuide_2:
    """The functions of the police, and the services of the municipality."""

    def test_what_is_not_established_is_no_lack(self) -> None:
        assert preventive_functions_can_be_reached(a_district_with("business", "radicalisation")) == kept(
            functions=2
        )
        assert preventive_functions_can_be_reached(a_district()) == unknown("no_functions", "functions")

    def test_the_contact_has_a_place_to_ask_for_each_municipality(self) -> None:
        town = a_town().id
        assert contact_has_a_place_to_ask(a_district(municipalities=1, carded={town: CONFIRMED})) == kept(
            municipalities=1, so=1
        )
        assert contact_has_a_place_to_ask(a_district(municipalities=2, carded={town: CONFIRMED})) == unknown(
            "card_missing", "functions", municipalities=2, so=1
        )

    def test_who_answers_for_partner_violence_says_when_it_was_trained(self) -> None:
        trained = Entry("risk_assessment", CONFIRMED, date(2026, 3, 1))
        assert partner_violence_has_somebody_trained(a_district(entries=(trained,))) == kept(
            last_on=date(2026, 3, 1)
        )
        assert partner_violence_has_somebody_trained(a_district_with("risk_assessment")) == unknown(
            "no_training_day", "functions"
        )
        assert partner_violence_has_somebody_trained(a_district()) == MISSING

    def test_support_centre_and_childrens_house(self) -> None:
        assert district_has_a_support_centre(a_district_with("victims")) == kept(last_on=CONFIRMED)
        assert district_has_a_support_centre(a_district_with("childrens_house")) == MISSING
        assert district_has_a_childrens_house(a_district_with("childrens_house")) == kept(last_on=CONFIRMED)
        assert district_has_a_childrens_house(a_district()) == MISSING

    def test_five_groups_four_roles_and_preparedness(self) -> None:
        assert services_for_the_five_groups_are_told_of(a_town_with(*GROUPS)) == kept(groups=5, needed=5)
        assert services_for_the_five_groups_are_told_of(a_town_with("violence")) == unknown(
            "groups_missing", "functions", groups=1, needed=5
        )
        assert services_for_the_five_groups_are_told_of(a_town()) == not_applicable("takes_no_part")
        whole = a_town_with("licences", "planning", "fire", "enterprise", bylaws=1)
        assert roles_of_the_municipality_are_told_of(whole) == kept(roles=4, needed=4, bylaws=1)
        assert roles_of_the_municipality_are_told_of(a_town_with("fire")) == unknown(
            "roles_not_told_of", "functions", roles=1, needed=4, bylaws=0
        )
        assert municipality_has_a_contact_for_preparedness(a_town_with("municipal_preparedness")) == kept(
            last_on=CONFIRMED
        )
        assert municipality_has_a_contact_for_preparedness(a_town_with()) == MISSING


class TestGuide_3:
    """The police's own duty towards school and services."""

    def test_a_municipality_where_one_of_them_was_not_met(self) -> None:
        numbers = {"municipalities": 2, "schools": 2, "services": 1}
        some = a_district(municipalities=2, with_school=2, with_services=1)
        assert police_meet_school_and_services(some) == short(
            "not_met_school_or_services", "contacts", **numbers
        )
        assert police_meet_school_and_services(replace(some, with_services=2)) == kept(
            **numbers | {"services": 2}
        )


class TestGuide_4:
    """Bylaws, members who know the law, and the unit for drug cases."""

    def test_bylaws_are_gone_through_within_four_years(self) -> None:
        assert bylaws_are_gone_through(a_town()) == not_applicable("no_bylaws")
        fresh, old = date(2022, 11, 25), date(2022, 11, 24)
        assert bylaws_are_gone_through(a_town(bylaws=1, bylaws_reviewed_on=fresh)) == kept(last_on=fresh)
        assert bylaws_are_gone_through(a_town(bylaws=1, bylaws_reviewed_on=old)) == unknown(
            "bylaws_not_gone_through", "bylaws", last_on=old
        )

    def test_each_member_has_confirmed_the_rules_for_sharing(self) -> None:
        joined, confirmed = date(2024, 1, 1), date(2026, 11, 1)
        members = a_council().members
        told = tuple(
            replace(one, held_since=joined, service="kommune", briefed_on=confirmed) for one in members
        )
        assert members_know_what_they_may_share(a_council(members=told)) == kept(members=3, so=3)
        fresh = replace(told[0], held_since=date(2026, 11, 20), service="", briefed_on=None)
        assert members_know_what_they_may_share(a_council(members=(fresh, *told[1:]))) == unknown(
            "members_are_new", "briefing", members=3, so=2
        )
        never = replace(told[0], service="", briefed_on=None)
        assert members_know_what_they_may_share(a_council(members=(never, *told[1:]))) == short(
            "not_briefed", "briefing", members=3, so=2
        )
        assert members_know_what_they_may_share(a_council(members=())) == not_applicable("no_members")

    def test_the_unit_for_drug_cases_is_confirmed_each_year(self) -> None:
        assert unit_for_drug_cases_can_be_reached(a_town_with("drug_cases")) == kept(last_on=CONFIRMED)
        old = a_town(entries=entries("drug_cases", on=date(2025, 11, 24)))
        assert unit_for_drug_cases_can_be_reached(old) == unknown(
            "confirmed_long_ago", "functions", last_on=date(2025, 11, 24)
        )
        assert unit_for_drug_cases_can_be_reached(a_town()) == MISSING


class TestSharing:
    """What is shared has a basis, and is read by those it is for."""

    def test_the_police_share_where_the_parties_work_together(self) -> None:
        assert police_share_what_they_know(together()) == not_applicable("takes_no_part")
        one = Sharing(items=2, from_police=1)
        assert police_share_what_they_know(together(councils=1, sharing=one)) == kept(items=2, from_police=1)
        assert police_share_what_they_know(together(councils=1)) == unknown(
            "police_shared_nothing", "sharing", items=0, from_police=0
        )
        bare = replace(one, unbased=1)
        assert police_share_what_they_know(together(councils=1, sharing=bare)) == short(
            "shared_without_basis", "sharing", lacking=1, items=2, from_police=1
        )
        assert what_is_shared_says_with_whom(together(sharing=bare)) == unknown(
            "shared_without_basis", "sharing", items=2, so=1
        )
        assert what_is_shared_says_with_whom(together(sharing=one)) == kept(items=2, so=2)
        assert what_is_shared_says_with_whom(together()) == not_applicable("nothing_shared")

    def test_what_is_confidential_is_read_by_the_named_alone(self) -> None:
        secret = Sharing(items=3, confidential=2)
        assert confidential_sharing_is_based_and_read_by_the_named(together(sharing=secret)) == kept(
            items=2, strangers=0
        )
        for wrong in (replace(secret, strangers=1), replace(secret, unnamed=1)):
            assert confidential_sharing_is_based_and_read_by_the_named(together(sharing=wrong)) == short(
                "read_by_others", "sharing", lacking=wrong.unnamed, items=2, strangers=wrong.strangers
            )
        assert confidential_sharing_is_based_and_read_by_the_named(together()) == not_applicable(
            "nothing_confidential"
        )


class TestGuide_5_3:
    """Nobody asks in vain."""

    def test_each_side_confirms_its_own_lines_twice_a_year(self) -> None:
        old = entries("business", on=date(2026, 5, 25))
        assert police_functions_are_confirmed(a_district_with("business")) == kept(functions=1, old=0)
        assert police_functions_are_confirmed(a_district(entries=old)) == short(
            "confirmed_long_ago", "functions", functions=1, old=1
        )
        assert services_of_the_municipality_are_confirmed(a_town_with("fire")) == kept(functions=1, old=0)
        assert services_of_the_municipality_are_confirmed(a_town()) == unknown("no_functions", "functions")


class TestGuide_2_1_working_life:
    """Where it is about crime in working life, the business contact is drawn in."""

    def test_is_a_hint_where_there_is_such_a_contact(self) -> None:
        """V-2.1-k"""
        judge = business_contact_is_drawn_in
        assert judge(together()) == not_applicable("no_work_crime")
        assert judge(together(work_crime=WorkCrime(2, 1, False))) == not_applicable("no_business_contact")
        assert judge(together(work_crime=WorkCrime(2, 2, True))) == kept(matters=2, so=2)
        assert judge(together(work_crime=WorkCrime(2, 1, True))) == unknown(
            "business_contact_not_drawn_in", "meetings", matters=2, so=1
        )
