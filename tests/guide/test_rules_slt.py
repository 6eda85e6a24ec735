"""The rules about SLT, where it was chosen: Guide 6."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from samrad.guide.rules.facts import CountryFacts, SltGroup
from samrad.guide.rules.slt import (
    police_take_part_in_another_model,
    police_take_part_in_slt,
    slt_has_a_coordinator,
    slt_has_its_levels,
    slt_has_one_steering,
    slt_in_the_country,
    slt_joins_services_and_police,
    slt_levels_meet,
)
from samrad.guide.rules.verdicts import kept, not_applicable, short, unknown
from tests.guide.facts import DAY, IN_FORCE, a_town, together, with_slt

BOTH = frozenset({"municipality", "police"})
TOP = SltGroup(
    "slt_steering", frozenset({"mayor", "chief_of_police"}), BOTH, counties=0, meetings=2, with_police=2
)
MIDDLE = SltGroup("slt_coord", frozenset({"police_contact"}), BOTH, counties=1, meetings=4, with_police=3)
GROUND = SltGroup("slt_exec", frozenset(), frozenset({"municipality"}), meetings=2, with_police=1)
NO_SLT = not_applicable("no_slt")


class TestGuide_6:
    """SLT is a free choice; where it was made, this is how it works."""

    def test_services_and_police_are_in_it(self) -> None:
        assert slt_joins_services_and_police(with_slt(TOP)) == kept(parties=2)
        assert slt_joins_services_and_police(with_slt(GROUND)) == unknown(
            "party_missing", "forums", parties=1, needed=2
        )
        assert slt_joins_services_and_police(together()) == NO_SLT

    def test_the_country_has_two_shares(self) -> None:
        numbers = {
            "municipalities": 357,
            "inhabitants": 5_500_000,
            "with_slt": 176,
            "inhabitants_with_slt": 4_000_000,
            "not_registered": 30,
        }
        assert slt_in_the_country(CountryFacts(DAY, uuid4(), **numbers)) == kept(**numbers)

    def test_three_levels_with_those_who_belong_there(self) -> None:
        assert slt_has_its_levels(with_slt(TOP, MIDDLE, GROUND)) == kept(levels=3, needed=3, counties=1)
        headless = replace(TOP, functions=frozenset({"mayor"}))
        assert slt_has_its_levels(with_slt(headless, MIDDLE)) == unknown(
            "level_incomplete", "forums", levels=1, needed=3, counties=1
        )
        assert slt_has_its_levels(with_slt(MIDDLE, GROUND, steering_councils=1)) == kept(
            levels=3, needed=3, counties=1
        )
        assert slt_has_its_levels(together()) == NO_SLT

    def test_someone_coordinates(self) -> None:
        assert slt_has_a_coordinator(a_town(slt=IN_FORCE, functions=frozenset({"slt_coordinator"}))) == kept()
        empty = a_town(slt=IN_FORCE, coordinator_until=date(2026, 8, 26))
        assert slt_has_a_coordinator(empty) == unknown("vacant", "register", since=date(2026, 8, 26), days=91)
        lately = a_town(slt=IN_FORCE, coordinator_until=date(2026, 8, 27))
        assert slt_has_a_coordinator(lately).reason == "vacant_a_while"
        assert slt_has_a_coordinator(a_town(slt=IN_FORCE)) == unknown("no_coordinator", "register")
        assert slt_has_a_coordinator(a_town()) == NO_SLT

    def test_each_level_meets_within_a_year(self) -> None:
        assert slt_levels_meet(with_slt(TOP, MIDDLE)) == kept(groups=2, so=2)
        assert slt_levels_meet(with_slt(TOP, replace(MIDDLE, meetings=0))) == short(
            "level_has_not_met", "meetings", groups=2, so=1
        )
        assert slt_levels_meet(with_slt()) == unknown("no_levels", "forums")
        assert slt_levels_meet(together()) == NO_SLT

    def test_it_is_steered_in_one_place(self) -> None:
        assert slt_has_one_steering(with_slt(TOP)) == kept(steering=1)
        assert slt_has_one_steering(with_slt(steering_councils=1, slt_items=1)) == kept(steering=1)
        assert slt_has_one_steering(with_slt(steering_councils=1)) == unknown(
            "not_on_the_agenda", "meetings", times=0, needed=1
        )
        assert slt_has_one_steering(with_slt(TOP, steering_councils=1)) == unknown(
            "not_one_steering", "forums", steering=2, needed=1
        )
        assert slt_has_one_steering(together()) == NO_SLT

    def test_the_police_take_part(self) -> None:
        assert police_take_part_in_slt(with_slt(TOP, MIDDLE, GROUND)) == kept(meetings=8, so=6)
        seldom = replace(MIDDLE, with_police=2)
        assert police_take_part_in_slt(with_slt(TOP, seldom, GROUND)) == short(
            "too_seldom", "meetings", meetings=8, so=5
        )
        assert police_take_part_in_slt(with_slt(TOP, GROUND)) == short(
            "police_missing", "forums", levels=1, needed=2
        )
        idle = (replace(TOP, meetings=0, with_police=0), replace(MIDDLE, meetings=0, with_police=0))
        assert police_take_part_in_slt(with_slt(*idle)) == unknown("no_meeting_yet", "meetings", levels=2)
        assert police_take_part_in_slt(together()) == NO_SLT


class TestGuide_6_another_model:
    """Where the municipality has ordered it in its own way, the police use what is there."""

    def test_somebody_from_the_police_sits_in_it(self) -> None:
        """V-6-p"""
        judge = police_take_part_in_another_model
        assert judge(together()) == not_applicable("no_other_model")
        assert judge(together(has_other_model=True, police_in_groups=2)) == kept(members=2)
        assert judge(together(has_other_model=True)) == unknown(
            "police_not_in_the_model", "forums", members=0, needed=1
        )
