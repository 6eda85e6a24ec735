"""The rules about a council and its meetings, in the guide's order: 2.3, 3, 4 and 8."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from samrad.guide.rules.council import (
    calls_go_out_in_good_time,
    contacts_drafts_are_approved_by_others,
    council_has_the_three_roles,
    council_keeps_its_own_number,
    council_meets_as_recommended,
    council_meets_often_enough,
    every_task_has_owner_and_deadline,
    forms_are_talked_about,
    meetings_do_not_stop,
    minutes_are_approved_in_time,
    next_meeting_is_planned,
    nothing_lies_past_its_deadline,
    others_come_in_after_an_assessment,
    police_contact_sits_in_it,
    political_and_administrative_leaders_sit_in_it,
    regional_council_invites_together,
    slt_stands_on_the_agenda,
    strategic_leaders_come,
    the_three_kinds_of_leaders_meet,
    unit_head_comes,
)
from samrad.guide.rules.facts import Member, Span
from samrad.guide.rules.verdicts import kept, not_applicable, short, unknown
from tests.guide.facts import AUTUMN, MAYOR, SPRING, a_council, a_meeting, planned

OTHER = a_council(kind="thematic")
NO_COUNCIL = not_applicable("no_council")
NOT_YET = unknown("no_meeting_yet", "meetings")
CONTACT = UUID(int=9)
ALONE = (Member("mayor", "municipality", date(2024, 1, 1), MAYOR, MAYOR),)


def only(*functions: str) -> frozenset[str]:
    return frozenset(functions)


class TestGuide_2_3:
    """Those who lead meet."""

    def test_the_three_kinds_of_leaders_are_members_and_come(self) -> None:
        assert the_three_kinds_of_leaders_meet(a_council(SPRING, AUTUMN)) == kept(meetings=2, so=2)
        without = a_meeting(date(2026, 9, 15), present=only("mayor", "police_unit_head"))
        assert the_three_kinds_of_leaders_meet(a_council(SPRING, without)) == short(
            "not_every_meeting", "meetings", meetings=2, so=1
        )
        assert the_three_kinds_of_leaders_meet(a_council(SPRING, members=ALONE)) == short(
            "roles_missing", "members", roles=1, needed=3
        )
        assert the_three_kinds_of_leaders_meet(a_council()) == NOT_YET
        assert the_three_kinds_of_leaders_meet(OTHER) == NO_COUNCIL


class TestTheTemplate:
    """Who takes part in the council."""

    def test_the_three_roles_sit_in_it(self) -> None:
        assert council_has_the_three_roles(a_council()) == kept(roles=3)
        assert council_has_the_three_roles(a_council(members=ALONE)) == short(
            "roles_missing", "members", roles=1, needed=3
        )
        assert council_has_the_three_roles(OTHER) == NO_COUNCIL


class TestGuide_3:
    """A number of meetings that is the council's own."""

    def test_last_year_is_held_against_its_own_number(self) -> None:
        last = (a_meeting(date(2025, 3, 1)), a_meeting(date(2025, 9, 1)))
        assert council_keeps_its_own_number(a_council(*last)) == kept(held=2, own=2)
        assert council_keeps_its_own_number(a_council(*last, meetings_a_year=4)) == unknown(
            "other_than_set", "wheel", held=2, own=4
        )
        assert council_keeps_its_own_number(a_council(begun_on=date(2025, 1, 1))) == unknown("no_whole_year")
        assert council_keeps_its_own_number(OTHER) == NO_COUNCIL


class TestGuide_4_1_1:
    """Who sits in the council, and who comes."""

    def test_strategic_leaders_of_both_come(self) -> None:
        assert strategic_leaders_come(a_council(SPRING)) == kept(meetings=1, so=1)
        without = a_meeting(date(2026, 3, 10), present=only("mayor", "police_contact"))
        assert strategic_leaders_come(a_council(without)) == short(
            "not_every_meeting", "meetings", meetings=1, so=0
        )
        assert strategic_leaders_come(a_council()) == NOT_YET
        assert strategic_leaders_come(OTHER) == NO_COUNCIL

    def test_the_political_and_the_administrative_leader_are_two(self) -> None:
        assert political_and_administrative_leaders_sit_in_it(a_council(AUTUMN)) == kept(meetings=1, so=1)
        both_in_one = (*ALONE, replace(ALONE[0], function="municipal_director"))
        assert political_and_administrative_leaders_sit_in_it(a_council(members=both_in_one)) == short(
            "roles_missing", "members", political=1, administrative=1
        )
        assert political_and_administrative_leaders_sit_in_it(OTHER) == NO_COUNCIL

    def test_the_police_contact_is_a_member(self) -> None:
        sits = Member("police_contact", "police", date(2024, 1, 1), CONTACT, CONTACT)
        assert (
            police_contact_sits_in_it(a_council(members=(sits,), contact_posts=frozenset({CONTACT})))
            == kept()
        )
        assert police_contact_sits_in_it(a_council(contact_posts=frozenset({CONTACT}))) == short(
            "contact_is_no_member", "members"
        )
        assert police_contact_sits_in_it(a_council()) == not_applicable("no_contact")
        assert police_contact_sits_in_it(OTHER) == NO_COUNCIL

    def test_slt_is_treated_where_there_is_slt(self) -> None:
        about = a_meeting(date(2026, 3, 10), is_about_slt=True)
        long_ago = a_meeting(date(2025, 11, 24), is_about_slt=True)
        assert slt_stands_on_the_agenda(a_council(about, slt_in_force=True)) == kept(times=1)
        assert slt_stands_on_the_agenda(a_council(long_ago, slt_in_force=True)) == short(
            "not_on_the_agenda", "meetings", times=0, needed=1
        )
        assert slt_stands_on_the_agenda(a_council(about)) == not_applicable("no_slt")
        assert slt_stands_on_the_agenda(OTHER) == NO_COUNCIL


class TestGuide_4_1_2:
    """The council meets, in good time, and writes down who does what."""

    def test_there_is_a_next_meeting(self) -> None:
        assert next_meeting_is_planned(a_council(SPRING, planned(date(2027, 3, 1)))) == kept(
            next_on=date(2027, 3, 1)
        )
        assert next_meeting_is_planned(a_council(SPRING)) == short("none_planned", "plan_meeting")
        assert next_meeting_is_planned(OTHER) == NO_COUNCIL

    def test_the_call_comes_as_early_as_the_forum_has_set(self) -> None:
        assert calls_go_out_in_good_time(a_council(SPRING)) == kept(meetings=1, so=1, own_days=14)
        assert calls_go_out_in_good_time(a_council(SPRING, notice_days=28)) == short(
            "called_late", "meetings", meetings=1, so=0, own_days=28
        )
        never = a_meeting(date(2026, 3, 10), called_on=None)
        assert calls_go_out_in_good_time(a_council(never)).code == "short"
        assert calls_go_out_in_good_time(a_council()) == NOT_YET

    def test_minutes_are_approved_within_a_month(self) -> None:
        assert minutes_are_approved_in_time(a_council(SPRING)) == kept(meetings=1, so=1, days=30)
        open_still = a_meeting(date(2026, 9, 15), state="minutes_out", minutes_approved_on=None)
        assert minutes_are_approved_in_time(a_council(SPRING, open_still)) == short(
            "approved_late", "meetings", meetings=2, so=1, days=30
        )
        fresh = a_meeting(date(2026, 11, 20), state="minutes_out", minutes_approved_on=None)
        assert minutes_are_approved_in_time(a_council(fresh)) == unknown("none_due", "meetings")

    def test_each_task_has_a_deadline_after_the_meeting(self) -> None:
        assert every_task_has_owner_and_deadline(a_council(replace(SPRING, tasks=3))) == kept(tasks=3)
        unsound = replace(SPRING, tasks=3, unsound_tasks=1)
        assert every_task_has_owner_and_deadline(a_council(unsound)) == short(
            "unsound_tasks", "tasks", tasks=3, lacking=1
        )
        assert every_task_has_owner_and_deadline(a_council(SPRING)) == unknown("no_tasks", "meetings")

    def test_two_meetings_a_year(self) -> None:
        assert council_meets_often_enough(a_council(SPRING, AUTUMN)) == kept(held=2, planned=0, needed=2)
        assert council_meets_often_enough(a_council(SPRING, planned(date(2026, 12, 8)))) == unknown(
            "year_runs", "plan_meeting", held=1, planned=1, needed=2
        )
        assert council_meets_often_enough(a_council(SPRING)) == unknown(
            "plan_more", "plan_meeting", held=1, planned=0, needed=2
        )
        at_the_end = a_council(SPRING, day=date(2026, 12, 31))
        assert council_meets_often_enough(at_the_end) == short(
            "too_few", "plan_meeting", held=1, planned=0, needed=2
        )
        new = a_council(begun_on=date(2026, 7, 1), day=date(2026, 12, 31))
        assert council_meets_often_enough(new) == not_applicable("founded_this_year")
        assert council_meets_often_enough(OTHER) == NO_COUNCIL

    def test_three_are_recommended_and_two_are_never_a_failure(self) -> None:
        third = a_meeting(date(2026, 11, 1))
        assert council_meets_as_recommended(a_council(SPRING, AUTUMN, third)) == kept(
            "recommended_reached", held=3
        )
        assert council_meets_as_recommended(a_council(SPRING, AUTUMN)) == kept("minimum_reached", held=2)
        assert council_meets_as_recommended(a_council(SPRING)) == unknown("year_runs", held=1)
        assert council_meets_as_recommended(OTHER) == NO_COUNCIL


class TestGuide_4_1_4:
    """What was decided is followed up."""

    def test_no_task_lies_past_its_day_without_a_word(self) -> None:
        assert nothing_lies_past_its_deadline(a_council(open_tasks=4)) == kept(open=4, late=0)
        assert nothing_lies_past_its_deadline(a_council(open_tasks=4, overdue_tasks=1)) == short(
            "tasks_late", "tasks", open=4, late=1
        )
        assert nothing_lies_past_its_deadline(a_council()) == not_applicable("no_tasks")


class TestGuide_4_2:
    """Others come in where both see the need."""

    def test_a_joint_assessment_comes_first(self) -> None:
        shop = Member("other", "other", date(2026, 5, 1), is_external=True, is_challenge_named=True)
        agreed = replace(shop, agreed_on=date(2026, 5, 1))
        assert others_come_in_after_an_assessment(a_council(members=(agreed,))) == kept(members=1, so=1)
        assert others_come_in_after_an_assessment(a_council(members=(agreed, shop))) == short(
            "not_assessed", "assess", members=2, so=1
        )
        assert others_come_in_after_an_assessment(a_council()) == not_applicable("no_external")


class TestGuide_4_3:
    """How the forums are organised."""

    def test_it_was_a_matter_within_the_term(self) -> None:
        asked = a_meeting(date(2026, 3, 10), organises_forum=True)
        term = Span(date(2025, 1, 1), date(2028, 12, 31))
        assert forms_are_talked_about(a_council(asked, agreement=term)) == kept(
            times=1, since=date(2025, 1, 1)
        )
        before = a_meeting(date(2024, 3, 10), organises_forum=True)
        assert forms_are_talked_about(a_council(before, agreement=term)) == short(
            "not_on_the_agenda", "meetings", times=0, needed=1
        )
        assert forms_are_talked_about(a_council(before)) == kept(times=1, since=date(2022, 11, 26))
        assert forms_are_talked_about(a_council(begun_on=date(2026, 5, 1))) == unknown("not_yet")
        assert forms_are_talked_about(OTHER) == NO_COUNCIL


class TestGuide_4_4:
    """A regional council."""

    def test_whom_it_invites_is_free_and_never_short(self) -> None:
        shop = Member("other", "other", date(2026, 5, 1), is_external=True)
        assert regional_council_invites_together(a_council(kind="council_reg", members=(shop,))) == unknown(
            "not_assessed", "assess", members=1, so=0
        )
        assert regional_council_invites_together(a_council(kind="council_reg")) == not_applicable(
            "no_external"
        )
        assert regional_council_invites_together(a_council()) == not_applicable("not_regional")


class TestGuide_5_2:
    """The head of the unit decides."""

    def test_the_unit_head_is_at_each_meeting(self) -> None:
        assert unit_head_comes(a_council(SPRING, AUTUMN)) == kept(meetings=2, so=2)
        without = a_meeting(date(2026, 9, 15), present=only("mayor", "chief_of_police"))
        assert unit_head_comes(a_council(SPRING, without)) == short(
            "not_every_meeting", "meetings", meetings=2, so=1
        )
        assert unit_head_comes(OTHER) == NO_COUNCIL


class TestGuide_8:
    """What works goes on."""

    def test_no_more_than_a_year_between_meetings(self) -> None:
        assert meetings_do_not_stop(a_council(SPRING, AUTUMN)) == kept(longest_pause=189, days=365)
        assert meetings_do_not_stop(a_council(a_meeting(date(2025, 3, 1)))) == short(
            "long_pause", "plan_meeting", longest_pause=634, days=365
        )
        assert meetings_do_not_stop(a_council()) == short("long_pause", "plan_meeting")
        assert meetings_do_not_stop(a_council(begun_on=date(2026, 5, 1))) == unknown(
            "no_meeting_yet", "plan_meeting"
        )
        assert meetings_do_not_stop(OTHER) == NO_COUNCIL


class TestGuide_5_1:
    """The police contact assists a leader in planning and holding meetings."""

    def test_what_the_contact_drafts_names_a_leader_and_is_approved_by_another(self) -> None:
        """V-5.1-h."""
        rule = contacts_drafts_are_approved_by_others
        assert rule(a_council()) == not_applicable("no_drafts_by_contact")
        assert rule(a_council(contact_drafts=3)) == kept(meetings=3, lacking=0)
        assert rule(a_council(contact_drafts=3, unsound_drafts=1)) == short(
            "approved_by_the_drafter", "meetings", meetings=3, lacking=1
        )
        assert rule(replace(OTHER, contact_drafts=1)) == kept(meetings=1, lacking=0)
