"""Plans and measures of a forum, and how the parties' own houses carry them. Guide 2, 2.2, 2.3, 4, 4.1.1 and 8."""

from collections.abc import Collection
from datetime import date, timedelta

from samrad.guide.rules.book import rule
from samrad.guide.rules.facts import ADMINISTRATIVE, POLICE_LEADERS, POLITICAL, CooperationFacts, ForumFacts
from samrad.guide.rules.plan_facts import ANCHORED, MADE_KNOWN, MUNICIPALITY, POLICE, Plan
from samrad.guide.rules.verdicts import Verdict, kept, not_applicable, short, unknown

# The guide gives no number here; these are ours.
YEAR = timedelta(days=365)
EARLY = timedelta(days=14)
LEADERS = {MUNICIPALITY: POLITICAL | ADMINISTRATIVE, POLICE: POLICE_LEADERS}


def _open(plans: Collection[Plan], kind: str = "") -> list[Plan]:
    return [plan for plan in plans if plan.is_open and kind in {"", plan.kind}]


def _first_year(forum: ForumFacts) -> bool:
    return forum.day <= forum.begun_on + YEAR


@rule("V-2-a", "should")
def action_plans_are_delimited(facts: CooperationFacts) -> Verdict:
    """Each action plan names its challenge and has a measure; its owner is always there, and an agreement is not asked for."""
    plans = _open(facts.plans, "action")
    if not plans:
        return not_applicable("no_action_plan")
    so = sum(plan.names_challenge and bool(plan.measures) for plan in plans)
    numbers = {"plans": len(plans), "so": so, "measures": sum(len(plan.measures) for plan in plans)}
    return kept(**numbers) if so == len(plans) else short("plans_without_measures", "plans", **numbers)


@rule("V-2.1-f", "must")
def police_measures_prevent_and_rest_on_knowledge(facts: CooperationFacts) -> Verdict:
    """Each open measure of the police says what it shall prevent, and names the knowledge it rests on; the fields are counted."""
    own = [measure for measure in facts.open_measures if measure.side == POLICE]
    if not own:
        return not_applicable("no_police_measures")
    numbers = {
        "measures": len(own),
        "so": sum(measure.has_purpose and measure.rests_on_knowledge for measure in own),
        "fields": len(frozenset[str]().union(*(measure.fields for measure in own))),
    }
    return (
        kept(**numbers)
        if numbers["so"] == len(own)
        else short("police_measures_lack_ground", "plans", **numbers)
    )


@rule("V-2.1-n", "fact")
def net_patrol_says_how_it_reaches_whom(facts: CooperationFacts) -> Verdict:
    """Measures that the net patrol takes part in have a channel, a target group, and how many it reaches or that nobody knows."""
    own = [measure for measure in facts.open_measures if measure.with_net_patrol]
    if not own:
        return not_applicable("no_net_patrol_measures")
    so = sum(measure.has_channel and measure.has_group and measure.has_reach for measure in own)
    numbers = {"measures": len(own), "so": so}
    return kept(**numbers) if so == len(own) else unknown("net_patrol_lacks_reach", "plans", **numbers)


@rule("V-2.2-b", "fact")
def measures_have_one_main_purpose(facts: CooperationFacts) -> Verdict:
    """Each open measure says its main purpose; what else it may lead to stands apart."""
    measures = facts.open_measures
    if not measures:
        return not_applicable("no_measures")
    so = sum(measure.has_purpose for measure in measures)
    numbers = {"measures": len(measures), "so": so}
    return kept(**numbers) if so == len(measures) else unknown("measures_without_purpose", "plans", **numbers)


@rule("V-4-l", "should")
def council_has_an_overall_plan(forum: ForumFacts) -> Verdict:
    """A plan for the council that holds today and that every party has said yes to. A new council has a year."""
    if not forum.is_council:
        return not_applicable("no_council")
    running = [plan.valid_to for plan in forum.plans if plan.kind == "overall" and plan.runs(forum.day)]
    if running:
        return kept(ends_on=max(running))
    if _open(forum.plans, "overall"):
        return unknown("plan_not_agreed_or_not_now", "plans")
    return unknown("not_yet", "plans") if _first_year(forum) else short("no_overall_plan", "plans")


@rule("V-4-n", "should")
def council_has_a_joint_action_plan(forum: ForumFacts) -> Verdict:
    """An action plan that holds today, with measures owned on both sides. A new council has a year."""
    if not forum.is_council:
        return not_applicable("no_council")
    running = [plan for plan in forum.plans if plan.kind == "action" and plan.runs(forum.day)]
    if not running:
        if _open(forum.plans, "action"):
            return unknown("plan_not_agreed_or_not_now", "plans")
        return (
            unknown("not_yet", "plans") if _first_year(forum) else short("no_action_plan_in_force", "plans")
        )
    owned = [[measure.side for measure in plan.measures] for plan in running]
    numbers = {
        "plans": len(running),
        "by_municipality": sum(sides.count(MUNICIPALITY) for sides in owned),
        "by_police": sum(sides.count(POLICE) for sides in owned),
    }
    joint = any({MUNICIPALITY, POLICE} <= set(sides) for sides in owned)
    return kept(**numbers) if joint else short("one_side_owns_all", "plans", **numbers)


@rule("V-4-k", "must")
def each_party_makes_the_council_known(forum: ForumFacts) -> Verdict:
    """Within a year each party has noted to whom it made the council known. Where there is no plan to note it on, nobody can tell."""
    if not forum.is_council:
        return not_applicable("no_council")
    if not forum.plans:
        return unknown("no_plan", "plans")
    told = {
        row.party for plan in forum.plans for row in plan.noted(MADE_KNOWN) if row.last_on > forum.day - YEAR
    }
    numbers = {"parties": max(plan.parties for plan in forum.plans), "so": len(told)}
    return (
        kept(**numbers)
        if numbers["so"] >= numbers["parties"]
        else short("not_made_known", "plans", **numbers)
    )


@rule("V-4.1.1-d", "must")
def plans_are_anchored_in_both_houses(forum: ForumFacts) -> Verdict:
    """Each agreed plan of the council is anchored by every party, on a day before its period is over."""
    if not forum.is_council:
        return not_applicable("no_council")
    plans = [plan for plan in forum.plans if plan.runs(forum.day)]
    if not plans:
        return not_applicable("no_plan_in_force")
    so = sum(
        len({row.party for row in plan.noted(ANCHORED) if row.last_on <= plan.valid_to}) >= plan.parties
        for plan in plans
    )
    numbers = {"plans": len(plans), "so": so}
    return kept(**numbers) if so == len(plans) else short("not_anchored", "plans", **numbers)


@rule("V-2.3-e", "should")
def leaders_stand_behind_the_plans(forum: ForumFacts) -> Verdict:
    """For each plan in force every party's leaders have said yes to taking part, with means, after the last change of leaders there."""
    plans = [plan for plan in forum.plans if plan.runs(forum.day)]
    if not plans:
        return not_applicable("no_plan_in_force")
    so = sum(len(_led(forum, plan)) >= plan.parties for plan in plans)
    numbers = {"plans": len(plans), "so": so}
    return kept(**numbers) if so == len(plans) else short("leaders_have_not_said", "plans", **numbers)


def _led(forum: ForumFacts, plan: Plan) -> set[object]:
    return {
        row.party
        for row in plan.noted(ANCHORED)
        if row.led_on and row.led_on >= _leaders_since(forum, row.side)
    }


def _leaders_since(forum: ForumFacts, side: str) -> date:
    """The day on which the newest leader of this side in the forum began in the post."""
    kinds = LEADERS.get(side, set())
    days = [
        member.held_since
        for member in forum.members
        if member.side == side and member.function in kinds and member.held_since
    ]
    return max(days, default=date.min)


@rule("V-8-b", "must")
def parties_are_drawn_in_early(facts: CooperationFacts) -> Verdict:
    """In measures of several parties that rest on a decision, each was drawn in two weeks before it."""
    joint = [m for plan in facts.plans for m in plan.measures if m.parties > 1 and m.decided_on]
    if not joint:
        return not_applicable("no_joint_decided")
    early = sum(
        measure.dated == measure.parties
        and measure.drawn_in_on is not None
        and measure.decided_on is not None
        and measure.drawn_in_on + EARLY <= measure.decided_on
        for measure in joint
    )
    undated = sum(measure.dated < measure.parties for measure in joint)
    numbers = {"measures": len(joint), "so": early, "undated": undated}
    if early == len(joint):
        return kept(**numbers)
    return (
        unknown("drawn_in_unknown", "plans", **numbers)
        if early + undated == len(joint)
        else short("drawn_in_late", "plans", **numbers)
    )


@rule("V-8-f", "should")
def what_ends_is_looked_back_on(forum: ForumFacts) -> Verdict:
    """Of the measures and plans that ended within a year, those with a look back. To leave it out is fine, and is counted."""
    since = forum.day - YEAR
    plans = [(plan.ended_on, plan.looked_back) for plan in forum.plans]
    measures = [(one.closed_on, one.looked_back) for plan in forum.plans for one in plan.measures]
    ended = [looked_back for day, looked_back in plans + measures if day and day > since]
    if not ended:
        return not_applicable("nothing_ended")
    numbers = {"ended": len(ended), "so": sum(ended)}
    if numbers["so"] == len(ended):
        return kept(**numbers)
    return (
        kept("some_looked_back", **numbers) if numbers["so"] else unknown("no_look_back", "plans", **numbers)
    )
