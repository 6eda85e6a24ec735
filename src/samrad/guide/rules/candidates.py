"""Others beside the parties: whom a council has weighed, and who is involved in what. Guide 4.1.3 and 4.2."""

from datetime import timedelta

from samrad.guide.rules.book import rule
from samrad.guide.rules.facts import CooperationFacts, ForumFacts
from samrad.guide.rules.verdicts import Verdict, kept, not_applicable, short, unknown

SECTORS = {"business", "voluntary"}
TWO_YEARS = timedelta(days=731)


@rule("V-4.1.3-c", "should")
def others_are_involved_in_each_focus_area(facts: CooperationFacts) -> Verdict:
    """Each focus area has somebody outside the parties, or it was noted that none is relevant."""
    if not facts.focus:
        return not_applicable("no_focus_areas")
    said = sum(focus.id in facts.areas_with_others for focus in facts.focus)
    numbers = {"focus_areas": len(facts.focus), "so": said}
    return kept(**numbers) if said == len(facts.focus) else short("areas_without_others", "forums", **numbers)


@rule("V-4.2-c", "should")
def council_has_weighed_candidates(forum: ForumFacts) -> Verdict:
    """Possible candidates in business and among volunteers are weighed, each with an outcome. A no is an outcome like another."""
    if not forum.is_council:
        return not_applicable("no_council")
    if not forum.candidates:
        return short("no_mapping", "candidates", candidates=0)
    open_ones = sum(candidate.assessed_on is None for candidate in forum.candidates)
    sectors = len(SECTORS & {candidate.sector for candidate in forum.candidates})
    numbers = {"candidates": len(forum.candidates), "unassessed": open_ones, "sectors": sectors}
    if open_ones or sectors < len(SECTORS):
        return short("mapping_is_not_whole", "candidates", **numbers)
    newest = max(candidate.assessed_on for candidate in forum.candidates if candidate.assessed_on)
    is_old = newest + TWO_YEARS < forum.day
    return unknown("mapping_is_old", "candidates", **numbers) if is_old else kept(**numbers)
