"""After an election: who was elected and what was given priority is confirmed anew. Guide 2.2."""

from datetime import timedelta

from samrad.guide.rules.book import rule
from samrad.guide.rules.facts import CooperationFacts
from samrad.guide.rules.verdicts import Numbers, Verdict, kept, not_applicable, short, unknown

A_MONTH = 30


@rule("V-2.2-k", "fact")
def seats_and_priorities_are_confirmed_after_the_election(facts: CooperationFacts) -> Verdict:
    """Each elected seat has a holder from after the last election, and each focus area was set or looked at since. There is time for it."""
    election = facts.election_on
    if election is None or not facts.municipalities:
        return not_applicable("no_municipality")
    seats = sum(held_since is None or held_since < election for held_since in facts.elected_since)
    areas = sum(max(filter(None, (focus.since, focus.reviewed_on))) < election for focus in facts.focus)
    numbers: Numbers = {
        "seats": len(facts.elected_since),
        "unconfirmed_seats": seats,
        "focus_areas": len(facts.focus),
        "unconfirmed_areas": areas,
        "since": election,
    }
    if not seats and not areas:
        return kept(**numbers)
    if facts.day <= election + timedelta(days=A_MONTH * facts.months_after_election):
        return unknown("election_is_recent", "after_election", **numbers)
    return short("not_confirmed_after_election", "after_election", **numbers)
