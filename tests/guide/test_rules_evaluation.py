"""The rules about looking back: Guide 1 and 7, and the template's point on evaluation."""

from dataclasses import replace
from datetime import date, timedelta

from samrad.guide.rules.evaluation import (
    areas_to_evaluate_are_marked,
    cooperation_itself_is_looked_at,
    forum_looks_back,
    learning_leads_to_something,
    members_evaluate_themselves,
    way_ahead_rests_on_answers,
)
from samrad.guide.rules.evaluation_facts import LookBack
from samrad.guide.rules.verdicts import kept, not_applicable, short, unknown
from tests.guide.facts import DAY, a_council, an_agreement, together

CLOSED = date(2026, 10, 1)
SOUND = LookBack(
    about="forum", state="done", begun_on=date(2026, 9, 1), closed_on=CLOSED, municipality=3, police=2,
    points=2, decided=2, treated=1, ahead=1, resting=1,
)  # fmt: skip
OLD = date(2019, 1, 1)


def back(**known: object) -> LookBack:
    return replace(SOUND, **known)  # type: ignore[arg-type] # the names of its fields


class TestGuide_7:
    """Each forum evaluates itself, and what it learns leads to something."""

    def test_a_forum_looks_back_within_its_own_time_or_two_years(self) -> None:
        """V-7-a."""
        assert forum_looks_back(a_council(begun_on=OLD)) == short("not_evaluated", "evaluations")
        assert forum_looks_back(a_council(begun_on=OLD, evaluations=(SOUND,))) == kept(last_on=CLOSED)
        long_ago = back(closed_on=DAY - timedelta(days=732))
        assert forum_looks_back(a_council(begun_on=OLD, evaluations=(long_ago,))) == short(
            "not_evaluated", "evaluations"
        )
        assert forum_looks_back(a_council(begun_on=DAY)) == unknown("evaluation_not_due", "evaluations")
        going = back(state="answering", closed_on=None)
        assert forum_looks_back(a_council(begun_on=OLD, evaluations=(going,))) == unknown(
            "evaluation_under_way", "evaluations"
        )
        missed = DAY - timedelta(days=1)
        assert forum_looks_back(a_council(begun_on=OLD, evaluation_planned_on=missed)) == short(
            "evaluation_overdue", "evaluations", due_on=missed
        )
        planned = DAY + timedelta(days=30)
        assert forum_looks_back(a_council(begun_on=OLD, evaluation_planned_on=planned)) == unknown(
            "evaluation_not_due", "evaluations"
        )
        of_a_meeting = back(about="meeting")
        assert forum_looks_back(a_council(begun_on=OLD, evaluations=(of_a_meeting,))) == short(
            "not_evaluated", "evaluations"
        )

    def test_every_point_becomes_something_within_half_a_year(self) -> None:
        """V-7-c."""
        assert learning_leads_to_something(a_council()) == not_applicable("no_evaluation")
        assert learning_leads_to_something(a_council(evaluations=(SOUND,))) == kept(learned=2, decided=2)
        waits = back(decided=1)
        assert learning_leads_to_something(a_council(evaluations=(waits,))) == unknown(
            "points_wait", "evaluations", learned=2, decided=1
        )
        late = back(decided=1, closed_on=DAY - timedelta(days=181))
        assert learning_leads_to_something(a_council(evaluations=(late,))) == short(
            "points_without_outcome", "evaluations", learned=2, decided=1
        )
        untreated = back(treated=0)
        assert learning_leads_to_something(a_council(evaluations=(untreated,))) == unknown(
            "not_on_the_agenda", "meetings", learned=2, decided=2
        )

    def test_members_of_both_parties_answer(self) -> None:
        """V-7-d."""
        joint = back(alone_first=False, municipality=0, police=0)
        assert members_evaluate_themselves(a_council(evaluations=(joint,))) == not_applicable("no_evaluation")
        assert members_evaluate_themselves(a_council(evaluations=(SOUND, joint))) == kept(evaluations=1, so=1)
        assert members_evaluate_themselves(a_council(evaluations=(SOUND, back(police=0)))) == short(
            "one_side_silent", "evaluations", evaluations=2, so=1
        )

    def test_the_way_ahead_rests_on_answers(self) -> None:
        """V-7-k: a hint, and nothing where the forum did not ask."""
        assert way_ahead_rests_on_answers(a_council(evaluations=(back(asks_ahead=False),))) == not_applicable(
            "no_evaluation"
        )
        assert way_ahead_rests_on_answers(a_council(evaluations=(SOUND,))) == kept(ahead=1, so=1)
        assert way_ahead_rests_on_answers(a_council(evaluations=(back(ahead=3),))) == unknown(
            "points_rest_on_nothing", "evaluations", ahead=3, so=1
        )


class TestGuide_1:
    """The cooperation itself is under development."""

    def test_it_is_looked_at_within_the_term(self) -> None:
        """V-1-c."""
        agreement = an_agreement()
        assert cooperation_itself_is_looked_at(together()) == not_applicable("no_agreement")
        assert cooperation_itself_is_looked_at(together(agreement)) == unknown(
            "no_evaluation_in_term", "evaluations", evaluations=0, learned=0, decided=0
        )
        assert cooperation_itself_is_looked_at(together(agreement, evaluations=(SOUND,))) == kept(
            evaluations=1, learned=2, decided=2
        )
        before = back(closed_on=agreement.valid_from - timedelta(days=1))
        waits = back(decided=0)
        assert cooperation_itself_is_looked_at(together(agreement, evaluations=(before, waits))) == unknown(
            "points_wait", "evaluations", evaluations=1, learned=2, decided=0
        )


class TestTheTemplate:
    def test_what_is_to_be_evaluated_is_chosen_and_covered(self) -> None:
        """A-eval-b."""
        agreement = an_agreement()
        assert areas_to_evaluate_are_marked(together()) == not_applicable("no_agreement")
        assert areas_to_evaluate_are_marked(together(agreement)) == unknown(
            "no_areas_marked", "evaluations", areas=0, covered=0
        )
        assert areas_to_evaluate_are_marked(together(agreement, areas=2, covered_areas=1)) == unknown(
            "areas_left", "evaluations", areas=2, covered=1
        )
        assert areas_to_evaluate_are_marked(together(agreement, areas=2, covered_areas=2)) == kept(
            areas=2, covered=2
        )
