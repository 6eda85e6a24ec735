"""Whether forums look back, and whether it leads to anything. Guide 1 and 7, and the template's point on evaluation."""

from datetime import date, timedelta

from samrad.guide.rules.book import rule
from samrad.guide.rules.evaluation_facts import LookBack
from samrad.guide.rules.facts import CooperationFacts, ForumFacts
from samrad.guide.rules.verdicts import Verdict, kept, not_applicable, short, unknown

# The guide gives no number here; these are ours, and a day of the forum's own goes before them.
INTERVAL = timedelta(days=731)
OUTCOME = timedelta(days=180)


def _done(rows: tuple[LookBack, ...]) -> list[LookBack]:
    return [row for row in rows if row.is_done]


@rule("V-7-a", "should")
def forum_looks_back(forum: ForumFacts) -> Verdict:
    """A finished evaluation within the forum's own interval, else within two years; a new forum is not due yet."""
    own = [row for row in forum.evaluations if row.is_of_the_whole]
    if any(row.is_going for row in own):
        return unknown("evaluation_under_way", "evaluations")
    planned = forum.evaluation_planned_on
    if planned and planned < forum.day:
        return short("evaluation_overdue", "evaluations", due_on=planned)
    last = max((row.closed_on for row in own if row.is_done and row.closed_on), default=None)
    if last and forum.day <= last + INTERVAL:
        return kept(last_on=last)
    if forum.day <= forum.begun_on + INTERVAL or planned:
        return unknown("evaluation_not_due", "evaluations")
    return short("not_evaluated", "evaluations")


@rule("V-7-c", "must")
def learning_leads_to_something(forum: ForumFacts) -> Verdict:
    """Each point of a finished evaluation has an outcome within half a year, and a meeting has treated something of it."""
    done = [row for row in _done(forum.evaluations) if row.is_of_the_whole]
    if not done:
        return not_applicable("no_evaluation")
    numbers = {"learned": sum(row.points for row in done), "decided": sum(row.decided for row in done)}
    if any(row.decided < row.points and _is_old(row, forum.day) for row in done):
        return short("points_without_outcome", "evaluations", **numbers)
    if numbers["decided"] < numbers["learned"]:
        return unknown("points_wait", "evaluations", **numbers)
    if not any(row.treated for row in done):
        return unknown("not_on_the_agenda", "meetings", **numbers)
    return kept(**numbers)


def _is_old(row: LookBack, day: date) -> bool:
    return row.closed_on is not None and day > row.closed_on + OUTCOME


@rule("V-7-d", "must")
def members_evaluate_themselves(forum: ForumFacts) -> Verdict:
    """Where members answered each for themselves, both the municipality and the police did. Only members are asked."""
    alone = [row for row in _done(forum.evaluations) if row.alone_first]
    if not alone:
        return not_applicable("no_evaluation")
    so = sum(bool(row.municipality and row.police) for row in alone)
    numbers = {"evaluations": len(alone), "so": so}
    return kept(**numbers) if so == len(alone) else short("one_side_silent", "evaluations", **numbers)


@rule("V-7-k", "fact")
def way_ahead_rests_on_answers(forum: ForumFacts) -> Verdict:
    """Each point for the work ahead rests on an answer to another question. A hint, where the forum asked about the way ahead."""
    used = [row for row in _done(forum.evaluations) if row.asks_ahead and row.ahead]
    if not used:
        return not_applicable("no_evaluation")
    numbers = {"ahead": sum(row.ahead for row in used), "so": sum(row.resting for row in used)}
    return (
        kept(**numbers)
        if numbers["so"] == numbers["ahead"]
        else unknown("points_rest_on_nothing", "evaluations", **numbers)
    )


@rule("V-1-c", "must")
def cooperation_itself_is_looked_at(facts: CooperationFacts) -> Verdict:
    """Within the term of an agreement the cooperation itself is looked back on, and each point has an outcome."""
    if not facts.running:
        return not_applicable("no_agreement")
    begun = min(agreement.valid_from for agreement in facts.running)
    within = [
        row
        for row in _done(facts.evaluations)
        if row.is_of_the_whole and row.closed_on and row.closed_on >= begun
    ]
    numbers = {
        "evaluations": len(within),
        "learned": sum(row.points for row in within),
        "decided": sum(row.decided for row in within),
    }
    if not within:
        return unknown("no_evaluation_in_term", "evaluations", **numbers)
    if numbers["decided"] < numbers["learned"]:
        return unknown("points_wait", "evaluations", **numbers)
    return kept(**numbers)


@rule("A-eval-b", "should")
def areas_to_evaluate_are_marked(facts: CooperationFacts) -> Verdict:
    """The agreement says which areas are to be evaluated, and by its end all are covered."""
    if not facts.running:
        return not_applicable("no_agreement")
    numbers = {"areas": facts.areas, "covered": facts.covered_areas}
    if not facts.areas:
        return unknown("no_areas_marked", "evaluations", **numbers)
    return (
        kept(**numbers)
        if facts.covered_areas == facts.areas
        else unknown("areas_left", "evaluations", **numbers)
    )
