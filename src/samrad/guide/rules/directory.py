"""Whom to ask about what: the functions of the police, and the services and roles of the municipality. Guide 2, 4.3 and 5.3."""

from collections.abc import Collection
from datetime import timedelta

from samrad.guide.rules.book import rule
from samrad.guide.rules.contact_facts import Entry
from samrad.guide.rules.facts import CooperationFacts, DistrictFacts, MunicipalityFacts
from samrad.guide.rules.verdicts import Verdict, kept, not_applicable, short, unknown

HALF_YEAR, YEAR, FOUR_YEARS = 183, 365, 1_461  # days; ours, since the guide gives none
DIRECTORY_TARGETS = {"child_welfare", "violence", "substance_use", "after_prison", "vulnerable"}
DIRECTORY_ROLES = {"licences", "planning", "fire", "enterprise"}


def _one(entries: Collection[Entry], kind: str) -> Entry | None:
    return next((entry for entry in entries if entry.kind == kind), None)


@rule("V-2.1-h", "fact")
def preventive_functions_can_be_reached(district: DistrictFacts) -> Verdict:
    """How many the district has told of. One that is not established is no lack."""
    found = len({entry.kind for entry in district.entries})
    return kept(functions=found) if found else unknown("no_functions", "functions")


@rule("V-2.1-j", "fact")
def contact_has_a_place_to_ask(district: DistrictFacts) -> Verdict:
    """The contact's own mailbox or number stands for each municipality."""
    if not district.municipalities:
        return not_applicable("no_contact")
    so = len(district.carded)
    numbers = {"municipalities": district.municipalities, "so": so}
    return (
        kept(**numbers) if so >= district.municipalities else unknown("card_missing", "functions", **numbers)
    )


@rule("V-2.1-k", "must")
def business_contact_is_drawn_in(facts: CooperationFacts) -> Verdict:
    """Where a matter or a measure is about crime in working life, and the district has a business contact. A hint, never a lack."""
    found = facts.work_crime
    if not found.matters or not found.has_contact:
        return not_applicable("no_work_crime" if not found.matters else "no_business_contact")
    numbers = {"matters": found.matters, "so": found.drawn_in}
    if found.drawn_in == found.matters:
        return kept(**numbers)
    return unknown("business_contact_not_drawn_in", "meetings", **numbers)


@rule("V-2.1-m", "must")
def partner_violence_has_somebody_trained(district: DistrictFacts) -> Verdict:
    """The function is there, and it says when it was last trained. Nothing is held of any person's risk."""
    found = _one(district.entries, "risk_assessment")
    if found is None:
        return unknown("not_registered_here", "functions")
    return kept(last_on=found.trained_on) if found.trained_on else unknown("no_training_day", "functions")


@rule("V-2.1-o", "fact")
def district_has_a_support_centre(district: DistrictFacts) -> Verdict:
    """Where one who was exposed to crime is helped."""
    return _is_told_of(district.entries, "victims")


@rule("V-2.1-p", "fact")
def district_has_a_childrens_house(district: DistrictFacts) -> Verdict:
    """Which children's house is for the district; that a report must be filed first stands with it."""
    return _is_told_of(district.entries, "childrens_house")


def _is_told_of(entries: Collection[Entry], kind: str) -> Verdict:
    found = _one(entries, kind)
    return kept(last_on=found.confirmed_on) if found else unknown("not_registered_here", "functions")


@rule("V-3-i", "must")
def police_meet_school_and_services(district: DistrictFacts) -> Verdict:
    """In each municipality the contact has met the school and the services. A gap is the police's alone."""
    if not district.municipalities:
        return not_applicable("no_contact")
    numbers = {
        "municipalities": district.municipalities,
        "schools": district.with_school,
        "services": district.with_services,
    }
    if min(district.with_school, district.with_services) >= district.municipalities:
        return kept(**numbers)
    return short("not_met_school_or_services", "contacts", **numbers)


@rule("V-5.3-i", "should")
def police_functions_are_confirmed(district: DistrictFacts) -> Verdict:
    """Each was confirmed within half a year, so that nobody asks in vain."""
    return _are_confirmed(district.entries, district)


@rule("V-5.3-i", "should")
def services_of_the_municipality_are_confirmed(town: MunicipalityFacts) -> Verdict:
    """The municipality's own lines of the same list."""
    return _are_confirmed(town.entries, town)


def _are_confirmed(entries: Collection[Entry], facts: DistrictFacts | MunicipalityFacts) -> Verdict:
    if not entries:
        return unknown("no_functions", "functions")
    old = sum(entry.confirmed_on < facts.day - timedelta(days=HALF_YEAR) for entry in entries)
    numbers = {"functions": len(entries), "old": old}
    return short("confirmed_long_ago", "functions", **numbers) if old else kept(**numbers)


@rule("V-2.2-d", "fact")
def services_for_the_five_groups_are_told_of(town: MunicipalityFacts) -> Verdict:
    """Where one asks for each of the five groups that the guide names."""
    if not town.takes_part:
        return not_applicable("takes_no_part")
    found = len({entry.kind for entry in town.entries} & DIRECTORY_TARGETS)
    numbers = {"groups": found, "needed": len(DIRECTORY_TARGETS)}
    return (
        kept(**numbers)
        if found == len(DIRECTORY_TARGETS)
        else unknown("groups_missing", "functions", **numbers)
    )


@rule("V-2.2-f", "must")
def municipality_has_a_contact_for_preparedness(town: MunicipalityFacts) -> Verdict:
    """Where the police ask about plans, exercises and crises."""
    if not town.takes_part:
        return not_applicable("takes_no_part")
    found = _one(town.entries, "municipal_preparedness")
    return kept(last_on=found.confirmed_on) if found else unknown("not_registered_here", "functions")


@rule("V-4.3-g", "must")
def unit_for_drug_cases_can_be_reached(town: MunicipalityFacts) -> Verdict:
    """Its own or one it shares. That it does not stand here proves no breach."""
    found = _one(town.entries, "drug_cases")
    if found is None:
        return unknown("not_registered_here", "functions")
    if found.confirmed_on < town.day - timedelta(days=YEAR):
        return unknown("confirmed_long_ago", "functions", last_on=found.confirmed_on)
    return kept(last_on=found.confirmed_on)


@rule("V-2.2-e", "fact")
def roles_of_the_municipality_are_told_of(town: MunicipalityFacts) -> Verdict:
    """Licences, plans, fire and rescue, and business; and how many versions of police bylaws a municipal body adopted."""
    if not town.takes_part:
        return not_applicable("takes_no_part")
    found = len({entry.kind for entry in town.entries} & DIRECTORY_ROLES)
    numbers = {"roles": found, "needed": len(DIRECTORY_ROLES), "bylaws": town.bylaws}
    return (
        kept(**numbers)
        if found == len(DIRECTORY_ROLES)
        else unknown("roles_not_told_of", "functions", **numbers)
    )


@rule("V-4-o", "may")
def bylaws_are_gone_through(town: MunicipalityFacts) -> Verdict:
    """Within four years; the guide says regularly. To have none is nobody's lack."""
    if town.bylaws_reviewed_on is None:
        return not_applicable("no_bylaws")
    if town.bylaws_reviewed_on < town.day - timedelta(days=FOUR_YEARS):
        return unknown("bylaws_not_gone_through", "bylaws", last_on=town.bylaws_reviewed_on)
    return kept(last_on=town.bylaws_reviewed_on)
