"""The rules about others beside the parties."""

from datetime import date
from uuid import uuid4

from samrad.guide.rules.candidates import (
    council_has_weighed_candidates,
    others_are_involved_in_each_focus_area,
)
from samrad.guide.rules.facts import Candidate
from samrad.guide.rules.plan_facts import Focus
from samrad.guide.rules.verdicts import kept, not_applicable, short, unknown
from tests.guide.facts import a_council, together

LATELY, LONG_AGO = date(2026, 2, 1), date(2024, 1, 1)


class TestGuide_4_1_3:
    """V-4.1.3-c: each focus area has somebody outside the parties, or a note that none is relevant."""

    def test_every_area_counts(self) -> None:
        first, second = Focus(uuid4(), LATELY), Focus(uuid4(), LATELY)
        both = together(focus=(first, second), areas_with_others=frozenset({first.id, second.id}))
        assert others_are_involved_in_each_focus_area(both) == kept(focus_areas=2, so=2)
        one = together(focus=(first, second), areas_with_others=frozenset({first.id}))
        assert others_are_involved_in_each_focus_area(one) == short(
            "areas_without_others", "forums", focus_areas=2, so=1
        )
        assert others_are_involved_in_each_focus_area(together()) == not_applicable("no_focus_areas")


class TestGuide_4_2:
    """V-4.2-c: a mapping with both sectors and an outcome for each, looked at again after two years."""

    def test_both_sectors_with_an_outcome_are_enough(self) -> None:
        council = a_council(candidates=(Candidate("business", LATELY), Candidate("voluntary", LONG_AGO)))
        assert council_has_weighed_candidates(council) == kept(candidates=2, unassessed=0, sectors=2)

    def test_a_sector_or_an_outcome_that_is_missing_is_short(self) -> None:
        assert council_has_weighed_candidates(a_council()) == short("no_mapping", "candidates", candidates=0)
        half = a_council(candidates=(Candidate("business", LATELY), Candidate("school", LATELY)))
        assert council_has_weighed_candidates(half) == short(
            "mapping_is_not_whole", "candidates", candidates=2, unassessed=0, sectors=1
        )
        waiting = a_council(candidates=(Candidate("business", LATELY), Candidate("voluntary")))
        assert council_has_weighed_candidates(waiting) == short(
            "mapping_is_not_whole", "candidates", candidates=2, unassessed=1, sectors=2
        )

    def test_an_old_one_is_suggested_anew(self) -> None:
        old = a_council(candidates=(Candidate("business", LONG_AGO), Candidate("voluntary", LONG_AGO)))
        assert council_has_weighed_candidates(old) == unknown(
            "mapping_is_old", "candidates", candidates=2, unassessed=0, sectors=2
        )
        assert council_has_weighed_candidates(a_council(kind="thematic")) == not_applicable("no_council")
