"""Who hears of a yes to the minutes, and of a task that moved."""

from datetime import timedelta

import pytest

from samrad.kernel.clock import today
from samrad.meetings.commands.outcomes import follow_up_task, make_task
from samrad.meetings.commands.record import approve_minutes, send_minutes
from samrad.meetings.commands.session import close_meeting
from samrad.meetings.models import Minutes, Task
from samrad.notices.models import Notice
from samrad.notices.telling import TOLD
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.meetings.settings import a_council, agenda, fresh, in_session
from tests.notices import made
from tests.situations import do
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db


def told_of(cast: Cast, kind: str) -> list[Notice]:
    return [notice for notice in made.tell(cast.cooperation) if notice.kind == kind]


def yes(who: Actor, minutes: Minutes) -> None:
    given = {"minutes_id": minutes.pk, "seen_hash": minutes.content_hash}
    do(who, approve_minutes, make_pdf=lambda _face: b"%PDF-1.7", **given)


def test_of_the_first_yes_the_other_party_and_of_the_last_all_who_were_called(cast: Cast) -> None:
    meeting = in_session(cast, a_council(cast, with_the_school=True), "Trygt sentrum", face="forum")
    do(cast.slt, close_meeting, meeting_id=meeting.pk)
    minutes = do(cast.slt, send_minutes, meeting_id=meeting.pk, seen=fresh(cast.slt, meeting.pk).version)
    yes(cast.slt, minutes)
    first = told_of(cast, "MinutesApproved")
    assert {notice.person.name for notice in first} == {"Ingrid Solvang", "Per Haugland"}
    assert TOLD["MinutesApproved"].told(first[0]) == (
        "Lyngvik kommune har godkjent referatet fra et møte. Les det, og godkjenn det for dere."
    )
    yes(cast.police_contact, minutes)
    last = [notice for notice in told_of(cast, "MinutesApproved") if notice not in first]
    assert {notice.person.name for notice in last} == {
        "Astrid Bergum", "Marit Eide", "Per Haugland", "Liv Nordal",
    }  # fmt: skip
    assert TOLD["MinutesApproved"].told(last[0]) == (
        "Partene har godkjent referatet fra et møte. Den ferdige filen ligger i Samråd."
    )


def a_task(cast: Cast) -> Task:
    item = agenda(cast.slt, in_session(cast, a_council(cast), "Trygt sentrum"))[0]
    given = {"text": "Ring", "owner_id": cast.police_contact.post, "due_on": today()}
    return do(cast.slt, make_task, item_id=item.pk, **given)


def test_of_a_task_that_moved_whoever_has_it_now(cast: Cast) -> None:
    task = a_task(cast)
    for who, step in (
        (cast.slt, {"kind": "moved", "due_on": today() + timedelta(days=9)}),
        (cast.police_contact, {"kind": "accepted"}),
        (cast.police_contact, {"kind": "reported", "text": "Snart ferdig."}),
        (cast.slt, {"kind": "handed_over", "owner_id": cast.mayor.post}),
        (cast.slt, {"kind": "dropped", "text": "Ikke nødvendig lenger."}),
    ):
        task = do(who, follow_up_task, task_id=task.pk, seen=task.version, **step)
    notices = told_of(cast, "TaskMovedOn")
    assert [(notice.person.name, TOLD["TaskMovedOn"].told(notice)) for notice in notices] == [
        ("Ingrid Solvang", "Lyngvik kommune har satt en ny frist for en oppgave stillingen din har."),
        ("Astrid Bergum", "Lyngvik kommune har tatt bort en oppgave stillingen din hadde."),
    ]


def test_it_leads_to_the_task(cast: Cast) -> None:
    task = a_task(cast)
    given = {"kind": "moved", "due_on": today() + timedelta(days=9), "seen": task.version}
    do(cast.slt, follow_up_task, task_id=task.pk, **given)
    (notice,) = told_of(cast, "TaskMovedOn")
    answer = login_as("politikontakt").get(f"/varsler/{notice.pk}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/oppgave/{task.pk}/")
    assert visit(login_as("politikontakt"), f"/oppgave/{task.pk}/").h1 == "Ring"
