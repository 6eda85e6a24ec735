"""How a police contact comes into the role and is held up in it: approval, time, authority, training, terms, tasks. Guide 5."""

from datetime import date, timedelta

from samrad.guide.rules.book import rule
from samrad.guide.rules.contact_facts import Holding
from samrad.guide.rules.facts import DistrictFacts, MunicipalityFacts
from samrad.guide.rules.verdicts import Verdict, kept, not_applicable, short, unknown

# Days; the guide says only «at the start», «quickly», «regularly». These are ours.
YEAR, TWO_YEARS = 365, 731
AUTHORITY_DAYS, MENTOR_DAYS, MET_DAYS, START_DAYS = 30, 14, 60, 180
TERMS_DAYS, ANSWER_DAYS = 60, 30
TALKS = 2


def _within(days: int, since: date | None, day: date) -> bool:
    return since is not None and since >= day - timedelta(days=days)


def _is_due(days: int, since: date, day: date) -> bool:
    return day > since + timedelta(days=days)


@rule("V-5-f", "must")
def more_than_three_is_approved(district: DistrictFacts) -> Verdict:
    """The directorate has said yes to this very set of municipalities, no later than the day the fourth came."""
    over = [one for one in district.holdings if one.over_since]
    if not over:
        return not_applicable("none_over")
    said = [one for one in over if one.approved_on]
    numbers = {"over": len(over), "so": len(said)}
    if len(said) < len(over):
        return short("directorate_has_not_said_yes", "contacts", **numbers)
    late = sum(one.approved_on > one.over_since for one in said if one.approved_on and one.over_since)
    return unknown("approved_afterwards", "contacts", late=late, **numbers) if late else kept(**numbers)


@rule("V-5-g", "should")
def contacts_time_is_gone_through(district: DistrictFacts) -> Verdict:
    """The share is stated, and contact and leader went through it within a year. No share is too small."""
    if not district.holdings:
        return not_applicable("no_contact")
    so = sum(
        one.share_on is not None and _within(YEAR, one.capacity_on, district.day) for one in district.holdings
    )
    return _all(so, len(district.holdings), "time_not_gone_through")


def _all(so: int, needed: int, reason: str) -> Verdict:
    numbers = {"contacts": needed, "so": so}
    return kept(**numbers) if so == needed else short(reason, "contacts", **numbers)


@rule("V-5.2-b", "should")
def authority_is_clarified_at_the_start(district: DistrictFacts) -> Verdict:
    """Each new holder has a statement of their own within a month."""
    if not district.holdings:
        return not_applicable("no_contact")
    due = [one for one in district.holdings if _is_due(AUTHORITY_DAYS, one.since, district.day)]
    missing = [one for one in due if one.authority_on is None]
    if missing:
        return short("authority_missing", "contacts", contacts=len(district.holdings), lacking=len(missing))
    late = sum(_is_due(AUTHORITY_DAYS, one.since, one.authority_on) for one in due if one.authority_on)
    return (
        kept("later_than_at_the_start", contacts=len(due), late=late)
        if late
        else kept(contacts=len(district.holdings))
    )


@rule("V-5.2-c", "should")
def it_is_said_who_decides(district: DistrictFacts) -> Verdict:
    """In each kind of matter: the contact, the head of the unit, or both. Whether that is enough is not judged."""
    stated = [one for one in district.holdings if one.authority_on]
    if not stated:
        return not_applicable("no_authority_yet")
    open_matters = sum(one.unanswered for one in stated)
    numbers = {"contacts": len(stated), "open": open_matters}
    return short("unanswered", "contacts", **numbers) if open_matters else kept(**numbers)


@rule("V-5.2-f", "should")
def new_contacts_are_followed_up(district: DistrictFacts) -> Verdict:
    """The first time in the role: a mentor, training, two talks, and somebody met in each municipality."""
    new = [one for one in district.holdings if one.is_first and _within(YEAR, one.since, district.day)]
    if not new:
        return not_applicable("none_new")
    behind = sum(_is_behind(one, district.day) for one in new)
    numbers = {"contacts": len(new), "so": len(new) - behind}
    return short("start_not_followed", "contacts", **numbers) if behind else kept(**numbers)


def _is_behind(one: Holding, day: date) -> bool:
    return (
        (one.mentor_on is None and _is_due(MENTOR_DAYS, one.since, day))
        or ((one.training_on is None or one.talks < TALKS) and _is_due(START_DAYS, one.since, day))
        or (not one.towns <= one.met and _is_due(MET_DAYS, one.since, day))
    )


@rule("V-5.2-g", "must")
def contacts_have_equal_terms(district: DistrictFacts) -> Verdict:
    """One numbered text for all contacts of the district, and each has confirmed the newest."""
    if len(district.holdings) < 2:
        return not_applicable("fewer_than_two_contacts")
    if district.terms is None:
        return short("no_terms", "contacts", contacts=len(district.holdings))
    newest = district.terms
    so = sum(one.terms_number == newest.number for one in district.holdings)
    numbers = {"contacts": len(district.holdings), "so": so}
    if so == len(district.holdings):
        return kept(**numbers)
    if _is_due(TERMS_DAYS, newest.published_on, district.day):
        return short("terms_not_confirmed", "contacts", **numbers)
    return unknown("terms_are_new", "contacts", since=newest.published_on, **numbers)


@rule("V-5.1-b", "fact")
def contacts_are_seen_in_their_municipalities(district: DistrictFacts) -> Verdict:
    """Each municipality by itself, within ninety days. For information."""
    towns = [(one, town) for one in district.holdings for town in one.towns]
    if not towns:
        return not_applicable("no_contact")
    so = sum(town in one.seen for one, town in towns)
    numbers = {"municipalities": len(towns), "so": so}
    return kept(**numbers) if so == len(towns) else unknown("not_seen_lately", "contacts", **numbers)


@rule("V-5.3-d", "must")
def contacts_are_turned_outwards(district: DistrictFacts) -> Verdict:
    """A card that was confirmed within a year, and somebody met, in each municipality of each contact."""
    towns = [(one, town) for one in district.holdings for town in one.towns]
    if not towns:
        return not_applicable("no_contact")
    carded = sum(_within(YEAR, district.carded.get(town), district.day) for _one, town in towns)
    met = sum(town in one.met for one, town in towns)
    numbers = {"municipalities": len(towns), "carded": carded, "met": met}
    if carded < len(towns):
        return short("card_missing", "functions", **numbers)
    return kept(**numbers) if met == len(towns) else short("not_met", "contacts", **numbers)


@rule("V-5.3-g", "should")
def role_is_clarified_against_the_preventive_unit(district: DistrictFacts) -> Verdict:
    """Tasks of both are named, and it was gone through within two years."""
    found = district.division
    if not district.holdings:
        return not_applicable("no_contact")
    if found is None or not (found.contact_tasks and found.unit_tasks):
        return short("no_division", "contacts")
    numbers = {"contact_tasks": found.contact_tasks, "unit_tasks": found.unit_tasks}
    if _within(TWO_YEARS, _gone_through(found.changed_on, found.contact_on, found.unit_on), district.day):
        return kept(**numbers)
    return short("division_is_old", "contacts", last_on=found.changed_on, **numbers)


def _gone_through(*days: date | None) -> date:
    return max(day for day in days if day)


@rule("V-5.3-h", "should")
def both_sides_confirm_who_does_what(district: DistrictFacts) -> Verdict:
    """After the last change, from the contacts' side and from the preventive unit."""
    found = district.division
    if found is None:
        return not_applicable("no_division_yet")
    so = sum(day is not None and day >= found.changed_on for day in (found.contact_on, found.unit_on))
    numbers = {"parties": so, "needed": 2}
    return kept(**numbers) if so == 2 else short("not_confirmed_by_both", "contacts", **numbers)


@rule("V-5.3-b", "must")
def expectations_are_heard_and_answered(town: MunicipalityFacts) -> Verdict:
    """The municipality was asked, or said what it needs; and what it said has an answer within a month."""
    if not any(span.holds(town.day) for span in town.contacts):
        return not_applicable("no_contact")
    asked, stated, answered = town.hearing.asked_on, town.hearing.stated_on, town.hearing.answered_on
    if stated:
        if answered:
            return kept("heard_and_answered", since=stated, last_on=answered)
        days = (town.day - stated).days
        return (
            short("answer_late", "expectations", since=stated, days=days)
            if days > ANSWER_DAYS
            else unknown("answer_waits", "expectations", since=stated, days_left=ANSWER_DAYS - days)
        )
    if asked is None:
        return short("never_asked", "expectations")
    if _is_due(ANSWER_DAYS, asked, town.day):
        return kept("asked_without_input", since=asked)
    return unknown("municipality_may_answer", "expectations", since=asked)
