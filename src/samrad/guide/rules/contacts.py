"""The police's duties to each municipality: a contact, an offer, an invitation; and how contacts work. Guide 2, 3, 4 and 5."""

from datetime import date, timedelta

from samrad.guide.editions import number_on
from samrad.guide.rules.book import rule
from samrad.guide.rules.facts import CountryFacts, DistrictFacts, MunicipalityFacts
from samrad.guide.rules.verdicts import Verdict, kept, not_applicable, short, unknown

WARN_DAYS = 30
NETWORK_DAYS = 182
FULL = 100
UNITS = {"operating_unit"}


def _covered_until(town: MunicipalityFacts) -> date | None:
    """The last day of unbroken cover from today on; the day itself is far off when no end is set."""
    until = town.day - timedelta(days=1)
    for span in sorted(town.contacts, key=lambda span: span.since):
        if span.since <= until + timedelta(days=1):
            until = max(until, span.until or date.max)
            if until == date.max:
                break
    return until if until >= town.day else None


def _contact(town: MunicipalityFacts) -> Verdict:
    until = _covered_until(town)
    if until is None:
        ended = [span.until for span in town.contacts if span.until and span.until < town.day]
        if not ended:
            return short("never_had_contact", "contacts")
        return short("gap", "contacts", since=max(ended), days_late=(town.day - max(ended)).days)
    now = sum(span.holds(town.day) for span in town.contacts)
    if until < town.day + timedelta(days=WARN_DAYS):
        return kept("ends_soon", contacts=now, ends_on=until)
    return kept(contacts=now)


@rule("V-forord-b", "must")
def municipality_has_a_contact_every_day(town: MunicipalityFacts) -> Verdict:
    """A gap is the district's, and shown with its length."""
    return _contact(town)


@rule("V-5-c", "must")
def municipality_has_its_contact(town: MunicipalityFacts) -> Verdict:
    """Also where there is no council, agreement or SLT; told a month before a gap."""
    return _contact(town)


@rule("V-1-d", "fact")
def municipality_is_no_part_of_the_state(town: MunicipalityFacts) -> Verdict:
    """Each organisation has one sector, and a municipality's is its own."""
    return kept() if town.sector == "municipal" else unknown("wrong_sector")


@rule("V-2.1-e", "fact")
def municipality_has_one_district(town: MunicipalityFacts) -> Verdict:
    """Exactly one police district a day."""
    return kept() if town.districts == 1 else unknown("not_one_district", districts=town.districts)


@rule("V-2.2-a", "fact")
def municipality_has_its_leaders_registered(town: MunicipalityFacts) -> Verdict:
    """A political and an administrative leader, where the municipality takes part."""
    if not town.takes_part:
        return not_applicable("takes_no_part")
    found = len(town.functions & {"mayor", "municipal_director"})
    return kept(roles=found) if found == 2 else unknown("leaders_missing", "register", roles=found, needed=2)


@rule("V-1-g", "fact")
def schools_have_one_owner(country: CountryFacts) -> Verdict:
    """Each upper secondary school has one owner, a county or a private one, and no municipality."""
    if not country.schools:
        return not_applicable("no_schools")
    numbers = {"schools": country.schools, "so": country.owned_schools}
    if country.owned_schools == country.schools and not country.municipal_schools:
        return kept(**numbers)
    return unknown("school_without_owner", "register", lacking=country.municipal_schools, **numbers)


@rule("V-3-c", "must")
def agreement_was_offered(town: MunicipalityFacts) -> Verdict:
    """The police's duty is met by the offer, whatever the answer, and by an agreement that is there."""
    offered = [offer.on for offer in town.offers if offer.matter == "agreement"]
    if offered:
        return kept(offers=len(offered), since=min(offered))
    return (
        kept("it_is_there") if town.agreement.status == "in_force" else short("no_offer", "offer_agreement")
    )


@rule("V-4-d", "should")
def council_was_offered(town: MunicipalityFacts) -> Verdict:
    """An invitation, or a council. A no, or no answer, still counts as met."""
    invited = [offer.on for offer in town.offers if offer.matter == "council"]
    if invited:
        return kept(offers=len(invited), since=min(invited))
    return kept("it_is_there") if town.council.status == "in_force" else short("no_offer", "offer_council")


@rule("V-5-e", "should")
def contacts_have_at_most_three(district: DistrictFacts) -> Verdict:
    """At most three municipalities for a contact; more is only with the directorate's approval. Size is shown, not judged."""
    most = number_on("municipalities_per_contact", district.day).value
    if not district.contacts:
        return unknown("no_contact", "contacts")
    over = sum(contact.municipalities > most for contact in district.contacts)
    numbers = {"contacts": len(district.contacts), "over": over, "most": most}
    return short("above_main_rule", "contacts", **numbers) if over else kept(**numbers)


@rule("V-5.2-h", "should")
def contacts_meet_in_a_network(district: DistrictFacts) -> Verdict:
    """Two contacts or more have a network with all of them in it, that met in half a year."""
    if len(district.contacts) < 2:
        return not_applicable("fewer_than_two")
    if not district.networks:
        return short("no_network", "contacts", contacts=len(district.contacts))
    posts = {contact.post for contact in district.contacts}
    inside = max(len(posts & network.posts) for network in district.networks)
    met = max((network.last_met_on for network in district.networks if network.last_met_on), default=None)
    if inside < len(posts):
        return short("not_all_inside", "contacts", contacts=len(posts), members=inside)
    if met is None or met < district.day - timedelta(days=NETWORK_DAYS):
        return short("long_pause", "meetings", **({"last_on": met} if met else {}))
    return kept(contacts=len(posts), last_on=met)


@rule("V-5.3-a", "fact")
def share_of_full_time_is_told(district: DistrictFacts) -> Verdict:
    """How many have nothing else to do; a person's shares are together no more than a whole. No breach either way."""
    if not district.contacts:
        return not_applicable("no_contact")
    sole = sum(one.share == FULL and one.other_posts == 0 for one in district.contacts)
    above = sum(one.all_shares > FULL for one in district.contacts)
    numbers = {"contacts": len(district.contacts), "sole": sole}
    return unknown("more_than_a_whole", "register", above=above, **numbers) if above else kept(**numbers)


@rule("V-5.3-f", "fact")
def contacts_stand_in_an_operating_unit(district: DistrictFacts) -> Verdict:
    """Each contact has a geographical operating unit of the same district for a house."""
    if not district.contacts:
        return not_applicable("no_contact")
    so = sum(one.unit_kind in UNITS and one.unit_is_in_district for one in district.contacts)
    numbers = {"contacts": len(district.contacts), "so": so}
    return kept(**numbers) if so == len(district.contacts) else unknown("elsewhere", "register", **numbers)


@rule("V-2.1-e", "fact")
def units_of_the_district_stand_in_their_tree(district: DistrictFacts) -> Verdict:
    """What is registered has its place; what is not established is no lack."""
    if not district.units:
        return not_applicable("no_units")
    numbers = {"units": district.units, "misplaced": district.misplaced_units}
    return unknown("misplaced", "register", **numbers) if district.misplaced_units else kept(**numbers)
