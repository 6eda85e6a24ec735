"""The rules on what stands across the parties, in the guide's order."""

from samrad.guide.rules.across import (
    both_say_what_they_can_do,
    exercises_have_the_three_services,
    fourth_step_is_coordinated,
    nothing_falls_between_the_parties,
    third_step_names_the_plan_that_changed,
)
from samrad.guide.rules.across_facts import Across
from samrad.guide.rules.facts import CooperationFacts
from samrad.guide.rules.verdicts import kept, not_applicable, unknown
from tests.guide.facts import together


def across(**known: int) -> CooperationFacts:
    return together(across=Across(**known))


class TestGuide_2:
    """Shared challenges, and the different means of the two."""

    def test_both_say_what_they_can_do(self) -> None:
        """V-2-d: an empty column is a hint."""
        assert both_say_what_they_can_do(across(chosen=2, by_both=2)) == kept(challenges=2, so=2)
        assert both_say_what_they_can_do(across(chosen=2, by_both=1)) == unknown(
            "one_column_empty", "plans", challenges=2, so=1
        )
        assert both_say_what_they_can_do(across(challenges=3)) == not_applicable("no_chosen_challenge")


class TestGuide_2_3:
    """Without coordination something is left, gets stuck, or works against something else."""

    def test_nothing_falls_between_the_parties(self) -> None:
        """V-2.3-a: the first of the three that is there is told."""
        none = {"bare": 0, "stuck": 0, "unsettled": 0}
        assert nothing_falls_between_the_parties(across(challenges=1, waiting=1, conflicts=1)) == kept(**none)
        for reason, known in (
            ("challenges_left", {"bare": 1, "stuck": 1, "unsettled": 1}),
            ("measures_stuck", {"stuck": 1, "unsettled": 1}),
            ("conflicts_left", {"unsettled": 1}),
        ):
            assert nothing_falls_between_the_parties(across(challenges=2, **known)) == unknown(
                reason, "plans", **none | known
            )
        assert nothing_falls_between_the_parties(across()) == not_applicable("nothing_across")

    def test_the_third_step_names_the_plan_that_changed(self) -> None:
        """V-2.3-k."""
        rule = third_step_names_the_plan_that_changed
        assert rule(across(third=2, adjusted=2)) == kept(measures=2, so=2)
        assert rule(across(third=2, adjusted=1)) == unknown("no_changed_plan", "plans", measures=2, so=1)
        assert rule(across(fourth=1)) == not_applicable("no_third_step")

    def test_the_fourth_step_is_coordinated(self) -> None:
        """V-2.3-l."""
        rule = fourth_step_is_coordinated
        assert rule(across(fourth=2, coordinated=2)) == kept(measures=2, so=2)
        assert rule(across(fourth=2, coordinated=0)) == unknown("not_coordinated", "plans", measures=2, so=0)
        assert rule(across(third=1)) == not_applicable("no_fourth_step")

    def test_exercises_have_the_three_services(self) -> None:
        """V-2.3-m."""
        rule = exercises_have_the_three_services
        assert rule(across(exercises=1, complete=1)) == kept(exercises=1, so=1)
        assert rule(across(exercises=2, complete=1)) == unknown(
            "exercise_lacks_one", "plans", exercises=2, so=1
        )
        assert rule(across()) == not_applicable("no_exercise")
