"""Notices as they come about: something happens, machinery reads it, and the mail goes."""

from uuid import UUID

from django.db import connection

from samrad.cooperation import wall
from samrad.cooperation.models import Cooperation
from samrad.notices import tasks
from samrad.notices.models import Delivery, Notice
from samrad.parties.actor import Actor


def tell(cooperation: Cooperation) -> list[Notice]:
    """Read what is new, and give back every notice of the cooperation, in the order of the events."""
    tasks.tell_of(str(cooperation.pk))
    return all_notices(cooperation)


def all_notices(cooperation: Cooperation) -> list[Notice]:
    with wall.acting(tasks.POSTMAN):
        rows = Notice.objects.filter(cooperation=cooperation).select_related(
            "person", "done_by", "cooperation"
        )
        return list(rows.order_by("event", "person__name"))


def deliveries(**given: object) -> list[Delivery]:
    with wall.acting(tasks.POSTMAN):
        rows = Delivery.objects.filter(**given).select_related("person", "notice")
        return list(rows.order_by("notice__event", "person__name"))


def the_mail_of(person: Actor) -> UUID:
    """The one mail that waits for this person."""
    found = {row.mail for row in deliveries(person=person.person) if row.mail}
    assert len(found) == 1
    return next(iter(found))


def send_all() -> None:
    """Every mail that waits, as the worker would."""
    for mail in {row.mail for row in deliveries(state="queued") if row.mail}:
        tasks.send(str(mail))


def jobs(task: str) -> list[dict[str, object]]:
    """What is left for the worker to do, by what a job is called, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select args, scheduled_at from procrastinate_jobs where task_name = %s and status = 'todo' order by id",
            [f"samrad.notices.tasks.{task}"],
        )
        return [{"args": args, "at": at} for args, at in cursor.fetchall()]
