"""Whether choices and measures rest on what both know. Guide 1, 2.1, 2.3, 4.1.6, 5.1 and 8, and the template's purpose."""

from datetime import date, timedelta

from samrad.guide.rules.book import rule
from samrad.guide.rules.facts import CooperationFacts, ForumFacts
from samrad.guide.rules.knowledge_facts import NEEDS, Decided, Flagged, Picture, Process
from samrad.guide.rules.plan_facts import MUNICIPALITY, POLICE, Focus
from samrad.guide.rules.verdicts import Verdict, kept, not_applicable, short, unknown

# The guide gives no number here; these are ours.
YEAR = timedelta(days=365)
FROM_THE_START = timedelta(days=14)
UPPER = 3  # the steps on which both parties have something to do


def _of(focus: Focus, facts: CooperationFacts) -> list[Picture]:
    return [picture for picture in facts.pictures if focus.id in picture.focus]


@rule("A-formal-a", "fact")
def focus_areas_have_a_joint_problem(facts: CooperationFacts) -> Verdict:
    """Each focus area has knowledge that was given, and a description of the problem that every party has confirmed."""
    if not facts.focus:
        return not_applicable("no_focus_areas")
    so = sum(any(p.contributions and p.confirmed_on for p in _of(focus, facts)) for focus in facts.focus)
    about = [picture for picture in facts.pictures if picture.focus]
    numbers = {"focus_areas": len(facts.focus), "so": so, "decisions": sum(p.decisions for p in about)}
    return (
        kept(**numbers)
        if so == len(facts.focus)
        else unknown("areas_without_problem", "knowledge", **numbers)
    )


@rule("V-1-a", "must")
def choices_rest_on_knowledge(facts: CooperationFacts) -> Verdict:
    """Decisions behind focus areas and measures rest on knowledge, and each area has knowledge of trend and of cause."""
    decided = [focus.rests_on_picture for focus in facts.focus if focus.is_decided]
    decided += [measure.rests_on_knowledge for measure in facts.open_measures if measure.decided_on]
    if not decided and not facts.focus:
        return not_applicable("nothing_chosen")
    covered = sum(_has_trend_and_cause(_of(focus, facts)) for focus in facts.focus)
    numbers: dict[str, int | date] = {
        "decisions": len(decided),
        "so": sum(decided),
        "focus_areas": len(facts.focus),
        "covered": covered,
    }
    if days := [picture.last_on for picture in facts.pictures if picture.focus and picture.last_on]:
        numbers["last_on"] = max(days)
    if not all(decided):
        return short("decisions_rest_on_nothing", "knowledge", **numbers)
    if covered < len(facts.focus):
        return unknown("areas_lack_trend_or_cause", "knowledge", **numbers)
    return kept(**numbers)


def _has_trend_and_cause(pictures: list[Picture]) -> bool:
    return any(picture.trends for picture in pictures) and any(picture.causes for picture in pictures)


@rule("V-1-b", "must")
def needs_of_the_inhabitants_are_known_and_used(facts: CooperationFacts) -> Verdict:
    """Within the agreement's term there is knowledge of what people need, and each item led to a matter or a decision."""
    if not facts.running:
        return not_applicable("no_agreement")
    begun = min(agreement.valid_from for agreement in facts.running)
    known = [given for given in facts.contributions if given.sort == NEEDS and given.on >= begun]
    if not known:
        return unknown("no_word_of_needs", "knowledge")
    numbers = {"sources": len(known), "so": sum(given.is_used for given in known)}
    return (
        kept(**numbers) if numbers["so"] == len(known) else unknown("needs_not_used", "knowledge", **numbers)
    )


@rule("V-2.1-q", "fact")
def intelligence_comes_whole_and_for_a_time(facts: CooperationFacts) -> Verdict:
    """What builds on intelligence is of phenomena, released, says how certain it is, and has not run out."""
    items = [given for given in facts.contributions if given.is_intelligence]
    if not items:
        return not_applicable("no_intelligence")
    expired = sum(given.valid_to is not None and given.valid_to < facts.day for given in items)
    numbers = {"items": len(items), "expired": expired, "lacking": sum(not given.is_whole for given in items)}
    if numbers["lacking"]:
        return unknown("certainty_unsaid", "knowledge", **numbers)
    return unknown("knowledge_has_run_out", "knowledge", **numbers) if expired else kept(**numbers)


@rule("V-2.3-f", "fact")
def decisions_are_followed_up_in_each_house(forum: ForumFacts) -> Verdict:
    """What the council decided within a year has a task in each house that has something to do: both on the upper steps."""
    if not forum.is_council:
        return not_applicable("no_council")
    due = [one for one in forum.decided if one.on > forum.day - YEAR and _obliged(one)]
    if not due:
        return not_applicable("nothing_to_follow_up")
    so = sum(_obliged(one) <= one.tasks for one in due)
    numbers = {"decisions": len(due), "so": so}
    return kept(**numbers) if so == len(due) else unknown("decisions_without_task", "meetings", **numbers)


def _obliged(one: Decided) -> set[str]:
    """The sides that have something to do: both on the upper steps, else the one that answers, else those with a task."""
    if one.step >= UPPER:
        return {MUNICIPALITY, POLICE}
    return {one.responsible} if one.responsible else set(one.tasks)


@rule("V-2.3-j", "fact")
def second_step_has_both_and_a_joint_problem(facts: CooperationFacts) -> Verdict:
    """A matter on the second step has knowledge of every party and a problem that all have confirmed. No decision is asked for."""
    if not facts.step_two:
        return not_applicable("no_step_two")
    so = sum(one.givers >= one.parties and one.is_confirmed for one in facts.step_two)
    numbers = {"matters": len(facts.step_two), "so": so}
    return (
        kept(**numbers)
        if so == len(facts.step_two)
        else unknown("step_two_lacks_something", "knowledge", **numbers)
    )


def _of_the_year(facts: CooperationFacts) -> list[Process]:
    return [process for process in facts.processes if process.is_of_the_year(facts.day)]


@rule("V-4.1.6-c", "should")
def police_processes_are_tied_to_the_council(facts: CooperationFacts) -> Verdict:
    """Each process of the police that concerns the municipality is tied to a matter, or to what the council has ordered."""
    processes = _of_the_year(facts)
    if not processes:
        return not_applicable("no_processes")
    numbers = {"processes": len(processes), "so": sum(process.is_tied for process in processes)}
    return (
        kept(**numbers)
        if numbers["so"] == len(processes)
        else short("processes_not_tied", "processes", **numbers)
    )


@rule("V-4.1.6-d", "must")
def municipality_is_in_from_the_start(facts: CooperationFacts) -> Verdict:
    """Where the municipality is an actor it came in within two weeks of the start, and before anything was decided."""
    theirs = [process for process in _of_the_year(facts) if process.is_municipality_actor]
    if not theirs:
        return not_applicable("municipality_is_no_actor")
    states = [_drawn_in(process, facts.day) for process in theirs]
    numbers = {"processes": len(theirs), "so": states.count("early")}
    if "late" in states:
        return short("drawn_in_after_start", "processes", **numbers)
    return unknown("not_drawn_in_yet", "processes", **numbers) if "open" in states else kept(**numbers)


def _drawn_in(process: Process, day: date) -> str:
    last = process.begun_on + FROM_THE_START
    if process.decides_on:
        last = min(last, process.decides_on - timedelta(days=1))
    if process.involved_on:
        return "early" if process.involved_on <= last else "late"
    return "open" if day <= last else "late"


@rule("V-4.1.5-f", "should")
def knowledge_is_ordered_before_the_meeting(forum: ForumFacts) -> Verdict:
    """For each matter that needs it, both parties were asked before the meeting. Matters that are not marked are not assessed."""
    flagged = _flagged(forum)
    if not flagged:
        return not_applicable("no_matter_needs_knowledge")
    so = sum(one.ordered_on is not None and one.ordered_on < one.on for one in flagged)
    numbers = {"matters": len(flagged), "so": so}
    if so == len(flagged):
        return kept(**numbers)
    if any(one.on <= forum.day and not (one.ordered_on and one.ordered_on < one.on) for one in flagged):
        return short("knowledge_not_ordered", "knowledge", **numbers)
    return unknown("knowledge_not_ordered_yet", "knowledge", **numbers)


@rule("V-4.1.5-g", "should")
def decisions_use_the_knowledge_of_both(forum: ForumFacts) -> Verdict:
    """What was decided in such a matter has an answer of every party, or the reason why one is missing."""
    due = [one for one in _flagged(forum) if one.is_decided]
    if not due:
        return not_applicable("no_matter_needs_knowledge")
    so = sum(one.answers >= one.parties or one.is_excused for one in due)
    numbers = {"matters": len(due), "so": so}
    return kept(**numbers) if so == len(due) else short("decided_without_both", "knowledge", **numbers)


def _flagged(forum: ForumFacts) -> list[Flagged]:
    return [one for one in forum.flagged if forum.is_council and one.on > forum.day - YEAR]


@rule("V-5.1-d", "fact")
def products_of_knowledge_build_on_both(facts: CooperationFacts) -> Verdict:
    """Each picture that a decision rests on has knowledge of both, or the reason why one lacks. What is in it was released."""
    products = [picture for picture in facts.pictures if picture.frozen_on]
    if not products:
        return not_applicable("no_products")
    so = sum(
        bool(picture.from_municipality and picture.from_police) or picture.has_missing_reason
        for picture in products
    )
    numbers = {"products": len(products), "so": so}
    return kept(**numbers) if so == len(products) else unknown("products_of_one_side", "knowledge", **numbers)


@rule("V-8-c", "fact")
def measures_answer_the_four_questions(facts: CooperationFacts) -> Verdict:
    """What it rests on, what people need, houses of two kinds, and what it shall prevent. A hint to the owners, not compared."""
    measures = facts.open_measures
    if not measures:
        return not_applicable("no_measures")
    answered = [
        sum((one.rests_on_knowledge, one.has_needs, one.houses > 1, one.has_purpose)) for one in measures
    ]
    numbers = {"measures": len(measures), "so": answered.count(4), "answers": sum(answered)}
    return (
        kept(**numbers)
        if numbers["so"] == len(measures)
        else unknown("questions_unanswered", "plans", **numbers)
    )
