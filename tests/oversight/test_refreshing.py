"""Findings as rows: one definition for one and for all, and what changes when something happens."""

import json
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from samrad.agreements.models import Agreement
from samrad.cooperation import wall
from samrad.cooperation.commands import make_offer, state_choice
from samrad.cooperation.commands.aims import review_focus_area, set_focus_area, set_goal
from samrad.cooperation.models import AimStep, FocusArea
from samrad.forums.models import Forum
from samrad.kernel import clock
from samrad.kernel.answers import Denied, Refused
from samrad.knowledge.commands.pictures import choose_contribution, confirm_problem, propose_problem
from samrad.knowledge.commands.processes import Process, register_process
from samrad.meetings.commands.planning import plan_meeting
from samrad.oversight.commands.refreshing import refresh_findings
from samrad.oversight.models import Finding
from samrad.oversight.queries.dry_run import Change, what_would_change
from samrad.oversight.tasks import LOOKER, look_again, look_at_everything
from samrad.parties.actor import Actor
from samrad.parties.commands import end_appointment, merge_municipalities, register_organisation
from samrad.parties.models import Appointment
from samrad.plans.commands.measures import move_measure, set_part
from samrad.plans.commands.plans import anchor_plan
from samrad.plans.models import Measure
from samrad.project.cli import app
from tests.cast import Cast
from tests.forums.situations import a_council, seated
from tests.knowledge.situations import a_picture, a_request, given_to
from tests.meetings.settings import a_meeting, agenda
from tests.plans.situations import a_measure, a_plan, agreed
from tests.situations import do, on_the_table

pytestmark = pytest.mark.django_db


def rows(sql: str, *given: object) -> list[tuple[object, ...]]:
    with wall.acting(LOOKER), connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()


def says(requirement: str, subject: object) -> list[tuple[object, ...]]:
    return rows(
        "select code, reason, numbers::text from oversight_finding where requirement = %s and subject = %s and until is null",
        requirement,
        subject,
    )


def everything() -> dict[str, list[tuple[object, ...]]]:
    """All that stands, without the days on which it came to stand."""
    return {
        "findings": rows(
            "select subject_kind, subject, cooperation, organisation, requirement, code, reason, step, numbers::text "
            "from oversight_finding where until is null order by 2, 5, 1"
        ),
        "status": rows("select * from oversight_status order by organisation"),
        "tally": rows(
            "select matter, code, district, county, centrality, size, municipalities, inhabitants from oversight_tally "
            "where month is null order by 1, 2, 3 nulls first, 4 nulls first, 5 nulls first, 6 nulls first"
        ),
    }


def test_all_is_judged_from_nothing_and_again_without_a_change(cast: Cast) -> None:
    town = cast.places.lyngvik.pk
    with wall.acting(LOOKER) as actor:
        first = refresh_findings(actor=actor)
        assert (first.ended, first.renewed) == (0, 0)
        assert first.begun == Finding.objects.count() > 0
        again = refresh_findings(actor=actor)
        assert (again.begun, again.ended, again.renewed) == (0, 0, 0)
    assert says("V-3-c", town) == [("short", "no_offer", "{}")]


def jobs_done() -> int:
    """Do the jobs that wait, as a worker would, and count them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, args from procrastinate_jobs where task_name = %s order by id", [look_again.name]
        )
        waiting = cursor.fetchall()
        cursor.execute("delete from procrastinate_jobs where task_name = %s", [look_again.name])
    for _number, args in waiting:
        look_again(**(json.loads(args) if isinstance(args, str) else args))
    return len(waiting)


def as_from_nothing() -> dict[str, list[tuple[object, ...]]]:
    """What a whole look gives when nothing was known. What was known is put back."""
    with transaction.atomic():
        with wall.acting(LOOKER), connection.cursor() as cursor:
            for table in ("finding", "status", "tally"):
                cursor.execute(f"delete from oversight_{table}")
        look_at_everything(0)
        found = everything()
        transaction.set_rollback(True)
    return found


def offer(cast: Cast, matter: str) -> None:
    given = {"cooperation_id": cast.cooperation.pk, "organisation_id": cast.places.lyngvik.pk}
    do(cast.police_contact, make_offer, matter=matter, offered_on=clock.today(), **given)


def choose(cast: Cast, matter: str, status: str) -> None:
    do(cast.mayor, state_choice, organisation_id=cast.places.lyngvik.pk, matter=matter, status=status)


def found_council(cast: Cast, number: int) -> None:
    forum = a_council(cast, name=f"Råd {number}")
    seated(cast, forum, cast.chief)
    seated(cast, forum, cast.mayor)


def plan(cast: Cast) -> None:
    with wall.acting(cast.slt):
        forum = Forum.objects.filter(ended_on=None, kind="council").order_by("name").first()
    if forum:
        at = clock.now() + timedelta(days=40)
        do(
            cast.slt,
            plan_meeting,
            forum_id=forum.pk,
            title="Møte",
            starts_at=at,
            ends_at=at + timedelta(hours=2),
        )


def agree(cast: Cast) -> None:
    with wall.acting(cast.slt):
        taken = Agreement.objects.filter(cooperation=cast.cooperation).exists()
    if not taken:
        on_the_table(cast.police_contact, cast.cooperation)


def set_an_aim(cast: Cast, number: int) -> None:
    """A focus area on a stated basis, with a goal, and a promise where an agreement binds."""
    given = {"cooperation_id": cast.cooperation.pk, "name": f"Område {number}", "basis": "Sagt i møtet"}
    area = do(cast.slt, set_focus_area, **given, areas=["crime"], valid_from=clock.today())
    do(cast.slt, set_goal, area_id=area.pk, name="Færre", aim="safer", horizon=clock.today().year + number)
    looked_at = AimStep.Ground.values[number % 2 :]
    do(cast.slt, review_focus_area, area_id=area.pk, reason="Ja", looked_at=looked_at, seen=area.version)


def make_a_plan(cast: Cast, number: int) -> None:
    """A plan of the first council there is, with a measure that both take part in; every other is agreed and anchored."""
    with wall.acting(cast.slt):
        forum = Forum.objects.filter(ended_on=None, kind="council").order_by("name").first()
        area = FocusArea.objects.filter(cooperation=cast.cooperation).order_by("name").first()
    if forum is None:
        return
    kind = "overall" if number % 3 else "action"
    days = {"valid_from": clock.today(), "valid_to": clock.today() + timedelta(days=20 * number)}
    plan = a_plan(cast, forum=forum, kind=kind, **days)
    measure = a_measure(cast, plan, focus_area_id=area.pk if area else None, main_purpose="Trygghet")
    for party in (cast.places.lyngvik.pk, cast.places.north.pk):
        do(
            cast.slt,
            set_part,
            measure_id=measure.pk,
            kind="public",
            party_id=party,
            involved_on=clock.today(),
        )
    if number % 2:
        agreed(cast, plan)
        given = {"kind": "anchored", "body": "Ledergruppa", "takes_part": True, "resources": "Ett årsverk"}
        do(cast.police_contact, anchor_plan, plan_id=plan.pk, on=clock.today(), **given)


def finish_a_measure(cast: Cast) -> None:
    with wall.acting(cast.slt):
        measure = Measure.objects.filter(closed_on=None).order_by("pk").first()
    if measure:
        do(cast.slt, move_measure, measure_id=measure.pk, state="done", learned="Mye", seen=measure.version)


def know_together(cast: Cast, number: int) -> None:
    """Knowledge of both in a picture of the first council, confirmed by both; and a process of the police, tied or not."""
    with wall.acting(cast.slt):
        forum = Forum.objects.filter(ended_on=None, kind="council").order_by("name").first()
    if forum is None:
        return
    meeting = a_meeting(cast, forum, f"Sak {number}", needs_knowledge=True, step=2)
    item = agenda(cast.slt, meeting)[-1]
    request = a_request(cast.slt, forum.pk, f"Sak {number}", item_id=item.pk)
    picture = a_picture(cast, forum.pk)
    for actor in (cast.slt, cast.police_contact):
        given = given_to(actor, request)
        do(actor, choose_contribution, picture_id=picture.pk, contribution_id=given.pk)
    if number % 2:
        do(cast.slt, propose_problem, picture_id=picture.pk, text="For få voksne er ute.", seen=0)
        do(cast.police_contact, confirm_problem, picture_id=picture.pk, seen=1)
    tied = request.pk if number % 3 else None
    process = Process("measures", "Uteliv", clock.today(), number % 2 == 0, request_id=tied)
    do(cast.police_contact, register_process, cooperation_id=cast.cooperation.pk, process=process)


def change_contact(cast: Cast) -> None:
    machine = Actor.system("test")
    running = cast.police_contact.appointment
    if Appointment.objects.get(pk=running).valid_to is None:
        end_appointment(actor=machine, appointment_id=running, on=clock.today() + timedelta(days=20))


DEEDS = {
    "offer an agreement": lambda cast, number: offer(cast, "agreement"),
    "invite to a council": lambda cast, number: offer(cast, "council"),
    "council": lambda cast, number: choose(cast, "council", "in_force"),
    "no slt": lambda cast, number: choose(cast, "slt", "no"),
    "slt": lambda cast, number: choose(cast, "slt", "in_force"),
    "found": found_council,
    "plan": lambda cast, number: plan(cast),
    "agree": lambda cast, number: agree(cast),
    "aim": set_an_aim,
    "make a plan": make_a_plan,
    "know together": know_together,
    "finish a measure": lambda cast, number: finish_a_measure(cast),
    "contact leaves": lambda cast, number: change_contact(cast),
}


class TestAYear:
    @settings(
        max_examples=8,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(0, 40)), min_size=3, max_size=12))
    def test_of_looking_again_ends_where_a_whole_look_does(
        self, cast: Cast, year: list[tuple[str, int]]
    ) -> None:
        """After each thing that happens the touched are looked at; at the end all are, and it is the same."""
        with transaction.atomic():
            look_at_everything(0)
            at = clock.now()
            for number, (deed, days) in enumerate(year):
                at += timedelta(days=days)
                with clock.set_to(at):
                    with suppress(Refused):
                        DEEDS[deed](cast, number)
                    jobs_done()
            with clock.set_to(at):
                look_at_everything(0)  # the days went by for those whom nothing happened to
                assert everything() == as_from_nothing()
            transaction.set_rollback(True)

    def test_what_happens_is_looked_at_without_the_rest(self, cast: Cast) -> None:
        look_at_everything(0)
        jobs_done()
        town, elsewhere = cast.places.lyngvik.pk, cast.places.storvik.pk
        before = [row for row in everything()["findings"] if row[1] == elsewhere]
        offer(cast, "agreement")
        assert jobs_done() == 1
        assert [row[:2] for row in says("V-3-c", town)] == [("kept", "as_advised")]
        assert [row for row in everything()["findings"] if row[1] == elsewhere] == before
        assert everything() == as_from_nothing()

    def test_the_days_on_which_it_was_otherwise_are_kept(self, cast: Cast) -> None:
        town = cast.places.lyngvik.pk
        with clock.set_to(datetime(2026, 12, 1, 12, tzinfo=UTC)):
            look_at_everything(0)
        with clock.set_to(datetime(2026, 12, 11, 12, tzinfo=UTC)):
            offer(cast, "agreement")
            jobs_done()
        assert rows(
            "select code, since, until from oversight_finding where requirement = 'V-3-c' and subject = %s order by since",
            town,
        ) == [("short", date(2026, 12, 1), date(2026, 12, 10)), ("kept", date(2026, 12, 11), None)]


class TestAMerger:
    def test_in_mid_year_carries_both_into_the_new(self, cast: Cast) -> None:
        """What was offered to one of them counts for the new one, and both keep what was found about them."""
        machine, today = Actor.system("test"), clock.today()
        offer(cast, "agreement")
        look_at_everything(0)
        jobs_done()
        with wall.acting(machine):
            facts = {"sector": "municipal", "district": cast.places.north, "valid_from": date(2020, 1, 1)}
            havnes = register_organisation(actor=machine, kind="municipality", name="Havnes", **facts)
        look_at_everything(0)
        both = [cast.places.lyngvik, havnes]
        with wall.acting(machine):
            new = merge_municipalities(actor=machine, before=both, name="Nyvik", on=today)
        assert jobs_done() >= 1
        assert [row[:2] for row in says("V-3-c", new.pk)] == [("kept", "as_advised")]
        for town in both:
            assert says("V-3-c", town.pk) == []
            assert (
                rows(
                    "select until from oversight_finding where requirement = 'V-3-c' and subject = %s",
                    town.pk,
                )
                != []
            )
        look_at_everything(0)
        assert everything() == as_from_nothing()


def test_only_the_machinery_looks(cast: Cast) -> None:
    with wall.acting(cast.oversight) as actor, pytest.raises(Denied, match="Bare Samråd selv gjør dette"):
        refresh_findings(actor=actor)


class TestADryRun:
    def test_says_what_another_day_would_change_and_changes_nothing(self, cast: Cast) -> None:
        look_at_everything(0)
        before = everything()
        with wall.acting(LOOKER) as actor:
            assert what_would_change(actor, clock.today()) == []
        change_contact(cast)
        with wall.acting(LOOKER) as actor:
            later = clock.today() + timedelta(days=21)
            assert Change("V-5-c", "municipality", "kept", "short", 1) in what_would_change(actor, later)
        assert everything() == before

    def test_is_the_machinerys(self, cast: Cast) -> None:
        with wall.acting(cast.operator) as actor, pytest.raises(Denied, match="Bare Samråd selv gjør dette"):
            what_would_change(actor, clock.today())

    def test_is_a_command_at_the_terminal(self) -> None:
        ran = CliRunner().invoke(app, ["guide", "dry-run", "--on", "i morgen"])
        assert (ran.exit_code, ran.stderr) == (1, "i morgen is not a day. Write it as 2027-01-01.\n")
