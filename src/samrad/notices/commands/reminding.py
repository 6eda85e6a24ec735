"""From deadlines to reminders: one before, one after, and no more."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from samrad.kernel.clock import OSLO, now, today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.rules import reminder_due
from samrad.notices.commands.telling import MORNING
from samrad.notices.events import MeasureReminded, TaskReminded
from samrad.notices.models import Reminder
from samrad.notices.permissions import may_deliver
from samrad.notices.queries import ToRemind, measures_to_remind, tasks_to_remind
from samrad.parties.actor import Actor

FURTHEST = timedelta(days=21)  # three working days never reach further back, whatever the holidays


@command
def remind_of_tasks(*, actor: Actor) -> int:
    """Remind the owners of open tasks, each once before the deadline and once after it. Gives back how many.

    Shape    On working days from seven in the morning. A run too many reminds of nothing; one that was missed is made good
             on the next. A post without a holder is reminded when it has one.
    Who      Samråd's own machinery (`may_deliver`). It reads ids and dates.
    Records  TaskReminded for each, in the cooperation's chain.
    Source   V-4.1.2-d, V-4.1.4-f.
    """
    may_deliver(actor).require()
    if _is_night():
        return 0
    rows = tasks_to_remind(actor, today(), today() + FURTHEST)
    return _say_reminded(actor, rows, "task", TaskReminded)


@command
def remind_of_measures(*, actor: Actor) -> int:
    """Remind the owners of running measures to tell how they go, as they are reminded of tasks. Gives back how many.

    Who      Samråd's own machinery (`may_deliver`). It reads ids and dates.
    Records  MeasureReminded for each, in the cooperation's chain.
    Source   V-4-n: status followed up; one before and one after, then the measure stands among the quiet ones.
    """
    may_deliver(actor).require()
    if _is_night():
        return 0
    rows = measures_to_remind(actor, today(), today() + FURTHEST)
    return _say_reminded(actor, rows, "measure", MeasureReminded)


def _is_night() -> bool:
    return now().astimezone(OSLO).time() < MORNING


def _say_reminded(actor: Actor, rows: Iterable[ToRemind], of: str, event: Callable[..., object]) -> int:
    """The reminder of today for each that has one and has not had it."""
    given = 0
    for row in rows:
        moment = reminder_due(row.due_on, given_on=row.given_on, today=today())
        if moment is None:
            continue
        _reminder, is_new = Reminder.objects.get_or_create(
            cooperation_id=row.cooperation,
            due_on=row.due_on,
            moment=moment,
            defaults={"at": now()},
            **{f"{of}_id": row.thing},
        )
        if is_new:
            said = event(row.thing, row.home, row.owner, row.due_on, moment)
            record(said, by=actor, cooperation=row.cooperation)
            given += 1
    return given
