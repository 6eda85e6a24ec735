"""How what is to be done goes, for each of the four groups of actors that may own it. V-4-j."""

from dataclasses import dataclass, field
from uuid import UUID

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import stands_inside
from samrad.kernel.answers import Sentence
from samrad.kernel.clock import today
from samrad.meetings.models import Task
from samrad.meetings.queries.tasks import tasks_visible_to
from samrad.parties.actor import Actor
from samrad.parties.queries import held_today
from samrad.plans.models import Measure, MeasurePart
from samrad.plans.rules import group_of

Kind = MeasurePart.Kind


@dataclass
class Group:
    """One group, and the measures and tasks that its posts own: those of plans that are not ended, and tasks not taken away."""

    kind: str
    name: Sentence
    measures: list[Measure] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)

    @property
    def open(self) -> list[Measure]:
        return [measure for measure in self.measures if measure.is_open]

    @property
    def open_tasks(self) -> list[Task]:
        return [task for task in self.tasks if task.is_open]

    @property
    def accepted(self) -> int:
        """How much of what is open its owner has taken on."""
        taken = sum(measure.accepted_on is not None for measure in self.open)
        return taken + sum(task.state == Task.State.ACCEPTED for task in self.open_tasks)

    @property
    def done(self) -> int:
        ended = sum(measure.state == Measure.State.DONE for measure in self.measures)
        return ended + sum(task.state == Task.State.DONE for task in self.tasks)

    @property
    def late(self) -> set[UUID]:
        """What is open and past its day: a measure that nobody has told of in time, and a task past its deadline."""
        day = today()
        quiet = {m.pk for m in self.open if m.report_due_on and m.report_due_on < day}
        return quiet | {task.pk for task in self.open_tasks if task.due_on < day}


def groups_of(actor: Actor, cooperation: Cooperation) -> list[Group]:
    """All four groups, in the order that the guide names them, whether they own anything or not. Two statements.

    Shape    Of tasks there are those that both parties see: what a party has for itself is not counted here.
    """
    if not stands_inside(actor, cooperation):
        return []
    named = (Kind.PUBLIC, Kind.BUSINESS, Kind.CIVIL, Kind.POLICE)
    found = {str(kind): Group(str(kind), kind.label) for kind in named}
    rows = Measure.objects.filter(cooperation=cooperation).exclude(plan__state="ended")
    rows = rows.annotate(is_held=held_today("owner")).select_related("owner__organisation")
    for measure in rows.order_by("plan_id", "number"):
        found[group_of(measure.owner.organisation.kind)].measures.append(measure)
    tasks = tasks_visible_to(actor).filter(cooperation=cooperation, only_for=None)
    for task in tasks.exclude(state=Task.State.DROPPED):
        found[group_of(task.owner.organisation.kind)].tasks.append(task)
    return list(found.values())
