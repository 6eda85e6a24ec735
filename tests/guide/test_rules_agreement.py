"""The rules about an agreement: the template's own points, then Guide 3, 7 and 9."""

from datetime import date

from samrad.guide.rules.agreement import (
    agreement_is_in_force,
    agreement_names_parties_and_years,
    agreement_opens_for_those_who_are_let_in,
    contact_of_the_agreement_is_there,
    core_tasks_are_described,
    evaluation_falls_within_the_term,
    every_party_approved_the_same_text,
    every_point_of_the_template_was_considered,
    former_kinds_are_only_history,
    frame_stood_when_the_school_agreed,
    nothing_is_adopted_by_one_party,
    one_agreement_holds_at_a_time,
    requests_for_revision_are_answered,
    revision_falls_within_the_term,
    revision_has_a_day,
    school_agreement_needs_no_municipality,
    versions_say_what_changed,
)
from samrad.guide.rules.verdicts import kept, not_applicable, short, unknown
from tests.guide.facts import DAY, Span, an_agreement, together

NONE = not_applicable("no_agreement")
BEFORE, WITHIN, AFTER = date(2026, 6, 1), date(2027, 6, 1), date(2029, 6, 1)


class TestTheTemplate:
    """An agreement is voluntary: where there is none, no point of it is asked."""

    def test_the_title_names_one_district_and_the_years(self) -> None:
        years = {"since": date(2025, 1, 1), "ends_on": date(2028, 12, 31)}
        assert agreement_names_parties_and_years(together(an_agreement())) == kept(
            municipalities=1, districts=1, **years
        )
        assert agreement_names_parties_and_years(together(an_agreement(), municipalities=0)) == unknown(
            "parties_missing", "agreements", municipalities=0, districts=1
        )
        assert agreement_names_parties_and_years(together()) == NONE

    def test_one_holds_at_a_time(self) -> None:
        gone = an_agreement(valid_from=date(2023, 6, 1), superseded_on=date(2025, 1, 1))
        assert one_agreement_holds_at_a_time(together(an_agreement(), gone)) == kept(in_force=1)
        assert one_agreement_holds_at_a_time(together(an_agreement(), an_agreement())) == unknown(
            "several_in_force", "agreements", in_force=2
        )
        assert one_agreement_holds_at_a_time(together(gone)) == NONE

    def test_every_party_approved_the_same_text(self) -> None:
        assert every_party_approved_the_same_text(together(an_agreement())) == kept(approved=2, parties=2)
        assert every_party_approved_the_same_text(together(an_agreement(approved_by=1))) == short(
            "approval_missing", "agreements", approved=1, parties=2
        )
        assert every_party_approved_the_same_text(together(an_agreement(state="draft"))) == NONE

    def test_every_point_of_the_template_was_considered(self) -> None:
        some = an_agreement(points=9, unchanged=4)
        assert every_point_of_the_template_was_considered(together(some)) == kept(points=9, unchanged=4)
        assert every_point_of_the_template_was_considered(
            together(an_agreement(points=9, unchanged=9))
        ) == kept("all_as_they_came", points=9, unchanged=9)
        talking = an_agreement(state="negotiation", points=9, unchanged=4, open_clauses=3)
        assert every_point_of_the_template_was_considered(together(talking)) == unknown(
            "not_finished", "agreements", open=3, points=9, unchanged=4
        )
        done = an_agreement(points=9, unchanged=4, open_clauses=1)
        assert every_point_of_the_template_was_considered(together(done)) == short(
            "points_open", "agreements", open=1, points=9, unchanged=4
        )
        assert every_point_of_the_template_was_considered(together(an_agreement())) == not_applicable(
            "no_template_points"
        )

    def test_the_contact_it_speaks_of_is_there(self) -> None:
        speaks = an_agreement(roles=frozenset({"contacts"}))
        here = (Span(date(2026, 1, 1)),)
        assert contact_of_the_agreement_is_there(together(speaks, contact_days=here)) == kept()
        assert contact_of_the_agreement_is_there(together(speaks)) == short("no_contact", "contacts")
        assert contact_of_the_agreement_is_there(together(an_agreement())) == not_applicable("no_such_clause")

    def test_the_revision_has_a_day_before_the_end(self) -> None:
        assert revision_has_a_day(together(an_agreement(revision_due_on=WITHIN))) == kept(due_on=WITHIN)
        assert revision_has_a_day(together(an_agreement())) == short("no_revision_day", "agreements")
        assert revision_has_a_day(together(an_agreement(revision_due_on=AFTER))) == short(
            "after_the_end", "agreements", due_on=AFTER, ends_on=date(2028, 12, 31)
        )
        assert revision_has_a_day(together(an_agreement(revision_due_on=BEFORE))) == short(
            "overdue", "agreements", due_on=BEFORE, days_late=177
        )
        begun = an_agreement(revision_due_on=BEFORE, answered_requests=1)
        assert revision_has_a_day(together(begun)) == kept(due_on=BEFORE)
        assert revision_has_a_day(together()) == NONE

    def test_it_is_in_force_and_to_let_it_end_is_free(self) -> None:
        assert agreement_is_in_force(together(an_agreement(valid_to=DAY))) == kept(ends_on=DAY, days_left=0)
        assert agreement_is_in_force(together(an_agreement(valid_to=date(2026, 11, 24)))) == NONE

    def test_a_request_for_revision_waits_with_its_age(self) -> None:
        asked = an_agreement(open_requests=(date(2026, 11, 15),))
        assert requests_for_revision_are_answered(together(asked)) == unknown(
            "awaits_answer", "agreements", open=1, days_old=10
        )
        assert requests_for_revision_are_answered(together(an_agreement(answered_requests=1))) == kept(
            answered=1
        )
        assert requests_for_revision_are_answered(together(an_agreement())) == not_applicable("nobody_asked")


class TestGuide_1_1:
    """Equal parties: neither adopts alone."""

    def test_nothing_is_adopted_by_one_party(self) -> None:
        assert nothing_is_adopted_by_one_party(together(an_agreement())) == kept(in_force=1)
        assert nothing_is_adopted_by_one_party(together(an_agreement(approved_by=1))) == short(
            "approval_missing", "agreements", lacking=1
        )
        former = an_agreement(kind="former_council", approved_by=0)
        assert nothing_is_adopted_by_one_party(together(former)) == kept(in_force=1)
        assert nothing_is_adopted_by_one_party(together()) == NONE


class TestGuide_3:
    """What an agreement holds."""

    def test_the_core_tasks_of_both_are_described(self) -> None:
        kinds = {"intentions": 2, "descriptions": 3, "obligations": 1}
        both = frozenset({"municipal_services", "police_services"})
        assert core_tasks_are_described(together(an_agreement(roles=both, **kinds))) == kept(**kinds)
        one = an_agreement(roles=frozenset({"police_services"}), **kinds)
        assert core_tasks_are_described(together(one)) == short(
            "core_tasks_missing", "agreements", described=1, needed=2, **kinds
        )
        assert core_tasks_are_described(together(an_agreement(kind="school"))) == NONE

    def test_a_revision_falls_within_the_term(self) -> None:
        assert revision_falls_within_the_term(together(an_agreement(revision_due_on=WITHIN))) == kept(
            due_on=WITHIN
        )
        assert revision_falls_within_the_term(together(an_agreement(revision_due_on=AFTER))) == short(
            "no_revision_day", "agreements"
        )
        assert revision_falls_within_the_term(together()) == NONE

    def test_a_school_needs_no_municipality_and_is_never_short(self) -> None:
        school = {"kind": "school", "municipalities": 0, "schools": 1}
        agreed = together(an_agreement(kind="school"), **school)
        assert school_agreement_needs_no_municipality(agreed) == kept(schools=1, municipalities=0)
        assert school_agreement_needs_no_municipality(together(**school)) == NONE
        assert school_agreement_needs_no_municipality(together()) == not_applicable("no_school")
        nameless = together(an_agreement(kind="school"), **school | {"schools": 0})
        assert school_agreement_needs_no_municipality(nameless) == unknown(
            "parties_missing", "", schools=0, municipalities=0
        )

    def test_a_frame_stood_when_the_school_agreed(self) -> None:
        framed = an_agreement(kind="school", names_frame=True, frame_stood=True)
        assert frame_stood_when_the_school_agreed(together(framed)) == kept(named=1)
        late = an_agreement(kind="school", names_frame=True)
        assert frame_stood_when_the_school_agreed(together(framed, late)) == unknown(
            "frame_had_ended", "agreements", lacking=1
        )
        assert frame_stood_when_the_school_agreed(together(an_agreement())) == not_applicable("no_frame")

    def test_the_former_kinds_are_history(self) -> None:
        old = an_agreement(kind="former_service", valid_from=date(2020, 1, 1), valid_to=date(2027, 1, 1))
        assert former_kinds_are_only_history(together(old, former_agreements=1)) == kept(
            registered=1, running=1
        )
        assert former_kinds_are_only_history(together(former_agreements=3)) == kept(registered=3, running=0)
        new = an_agreement(kind="former_council", valid_from=date(2023, 3, 28))
        assert former_kinds_are_only_history(together(old, new, former_agreements=2)) == unknown(
            "begun_too_late", "agreements", late=1
        )
        assert former_kinds_are_only_history(together(an_agreement())) == not_applicable("no_former_kind")


class TestGuide_7:
    """An agreement is looked back on while it holds."""

    def test_the_evaluation_has_a_day_before_the_end(self) -> None:
        assert evaluation_falls_within_the_term(together(an_agreement(evaluation_due_on=WITHIN))) == kept(
            due_on=WITHIN
        )
        assert evaluation_falls_within_the_term(together(an_agreement(evaluation_due_on=BEFORE))) == unknown(
            "was_it_done", due_on=BEFORE, days_late=177
        )
        assert evaluation_falls_within_the_term(together(an_agreement(evaluation_due_on=AFTER))) == short(
            "after_the_end", "agreements", due_on=AFTER, ends_on=date(2028, 12, 31)
        )
        assert evaluation_falls_within_the_term(together(an_agreement())) == short(
            "no_evaluation_day", "agreements"
        )
        assert evaluation_falls_within_the_term(together()) == NONE


class TestGuide_9:
    """A table of revisions."""

    def test_each_version_says_what_it_is(self) -> None:
        assert versions_say_what_changed(together(an_agreement(versions=2))) == kept(versions=2)
        assert versions_say_what_changed(
            together(an_agreement(versions=2, undescribed_versions=1))
        ) == unknown("no_description", "agreements", versions=2, lacking=1)
        assert versions_say_what_changed(together(an_agreement())) == not_applicable("no_versions")


class TestThoseWhoAreLetIn:
    def test_are_asked_about_only_when_there_are_some_and_an_agreement(self) -> None:
        """V-4.2-g: otherwise it is not applicable."""
        asked = agreement_opens_for_those_who_are_let_in
        some = {"external_kinds": frozenset({"school"})}
        assert asked(together(an_agreement())) == not_applicable("nobody_from_outside")
        assert asked(together(**some)) == NONE
        assert asked(together(an_agreement(state="draft"), **some)) == NONE
        assert asked(together(an_agreement(kind="school"), **some)) == NONE

    def test_are_named_each_kind_and_what_lacks_is_advice(self) -> None:
        """V-4.2-g: every active kind; what is not named is never a breach."""
        asked = agreement_opens_for_those_who_are_let_in
        both = {"external_kinds": frozenset({"school", "business"})}
        one = an_agreement(opens_for=frozenset({"school", "volunteer"}))
        assert asked(together(one, **both)) == unknown("kind_not_named", "agreements", kinds=2, lacking=1)
        assert asked(together(an_agreement(), **both)) == unknown(
            "kind_not_named", "agreements", kinds=2, lacking=2
        )
        all_of_them = an_agreement(opens_for=frozenset({"school", "business"}))
        assert asked(together(all_of_them, **both)) == kept(kinds=2, lacking=0)
