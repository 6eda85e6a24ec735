"""Whether the parties' means, measures and plans fit together. Guide 2 and 2.3. What is missing is a hint; nothing here is a duty."""

from samrad.guide.rules.book import rule
from samrad.guide.rules.facts import CooperationFacts
from samrad.guide.rules.verdicts import Verdict, kept, not_applicable, unknown


@rule("V-2-d", "fact")
def both_say_what_they_can_do(facts: CooperationFacts) -> Verdict:
    """For each challenge that was chosen, both sides have said what they can do with their own means."""
    across = facts.across
    if not across.chosen:
        return not_applicable("no_chosen_challenge")
    numbers = {"challenges": across.chosen, "so": across.by_both}
    return (
        kept(**numbers)
        if across.by_both == across.chosen
        else unknown("one_column_empty", "plans", **numbers)
    )


@rule("V-2.3-a", "fact")
def nothing_falls_between_the_parties(facts: CooperationFacts) -> Verdict:
    """No challenge without measure and owner that is not put off, nothing stuck on a party, and no pair that works against each other."""
    across = facts.across
    if not across.challenges and not across.waiting and not across.conflicts:
        return not_applicable("nothing_across")
    numbers = {"bare": across.bare, "stuck": across.stuck, "unsettled": across.unsettled}
    if across.bare:
        return unknown("challenges_left", "plans", **numbers)
    if across.stuck:
        return unknown("measures_stuck", "plans", **numbers)
    return unknown("conflicts_left", "plans", **numbers) if across.unsettled else kept(**numbers)


@rule("V-2.3-k", "fact")
def third_step_names_the_plan_that_changed(facts: CooperationFacts) -> Verdict:
    """Each open measure on the third step names a plan that was changed, by whom, from when, and whose goal it spares."""
    third, adjusted = facts.across.third, facts.across.adjusted
    if not third:
        return not_applicable("no_third_step")
    numbers = {"measures": third, "so": adjusted}
    return kept(**numbers) if adjusted == third else unknown("no_changed_plan", "plans", **numbers)


@rule("V-2.3-l", "fact")
def fourth_step_is_coordinated(facts: CooperationFacts) -> Verdict:
    """Each open measure on the fourth step has days, place, and means of two parties, or a reason why one stands alone."""
    fourth, coordinated = facts.across.fourth, facts.across.coordinated
    if not fourth:
        return not_applicable("no_fourth_step")
    numbers = {"measures": fourth, "so": coordinated}
    return kept(**numbers) if coordinated == fourth else unknown("not_coordinated", "plans", **numbers)


@rule("V-2.3-m", "fact")
def exercises_have_the_three_services(facts: CooperationFacts) -> Verdict:
    """Each exercise of ongoing violence is held, with police, school and health."""
    exercises, complete = facts.across.exercises, facts.across.complete
    if not exercises:
        return not_applicable("no_exercise")
    numbers = {"exercises": exercises, "so": complete}
    return kept(**numbers) if complete == exercises else unknown("exercise_lacks_one", "plans", **numbers)
