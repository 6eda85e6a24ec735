"""Focus areas, goals and promises: what the cooperation is for, and what each has undertaken. Foreword, guide 2.1, 3 and the template."""

from samrad.guide.rules.book import rule
from samrad.guide.rules.facts import CooperationFacts
from samrad.guide.rules.plan_facts import MUNICIPALITY, POLICE
from samrad.guide.rules.verdicts import Verdict, kept, not_applicable, short, unknown

AREAS = ("crime", "preparedness", "safety")


@rule("A-innl-a", "fact")
def all_three_areas_have_something(facts: CooperationFacts) -> Verdict:
    """Open goals and measures in each of the three areas, while there is an agreement. An empty one is a hint."""
    if not facts.running:
        return not_applicable("no_agreement")
    numbers = {
        area: sum(len(focus.aims) for focus in facts.focus if getattr(focus, area))
        + sum(getattr(measure, area) for measure in facts.open_measures)
        for area in AREAS
    }
    return kept(**numbers) if all(numbers.values()) else unknown("an_area_is_empty", "aims", **numbers)


@rule("A-formal-b", "fact")
def focus_areas_are_made_concrete(facts: CooperationFacts) -> Verdict:
    """Each focus area has a goal and a measure, and each measure a beginning and an end or a day to tell. The owner is always there."""
    if not facts.focus:
        return not_applicable("no_focus_areas")
    served = {key for measure in facts.open_measures for key in (measure.focus, *measure.further)}
    whole = sum(bool(focus.aims) and focus.id in served for focus in facts.focus)
    undated = sum(
        not (measure.begins_on and (measure.ends_on or measure.report_due_on))
        for measure in facts.open_measures
    )
    numbers = {"focus_areas": len(facts.focus), "so": whole, "undated": undated}
    if whole < len(facts.focus):
        return unknown("areas_without_goal_or_measure", "aims", **numbers)
    return unknown("measures_without_days", "plans", **numbers) if undated else kept(**numbers)


@rule("A-mal-a", "fact")
def agreement_has_its_focus_areas(facts: CooperationFacts) -> Verdict:
    """There are focus areas, each rests on a decision or a stated basis, and was set or looked at within the agreement's term."""
    if not facts.running:
        return not_applicable("no_agreement")
    if not facts.focus:
        return unknown("no_focus_areas", "aims")
    first = min(agreement.valid_from for agreement in facts.running)
    last = max(agreement.valid_to for agreement in facts.running)
    based = sum(focus.is_based for focus in facts.focus)
    within = sum(focus.is_within(first, last) for focus in facts.focus)
    numbers = {"focus_areas": len(facts.focus), "based": based, "within": within}
    if based < len(facts.focus):
        return unknown("areas_rest_on_nothing", "aims", **numbers)
    return kept(**numbers) if within == len(facts.focus) else unknown("areas_outside_term", "aims", **numbers)


@rule("V-forord-a", "must")
def goals_lead_to_the_two_aims(facts: CooperationFacts) -> Verdict:
    """Goals by aim: less crime, and more safety by itself. One tied to neither is a hint, and no breach."""
    aims = [aim for focus in facts.focus for aim in focus.aims]
    if not aims:
        return not_applicable("no_goals")
    numbers = {name: aims.count(name) for name in ("less_crime", "safer")}
    untied = aims.count("")
    return unknown("goals_without_aim", "aims", untied=untied, **numbers) if untied else kept(**numbers)


@rule("V-3-g", "should")
def focus_areas_are_looked_at_with_both_in_mind(facts: CooperationFacts) -> Verdict:
    """Within the agreement's term each focus area was set or looked at anew, and then with the priorities and the knowledge of both."""
    if not facts.running:
        return not_applicable("no_agreement")
    if not facts.focus:
        return not_applicable("no_focus_areas")
    begun = min(agreement.valid_from for agreement in facts.running)
    seen = [focus for focus in facts.focus if focus.looked_at_on and focus.looked_at_on >= begun]
    whole = sum(focus.looked_at_all for focus in seen)
    left = sum(focus.since < begun and focus not in seen for focus in facts.focus)
    numbers = {"focus_areas": len(facts.focus), "looked_at": len(seen), "so": whole}
    if whole < len(seen):
        return short("looked_at_half", "aims", **numbers)
    if left or not seen:
        return unknown("not_looked_at_in_term", "aims", **numbers)
    return kept(**numbers)


@rule("V-3-h", "should")
def goals_look_beyond_the_agreement(facts: CooperationFacts) -> Verdict:
    """Each goal looks to a year after the agreement's last. A goal that ends always has its reason."""
    if not facts.running:
        return not_applicable("no_agreement")
    years = [year for focus in facts.focus for year in focus.horizons]
    if not years:
        return unknown("no_goals", "aims")
    ends = max(agreement.valid_to for agreement in facts.running)
    beyond = sum(year > ends.year for year in years)
    numbers = {"goals": len(years), "beyond": beyond}
    return (
        kept(**numbers)
        if beyond == len(years)
        else unknown("goals_end_with_agreement", "aims", ends_on=ends, **numbers)
    )


@rule("A-tjen-a", "may")
def promises_are_followed_up_and_mutual(facts: CooperationFacts) -> Verdict:
    """Each obligation in the agreement has a party and a post, and both parties have undertaken something. Nobody must."""
    left = sum(agreement.unpromised for agreement in facts.running)
    open_ones = [promise for promise in facts.promises if promise.is_open]
    if not open_ones and not left:
        return not_applicable("no_promises")
    by_side = {side: sum(p.side == side for p in open_ones) for side in (MUNICIPALITY, POLICE)}
    numbers = {"by_municipality": by_side[MUNICIPALITY], "by_police": by_side[POLICE]}
    if left:
        return unknown("obligations_not_followed_up", "promises", lacking=left, **numbers)
    return kept(**numbers) if all(by_side.values()) else unknown("one_side_promises", "promises", **numbers)


@rule("V-2.1-b", "must")
def promised_presence_is_held(facts: CooperationFacts) -> Verdict:
    """Where the police have promised to be somewhere: occasions of the last year that were held. Without a promise it is not asked."""
    promised = [promise for promise in facts.promises if promise.is_presence and promise.side == POLICE]
    if not promised:
        return not_applicable("no_presence_promised")
    numbers = {
        "held": sum(promise.held for promise in promised),
        "planned": sum(promise.planned for promise in promised),
    }
    if not numbers["planned"]:
        return unknown("no_occasion_yet", "promises", **numbers)
    return (
        kept(**numbers)
        if numbers["held"] == numbers["planned"]
        else short("occasions_not_held", "promises", **numbers)
    )
