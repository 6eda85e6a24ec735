"""From deadlines to reminders: one before, one after, and no more."""

from datetime import timedelta

from samrad.kernel.clock import OSLO, now, today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.rules import reminder_due
from samrad.notices.commands.telling import MORNING
from samrad.notices.events import TaskReminded
from samrad.notices.models import Reminder
from samrad.notices.permissions import may_deliver
from samrad.notices.queries import tasks_to_remind
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
    day = today()
    if now().astimezone(OSLO).time() < MORNING:
        return 0
    given = 0
    for row in tasks_to_remind(actor, day, day + FURTHEST):
        moment = reminder_due(row.due_on, given_on=row.given_on, today=day)
        if moment is None:
            continue
        _reminder, is_new = Reminder.objects.get_or_create(
            cooperation_id=row.cooperation,
            task_id=row.task,
            due_on=row.due_on,
            moment=moment,
            defaults={"at": now()},
        )
        if is_new:
            reminded = TaskReminded(row.task, row.forum, row.owner, row.due_on, moment)
            record(reminded, by=actor, cooperation=row.cooperation)
            given += 1
    return given
