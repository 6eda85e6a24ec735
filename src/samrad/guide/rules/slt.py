"""SLT, where it was chosen: its coordinator, its three levels, who steers, and how the police take part. Guide 6."""

from samrad.guide.rules.book import rule
from samrad.guide.rules.facts import (
    ADMINISTRATIVE,
    COORDINATING,
    EXECUTING,
    LEVELS,
    POLICE_LEADERS,
    POLITICAL,
    STEERING,
    CooperationFacts,
    CountryFacts,
    MunicipalityFacts,
    SltGroup,
)
from samrad.guide.rules.verdicts import Verdict, kept, not_applicable, short, unknown

VACANT_DAYS = 90
PRESENT = 75  # percent of meetings


@rule("V-6-c", "fact")
def slt_joins_services_and_police(facts: CooperationFacts) -> Verdict:
    """Someone from the municipality and someone from the police sit in it."""
    if not facts.slt_in_force:
        return not_applicable("no_slt")
    sides = {side for group in facts.slt_groups for side in group.sides}
    here = len(sides & {"municipality", "police"})
    return kept(parties=here) if here == 2 else unknown("party_missing", "forums", parties=here, needed=2)


@rule("V-6-e", "fact")
def slt_in_the_country(country: CountryFacts) -> Verdict:
    """Two shares: of municipalities, and of inhabitants. What is not registered is told apart."""
    return kept(
        with_slt=country.with_slt,
        municipalities=country.municipalities,
        inhabitants_with_slt=country.inhabitants_with_slt,
        inhabitants=country.inhabitants,
        not_registered=country.not_registered,
    )


@rule("V-6-f", "fact")
def slt_has_its_levels(facts: CooperationFacts) -> Verdict:
    """Top leaders steer, both parties coordinate, and someone executes. A county that is missing is only noted."""
    if not facts.slt_in_force:
        return not_applicable("no_slt")
    sound = sum(_is_sound(level, facts) for level in LEVELS)
    counties = sum(group.counties for group in facts.slt_groups if group.level == COORDINATING)
    numbers = {"levels": sound, "needed": len(LEVELS), "counties": counties}
    return kept(**numbers) if sound == len(LEVELS) else unknown("level_incomplete", "forums", **numbers)


def _is_sound(level: str, facts: CooperationFacts) -> bool:
    groups = [group for group in facts.slt_groups if group.level == level]
    if level == EXECUTING:
        return any(group.sides for group in groups)
    if level == STEERING and facts.steering_councils:
        return True
    tests = {STEERING: _has_top_leaders, COORDINATING: _has_both}
    return any(tests[level](group) for group in groups)


def _has_top_leaders(group: SltGroup) -> bool:
    return bool(group.functions & (POLITICAL | ADMINISTRATIVE) and group.functions & POLICE_LEADERS)


def _has_both(group: SltGroup) -> bool:
    return {"municipality", "police"} <= group.sides


@rule("V-6-h", "fact")
def slt_has_a_coordinator(town: MunicipalityFacts) -> Verdict:
    """Where SLT is chosen someone coordinates; a seat empty for a quarter is said to those who steer."""
    if town.slt.status != "in_force":
        return not_applicable("no_slt")
    if "slt_coordinator" in town.functions:
        return kept()
    ended = town.coordinator_until
    if ended is None:
        return unknown("no_coordinator", "register")
    days = (town.day - ended).days
    return unknown("vacant" if days > VACANT_DAYS else "vacant_a_while", "register", since=ended, days=days)


@rule("V-6-j", "must")
def slt_levels_meet(facts: CooperationFacts) -> Verdict:
    """Each level that is there met within a year."""
    if not facts.slt_in_force:
        return not_applicable("no_slt")
    if not facts.slt_groups:
        return unknown("no_levels", "forums")
    met = sum(group.meetings > 0 for group in facts.slt_groups)
    numbers = {"groups": len(facts.slt_groups), "so": met}
    return (
        kept(**numbers) if met == len(facts.slt_groups) else short("level_has_not_met", "meetings", **numbers)
    )


@rule("V-6-k", "may")
def slt_has_one_steering(facts: CooperationFacts) -> Verdict:
    """One group of its own, or one council; a council that steers has SLT on its agenda within a year."""
    if not facts.slt_in_force:
        return not_applicable("no_slt")
    own = sum(group.level == STEERING for group in facts.slt_groups)
    sources = own + facts.steering_councils
    if sources != 1:
        return unknown("not_one_steering", "forums", steering=sources, needed=1)
    if facts.steering_councils and not facts.slt_items:
        return unknown("not_on_the_agenda", "meetings", times=0, needed=1)
    return kept(steering=1)


@rule("V-6-o", "should")
def police_take_part_in_slt(facts: CooperationFacts) -> Verdict:
    """The police sit at the two upper levels, and are at three of four meetings."""
    if not facts.slt_in_force:
        return not_applicable("no_slt")
    upper = {g.level for g in facts.slt_groups if "police" in g.sides} | (
        {STEERING} if facts.steering_councils else set()
    )
    levels = len(upper & {STEERING, COORDINATING})
    if levels < 2:
        return short("police_missing", "forums", levels=levels, needed=2)
    meetings = sum(group.meetings for group in facts.slt_groups)
    there = sum(group.with_police for group in facts.slt_groups)
    if not meetings:
        return unknown("no_meeting_yet", "meetings", levels=levels)
    numbers = {"meetings": meetings, "so": there}
    return (
        kept(**numbers) if there * 100 >= PRESENT * meetings else short("too_seldom", "meetings", **numbers)
    )


@rule("V-6-p", "should")
def police_take_part_in_another_model(facts: CooperationFacts) -> Verdict:
    """Where the municipality has a model of its own, somebody from the police sits in its groups. None registered is not judged."""
    if not facts.has_other_model:
        return not_applicable("no_other_model")
    if facts.police_in_groups:
        return kept(members=facts.police_in_groups)
    return unknown("police_not_in_the_model", "forums", members=0, needed=1)
