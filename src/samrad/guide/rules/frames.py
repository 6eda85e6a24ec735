"""What a forum rests on in law, and how a regional council stands to the municipalities' own. Guide 1, 4.3 and 4.4."""

from samrad.guide.rules.book import rule
from samrad.guide.rules.facts import ForumFacts
from samrad.guide.rules.verdicts import Verdict, kept, not_applicable, short, unknown

POLICE = "police"


@rule("V-1-e", "must")
def forum_says_what_it_rests_on(forum: ForumFacts) -> Verdict:
    """A forum in which the police sit refers to a provision, or it was said that none is needed. The duty is the police's alone."""
    if not any(member.side == POLICE for member in forum.members):
        return not_applicable("no_police")
    if forum.references is None:
        return short("no_basis_said", "bases")
    return kept(references=forum.references) if forum.references else kept("no_reference_needed")


@rule("V-4.3-j", "may")
def members_are_introduced_to_the_law(forum: ForumFacts) -> Verdict:
    """How many of those who sit there have had an introduction to the law. For information: there is no number to reach."""
    if not forum.is_council:
        return not_applicable("no_council")
    seated = [member for member in forum.members if member.person]
    if not seated:
        return unknown("no_members")
    introduced = sum(member.is_introduced for member in seated)
    percent = round(100 * introduced / len(seated))
    return kept("for_information", members=len(seated), introduced=introduced, percent=percent)


@rule("V-4.4-b", "may")
def region_and_own_council_fit_together(forum: ForumFacts) -> Verdict:
    """Each municipality says whether the regional council replaces its own or supplements it, and its own fits with that."""
    if forum.kind != "council_reg":
        return not_applicable("not_regional")
    said = [place for place in forum.places if place.mode]
    against = sum((place.mode == "supplements") != place.has_own_council for place in said)
    numbers = {"municipalities": len(forum.places), "said": len(said), "against": against}
    if against:
        return short("place_is_contradicted", "forum", **numbers)
    return (
        kept(**numbers) if len(said) == len(forum.places) else unknown("place_not_said", "forum", **numbers)
    )
