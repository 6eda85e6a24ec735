"""The rules on plans and measures, in the guide's order."""

from dataclasses import replace
from datetime import date

from samrad.guide.rules.facts import Member
from samrad.guide.rules.plans import (
    action_plans_are_delimited,
    council_has_a_joint_action_plan,
    council_has_an_overall_plan,
    each_party_makes_the_council_known,
    leaders_stand_behind_the_plans,
    measures_have_one_main_purpose,
    net_patrol_says_how_it_reaches_whom,
    parties_are_drawn_in_early,
    plans_are_anchored_in_both_houses,
    police_measures_prevent_and_rest_on_knowledge,
    what_ends_is_looked_back_on,
)
from samrad.guide.rules.verdicts import kept, not_applicable, short, unknown
from tests.guide.facts import DAY, HEAD, MAYOR, a_council, together
from tests.guide.plan_facts import NORTH, TOWN, a_measure, a_plan, noted

ENDS = date(2027, 12, 31)
LONG_AGO = date(2025, 11, 25)


class TestGuide_2:
    """Measures against shared problems are coordinated, for instance in action plans."""

    def test_an_action_plan_names_its_challenge_and_has_a_measure(self) -> None:
        """V-2-a: also where there is no agreement at all."""
        whole = a_plan(a_measure(), a_measure("police"))
        assert action_plans_are_delimited(together(plans=(whole,))) == kept(plans=1, so=1, measures=2)
        for empty in (a_plan(), a_plan(a_measure(), names_challenge=False)):
            assert action_plans_are_delimited(together(plans=(whole, empty))) == short(
                "plans_without_measures", "plans", plans=2, so=1, measures=2 + len(empty.measures)
            )
        others = (a_plan(kind="overall"), a_plan(state="ended"))
        assert action_plans_are_delimited(together(plans=others)) == not_applicable("no_action_plan")


class TestGuide_2_1:
    """Prevention is the police's main strategy in every field of theirs."""

    def test_a_measure_of_the_police_prevents_and_rests_on_knowledge(self) -> None:
        """V-2.1-f: and the fields that have one are counted, with no least number."""
        whole = a_measure("police", rests_on_knowledge=True, fields=frozenset({"traffic"}))
        other = a_measure("police", rests_on_knowledge=True, fields=frozenset({"prevention", "traffic"}))
        plan = a_plan(whole, other, a_measure(), a_measure("police", closed_on=date(2026, 5, 1)))
        assert police_measures_prevent_and_rest_on_knowledge(together(plans=(plan,))) == kept(
            measures=2, so=2, fields=2
        )
        for lacking in (a_measure("police"), a_measure("police", has_purpose=False, rests_on_knowledge=True)):
            assert police_measures_prevent_and_rest_on_knowledge(
                together(plans=(a_plan(whole, lacking),))
            ) == short("police_measures_lack_ground", "plans", measures=2, so=1, fields=1)
        assert police_measures_prevent_and_rest_on_knowledge(
            together(plans=(a_plan(a_measure()),))
        ) == not_applicable("no_police_measures")

    def test_what_the_net_patrol_stands_for_has_channel_group_and_reach(self) -> None:
        """V-2.1-n."""
        whole = a_measure("police", with_net_patrol=True, has_channel=True, has_group=True, has_reach=True)
        plan = a_plan(whole, a_measure("police"))
        assert net_patrol_says_how_it_reaches_whom(together(plans=(plan,))) == kept(measures=1, so=1)
        for name in ("has_channel", "has_group", "has_reach"):
            plan = a_plan(whole, replace(whole, **{name: False}))
            assert net_patrol_says_how_it_reaches_whom(together(plans=(plan,))) == unknown(
                "net_patrol_lacks_reach", "plans", measures=2, so=1
            )
        assert net_patrol_says_how_it_reaches_whom(together(plans=(a_plan(a_measure()),))) == not_applicable(
            "no_net_patrol_measures"
        )


class TestGuide_2_2:
    """What is done for everybody has goals of its own."""

    def test_a_measure_says_its_main_purpose(self) -> None:
        """V-2.2-b."""
        measures = (a_measure(), a_measure(has_purpose=False, closed_on=date(2026, 3, 1)))
        assert measures_have_one_main_purpose(together(plans=(a_plan(*measures),))) == kept(measures=1, so=1)
        plan = a_plan(a_measure(), a_measure(has_purpose=False))
        assert measures_have_one_main_purpose(together(plans=(plan,))) == unknown(
            "measures_without_purpose", "plans", measures=2, so=1
        )
        assert measures_have_one_main_purpose(together()) == not_applicable("no_measures")


class TestGuide_2_3:
    """The leaders stand behind it, with means."""

    def test_each_partys_leaders_have_said_yes_since_the_last_change_of_them(self) -> None:
        """V-2.3-e."""
        said = date(2026, 2, 1)
        both = (noted(TOWN, led_on=said), noted(NORTH, led_on=said))
        council = a_council(plans=(a_plan(anchored=both),))
        assert leaders_stand_behind_the_plans(council) == kept(plans=1, so=1)
        without_means = a_council(plans=(a_plan(anchored=(both[0], noted(NORTH))),))
        assert leaders_stand_behind_the_plans(without_means) == short(
            "leaders_have_not_said", "plans", plans=1, so=0
        )
        new = Member("mayor", "municipality", date(2024, 1, 1), MAYOR, MAYOR, held_since=date(2026, 3, 1))
        changed = a_council(plans=(a_plan(anchored=both),), members=(new,))
        assert leaders_stand_behind_the_plans(changed).code == "short"
        old = Member("police_unit_head", "police", date(2024, 1, 1), HEAD, HEAD, held_since=said)
        assert leaders_stand_behind_the_plans(
            a_council(plans=(a_plan(anchored=both),), members=(old,))
        ) == kept(plans=1, so=1)
        assert leaders_stand_behind_the_plans(a_council(plans=(a_plan(state="draft"),))) == not_applicable(
            "no_plan_in_force"
        )


class TestGuide_4:
    """The council has a plan, and is known where the parties live."""

    def test_an_overall_plan_holds_today_with_every_partys_yes(self) -> None:
        """V-4-l."""
        plan = a_plan(kind="overall")
        assert council_has_an_overall_plan(a_council(plans=(plan,))) == kept(ends_on=ENDS)
        for other in (a_plan(kind="overall", state="draft"), a_plan(kind="overall", valid_to=LONG_AGO)):
            assert council_has_an_overall_plan(a_council(plans=(other,))) == unknown(
                "plan_not_agreed_or_not_now", "plans"
            )
        for none in ((), (a_plan(),), (a_plan(kind="overall", state="ended"),)):
            assert council_has_an_overall_plan(a_council(plans=none)) == short("no_overall_plan", "plans")
        new = a_council(begun_on=date(2026, 6, 1))
        assert council_has_an_overall_plan(new) == unknown("not_yet", "plans")
        assert council_has_an_overall_plan(a_council(kind="thematic")) == not_applicable("no_council")

    def test_an_action_plan_has_measures_owned_on_both_sides(self) -> None:
        """V-4-n."""
        joint = a_plan(a_measure(), a_measure("police"), a_measure("other"))
        assert council_has_a_joint_action_plan(a_council(plans=(joint,))) == kept(
            plans=1, by_municipality=1, by_police=1
        )
        two = (a_plan(a_measure()), a_plan(a_measure("police")))
        assert council_has_a_joint_action_plan(a_council(plans=two)) == short(
            "one_side_owns_all", "plans", plans=2, by_municipality=1, by_police=1
        )
        assert council_has_a_joint_action_plan(a_council(plans=(a_plan(state="draft"),))) == unknown(
            "plan_not_agreed_or_not_now", "plans"
        )
        assert council_has_a_joint_action_plan(a_council()) == short("no_action_plan_in_force", "plans")
        assert council_has_a_joint_action_plan(a_council(begun_on=DAY)) == unknown("not_yet", "plans")
        assert council_has_a_joint_action_plan(a_council(kind="slt_coord")) == not_applicable("no_council")

    def test_each_party_has_made_it_known_within_a_year(self) -> None:
        """V-4-k."""
        both = (noted(TOWN, "made_known"), noted(NORTH, "made_known"))
        one_each = (a_plan(anchored=both[:1]), a_plan(anchored=both[1:], state="ended"))
        assert each_party_makes_the_council_known(a_council(plans=one_each)) == kept(parties=2, so=2)
        for other in (noted(NORTH, "made_known", LONG_AGO), noted(NORTH, "anchored")):
            plan = a_plan(anchored=(both[0], other))
            assert each_party_makes_the_council_known(a_council(plans=(plan,))) == short(
                "not_made_known", "plans", parties=2, so=1
            )
        assert each_party_makes_the_council_known(a_council()) == unknown("no_plan", "plans")
        assert each_party_makes_the_council_known(a_council(kind="thematic")) == not_applicable("no_council")


class TestGuide_4_1_1:
    """The work is anchored elsewhere in both houses."""

    def test_each_plan_in_force_is_anchored_by_every_party(self) -> None:
        """V-4.1.1-d."""
        both = (noted(TOWN), noted(NORTH))
        assert plans_are_anchored_in_both_houses(a_council(plans=(a_plan(anchored=both),))) == kept(
            plans=1, so=1
        )
        for lacking in (both[:1], (both[0], noted(NORTH, "made_known")), (both[0], both[0])):
            plans = (a_plan(anchored=both), a_plan(anchored=lacking))
            assert plans_are_anchored_in_both_houses(a_council(plans=plans)) == short(
                "not_anchored", "plans", plans=2, so=1
            )
        assert plans_are_anchored_in_both_houses(a_council()) == not_applicable("no_plan_in_force")
        assert plans_are_anchored_in_both_houses(a_council(kind="network")) == not_applicable("no_council")


class TestGuide_8:
    """Early involvement, and learning in all that is done."""

    def test_each_party_was_drawn_in_two_weeks_before_the_decision(self) -> None:
        """V-8-b."""
        decided = date(2026, 3, 15)
        early = a_measure(parties=2, dated=2, drawn_in_on=date(2026, 3, 1), decided_on=decided)
        alone = a_measure(parties=1, dated=1, drawn_in_on=decided, decided_on=decided)
        undecided = a_measure(parties=2, dated=0)
        plan = a_plan(early, alone, undecided)
        assert parties_are_drawn_in_early(together(plans=(plan,))) == kept(measures=1, so=1, undated=0)
        late = a_measure(parties=2, dated=2, drawn_in_on=date(2026, 3, 2), decided_on=decided)
        assert parties_are_drawn_in_early(together(plans=(a_plan(early, late),))) == short(
            "drawn_in_late", "plans", measures=2, so=1, undated=0
        )
        unsaid = a_measure(parties=2, dated=1, drawn_in_on=date(2026, 1, 1), decided_on=decided)
        assert parties_are_drawn_in_early(together(plans=(a_plan(early, unsaid),))) == unknown(
            "drawn_in_unknown", "plans", measures=2, so=1, undated=1
        )
        assert parties_are_drawn_in_early(together(plans=(a_plan(alone, undecided),))) == not_applicable(
            "no_joint_decided"
        )

    def test_what_ended_within_a_year_is_counted_with_and_without_a_look_back(self) -> None:
        """V-8-f: to leave it out is no error."""
        over = date(2026, 5, 1)
        with_it, without = a_measure(closed_on=over, looked_back=True), a_measure(closed_on=over)
        old = a_measure(closed_on=LONG_AGO)
        plan = a_plan(with_it, old, state="ended", ended_on=over, looked_back=True)
        assert what_ends_is_looked_back_on(a_council(plans=(plan,))) == kept(ended=2, so=2)
        assert what_ends_is_looked_back_on(a_council(plans=(a_plan(with_it, without),))) == kept(
            "some_looked_back", ended=2, so=1
        )
        assert what_ends_is_looked_back_on(a_council(plans=(a_plan(without),))) == unknown(
            "no_look_back", "plans", ended=1, so=0
        )
        assert what_ends_is_looked_back_on(a_council(plans=(a_plan(old, a_measure()),))) == not_applicable(
            "nothing_ended"
        )
