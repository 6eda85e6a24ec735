"""Every read of the room. A person reads their own; who runs the installation reads numbers."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from samrad.cooperation import wall
from samrad.kernel.clock import now
from samrad.ledger.queries import cooperations_and_their_last
from samrad.meetings.models import Task
from samrad.notices.models import CalendarFeed, Channel, Cursor, Delivery, Notice, Preference, Reminder
from samrad.notices.permissions import may_choose, may_deliver, may_watch_the_post
from samrad.notices.telling import TOLD
from samrad.notices.topics import TOPICS, Topic
from samrad.parties.actor import Actor
from samrad.parties.models import Person
from samrad.plans.models import Measure

A_WHILE = timedelta(minutes=2)
A_SIGN_OF_LIFE = timedelta(minutes=1)


@dataclass(frozen=True)
class Told:
    """A notice as its reader sees it: a sentence in the language that is spoken now."""

    notice: Notice
    sentence: str

    @property
    def is_read(self) -> bool:
        return self.notice.read_at is not None


@dataclass(frozen=True)
class TopicChoice:
    """One topic, and when its mail comes: chosen, or as the role gives it."""

    topic: Topic
    timing: str


@dataclass(frozen=True)
class PostCount:
    """How many mails are in one state, and since when the oldest of them."""

    state: str
    mails: int
    since: datetime


def notices_of(actor: Actor) -> "QuerySet[Notice]":
    """The person's own, newest first, of the cooperations that the post in which they act stands inside."""
    return Notice.objects.filter(person=actor.person, kind__in=TOLD).select_related("cooperation", "done_by")


def told(notices: Sequence[Notice]) -> list[Told]:
    return [Told(notice, TOLD[notice.kind].told(notice)) for notice in notices]


def place_of(notice: Notice) -> str:
    """Where the notice leads, by the name that the web knows it by."""
    return TOLD[notice.kind].place


# The unread of `notices_of`, written out: every page asks it, and composing it anew costs more than asking.
UNREAD = "select count(*) from notices_notice where person_id = %s and read_at is null and kind = any(%s)"


def unread_count(actor: Actor) -> int:
    """For the frame around every page. One statement, and none for who acts in no post."""
    if actor.person is None:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(UNREAD, [actor.person, list(TOLD)])
        return int(cursor.fetchone()[0])


def mail_choices_of(actor: Actor, person_id: UUID) -> list[TopicChoice]:
    """Every topic that can be chosen. One statement."""
    may_choose(actor, person_id).require()
    rows = Preference.objects.filter(person=person_id, channel=Channel.MAIL)
    chosen = dict(rows.values_list("topic", "timing"))
    return [
        TopicChoice(topic, chosen.get(topic.code) or topic.timing_for(actor.power))
        for topic in TOPICS
        if not topic.always
    ]


def calendar_made_at(actor: Actor, person_id: UUID) -> datetime | None:
    """When the person's calendar got the address it has; nothing when it has none."""
    may_choose(actor, person_id).require()
    return CalendarFeed.objects.filter(person=person_id).values_list("made_at", flat=True).first()


def person_with_calendar(key: str) -> Person:
    """Whose calendar this key opens. Refuses with `CalendarFeed.DoesNotExist` any other key.

    Who      whoever has the key: it is the only thing that opens it.
    """
    key_sha256 = hashed(key)
    wall.ask_for_checksum(key_sha256)
    return CalendarFeed.objects.select_related("person").get(key_sha256=key_sha256).person


def hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def post_counts(actor: Actor) -> list[PostCount]:
    """How the post goes, in numbers: never whose mail, and never what. In the order of the states."""
    may_watch_the_post(actor).require()
    with connection.cursor() as cursor:
        cursor.execute("select state, mails, oldest from notices_post_counts()")
        found = [PostCount(*row) for row in cursor.fetchall()]
    order = list(Delivery.State.values)
    return sorted(found, key=lambda count: order.index(count.state))


def cooperations_with_news(actor: Actor) -> list[UUID]:
    """Where something may not be told yet: for whoever was not woken, or was away. Two statements."""
    may_deliver(actor).require()
    seen = dict(Cursor.objects.values_list("cooperation_id", "seq"))
    heads = cooperations_and_their_last()
    return [cooperation for cooperation, seq in heads.items() if seq > seen.get(cooperation, 0)]


def overdue_mails(actor: Actor) -> list[UUID]:
    """Mails that should have gone a while ago: their job was lost, or there was no mail server."""
    may_deliver(actor).require()
    rows = Delivery.objects.filter(
        state=Delivery.State.QUEUED, mail__isnull=False, due_at__lt=now() - A_WHILE
    )
    return sorted({mail for mail in rows.values_list("mail", flat=True) if mail})


@dataclass(frozen=True)
class ToRemind:
    """An open task or measure with a holder of its post: ids and dates only. `home` is the task's forum, or the measure's plan.

    Shape    `given_on` is none for a measure that has no step behind it, as one that was brought in from elsewhere.
    """

    thing: UUID
    cooperation: UUID
    home: UUID
    owner: UUID
    due_on: date
    given_on: date | None


def tasks_to_remind(actor: Actor, day: date, until: date) -> list[ToRemind]:
    """Open tasks due by a later day whose reminder of this one is not given yet. One statement."""
    return _to_remind(
        actor,
        "select task, cooperation, forum, owner, due_on, given_on from notices_tasks_to_remind(%s, %s)",
        day,
        until,
    )


def measures_to_remind(actor: Actor, day: date, until: date) -> list[ToRemind]:
    """Running measures that are to be told of by a later day, whose reminder of this one is not given yet. One statement."""
    return _to_remind(
        actor,
        "select measure, cooperation, plan, owner, due_on, given_on from notices_measures_to_remind(%s, %s)",
        day,
        until,
    )


def _to_remind(actor: Actor, statement: str, day: date, until: date) -> list[ToRemind]:
    may_deliver(actor).require()
    with connection.cursor() as cursor:
        cursor.execute(statement, [day, until])
        return [ToRemind(*row) for row in cursor.fetchall()]


def reminders_of_measure(measure: Measure) -> list[Reminder]:
    """When the owner of a measure that the reader can see was reminded, the last two. One statement."""
    return list(
        Reminder.objects.filter(cooperation=measure.cooperation_id, measure=measure).order_by("-at")[:2]
    )


def reminders_of(task: Task) -> list[Reminder]:
    """When the owner of a task that the reader can see was reminded. One statement."""
    return list(Reminder.objects.filter(cooperation=task.cooperation_id, task=task))


def worker_is_at_work(actor: Actor) -> bool:
    """Whether some worker has shown a sign of life within a minute."""
    may_watch_the_post(actor).require()
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=now() - A_SIGN_OF_LIFE).exists()


def jobs_that_failed(actor: Actor) -> int:
    """Jobs that were tried as often as they are, and stand there until somebody looks."""
    may_watch_the_post(actor).require()
    return ProcrastinateJob.objects.filter(status="failed").count()
