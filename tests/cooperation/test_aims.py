"""Focus areas and goals: either party sets them, both see them, and nothing changes without a reason."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from samrad.cooperation import wall
from samrad.cooperation.commands.aims import (
    close_focus_area,
    close_goal,
    review_focus_area,
    set_focus_area,
    set_goal,
)
from samrad.cooperation.models import AimStep, FocusArea, Goal
from samrad.cooperation.queries.aims import focus_area_visible_to, focus_areas_visible_to, goal_visible_to
from samrad.cooperation.words import LooksPersonal
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.ledger.models import Entry
from tests.cast import Cast
from tests.situations import do

pytestmark = pytest.mark.django_db
FROM = date(2026, 9, 1)


def an_area(cast: Cast, **given: Any) -> FocusArea:
    given = {"name": "Trygge kvelder i sentrum", "valid_from": FROM} | given
    return do(cast.slt, set_focus_area, cooperation_id=cast.cooperation.pk, **given)


def a_goal(cast: Cast, area: FocusArea, **given: Any) -> Goal:
    given = {"name": "Færre voldshendelser i helgene", "horizon": 2030} | given
    return do(cast.police_contact, set_goal, area_id=area.pk, **given)


class TestAFocusArea:
    def test_is_set_by_one_party_and_read_by_both(self, cast: Cast) -> None:
        """A-innl-a: it says which of the three areas it is about, in the order of the guide."""
        area = an_area(cast, areas=["safety", "crime", "nonsense"], basis="Møte i formannskapet")
        assert (area.areas, area.version) == (["crime", "safety"], 1)
        with wall.acting(cast.police_contact) as actor:
            found, cooperation = focus_area_visible_to(actor, area.pk)
        assert (found.basis, cooperation) == ("Møte i formannskapet", cast.cooperation)

    def test_is_nowhere_for_the_neighbours(self, cast: Cast) -> None:
        area = an_area(cast)
        with wall.acting(cast.neighbour_mayor) as actor:
            assert list(focus_areas_visible_to(actor, cast.cooperation)) == []
            with pytest.raises(FocusArea.DoesNotExist):
                focus_area_visible_to(actor, area.pk)
        with pytest.raises(FocusArea.DoesNotExist):
            do(cast.neighbour_mayor, close_focus_area, area_id=area.pk, reason="x", seen=1)

    def test_is_not_written_by_who_only_reads(self, cast: Cast) -> None:
        with pytest.raises(Denied):
            do(cast.reader, set_focus_area, cooperation_id=cast.cooperation.pk, name="x", valid_from=FROM)

    def test_is_changed_with_a_reason_that_stays(self, cast: Cast) -> None:
        area = an_area(cast)
        given = {
            "cooperation_id": cast.cooperation.pk,
            "area_id": area.pk,
            "name": "Trygge kvelder",
            "valid_from": FROM,
        }
        with pytest.raises(Refused, match="hvorfor dere endrer"):
            do(cast.police_contact, set_focus_area, seen=1, **given)
        do(cast.police_contact, set_focus_area, seen=1, reason="Kortere navn", **given)
        with pytest.raises(Stale) as stale:
            do(cast.slt, set_focus_area, seen=1, reason="Også", **given)
        assert (stale.value.theirs, stale.value.version) == ("Trygge kvelder\n", 2)
        with wall.acting(cast.slt):
            steps = list(AimStep.objects.values_list("kind", "reason"))
        assert steps == [("begun", ""), ("changed", "Kortere navn")]

    def test_is_looked_at_again_and_kept_or_ended_without_any_agreement(self, cast: Cast) -> None:
        """V-3-g: a step of its own, with what it rests on."""
        area = an_area(cast)
        with pytest.raises(Refused, match="hvorfor dere beholder"):
            do(cast.slt, review_focus_area, area_id=area.pk, reason=" ", seen=1)
        do(
            cast.slt,
            review_focus_area,
            area_id=area.pk,
            reason="Fortsatt mest uro",
            rests_on="Ungdata",
            looked_at=["police_knowledge", "town_priorities", "gossip"],
            seen=1,
        )
        do(cast.police_contact, close_focus_area, area_id=area.pk, reason="Nådd", seen=2)
        with pytest.raises(Refused, match="avsluttet og endres ikke"):
            do(cast.slt, review_focus_area, area_id=area.pk, reason="x", seen=3)
        with wall.acting(cast.slt):
            assert list(AimStep.objects.values_list("kind", "rests_on", "looked_at")) == [
                ("begun", "", []), ("kept", "Ungdata", ["town_priorities", "police_knowledge"]), ("closed", "", []),
            ]  # fmt: skip

    def test_refuses_what_cannot_be(self, cast: Cast) -> None:
        with pytest.raises(Refused, match="Siste dag kan ikke være før"):
            an_area(cast, valid_to=date(2026, 8, 1))
        with pytest.raises(Refused, match="Skriv hva det heter"):
            an_area(cast, name=" ")
        with pytest.raises(LooksPersonal):
            an_area(cast, why="Ring 912 34 567")
        assert an_area(cast, challenge="Per Olsen").challenge == ""

    def test_tells_the_ledger_identifiers_only(self, cast: Cast) -> None:
        area = an_area(cast)
        with wall.acting(cast.slt):
            entry = Entry.objects.filter(kind="FocusAreaSet").get()
        assert entry.payload == {"area": str(area.pk), "step": "begun", "version": 1}


class TestAGoal:
    def test_has_a_year_and_one_of_the_two_aims_and_lives_by_itself(self, cast: Cast) -> None:
        """V-forord-a, V-3-h: crime and safety are told apart, and no agreement is needed or named."""
        goal = a_goal(cast, an_area(cast), aim="safer", seen_by="Trygghetsundersøkelsen")
        with wall.acting(cast.slt) as actor:
            found, _cooperation = goal_visible_to(actor, goal.pk)
        assert (found.aim, found.horizon, found.is_open) == ("safer", 2030, True)

    def test_can_be_moved_and_ended_with_a_reason(self, cast: Cast) -> None:
        first, second = an_area(cast), an_area(cast, name="Trygg på nett")
        goal = a_goal(cast, first)
        given = {"goal_id": goal.pk, "area_id": second.pk, "name": goal.name, "horizon": 2031}
        with pytest.raises(Refused, match="hvorfor dere endrer målet"):
            do(cast.slt, set_goal, seen=1, **given)
        do(cast.slt, set_goal, seen=1, reason="Hører hjemme der", **given)
        with pytest.raises(Refused, match="har mål som ikke er avsluttet"):
            do(cast.slt, close_focus_area, area_id=second.pk, reason="x", seen=1)
        do(cast.slt, close_goal, goal_id=goal.pk, reason="Nådd", seen=2)
        do(cast.slt, close_focus_area, area_id=second.pk, reason="Nådd", seen=1)
        with wall.acting(cast.slt):
            assert list(AimStep.objects.filter(goal=goal).values_list("kind", "reason")) == [
                ("begun", ""), ("changed", "Hører hjemme der"), ("closed", "Nådd"),
            ]  # fmt: skip

    @pytest.mark.parametrize("year", [1999, 2100])
    def test_looks_neither_back_nor_beyond(self, cast: Cast, year: int) -> None:
        with pytest.raises(Refused, match="inntil tretti år fram"):
            a_goal(cast, an_area(cast), horizon=year)

    def test_stays_inside_its_cooperation(self, cast: Cast) -> None:
        area = an_area(cast)
        with pytest.raises(FocusArea.DoesNotExist):
            do(cast.neighbour_mayor, set_goal, area_id=area.pk, name="x", horizon=2030)
        with pytest.raises(Goal.DoesNotExist):
            do(cast.slt, close_goal, goal_id=uuid4(), reason="x", seen=1)
