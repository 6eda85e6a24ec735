"""Whoever owns a measure is reminded to tell how it goes: once before the day and once after it, and never again."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from samrad.cooperation import wall
from samrad.ledger.models import Entry
from samrad.notices import tasks
from samrad.notices.models import Reminder
from samrad.parties.commands import end_appointment
from samrad.plans.commands.measures import move_measure
from samrad.plans.commands.reporting import report_measure
from samrad.plans.models import Measure
from samrad.web.plans.dates import reports
from tests.cast import MACHINERY, Cast
from tests.notices import made
from tests.notices.test_reminders import DAY, at, reminded
from tests.plans.situations import a_measure, a_plan
from tests.post import PostOffice, text_of
from tests.situations import do
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db
DUE = date(2027, 3, 31)  # the Wednesday after Easter: the third working day before it is the 23rd


@pytest.fixture
def measure(cast: Cast) -> Measure:
    with at(date(2026, 12, 31)):
        made_now = a_measure(cast, a_plan(cast), owner_id=cast.police_contact.post, report_every="quarterly")
    assert made_now.report_due_on == DUE
    return made_now


def given(cast: Cast) -> list[tuple[str, date]]:
    with wall.acting(cast.slt):
        rows = Entry.objects.filter(kind="MeasureReminded").order_by("seq")
        return [(row.payload["moment"], date.fromisoformat(row.payload["due_on"])) for row in rows]


def test_once_before_and_once_after_however_often_the_job_runs(cast: Cast, measure: Measure) -> None:
    for day in range(0, 60, 2):
        reminded(date(2027, 3, 11) + day * DAY)
        reminded(date(2027, 3, 12) + day * DAY)
    assert given(cast) == [("before", DUE), ("after", DUE)]
    made.tell(cast.cooperation)
    told = [n for n in made.all_notices(cast.cooperation) if n.kind == "MeasureReminded"]
    assert [n.person_id for n in told] == [cast.police_contact.person] * 2


def test_whoever_has_told_is_reminded_of_the_next_day_only(cast: Cast, measure: Measure) -> None:
    with at(date(2027, 3, 15)):
        do(cast.police_contact, report_measure, measure_id=measure.pk, status="on_track", sentence="Bra")
    reminded(DUE)
    reminded(DUE + 20 * DAY)
    assert given(cast) == []
    reminded(date(2027, 6, 14))
    assert given(cast) == [("before", date(2027, 6, 15))]


@pytest.mark.parametrize("ends", ["paused", "done", "leaves"])
def test_nothing_is_said_of_what_rests_or_is_over_or_has_no_holder(
    cast: Cast, measure: Measure, ends: str
) -> None:
    if ends == "leaves":
        assert cast.police_contact.appointment
        with wall.acting(MACHINERY):
            gone = {"appointment_id": cast.police_contact.appointment, "on": date(2027, 2, 1)}
            end_appointment(actor=MACHINERY, **gone)
    else:
        do(cast.slt, move_measure, measure_id=measure.pk, state=ends, reason="Vi venter", seen=1)
    reminded(DUE)
    reminded(DUE + 20 * DAY)
    assert given(cast) == []


def test_the_mail_has_the_day_and_the_way_to_tell(cast: Cast, measure: Measure, office: PostOffice) -> None:
    reminded(DUE)
    made.tell(cast.cooperation)
    (waiting,) = made.deliveries(notice__kind="MeasureReminded")
    tasks.send(str(waiting.mail))
    (mail,) = office.mails
    text = text_of(mail)
    assert str(mail["Subject"]) == "Påminnelse om et tiltak"
    assert "Dagen er onsdag 31. mars 2027." in text
    assert "/fortell/" in text
    assert "Natteravner" not in text
    assert "Påminnelse sendt" in visit(login_as("slt"), f"/tiltak/{measure.pk}/").text


@pytest.mark.usefixtures("measure")
def test_only_machinery_is_told_of_measures_and_only_the_parties_see_the_reminders(cast: Cast) -> None:
    reminded(DUE)
    counts = []
    for actor in (cast.slt, cast.chief, cast.neighbour_mayor, cast.principal):
        with wall.acting(actor):
            counts.append(Reminder.objects.count())
    assert counts == [1, 1, 0, 0]
    for statement in (
        "select * from notices_measures_to_remind('2027-03-31', '2027-04-30')",
        f"select ledger_append('{cast.neighbours.pk}', null, now(), 'MeasureReminded', '{{}}'::jsonb)",
    ):
        with (
            wall.acting(cast.slt),
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_the_day_stands_in_the_owners_own_calendar(cast: Cast, measure: Measure) -> None:

    with at(date(2027, 1, 4)):
        with wall.acting(cast.police_contact) as actor:
            (entry,) = reports(actor)
        with wall.acting(cast.slt) as actor:
            assert reports(actor) == []
    assert (entry.start, entry.summary) == (DUE, "Fortell hvordan «Natteravner» går")
    assert entry.url.endswith(f"/tiltak/{measure.pk}/fortell/")
