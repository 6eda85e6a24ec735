"""A measure has an owner, moves with a reason, and is told of in its rhythm."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from samrad.cooperation import wall
from samrad.cooperation.commands.aims import set_focus_area, set_goal
from samrad.cooperation.words import LooksPersonal
from samrad.kernel import clock
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.ledger.models import Entry
from samrad.plans.commands.measures import move_measure, remove_part, set_measure, set_part
from samrad.plans.commands.reporting import report_measure
from samrad.plans.content import Details
from samrad.plans.models import Measure, MeasureStep
from samrad.plans.queries.measures import measure_visible_to, measures_due, measures_of
from tests.cast import Cast
from tests.plans.situations import a_measure, a_plan
from tests.situations import do

pytestmark = pytest.mark.django_db


class TestSettingUp:
    def test_what_it_points_at_is_of_this_cooperation(self, cast: Cast) -> None:
        plan = a_plan(cast)
        here = {"cooperation_id": cast.cooperation.pk, "valid_from": date(2026, 1, 1)}
        area, other = (do(cast.slt, set_focus_area, name=name, **here) for name in ("A", "B"))
        goal = do(cast.slt, set_goal, area_id=other.pk, name="G", horizon=2030)
        for wrong, sentence in (
            ({"owner_id": cast.neighbour_mayor.post}, "stilling hos en av partene"),
            ({"focus_area_id": uuid4()}, "står i dette samarbeidet"),
            ({"further": (uuid4(),)}, "står i dette samarbeidet"),
            ({"focus_area_id": area.pk, "goal_id": goal.pk}, "et annet satsingsområde"),
            ({"decision_id": uuid4()}, "som begge parter ser"),
            ({"begins_on": date(2026, 5, 1), "ends_on": date(2026, 4, 1)}, "Siste dag"),
            ({"name": " "}, "hva tiltaket heter"),
        ):
            with pytest.raises(Refused, match=sentence):
                a_measure(cast, plan, **wrong)
        with pytest.raises(LooksPersonal):
            a_measure(cast, plan, description="Ring 912 34 567")

    def test_they_are_numbered_and_keep_what_happened(self, cast: Cast) -> None:
        """V-2.3-h: a step taken is kept with what it was before."""
        plan = a_plan(cast)
        first, second = a_measure(cast, plan), a_measure(cast, plan)
        assert (first.number, second.number) == (1, 2)
        details = Details("Natteravner", cast.police_contact.post, step=3)
        do(cast.slt, set_measure, plan_id=plan.pk, measure_id=first.pk, details=details, seen=1)
        with pytest.raises(Stale):
            do(cast.slt, set_measure, plan_id=plan.pk, measure_id=first.pk, details=details, seen=1)
        with wall.acting(cast.slt):
            steps = set(MeasureStep.objects.filter(measure=first).values_list("kind", "text"))
            kinds = list(
                Entry.objects.filter(kind__startswith="MeasureHanded").values_list(
                    "payload__owner", flat=True
                )
            )
        assert steps == {("made", ""), ("changed", ""), ("step", "– → 3"), ("handed_over", "")}
        assert sorted(kinds) == sorted([str(cast.slt.post)] * 2 + [str(cast.police_contact.post)])

    def test_nobody_else_sees_or_touches_it(self, cast: Cast) -> None:
        measure = a_measure(cast, a_plan(cast))
        with wall.acting(cast.foreign_contact) as actor, pytest.raises(Measure.DoesNotExist):
            measure_visible_to(actor, measure.pk)
        with pytest.raises(Measure.DoesNotExist):
            do(cast.foreign_contact, move_measure, measure_id=measure.pk, state="done", seen=1)
        with pytest.raises(Denied):
            do(cast.reader, move_measure, measure_id=measure.pk, state="done", seen=1)


class TestWhereItStands:
    @pytest.mark.parametrize("state", ["paused", "stopped", "never"])
    def test_a_pause_a_stop_and_a_never_say_why(self, cast: Cast, state: str) -> None:
        measure = a_measure(cast, a_plan(cast))
        with pytest.raises(Refused, match="Skriv hvorfor"):
            do(cast.slt, move_measure, measure_id=measure.pk, state=state, seen=1)
        moved = do(cast.slt, move_measure, measure_id=measure.pk, state=state, reason="Ingen penger", seen=1)
        assert (moved.state, moved.state_reason, moved.is_open) == (state, "Ingen penger", state == "paused")

    def test_the_end_asks_what_was_learned_and_takes_no_for_an_answer(self, cast: Cast) -> None:
        """V-8-f."""
        plan = a_plan(cast)
        told, untold = a_measure(cast, plan, report_every="monthly"), a_measure(cast, plan)
        done = do(cast.slt, move_measure, measure_id=told.pk, state="done", learned="Mye", wise="Mer", seen=1)
        assert (done.learned, done.wise, done.report_due_on) == ("Mye", "Mer", None)
        assert do(cast.slt, move_measure, measure_id=untold.pk, state="done", seen=1).learned == ""
        with pytest.raises(Refused, match="avsluttet og endres ikke"):
            do(cast.slt, move_measure, measure_id=told.pk, state="planned", seen=2)

    def test_one_that_nobody_speaks_of_is_quiet(self, cast: Cast) -> None:
        plan = a_plan(cast)
        a_measure(cast, plan, begins_on=date(2026, 9, 1))
        with clock.set_to(datetime(2026, 12, 1, 9, tzinfo=UTC)), wall.acting(cast.slt) as actor:
            assert [m.is_quiet for m in measures_of(actor, plan, cast.cooperation)] == [True]


class TestReporting:
    def test_is_one_sentence_and_moves_the_next_day_on(self, cast: Cast) -> None:
        plan = a_plan(cast)
        with clock.set_to(datetime(2026, 11, 2, 9, tzinfo=UTC)):
            measure = a_measure(cast, plan, report_every="monthly")
            assert measure.report_due_on == date(2026, 12, 2)
        with clock.set_to(datetime(2026, 12, 10, 9, tzinfo=UTC)):
            with wall.acting(cast.slt) as actor:
                assert measures_due(actor, date(2026, 12, 24)) == [measure]
            said = {
                "status": "on_track",
                "sentence": "Tolv kvelder.",
                "figure": Decimal("12.5"),
                "unit": "timer",
            }
            made = do(cast.slt, report_measure, measure_id=measure.pk, **said)
            with wall.acting(cast.slt) as actor:
                assert measures_due(actor, date(2026, 12, 24)) == []
        assert (made.due_on, made.figure) == (date(2026, 12, 2), Decimal("12.5"))
        with wall.acting(cast.police_contact) as actor:
            found, _home = measure_visible_to(actor, measure.pk)
        assert [report.sentence for report in found.reports.all()] == ["Tolv kvelder."]

    def test_refuses_silence_and_what_is_closed(self, cast: Cast) -> None:
        measure = a_measure(cast, a_plan(cast))
        with pytest.raises(Refused, match="Skriv én setning"):
            do(cast.slt, report_measure, measure_id=measure.pk, status="stuck", sentence=" ")
        do(cast.slt, move_measure, measure_id=measure.pk, state="done", seen=1)
        with pytest.raises(Refused, match="kan ikke meldes noe mer"):
            do(cast.slt, report_measure, measure_id=measure.pk, status="stuck", sentence="x")


def test_who_takes_part_stands_with_what_and_since_when(cast: Cast) -> None:
    """A-formal-c, V-8-b, V-8-d: parties, voluntary and business, each with what it undertook and when it was drawn in."""
    measure = a_measure(cast, a_plan(cast))
    part = {"measure_id": measure.pk, "involved_on": date(2026, 3, 1)}
    do(cast.slt, set_part, kind="police", party_id=cast.places.north.pk, undertakes="Patrulje", **part)
    do(cast.slt, set_part, kind="police", party_id=cast.places.north.pk, undertakes="To patruljer", **part)
    shop = do(cast.slt, set_part, kind="business", name="Kjøpesenteret", **part)
    with pytest.raises(Refused, match="en av partene"):
        do(cast.slt, set_part, kind="public", party_id=cast.places.storvik.pk, **part)
    with wall.acting(cast.police_contact) as actor:
        found, _home = measure_visible_to(actor, measure.pk)
    assert {(p.name, p.undertakes) for p in found.parts.all()} == {
        (cast.places.north.official_name, "To patruljer"),
        ("Kjøpesenteret", ""),
    }
    do(cast.police_contact, remove_part, part_id=shop.pk)
    with wall.acting(cast.slt) as actor:
        assert len(measure_visible_to(actor, measure.pk)[0].parts.all()) == 1
