"""The rules on knowledge and what rests on it, in the order of the template and the guide."""

from datetime import date

from samrad.guide.rules.knowledge import (
    choices_rest_on_knowledge,
    decisions_are_followed_up_in_each_house,
    decisions_use_the_knowledge_of_both,
    focus_areas_have_a_joint_problem,
    intelligence_comes_whole_and_for_a_time,
    knowledge_is_ordered_before_the_meeting,
    measures_answer_the_four_questions,
    municipality_is_in_from_the_start,
    needs_of_the_inhabitants_are_known_and_used,
    police_processes_are_tied_to_the_council,
    products_of_knowledge_build_on_both,
    second_step_has_both_and_a_joint_problem,
)
from samrad.guide.rules.knowledge_facts import Decided, Flagged, StepTwo
from samrad.guide.rules.verdicts import kept, not_applicable, short, unknown
from tests.guide.facts import DAY, a_council, an_agreement, together
from tests.guide.knowledge_facts import SEEN, a_picture, a_process, given
from tests.guide.plan_facts import a_focus, a_measure, a_plan

BOTH = frozenset({"municipality", "police"})


class TestTemplate_formal:
    """A common understanding of the problem, for priorities and decisions."""

    def test_each_focus_area_has_knowledge_and_a_problem_that_all_confirmed(self) -> None:
        """A-formal-a."""
        first, second = a_focus(), a_focus()
        picture = a_picture(first.id, second.id, decisions=3)
        facts = together(focus=(first, second), pictures=(picture, a_picture()))
        assert focus_areas_have_a_joint_problem(facts) == kept(focus_areas=2, so=2, decisions=3)
        for lacking in (a_picture(second.id, confirmed_on=None), a_picture(second.id, contributions=0)):
            facts = together(focus=(first, second), pictures=(a_picture(first.id), lacking))
            assert focus_areas_have_a_joint_problem(facts) == unknown(
                "areas_without_problem", "knowledge", focus_areas=2, so=1, decisions=2
            )
        assert focus_areas_have_a_joint_problem(together(pictures=(picture,))) == not_applicable(
            "no_focus_areas"
        )


class TestGuide_1:
    """Good knowledge of trends and causes, and of what the inhabitants need."""

    def test_decisions_rest_on_knowledge_and_each_area_has_trend_and_cause(self) -> None:
        """V-1-a."""
        area = a_focus(is_decided=True, rests_on_picture=True)
        resting = a_measure(decided_on=SEEN, rests_on_knowledge=True)
        whole = together(focus=(area,), plans=(a_plan(resting),), pictures=(a_picture(area.id),))
        numbers = {"focus_areas": 1, "last_on": SEEN}
        assert choices_rest_on_knowledge(whole) == kept(decisions=2, so=2, covered=1, **numbers)
        loose = a_plan(resting, a_measure(decided_on=SEEN), a_measure())
        facts = together(focus=(area,), plans=(loose,), pictures=(a_picture(area.id),))
        assert choices_rest_on_knowledge(facts) == short(
            "decisions_rest_on_nothing", "knowledge", decisions=3, so=2, covered=1, **numbers
        )
        one_sided = (a_picture(area.id, causes=0), a_picture(causes=4))
        facts = together(focus=(area,), pictures=one_sided)
        assert choices_rest_on_knowledge(facts) == unknown(
            "areas_lack_trend_or_cause", "knowledge", decisions=1, so=1, covered=0, **numbers
        )
        two = (a_picture(area.id, causes=0), a_picture(area.id, trends=0, last_on=None))
        assert choices_rest_on_knowledge(together(focus=(area,), pictures=two)).code == "kept"
        assert choices_rest_on_knowledge(together()) == not_applicable("nothing_chosen")

    def test_what_people_need_is_known_within_the_term_and_led_to_something(self) -> None:
        """V-1-b."""
        used = given(sort="needs", is_used=True)
        old = given(sort="needs", on=date(2024, 12, 31))
        facts = together(an_agreement(), contributions=(used, old, given()))
        assert needs_of_the_inhabitants_are_known_and_used(facts) == kept(sources=1, so=1)
        facts = together(an_agreement(), contributions=(used, given(sort="needs")))
        assert needs_of_the_inhabitants_are_known_and_used(facts) == unknown(
            "needs_not_used", "knowledge", sources=2, so=1
        )
        facts = together(an_agreement(), contributions=(old, given()))
        assert needs_of_the_inhabitants_are_known_and_used(facts) == unknown("no_word_of_needs", "knowledge")
        assert needs_of_the_inhabitants_are_known_and_used(together()) == not_applicable("no_agreement")


class TestGuide_2_1:
    """What builds on intelligence comes released, of phenomena, and for a time."""

    def test_an_item_is_whole_until_the_day_after_its_last(self) -> None:
        """V-2.1-q."""
        item = given("police", is_intelligence=True, valid_to=DAY)
        assert intelligence_comes_whole_and_for_a_time(together(contributions=(item, given()))) == kept(
            items=1, expired=0, lacking=0
        )
        old = given("police", is_intelligence=True, valid_to=date(2026, 11, 24))
        assert intelligence_comes_whole_and_for_a_time(together(contributions=(item, old))) == unknown(
            "knowledge_has_run_out", "knowledge", items=2, expired=1, lacking=0
        )
        unsure = given("police", is_intelligence=True, valid_to=DAY, is_whole=False)
        assert intelligence_comes_whole_and_for_a_time(together(contributions=(unsure,))) == unknown(
            "certainty_unsaid", "knowledge", items=1, expired=0, lacking=1
        )
        assert intelligence_comes_whole_and_for_a_time(together(contributions=(given(),))) == not_applicable(
            "no_intelligence"
        )


class TestGuide_2_3:
    """Each steers its own house, and the second step needs no order from above."""

    def test_a_decision_has_a_task_in_each_house_that_has_something_to_do(self) -> None:
        """V-2.3-f."""
        done = (Decided(SEEN, 4, "police", BOTH), Decided(SEEN, 0, "police", frozenset({"police"})))
        without_action = Decided(SEEN, 1)
        assert decisions_are_followed_up_in_each_house(
            a_council(decided=(*done, without_action, Decided(date(2025, 11, 24), 4)))
        ) == kept(decisions=2, so=2)
        for lacking in (Decided(SEEN, 3, "", frozenset({"police"})), Decided(SEEN, 1, "municipality")):
            assert decisions_are_followed_up_in_each_house(a_council(decided=(*done, lacking))) == unknown(
                "decisions_without_task", "meetings", decisions=3, so=2
            )
        assert decisions_are_followed_up_in_each_house(
            a_council(decided=(without_action,))
        ) == not_applicable("nothing_to_follow_up")
        assert decisions_are_followed_up_in_each_house(
            a_council(kind="slt_coord", decided=done)
        ) == not_applicable("no_council")

    def test_the_second_step_has_knowledge_of_both_and_a_confirmed_problem(self) -> None:
        """V-2.3-j."""
        whole = StepTwo(givers=2, is_confirmed=True)
        assert second_step_has_both_and_a_joint_problem(together(step_two=(whole,))) == kept(matters=1, so=1)
        for lacking in (StepTwo(1, is_confirmed=True), StepTwo(2)):
            assert second_step_has_both_and_a_joint_problem(together(step_two=(whole, lacking))) == unknown(
                "step_two_lacks_something", "knowledge", matters=2, so=1
            )
        assert second_step_has_both_and_a_joint_problem(together()) == not_applicable("no_step_two")


class TestGuide_4_1_5:
    """The council asks both for knowledge, and uses it together."""

    def test_a_matter_that_needs_it_has_an_order_before_its_meeting(self) -> None:
        """V-4.1.5-f: a matter that is not marked is not assessed."""
        early = Flagged(SEEN, ordered_on=date(2026, 2, 28))
        assert knowledge_is_ordered_before_the_meeting(
            a_council(flagged=(early, Flagged(date(2025, 11, 1))))
        ) == kept(matters=1, so=1)
        for late in (Flagged(SEEN), Flagged(SEEN, ordered_on=SEEN)):
            assert knowledge_is_ordered_before_the_meeting(a_council(flagged=(early, late))) == short(
                "knowledge_not_ordered", "knowledge", matters=2, so=1
            )
        ahead = Flagged(date(2026, 12, 10))
        assert knowledge_is_ordered_before_the_meeting(a_council(flagged=(early, ahead))) == unknown(
            "knowledge_not_ordered_yet", "knowledge", matters=2, so=1
        )
        for none in (a_council(), a_council(kind="thematic", flagged=(early,))):
            assert knowledge_is_ordered_before_the_meeting(none) == not_applicable(
                "no_matter_needs_knowledge"
            )

    def test_what_is_decided_in_it_has_an_answer_of_each_or_the_reason_why_not(self) -> None:
        """V-4.1.5-g."""
        both = Flagged(SEEN, is_decided=True, answers=2)
        excused = Flagged(SEEN, is_decided=True, answers=1, is_excused=True)
        assert decisions_use_the_knowledge_of_both(a_council(flagged=(both, excused, Flagged(SEEN)))) == kept(
            matters=2, so=2
        )
        one = Flagged(SEEN, is_decided=True, answers=1)
        assert decisions_use_the_knowledge_of_both(a_council(flagged=(both, one))) == short(
            "decided_without_both", "knowledge", matters=2, so=1
        )
        assert decisions_use_the_knowledge_of_both(a_council(flagged=(Flagged(SEEN),))) == not_applicable(
            "no_matter_needs_knowledge"
        )


class TestGuide_4_1_6:
    """The police's processes and the council are tied together, and the municipality is in from the start."""

    def test_each_process_is_tied_to_a_matter_or_an_order(self) -> None:
        """V-4.1.6-c."""
        tied = a_process(is_tied=True)
        over = a_process(begun_on=date(2024, 1, 1), ended_on=date(2025, 11, 1))
        assert police_processes_are_tied_to_the_council(together(processes=(tied, over))) == kept(
            processes=1, so=1
        )
        assert police_processes_are_tied_to_the_council(together(processes=(tied, a_process()))) == short(
            "processes_not_tied", "processes", processes=2, so=1
        )
        assert police_processes_are_tied_to_the_council(together(processes=(over,))) == not_applicable(
            "no_processes"
        )

    def test_an_actor_is_in_within_two_weeks_and_before_anything_is_decided(self) -> None:
        """V-4.1.6-d."""
        early = a_process(is_municipality_actor=True, involved_on=date(2026, 9, 15))
        facts = together(processes=(early, a_process()))
        assert municipality_is_in_from_the_start(facts) == kept(processes=1, so=1)
        for late in (
            a_process(is_municipality_actor=True, involved_on=date(2026, 9, 16)),
            a_process(is_municipality_actor=True, involved_on=SEEN, begun_on=SEEN, decides_on=SEEN),
            a_process(is_municipality_actor=True),
        ):
            assert municipality_is_in_from_the_start(together(processes=(early, late))) == short(
                "drawn_in_after_start", "processes", processes=2, so=1
            )
        new = a_process(is_municipality_actor=True, begun_on=date(2026, 11, 20))
        assert municipality_is_in_from_the_start(together(processes=(early, new))) == unknown(
            "not_drawn_in_yet", "processes", processes=2, so=1
        )
        assert municipality_is_in_from_the_start(together(processes=(a_process(),))) == not_applicable(
            "municipality_is_no_actor"
        )


class TestGuide_5_1:
    """Products of knowledge for the council build on both."""

    def test_a_product_has_knowledge_of_both_or_the_reason_why_one_lacks(self) -> None:
        """V-5.1-d."""
        excused = a_picture(from_police=0, has_missing_reason=True)
        facts = together(pictures=(a_picture(), excused, a_picture(frozen_on=None, from_police=0)))
        assert products_of_knowledge_build_on_both(facts) == kept(products=2, so=2)
        facts = together(pictures=(a_picture(), a_picture(from_municipality=0)))
        assert products_of_knowledge_build_on_both(facts) == unknown(
            "products_of_one_side", "knowledge", products=2, so=1
        )
        assert products_of_knowledge_build_on_both(together()) == not_applicable("no_products")


class TestGuide_8:
    """Measures across sectors, on what is known and what is needed."""

    def test_four_questions_of_each_measure_are_counted_as_a_hint(self) -> None:
        """V-8-c."""
        whole = a_measure(rests_on_knowledge=True, has_needs=True, houses=2)
        assert measures_answer_the_four_questions(together(plans=(a_plan(whole),))) == kept(
            measures=1, so=1, answers=4
        )
        half = a_measure(has_needs=True, houses=1)
        over = a_measure(closed_on=SEEN)
        assert measures_answer_the_four_questions(together(plans=(a_plan(whole, half, over),))) == unknown(
            "questions_unanswered", "plans", measures=2, so=1, answers=6
        )
        assert measures_answer_the_four_questions(together(plans=(a_plan(over),))) == not_applicable(
            "no_measures"
        )
