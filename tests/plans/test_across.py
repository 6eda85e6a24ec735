"""Challenges and measures seen across the parties: what each can do, what nobody answers for, what is stuck, what clashes."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from samrad.cooperation import wall
from samrad.cooperation.commands.aims import set_focus_area
from samrad.cooperation.commands.challenges import raise_challenge, set_consequences
from samrad.cooperation.models import Challenge
from samrad.cooperation.words import LooksPersonal
from samrad.kernel import clock
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.parties.commands import end_appointment
from samrad.plans.commands.challenges import note_adjustment, note_conflict, set_means, settle_conflict
from samrad.plans.commands.exercises import set_exercise
from samrad.plans.commands.measures import move_measure, set_measure, wait_for
from samrad.plans.content import Details
from samrad.plans.models import Exercise, Measure
from samrad.plans.queries.challenges import challenges_across, conflicts_in, exercises_in, waiting_measures
from tests.cast import MACHINERY, Cast
from tests.plans.situations import a_measure, a_plan
from tests.situations import do

pytestmark = pytest.mark.django_db


def a_challenge(cast: Cast, code: str = "public_places") -> Challenge:
    return do(cast.slt, raise_challenge, cooperation_id=cast.cooperation.pk, code=code)


def an_area(cast: Cast, challenge: Challenge) -> Any:
    given = {"cooperation_id": cast.cooperation.pk, "valid_from": date(2026, 1, 1)}
    return do(cast.slt, set_focus_area, name="Trygt sentrum", challenge=challenge.mark, **given)


class TestMeans:
    def test_each_party_writes_its_own_column(self, cast: Cast) -> None:
        """V-2-d: what the municipality can do, what the police can do, and what each depends on from the other."""
        challenge = a_challenge(cast)
        do(cast.slt, set_means, challenge_id=challenge.pk, can="Utekontakt", needs="Patrulje")
        do(cast.police_contact, set_means, challenge_id=challenge.pk, can="Patrulje", needs="Utekontakt")
        with wall.acting(cast.mayor) as actor:
            (row,) = challenges_across(actor, cast.cooperation)
        said = {party: (means.can, means.needs) for party, means in row.means.items()}
        assert said == {
            cast.places.lyngvik.pk: ("Utekontakt", "Patrulje"),
            cast.places.north.pk: ("Patrulje", "Utekontakt"),
        }

    def test_is_refused_on_top_of_a_colleagues_and_to_a_reader(self, cast: Cast) -> None:
        challenge = a_challenge(cast)
        given = {"challenge_id": challenge.pk}
        do(cast.slt, set_means, can="A", **given)
        with pytest.raises(Stale):
            do(cast.director, set_means, can="B", **given)
        with pytest.raises(Refused, match="hva dere selv kan gjøre"):
            do(cast.slt, set_means, can="", needs="B", seen=1, **given)
        with pytest.raises(LooksPersonal):
            do(cast.slt, set_means, can="Ring 912 34 567", seen=1, **given)
        with pytest.raises(Denied):
            do(cast.reader, set_means, can="B", **given)
        with pytest.raises(Challenge.DoesNotExist):
            do(cast.foreign_contact, set_means, can="B", **given)
        assert do(cast.slt, set_means, can="", seen=1, **given) is None


class TestAcross:
    def test_a_challenge_lacks_a_measure_then_an_owner_then_nothing(self, cast: Cast) -> None:
        """V-2.3-a: no measure, or nobody who answers for one."""
        challenge = a_challenge(cast)
        area = an_area(cast, challenge)

        def lacks() -> str:
            with wall.acting(cast.slt) as actor:
                (row,) = challenges_across(actor, cast.cooperation)
                return row.lacks

        assert lacks() == "measure"
        a_measure(cast, a_plan(cast), focus_area_id=area.pk, owner_id=cast.police_contact.post)
        assert lacks() == ""
        assert cast.police_contact.appointment
        with wall.acting(MACHINERY):
            yesterday = clock.today() - timedelta(days=1)
            end_appointment(actor=MACHINERY, appointment_id=cast.police_contact.appointment, on=yesterday)
        assert lacks() == "owner"

    def test_a_measure_waits_and_is_stuck_after_so_many_days(self, cast: Cast) -> None:
        """V-2.3-a: blocked, awaiting the other party, longer than this installation's own number of days."""
        measure = a_measure(cast, a_plan(cast))
        given = {"measure_id": measure.pk}
        with clock.set_to(datetime(2026, 10, 1, 9, tzinfo=UTC)):
            do(cast.slt, wait_for, party_id=cast.places.north.pk, seen=1, **given)
            do(cast.slt, wait_for, party_id=cast.places.north.pk, seen=2, **given)
        stuck = []
        for day in (31, 32):
            then = datetime(2026, 10, 1, 9, tzinfo=UTC) + timedelta(days=day - 1)
            with clock.set_to(then), wall.acting(cast.slt) as actor:
                (row,) = waiting_measures(actor, cast.cooperation)
                stuck.append((row.waits_since, row.is_stuck))
        assert stuck == [(date(2026, 10, 1), False), (date(2026, 10, 1), True)]
        with pytest.raises(Refused, match="en av partene"):
            do(cast.slt, wait_for, party_id=cast.places.storvik.pk, seen=3, **given)
        done = do(cast.slt, move_measure, state="done", seen=3, **given)
        assert (done.waits_for_id, done.waits_since) == (None, None)

    def test_two_that_clash_stand_open_until_something_is_found_out(self, cast: Cast) -> None:
        """V-2.3-a: a pair marked as conflicting, without and with an outcome."""
        plan = a_plan(cast)
        one, other = a_measure(cast, plan), a_measure(cast, plan, name="Stengetid")
        with pytest.raises(Refused, match="et annet tiltak"):
            do(cast.slt, note_conflict, measure_id=one.pk, other_id=one.pk, about="x")
        with pytest.raises(Refused, match="motvirker hverandre"):
            do(cast.slt, note_conflict, measure_id=one.pk, other_id=other.pk, about=" ")
        clash = do(cast.slt, note_conflict, measure_id=other.pk, other_id=one.pk, about="Køene flytter seg")
        with pytest.raises(Refused, match="allerede notert"):
            do(cast.police_contact, note_conflict, measure_id=one.pk, other_id=other.pk, about="x")
        with pytest.raises(Refused, match="Velg beslutningen, eller skriv"):
            do(cast.slt, settle_conflict, conflict_id=clash.pk)
        do(cast.police_contact, settle_conflict, conflict_id=clash.pk, outcome="Vi flytter patruljen")
        with pytest.raises(Refused, match="allerede sagt"):
            do(cast.slt, settle_conflict, conflict_id=clash.pk, outcome="x")
        with wall.acting(cast.slt) as actor:
            (row,) = conflicts_in(actor, cast.cooperation, one)
        assert (row.outcome, row.settled_on) == ("Vi flytter patruljen", clock.today())


class TestUpperSteps:
    def test_a_changed_plan_says_whose_by_whom_and_whose_goal_it_spares(self, cast: Cast) -> None:
        """V-2.3-k."""
        measure = a_measure(cast, a_plan(cast), step=3)
        words = {
            "plan_name": "Skjenkeplanen", "change": "Stenger klokka ett", "unit": "Legevakten", "goal": "Færre skader",
            "body": "Formannskapet",
        }  # fmt: skip
        given = {"measure_id": measure.pk, "on": date(2026, 10, 1)}
        ours = {"party_id": cast.places.lyngvik.pk}
        with pytest.raises(Refused, match="Fyll ut"):
            do(cast.slt, note_adjustment, **given, **ours, **words | {"goal": " "})
        with pytest.raises(Refused, match="https"):
            do(cast.slt, note_adjustment, **given, **ours, **words, link="http://x")
        with pytest.raises(Refused, match="en av partene"):
            do(cast.slt, note_adjustment, **given, **words, party_id=cast.places.storvik.pk)
        made = do(cast.slt, note_adjustment, **given, **ours, **words, link="https://lyngvik.no/plan")
        assert (made.party_id, made.unit, made.body) == (
            cast.places.lyngvik.pk,
            "Legevakten",
            "Formannskapet",
        )


class TestExercises:
    def test_are_read_by_those_who_write_and_by_nobody_else(self, cast: Cast) -> None:
        """V-2.3-m: restricted, also in the database; no field for anybody who took part or is followed up."""
        home = {"cooperation_id": cast.cooperation.pk, "kind": "plivo", "name": "Skolen"}
        made = do(cast.slt, set_exercise, planned_on=date(2027, 3, 1), **home)
        with pytest.raises(Refused, match="fram i tid"):
            do(cast.slt, set_exercise, held_on=clock.today() + timedelta(days=1), **home)
        with pytest.raises(Refused, match="hvilken dag den ble holdt"):
            do(cast.slt, set_exercise, findings="Sambandet sviktet", **home)
        with pytest.raises(Refused, match="hva øvelsen heter"):
            do(cast.slt, set_exercise, **home | {"name": " "})
        held = {"held_on": clock.today(), "sectors": ("health", "police", "school"), "findings": "Sambandet"}
        do(cast.police_contact, set_exercise, exercise_id=made.pk, seen=1, **held, **home)
        with pytest.raises(Stale):
            do(cast.slt, set_exercise, exercise_id=made.pk, seen=1, **held, **home)
        counts = {}
        for name in ("slt", "police_contact", "reader", "foreign_contact", "principal"):
            with wall.acting(getattr(cast, name)):
                counts[name] = Exercise.objects.count()
        assert counts == {"slt": 1, "police_contact": 1, "reader": 0, "foreign_contact": 0, "principal": 0}
        with wall.acting(cast.slt) as actor:
            (row,) = exercises_in(actor, cast.cooperation)
        assert row.sectors == ["police", "school", "health"]
        assert {field.name for field in Exercise._meta.fields} == {
            "id", "cooperation", "kind", "name", "planned_on", "held_on", "sectors", "houses", "findings", "improvements",
            "version",
        }  # fmt: skip


def test_consequences_are_words_with_a_source(cast: Cast) -> None:
    """V-8-a: for people and for society, human and economic, with source; free text and no amount that is asked for."""
    given = {"challenge_id": a_challenge(cast).pk, "for_people": "Utrygge", "for_society": "Dyrt"}
    with pytest.raises(Refused, match="hvor dere har det fra"):
        do(cast.slt, set_consequences, seen=1, **given)
    made = do(cast.slt, set_consequences, seen=1, told_by="Innbyggerundersøkelsen", **given)
    assert (made.for_people, made.for_society, made.told_by) == ("Utrygge", "Dyrt", "Innbyggerundersøkelsen")
    with pytest.raises(Stale):
        do(cast.police_contact, set_consequences, seen=1, told_by="x", **given)
    with pytest.raises(Denied):
        do(cast.reader, set_consequences, seen=2, told_by="x", **given)


def test_a_measure_of_what_is_sensitive_begins_among_the_parties(cast: Cast) -> None:
    """V-2-c: what is marked as sensitive starts restricted; the parties may open it afterwards."""
    plan, starts = a_plan(cast), {}
    for code in ("traffic", "close_relations"):
        area = an_area(cast, a_challenge(cast, code))
        starts[code] = a_measure(cast, plan, focus_area_id=area.pk)
    assert {code: row.is_public for code, row in starts.items()} == {
        "traffic": True,
        "close_relations": False,
    }
    row = starts["close_relations"]
    details = Details("Natteravner", cast.slt.post, focus_area_id=row.focus_area_id)  # type: ignore[arg-type] # it has a post
    do(cast.slt, set_measure, plan_id=plan.pk, measure_id=row.pk, details=details, seen=1)
    with wall.acting(cast.slt):
        assert Measure.objects.get(pk=row.pk).is_public


def test_a_measure_that_comes_under_what_is_sensitive_is_for_the_parties_alone(cast: Cast) -> None:
    """V-2-c: also as one of several focus areas, and when it is moved there later."""
    plan = a_plan(cast)
    town, home = (an_area(cast, a_challenge(cast, code)).pk for code in ("traffic", "close_relations"))
    beside = a_measure(cast, plan, focus_area_id=town, further=(home,))
    moved = a_measure(cast, plan, focus_area_id=town)
    assert (beside.is_public, moved.is_public) == (False, True)
    there = Details("Natteravner", cast.slt.post, focus_area_id=home)  # type: ignore[arg-type] # it has a post
    do(cast.slt, set_measure, plan_id=plan.pk, measure_id=moved.pk, details=there, seen=1)
    with wall.acting(cast.slt):
        assert not Measure.objects.get(pk=moved.pk).is_public
