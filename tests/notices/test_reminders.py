"""A deadline is reminded of once before and once after, and never again: however often the job runs, and after a stop."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from samrad.cooperation import wall
from samrad.kernel import clock
from samrad.ledger.models import Entry
from samrad.meetings.commands.outcomes import follow_up_task, make_task
from samrad.meetings.models import AgendaItem, Task
from samrad.meetings.rules import reminded_after, reminded_before, reminder_due
from samrad.notices import tasks
from samrad.notices.models import Reminder
from samrad.parties.commands import appoint, end_appointment
from samrad.parties.models import Person, Post
from tests.cast import MACHINERY, Cast
from tests.meetings.settings import a_council, agenda, in_session
from tests.notices import made
from tests.post import PostOffice, text_of
from tests.situations import do
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
DUE = date(2027, 3, 31)  # the Wednesday after Easter: the third working day before it is the 23rd


@contextmanager
def at(day: date, hour: int = 9) -> Iterator[None]:
    with clock.set_to(datetime.combine(day, time(hour), clock.OSLO)):
        yield


def reminded(day: date, hour: int = 9) -> None:
    """The job, as the worker runs it that day."""
    with at(day, hour):
        tasks.remind(timestamp=0)


@pytest.fixture
def item(cast: Cast) -> AgendaItem:
    return agenda(cast.slt, in_session(cast, a_council(cast), "Trygt sentrum"))[0]


@pytest.fixture
def task(cast: Cast, item: AgendaItem) -> Task:
    with at(date(2027, 1, 11)):
        return do(
            cast.slt,
            make_task,
            item_id=item.pk,
            text="Lag turnus",
            owner_id=cast.police_contact.post,
            due_on=DUE,
        )


def given(cast: Cast, task: Task) -> list[tuple[str, date]]:
    with wall.acting(cast.slt):
        rows = Entry.objects.filter(kind="TaskReminded", payload__task=str(task.pk)).order_by("seq")
        return [(row.payload["moment"], date.fromisoformat(row.payload["due_on"])) for row in rows]


class TestTheDays:
    def test_three_working_days_before_and_the_first_after(self) -> None:
        assert reminded_before(date(2027, 3, 12)) == date(2027, 3, 9)
        assert reminded_before(date(2027, 3, 15)) == date(2027, 3, 10)  # over a weekend
        assert reminded_before(date(2027, 5, 19)) == date(2027, 5, 13)  # over Constitution Day
        assert reminded_after(date(2027, 3, 12)) == date(2027, 3, 15)
        assert reminded_after(date(2027, 12, 23)) == date(2027, 12, 27)

    def test_none_on_a_day_when_nobody_works_and_none_that_echoes_the_task_itself(self) -> None:
        long_ago, due = date(2027, 1, 1), date(2027, 3, 15)
        assert reminder_due(due, given_on=long_ago, today=date(2027, 3, 9)) is None
        assert reminder_due(due, given_on=long_ago, today=date(2027, 3, 10)) == "before"
        assert reminder_due(due, given_on=long_ago, today=date(2027, 3, 13)) is None
        assert reminder_due(due, given_on=long_ago, today=due) == "before"
        assert reminder_due(due, given_on=long_ago, today=date(2027, 3, 16)) == "after"
        assert reminder_due(due, given_on=date(2027, 3, 10), today=date(2027, 3, 12)) is None
        assert reminder_due(date(2027, 3, 12), given_on=long_ago, today=date(2027, 3, 13)) is None
        assert reminder_due(due, given_on=None, today=due) == "before"  # nobody knows when


class TestTheJob:
    def test_reminds_once_before_and_once_after_however_often_it_runs(self, cast: Cast, task: Task) -> None:
        """V-4.1.2-d, V-4.1.4-f."""
        day = date(2027, 3, 1)
        while day < date(2027, 5, 1):
            for hour in (6, 7, 12, 12):
                reminded(day, hour)
            day += DAY
        assert given(cast, task) == [("before", DUE), ("after", DUE)]
        made.tell(cast.cooperation)
        told = [n for n in made.all_notices(cast.cooperation) if n.kind == "TaskReminded"]
        assert [n.person_id for n in told] == [cast.police_contact.person] * 2

    def test_after_a_stop_gives_what_still_makes_sense(self, cast: Cast, task: Task) -> None:
        """Away on the day before: reminded the day it is back. Away over the deadline: only of what is past."""
        reminded(DUE)
        reminded(DUE)
        assert given(cast, task) == [("before", DUE)]
        reminded(DUE + 60 * DAY)
        reminded(DUE + 61 * DAY)
        assert given(cast, task) == [("before", DUE), ("after", DUE)]

    def test_away_over_the_deadline_reminds_only_of_what_is_past(self, cast: Cast, task: Task) -> None:
        reminded(DUE + 40 * DAY)
        reminded(DUE + 41 * DAY)
        assert given(cast, task) == [("after", DUE)]

    def test_does_nothing_before_seven(self, cast: Cast, task: Task) -> None:
        reminded(DUE, hour=6)
        assert given(cast, task) == []

    def test_says_nothing_of_what_is_done(self, cast: Cast, task: Task) -> None:
        do(cast.police_contact, follow_up_task, task_id=task.pk, kind="done", seen=1)
        reminded(DUE)
        reminded(DUE + 5 * DAY)
        assert given(cast, task) == []

    def test_a_new_deadline_has_reminders_of_its_own(self, cast: Cast, task: Task) -> None:
        reminded(DUE)
        later = date(2027, 6, 16)
        with at(DUE):
            do(cast.police_contact, follow_up_task, task_id=task.pk, kind="moved", due_on=later, seen=1)
        reminded(DUE + 5 * DAY)
        reminded(later)
        assert given(cast, task) == [("before", DUE), ("before", later)]

    def test_waits_while_nobody_holds_the_post(self, cast: Cast, task: Task) -> None:
        assert cast.police_contact.appointment
        with wall.acting(MACHINERY):
            end_appointment(
                actor=MACHINERY, appointment_id=cast.police_contact.appointment, on=date(2027, 2, 1)
            )
        reminded(DUE)
        assert given(cast, task) == []
        with wall.acting(MACHINERY):
            newcomer = Person.objects.create(name="Nils Berge")
            post = Post.objects.get(pk=cast.police_contact.post)
            appoint(actor=MACHINERY, person=newcomer, post=post, valid_from=date(2027, 4, 1))
        reminded(DUE + 5 * DAY)
        assert given(cast, task) == [("after", DUE)]

    @pytest.mark.usefixtures("task")
    def test_only_machinery_on_its_errand_is_told_of_tasks_and_writes_reminders(self, cast: Cast) -> None:
        for statement in (
            "select * from notices_tasks_to_remind('2027-03-31', '2027-04-30')",
            f"select ledger_append('{cast.neighbours.pk}', null, now(), 'TaskReminded', '{{}}'::jsonb)",
        ):
            with (
                wall.acting(cast.slt),
                pytest.raises(DatabaseError),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)
        with (
            wall.acting(tasks.POSTMAN),
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                f"select ledger_append('{cast.cooperation.pk}', null, now(), 'TaskMade', '{{}}'::jsonb)"
            )

    def test_shows_to_those_who_see_the_task(self, cast: Cast, task: Task) -> None:
        reminded(DUE)
        counts = []
        for actor in (cast.slt, cast.chief, cast.neighbour_mayor, cast.principal):
            with wall.acting(actor):
                counts.append(Reminder.objects.count())
        assert counts == [1, 1, 0, 0]
        assert "Påminnelse sendt" in visit(login_as("slt"), f"/oppgave/{task.pk}/").text


class TestTheMail:
    def test_names_the_day_and_leads_to_the_tasks_own_page(
        self, cast: Cast, task: Task, office: PostOffice
    ) -> None:
        reminded(DUE)
        made.tell(cast.cooperation)
        (waiting,) = made.deliveries(notice__kind="TaskReminded")
        tasks.send(str(waiting.mail))
        (mail,) = office.mails
        assert str(mail["Subject"]) == "Påminnelse om en oppgave"
        text = text_of(mail)
        assert "Fristen for en oppgave stillingen din har, nærmer seg." in text
        assert "onsdag 31. mars 2027" in text
        assert "turnus" not in text
        _leads_to(cast, "TaskReminded", task.pk)

    def test_a_new_owner_hears_and_is_led_to_the_task(self, cast: Cast, task: Task) -> None:
        made.tell(cast.cooperation)
        with at(date(2027, 2, 1)):
            do(
                cast.police_contact,
                follow_up_task,
                task_id=task.pk,
                kind="handed_over",
                owner_id=cast.chief.post,
                seen=1,
            )
        told = [n for n in made.tell(cast.cooperation) if n.kind == "TaskHandedOver"]
        assert [n.person_id for n in told] == [cast.chief.person]
        _leads_to(cast, "TaskHandedOver", task.pk)
        _leads_to(cast, "TaskMade", task.pk)


def _leads_to(cast: Cast, kind: str, task: UUID) -> None:
    notice = next(n for n in made.all_notices(cast.cooperation) if n.kind == kind)
    username = "politikontakt" if notice.person_id == cast.police_contact.person else "enhetsleder"
    answer = login_as(username).get(f"/varsler/{notice.pk}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/oppgave/{task}/")
