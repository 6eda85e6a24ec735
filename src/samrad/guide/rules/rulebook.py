"""Every rule by its name. Nothing registers itself: a rule that is not written here does not judge."""

from samrad.guide.rules import agreement, contacts, council, slt
from samrad.guide.rules.book import Rule, bound

RULES: tuple[Rule, ...] = bound(
    (
        agreement.agreement_names_parties_and_years,
        agreement.one_agreement_holds_at_a_time,
        agreement.every_party_approved_the_same_text,
        agreement.every_point_of_the_template_was_considered,
        agreement.contact_of_the_agreement_is_there,
        agreement.revision_has_a_day,
        agreement.agreement_is_in_force,
        agreement.requests_for_revision_are_answered,
        agreement.nothing_is_adopted_by_one_party,
        agreement.core_tasks_are_described,
        agreement.revision_falls_within_the_term,
        agreement.school_agreement_needs_no_municipality,
        agreement.frame_stood_when_the_school_agreed,
        agreement.former_kinds_are_only_history,
        agreement.evaluation_falls_within_the_term,
        agreement.versions_say_what_changed,
        council.council_has_the_three_roles,
        council.the_three_kinds_of_leaders_meet,
        council.council_keeps_its_own_number,
        council.strategic_leaders_come,
        council.political_and_administrative_leaders_sit_in_it,
        council.police_contact_sits_in_it,
        council.slt_stands_on_the_agenda,
        council.next_meeting_is_planned,
        council.calls_go_out_in_good_time,
        council.minutes_are_approved_in_time,
        council.every_task_has_owner_and_deadline,
        council.council_meets_often_enough,
        council.council_meets_as_recommended,
        council.nothing_lies_past_its_deadline,
        council.others_come_in_after_an_assessment,
        council.regional_council_invites_together,
        council.forms_are_talked_about,
        council.unit_head_comes,
        council.meetings_do_not_stop,
        contacts.municipality_has_a_contact_every_day,
        contacts.municipality_has_its_contact,
        contacts.municipality_is_no_part_of_the_state,
        contacts.municipality_has_one_district,
        contacts.municipality_has_its_leaders_registered,
        contacts.agreement_was_offered,
        contacts.council_was_offered,
        contacts.contacts_have_at_most_three,
        contacts.contacts_meet_in_a_network,
        contacts.share_of_full_time_is_told,
        contacts.contacts_stand_in_an_operating_unit,
        contacts.units_of_the_district_stand_in_their_tree,
        slt.slt_joins_services_and_police,
        slt.slt_in_the_country,
        slt.slt_has_its_levels,
        slt.slt_has_a_coordinator,
        slt.slt_levels_meet,
        slt.slt_has_one_steering,
        slt.police_take_part_in_slt,
    )
)


def rules_for(requirement: str) -> tuple[Rule, ...]:
    """The rules for one point, the oldest first."""
    return tuple(rule for rule in RULES if rule.requirement == requirement)
