"""What the guide itself rests on: whether its sources still stand. Guide 2.1, note 3."""

from samrad.guide.references import to_look_at
from samrad.guide.rules.book import rule
from samrad.guide.rules.facts import CountryFacts
from samrad.guide.rules.verdicts import Verdict, kept, short


@rule("V-2.1-g", "fact")
def sources_of_the_guide_still_stand(country: CountryFacts) -> Verdict:
    """No cited source is past its own period, and each was held against its page lately enough."""
    over, unchecked = to_look_at(country.references, country.day, country.months_between_checks)
    numbers = {
        "sources": len(country.references),
        "past_their_period": len(over),
        "unchecked": len(unchecked),
        "months_between": country.months_between_checks,
    }
    if over:
        return short("source_is_over", "sources", **numbers)
    return short("source_is_unchecked", "sources", **numbers) if unchecked else kept(**numbers)
