"""The rules about what a forum rests on in law, about a region beside a council of one's own, and about what an election asks for."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from samrad.guide.law import POLICE_DUTIES, police_duties
from samrad.guide.rules.election import seats_and_priorities_are_confirmed_after_the_election
from samrad.guide.rules.facts import Member, Place
from samrad.guide.rules.frames import (
    forum_says_what_it_rests_on,
    members_are_introduced_to_the_law,
    region_and_own_council_fit_together,
)
from samrad.guide.rules.plan_facts import Focus
from samrad.guide.rules.verdicts import kept, not_applicable, short, unknown
from tests.guide.facts import DAY, a_council, together

ELECTION = date(2023, 9, 11)


class TestGuide_1:
    """V-1-e: a forum with the police in it refers to a provision, or says that none is needed."""

    def test_a_reference_or_that_none_is_needed_is_enough(self) -> None:
        assert forum_says_what_it_rests_on(a_council(references=2)) == kept(references=2)
        assert forum_says_what_it_rests_on(a_council(references=0)) == kept("no_reference_needed")

    def test_nothing_said_is_short_where_the_police_sit(self) -> None:
        assert forum_says_what_it_rests_on(a_council()) == short("no_basis_said", "bases")
        alone = a_council(members=(Member("mayor", "municipality", DAY),))
        assert forum_says_what_it_rests_on(alone) == not_applicable("no_police")

    def test_the_two_duties_bind_the_police_alone(self) -> None:
        """No provision with either duty has anybody else for its service."""
        duties = police_duties(DAY)
        assert tuple(row.key for row in duties) == POLICE_DUTIES
        assert [row.section for row in duties] == ["§ 15-1", "§ 10-1"]
        assert {row.services for row in duties} == {("politi",)}


class TestGuide_2_2:
    """V-2.2-k: what a new council should confirm, with time to do it."""

    def judged(self, day: date, *seats: date | None, focus: tuple[Focus, ...] = ()) -> object:
        facts = replace(together(), day=day, election_on=ELECTION, elected_since=seats, focus=focus)
        return seats_and_priorities_are_confirmed_after_the_election(facts)

    def numbers(self, seats: int, lacking: int, areas: int = 0, waiting: int = 0) -> dict[str, int | date]:
        return {"seats": seats, "unconfirmed_seats": lacking, "focus_areas": areas, "unconfirmed_areas": waiting,
                "since": ELECTION}  # fmt: skip

    def test_a_holder_from_after_the_election_and_an_area_that_was_looked_at(self) -> None:
        area = Focus(uuid4(), date(2021, 1, 1), reviewed_on=date(2023, 11, 20))
        assert self.judged(DAY, date(2023, 10, 12), focus=(area,)) == kept(**self.numbers(1, 0, 1))

    def test_what_is_from_before_waits_six_months_and_is_then_short(self) -> None:
        area = Focus(uuid4(), date(2021, 1, 1), reviewed_on=date(2022, 5, 1))
        given, left = (date(2019, 10, 10), None), self.numbers(2, 2, 1, 1)
        assert self.judged(date(2024, 3, 9), *given, focus=(area,)) == unknown(
            "election_is_recent", "after_election", **left
        )
        assert self.judged(date(2024, 3, 10), *given, focus=(area,)) == short(
            "not_confirmed_after_election", "after_election", **left
        )

    def test_is_no_question_where_no_municipality_is_a_party(self) -> None:
        facts = together(kind="school", municipalities=0, election_on=ELECTION)
        assert seats_and_priorities_are_confirmed_after_the_election(facts) == not_applicable(
            "no_municipality"
        )


class TestGuide_4_3:
    """V-4.3-j: a share for information, with no number to reach."""

    def test_counts_who_has_been_introduced(self) -> None:
        council = a_council()
        some = (replace(council.members[0], is_introduced=True), *council.members[1:])
        assert members_are_introduced_to_the_law(replace(council, members=some)) == kept(
            "for_information", members=3, introduced=1, percent=33
        )
        assert members_are_introduced_to_the_law(council) == kept(
            "for_information", members=3, introduced=0, percent=0
        )
        assert members_are_introduced_to_the_law(a_council(kind="thematic")) == not_applicable("no_council")
        assert members_are_introduced_to_the_law(a_council(members=())) == unknown("no_members")


class TestGuide_4_4:
    """V-4.4-b: a regional council replaces a municipality's own, or supplements it."""

    def judged(self, *places: Place) -> object:
        return region_and_own_council_fit_together(a_council(kind="council_reg", places=places))

    def test_each_has_said_it_and_its_own_council_fits(self) -> None:
        said = (Place("supplements", has_own_council=True), Place("replaces"))
        assert self.judged(*said) == kept(municipalities=2, said=2, against=0)

    def test_one_that_has_not_said_it_is_unknown(self) -> None:
        said = (Place("replaces"), Place(has_own_council=True))
        assert self.judged(*said) == unknown("place_not_said", "forum", municipalities=2, said=1, against=0)

    def test_contradictions_are_listed(self) -> None:
        said = (Place("replaces", has_own_council=True), Place("supplements"), Place("replaces"))
        assert self.judged(*said) == short(
            "place_is_contradicted", "forum", municipalities=3, said=3, against=2
        )
        assert region_and_own_council_fit_together(a_council()) == not_applicable("not_regional")
