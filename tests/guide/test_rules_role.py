"""The rules about how a police contact comes into the role and is held up in it: Guide 5."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from samrad.guide.rules.contact_facts import Division, Hearing, Holding, Terms
from samrad.guide.rules.facts import DistrictFacts
from samrad.guide.rules.role import (
    authority_is_clarified_at_the_start,
    both_sides_confirm_who_does_what,
    contacts_are_seen_in_their_municipalities,
    contacts_are_turned_outwards,
    contacts_have_equal_terms,
    contacts_time_is_gone_through,
    expectations_are_heard_and_answered,
    it_is_said_who_decides,
    more_than_three_is_approved,
    new_contacts_are_followed_up,
    role_is_clarified_against_the_preventive_unit,
)
from samrad.guide.rules.verdicts import kept, not_applicable, short, unknown
from tests.guide.facts import DAY, a_contact_from, a_district, a_town

LYNGVIK, STORVIK = UUID(int=21), UUID(int=22)
LONG_AGO = date(2024, 1, 1)
SOUND = Holding(
    since=LONG_AGO,
    share_on=date(2026, 2, 1),
    capacity_on=date(2026, 2, 1),
    authority_on=date(2024, 1, 20),
    towns=frozenset({LYNGVIK, STORVIK}),
    met=frozenset({LYNGVIK, STORVIK}),
    seen=frozenset({LYNGVIK, STORVIK}),
    terms_number=2,
)


def a_holding(**known: object) -> Holding:
    return replace(SOUND, **known)  # type: ignore[arg-type] # the names of its fields


def held_by(*holdings: Holding, **known: object) -> DistrictFacts:
    return a_district(holdings=holdings, **known)


class TestGuide_5:
    """More than three is the directorate's to say; and time to do it."""

    def test_four_need_a_word_that_names_them_all(self) -> None:
        over = a_holding(over_since=date(2025, 5, 1))
        assert more_than_three_is_approved(held_by(SOUND)) == not_applicable("none_over")
        assert more_than_three_is_approved(held_by(SOUND, over)) == short(
            "directorate_has_not_said_yes", "contacts", over=1, so=0
        )
        said = replace(over, approved_on=date(2025, 5, 1))
        assert more_than_three_is_approved(held_by(said)) == kept(over=1, so=1)
        after = replace(over, approved_on=date(2025, 5, 2))
        assert more_than_three_is_approved(held_by(after, said)) == unknown(
            "approved_afterwards", "contacts", late=1, over=2, so=2
        )

    def test_time_is_gone_through_each_year_and_no_share_is_too_small(self) -> None:
        assert contacts_time_is_gone_through(held_by(SOUND)) == kept(contacts=1, so=1)
        old = a_holding(capacity_on=date(2025, 11, 24))
        assert contacts_time_is_gone_through(held_by(SOUND, old)) == short(
            "time_not_gone_through", "contacts", contacts=2, so=1
        )
        assert contacts_time_is_gone_through(held_by()) == not_applicable("no_contact")


class TestGuide_5_1:
    """Present in each municipality."""

    def test_each_municipality_is_counted_by_itself(self) -> None:
        away = a_holding(seen=frozenset({LYNGVIK}))
        assert contacts_are_seen_in_their_municipalities(held_by(SOUND)) == kept(municipalities=2, so=2)
        assert contacts_are_seen_in_their_municipalities(held_by(away)) == unknown(
            "not_seen_lately", "contacts", municipalities=2, so=1
        )


class TestGuide_5_2:
    """A start that holds."""

    def test_authority_is_each_holders_own_and_due_within_a_month(self) -> None:
        assert authority_is_clarified_at_the_start(held_by(SOUND)) == kept(contacts=1)
        new = a_holding(since=date(2026, 10, 26), authority_on=None)
        assert authority_is_clarified_at_the_start(held_by(new)) == kept(contacts=1)
        due = a_holding(since=date(2026, 10, 25), authority_on=None)
        assert authority_is_clarified_at_the_start(held_by(SOUND, due)) == short(
            "authority_missing", "contacts", contacts=2, lacking=1
        )
        late = a_holding(authority_on=date(2024, 3, 1))
        assert authority_is_clarified_at_the_start(held_by(late)) == kept(
            "later_than_at_the_start", contacts=1, late=1
        )

    def test_each_matter_has_somebody_who_decides(self) -> None:
        assert it_is_said_who_decides(held_by(SOUND)) == kept(contacts=1, open=0)
        assert it_is_said_who_decides(held_by(a_holding(unanswered=2))) == short(
            "unanswered", "contacts", contacts=1, open=2
        )
        assert it_is_said_who_decides(held_by(a_holding(authority_on=None))) == not_applicable(
            "no_authority_yet"
        )

    def test_whoever_is_new_is_followed(self) -> None:
        assert new_contacts_are_followed_up(held_by(SOUND)) == not_applicable("none_new")
        new = a_holding(since=date(2026, 11, 11), is_first=True, met=frozenset())
        assert new_contacts_are_followed_up(held_by(new)) == kept(contacts=1, so=1)
        behind = short("start_not_followed", "contacts", contacts=1, so=0)
        assert new_contacts_are_followed_up(held_by(replace(new, since=date(2026, 11, 10)))) == behind
        unmet = replace(new, since=date(2026, 9, 25), mentor_on=date(2026, 9, 26))
        assert new_contacts_are_followed_up(held_by(unmet)) == behind
        untrained = replace(SOUND, is_first=True, since=date(2026, 5, 1), mentor_on=date(2026, 5, 2), talks=1)
        assert new_contacts_are_followed_up(held_by(untrained)) == behind
        whole = replace(untrained, training_on=date(2026, 8, 1), talks=2)
        assert new_contacts_are_followed_up(held_by(whole)) == kept(contacts=1, so=1)

    def test_all_have_the_same_terms(self) -> None:
        newest = Terms(2, date(2026, 5, 1))
        assert contacts_have_equal_terms(held_by(SOUND)) == not_applicable("fewer_than_two_contacts")
        assert contacts_have_equal_terms(held_by(SOUND, SOUND)) == short("no_terms", "contacts", contacts=2)
        assert contacts_have_equal_terms(held_by(SOUND, SOUND, terms=newest)) == kept(contacts=2, so=2)
        behind = a_holding(terms_number=1)
        assert contacts_have_equal_terms(held_by(SOUND, behind, terms=newest)) == short(
            "terms_not_confirmed", "contacts", contacts=2, so=1
        )
        fresh = Terms(2, date(2026, 10, 1))
        assert contacts_have_equal_terms(held_by(SOUND, behind, terms=fresh)) == unknown(
            "terms_are_new", "contacts", since=date(2026, 10, 1), contacts=2, so=1
        )


class TestGuide_5_3:
    """Turned outwards, heard, and clear against the preventive unit."""

    def test_a_card_and_a_meeting_in_each_municipality(self) -> None:
        cards = {LYNGVIK: date(2026, 1, 1), STORVIK: date(2026, 1, 1)}
        assert contacts_are_turned_outwards(held_by(SOUND, carded=cards)) == kept(
            municipalities=2, carded=2, met=2
        )
        old = cards | {STORVIK: date(2025, 11, 24)}
        assert contacts_are_turned_outwards(held_by(SOUND, carded=old)) == short(
            "card_missing", "functions", municipalities=2, carded=1, met=2
        )
        unmet = a_holding(met=frozenset({LYNGVIK}))
        assert contacts_are_turned_outwards(held_by(unmet, carded=cards)) == short(
            "not_met", "contacts", municipalities=2, carded=2, met=1
        )

    def test_tasks_of_both_are_named_and_confirmed(self) -> None:
        whole = Division(date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3), contact_tasks=3, unit_tasks=2)
        assert role_is_clarified_against_the_preventive_unit(held_by(SOUND, division=whole)) == kept(
            contact_tasks=3, unit_tasks=2
        )
        assert role_is_clarified_against_the_preventive_unit(held_by(SOUND)) == short(
            "no_division", "contacts"
        )
        old = replace(whole, changed_on=date(2024, 1, 1), contact_on=None, unit_on=None)
        assert role_is_clarified_against_the_preventive_unit(held_by(SOUND, division=old)) == short(
            "division_is_old", "contacts", last_on=date(2024, 1, 1), contact_tasks=3, unit_tasks=2
        )
        assert both_sides_confirm_who_does_what(held_by(SOUND, division=whole)) == kept(parties=2, needed=2)
        changed = replace(whole, changed_on=date(2026, 1, 3))
        assert both_sides_confirm_who_does_what(held_by(SOUND, division=changed)) == short(
            "not_confirmed_by_both", "contacts", parties=1, needed=2
        )
        assert both_sides_confirm_who_does_what(held_by(SOUND)) == not_applicable("no_division_yet")

    def test_what_a_municipality_expects_is_answered_within_a_month(self) -> None:
        def of(*days: date | None) -> object:
            town = a_town(contacts=(a_contact_from(LONG_AGO),), hearing=Hearing(*days))
            return expectations_are_heard_and_answered(town)

        assert expectations_are_heard_and_answered(a_town()) == not_applicable("no_contact")
        assert of() == short("never_asked", "expectations")
        assert of(date(2026, 11, 1)) == unknown(
            "municipality_may_answer", "expectations", since=date(2026, 11, 1)
        )
        assert of(date(2026, 10, 25)) == kept("asked_without_input", since=date(2026, 10, 25))
        assert of(None, date(2026, 11, 20)) == unknown(
            "answer_waits", "expectations", since=date(2026, 11, 20), days_left=25
        )
        assert of(None, date(2026, 10, 25)) == short(
            "answer_late", "expectations", since=date(2026, 10, 25), days=31
        )
        assert of(None, date(2026, 10, 1), DAY) == kept(
            "heard_and_answered", since=date(2026, 10, 1), last_on=DAY
        )
