"""The rules on focus areas, goals and promises, in the order of the template and the guide."""

from datetime import date

from samrad.guide.rules.aims import (
    agreement_has_its_focus_areas,
    all_three_areas_have_something,
    focus_areas_are_looked_at_with_both_in_mind,
    focus_areas_are_made_concrete,
    goals_lead_to_the_two_aims,
    goals_look_beyond_the_agreement,
    promised_presence_is_held,
    promises_are_followed_up_and_mutual,
)
from samrad.guide.rules.verdicts import kept, not_applicable, short, unknown
from tests.guide.facts import an_agreement, together
from tests.guide.plan_facts import a_focus, a_measure, a_plan, a_promise

ENDS = date(2028, 12, 31)


class TestTemplate_innl:
    """The cooperation spans crime, preparedness and safety."""

    def test_counts_goals_and_measures_in_each_and_hints_at_an_empty_one(self) -> None:
        """A-innl-a."""
        focus = a_focus(crime=True, safety=True)
        plan = a_plan(a_measure(preparedness=True), a_measure(preparedness=True, closed_on=date(2026, 5, 1)))
        facts = together(an_agreement(), focus=(focus,), plans=(plan,))
        assert all_three_areas_have_something(facts) == kept(crime=2, preparedness=1, safety=2)
        facts = together(an_agreement(), focus=(focus,))
        assert all_three_areas_have_something(facts) == unknown(
            "an_area_is_empty", "aims", crime=2, preparedness=0, safety=2
        )
        assert all_three_areas_have_something(together()) == not_applicable("no_agreement")


class TestTemplate_formal:
    """Focus areas, goals and measures are made concrete."""

    def test_asks_a_goal_and_a_measure_of_each_area_and_days_of_each_measure(self) -> None:
        """A-formal-b."""
        first, second = a_focus(), a_focus()
        serves_both = a_measure(focus=first.id, further=frozenset({second.id}))
        numbers = {"focus_areas": 2, "undated": 0}
        facts = together(focus=(first, second), plans=(a_plan(serves_both),))
        assert focus_areas_are_made_concrete(facts) == kept(so=2, **numbers)
        facts = together(focus=(first, a_focus(id=second.id, aims=())), plans=(a_plan(serves_both),))
        assert focus_areas_are_made_concrete(facts) == unknown(
            "areas_without_goal_or_measure", "aims", so=1, **numbers
        )
        without_end = a_measure(focus=first.id, ends_on=None)
        facts = together(focus=(first,), plans=(a_plan(without_end),))
        assert focus_areas_are_made_concrete(facts) == unknown(
            "measures_without_days", "plans", focus_areas=1, so=1, undated=1
        )
        told = a_measure(focus=first.id, ends_on=None, report_due_on=date(2026, 12, 31))
        facts = together(focus=(first,), plans=(a_plan(told),))
        assert focus_areas_are_made_concrete(facts) == kept(focus_areas=1, so=1, undated=0)
        assert focus_areas_are_made_concrete(together()) == not_applicable("no_focus_areas")


class TestTemplate_mal:
    """The agreement lists the focus areas of its term."""

    def test_asks_what_they_rest_on_and_that_they_were_set_or_seen_in_the_term(self) -> None:
        """A-mal-a."""
        old = a_focus(since=date(2021, 1, 1))
        assert agreement_has_its_focus_areas(together(an_agreement(), focus=(a_focus(),))) == kept(
            focus_areas=1, based=1, within=1
        )
        assert agreement_has_its_focus_areas(together(an_agreement(), focus=(a_focus(), old))) == unknown(
            "areas_outside_term", "aims", focus_areas=2, based=2, within=1
        )
        seen = a_focus(since=date(2021, 1, 1), reviewed_on=date(2025, 3, 1))
        assert agreement_has_its_focus_areas(together(an_agreement(), focus=(seen,))) == kept(
            focus_areas=1, based=1, within=1
        )
        longer = a_focus(until=date(2030, 1, 1))
        assert agreement_has_its_focus_areas(together(an_agreement(), focus=(longer,))) == unknown(
            "areas_outside_term", "aims", focus_areas=1, based=1, within=0
        )
        loose = a_focus(is_based=False)
        assert agreement_has_its_focus_areas(together(an_agreement(), focus=(loose,))) == unknown(
            "areas_rest_on_nothing", "aims", focus_areas=1, based=0, within=1
        )
        assert agreement_has_its_focus_areas(together(an_agreement())) == unknown("no_focus_areas", "aims")
        assert agreement_has_its_focus_areas(together(focus=(loose,))) == not_applicable("no_agreement")


class TestTemplate_tjen:
    """The parties may agree on mutual obligations."""

    def test_each_is_followed_up_and_both_have_one(self) -> None:
        """A-tjen-a."""
        both = (a_promise("police"), a_promise("municipality"))
        numbers = {"by_municipality": 1, "by_police": 1}
        facts = together(an_agreement(obligations=2), promises=both)
        assert promises_are_followed_up_and_mutual(facts) == kept(**numbers)
        facts = together(an_agreement(obligations=3, unpromised=1), promises=both)
        assert promises_are_followed_up_and_mutual(facts) == unknown(
            "obligations_not_followed_up", "promises", lacking=1, **numbers
        )
        facts = together(an_agreement(), promises=(both[0], a_promise("municipality", is_open=False)))
        assert promises_are_followed_up_and_mutual(facts) == unknown(
            "one_side_promises", "promises", by_municipality=0, by_police=1
        )
        assert promises_are_followed_up_and_mutual(together(an_agreement())) == not_applicable("no_promises")


class TestForeword:
    """Less crime and greater safety."""

    def test_goals_are_counted_by_aim_and_one_tied_to_neither_is_a_hint(self) -> None:
        """V-forord-a."""
        assert goals_lead_to_the_two_aims(together(focus=(a_focus(),))) == kept(less_crime=1, safer=1)
        loose = a_focus(aims=("", "safer"))
        assert goals_lead_to_the_two_aims(together(focus=(a_focus(), loose))) == unknown(
            "goals_without_aim", "aims", less_crime=1, safer=2, untied=1
        )
        assert goals_lead_to_the_two_aims(together(focus=(a_focus(aims=()),))) == not_applicable("no_goals")


class TestGuide_2_1:
    """The police are present to the inhabitants."""

    def test_occasions_of_a_promised_presence_are_counted_where_there_is_one(self) -> None:
        """V-2.1-b."""
        promised = a_promise(is_presence=True, held=3, planned=3)
        assert promised_presence_is_held(together(promises=(promised,))) == kept(held=3, planned=3)
        missed = a_promise(is_presence=True, held=1, planned=2)
        assert promised_presence_is_held(together(promises=(promised, missed))) == short(
            "occasions_not_held", "promises", held=4, planned=5
        )
        new = a_promise(is_presence=True)
        assert promised_presence_is_held(together(promises=(new,))) == unknown(
            "no_occasion_yet", "promises", held=0, planned=0
        )
        others = (a_promise(held=1, planned=2), a_promise("municipality", is_presence=True))
        assert promised_presence_is_held(together(promises=others)) == not_applicable("no_presence_promised")


class TestGuide_3:
    """Focus areas are revised on the priorities and the knowledge of both, with a long view on the strategic goals."""

    def test_an_area_is_looked_at_with_the_priorities_and_the_knowledge_of_both(self) -> None:
        """V-3-g: within the term, and an area that was set in it needs no second look."""
        seen = a_focus(since=date(2021, 1, 1), looked_at_on=date(2026, 3, 1), looked_at_all=True)
        new = a_focus()
        assert focus_areas_are_looked_at_with_both_in_mind(
            together(an_agreement(), focus=(seen, new))
        ) == kept(focus_areas=2, looked_at=1, so=1)
        half = a_focus(looked_at_on=date(2026, 3, 1))
        assert focus_areas_are_looked_at_with_both_in_mind(
            together(an_agreement(), focus=(seen, half))
        ) == short("looked_at_half", "aims", focus_areas=2, looked_at=2, so=1)
        before = a_focus(since=date(2021, 1, 1), looked_at_on=date(2024, 12, 31), looked_at_all=True)
        for left, looked_at in (((seen, before), 1), ((new,), 0)):
            assert focus_areas_are_looked_at_with_both_in_mind(
                together(an_agreement(), focus=left)
            ) == unknown(
                "not_looked_at_in_term", "aims", focus_areas=len(left), looked_at=looked_at, so=looked_at
            )
        assert focus_areas_are_looked_at_with_both_in_mind(together(an_agreement())) == not_applicable(
            "no_focus_areas"
        )
        assert focus_areas_are_looked_at_with_both_in_mind(together(focus=(half,))) == not_applicable(
            "no_agreement"
        )

    def test_a_goal_looks_to_a_year_after_the_agreements_last(self) -> None:
        """V-3-h."""
        assert goals_look_beyond_the_agreement(together(an_agreement(), focus=(a_focus(),))) == kept(
            goals=2, beyond=2
        )
        near = a_focus(horizons=(2028, 2029))
        assert goals_look_beyond_the_agreement(together(an_agreement(), focus=(near,))) == unknown(
            "goals_end_with_agreement", "aims", ends_on=ENDS, goals=2, beyond=1
        )
        assert goals_look_beyond_the_agreement(together(an_agreement())) == unknown("no_goals", "aims")
        assert goals_look_beyond_the_agreement(together(focus=(near,))) == not_applicable("no_agreement")
