"""Plans, who has said yes to them, and where they are anchored: for those who stand inside the cooperation."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from samrad.cooperation.models import Cooperation, FocusArea, Goal
from samrad.cooperation.queries import cooperation_by_id, keys_inside, living_parties, stands_inside
from samrad.kernel.clock import today
from samrad.kernel.composed import composed
from samrad.kernel.together import Steps, question
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation
from samrad.plans.models import Anchoring, Measure, Plan, PlanYes

OPEN = [Measure.State.PLANNED, Measure.State.UNDER_WAY, Measure.State.PAUSED]


@dataclass(frozen=True)
class Branch:
    """A focus area with its goals, each with the measures that lead to it; and those that name the area alone."""

    area: FocusArea
    goals: list[tuple[Goal, list[Measure]]]
    measures: list[Measure]

    @property
    def is_bare(self) -> bool:
        return not self.measures and not any(measures for _goal, measures in self.goals)


@dataclass(frozen=True)
class Tree:
    """Focus area, goal, measure, as far as each can be traced; and what hangs by nothing. A-formal-b."""

    branches: list[Branch]
    loose: list[Measure]

    @property
    def bare_areas(self) -> list[FocusArea]:
        return [branch.area for branch in self.branches if branch.is_bare]

    @property
    def areas_without_goal(self) -> list[FocusArea]:
        return [branch.area for branch in self.branches if not branch.goals]

    @property
    def goals_without_measure(self) -> list[Goal]:
        return [goal for branch in self.branches for goal, measures in branch.goals if not measures]


def plans_visible_to(actor: Actor, cooperation: Cooperation) -> QuerySet[Plan]:
    """The newest period first, each with its forum and how many measures it has, by how they stand. One statement."""
    if not stands_inside(actor, cooperation):
        return Plan.objects.none()
    rows = Plan.objects.filter(cooperation=cooperation).select_related("forum")
    return rows.annotate(
        total=Count("measures"), running=Count("measures", filter=Q(measures__state=Measure.State.UNDER_WAY))
    ).order_by("-valid_from", "name")


def plan_visible_to(actor: Actor, plan_id: UUID) -> tuple[Plan, Cooperation]:
    """Refuses with `Plan.DoesNotExist`, or as `cooperation_by_id` does. Two statements."""
    found = Plan.objects.select_related("forum").get(pk=plan_id)
    return found, cooperation_by_id(actor, found.cooperation_id)


def yeses_to(actor: Actor, plan: Plan, cooperation: Cooperation) -> list[PlanYes]:
    """Who has said yes to what, to any version, the first first. One statement."""
    if not stands_inside(actor, cooperation):
        return []
    return list(PlanYes.objects.filter(plan=plan).select_related("party", "by__person").order_by("at"))


def lacks_yes(
    yeses: list[PlanYes], plan: Plan, cooperation: Cooperation, to: str, text: str = ""
) -> list[Organisation]:
    """The parties whose yes to this version is not there yet. `text` is what a yes to laying it out must be for."""
    said = {
        row.party_id
        for row in yeses
        if row.to == to and row.version == plan.version and row.content_hash == text
    }
    living = [party.organisation for party in living_parties(cooperation)]
    return [party for party in living if party.pk not in said]


def anchorings_of(actor: Actor, plan: Plan, cooperation: Cooperation) -> list[Anchoring]:
    """Where it is anchored, and to whom it is made known, the newest first. One statement."""
    if not stands_inside(actor, cooperation):
        return []
    rows = Anchoring.objects.filter(plan=plan).select_related("party", "responsible__organisation")
    return list(rows.order_by("-on", "-id"))


def tree_of(actor: Actor, cooperation: Cooperation, measures: list[Measure]) -> Tree:
    """Every running focus area with its goals, and the measures of a plan under them. Two statements."""
    if not stands_inside(actor, cooperation):
        return Tree([], [])
    areas = list(FocusArea.objects.filter(cooperation=cooperation, closed_on=None).order_by("name"))
    goals: dict[UUID, list[Goal]] = {}
    for goal in Goal.objects.filter(cooperation=cooperation, closed_on=None).order_by("horizon", "name"):
        goals.setdefault(goal.focus_area_id, []).append(goal)
    by_goal: dict[UUID | None, list[Measure]] = {}
    for measure in measures:
        by_goal.setdefault(measure.goal_id, []).append(measure)
    shown: set[UUID] = set()
    branches = []
    for area in areas:
        under = [(goal, by_goal.get(goal.pk, [])) for goal in goals.get(area.pk, [])]
        shown |= {measure.pk for _goal, rows in under for measure in rows}
        plain = [m for m in measures if m.focus_area_id == area.pk and m.pk not in shown]
        shown |= {measure.pk for measure in plain}
        branches.append(Branch(area, under, plain))
    return Tree(branches, [measure for measure in measures if measure.pk not in shown])


# A row's own transaction and place change with every change of the row, and a transaction never comes again.
STAMP = """
with owners as (select distinct owner_id as post from plans_measure where plan_id = %(plan)s),
row_stamps as (
    select xmin::text || ctid::text as stamp from plans_plan where id = %(plan)s
    union all select xmin::text || ctid::text from plans_measure where plan_id = %(plan)s
    union all select r.xmin::text || r.ctid::text from plans_measurereport r
        join plans_measure m on m.id = r.measure_id and m.plan_id = %(plan)s
    union all select xmin::text || ctid::text from cooperation_focusarea where cooperation_id = %(home)s
    union all select xmin::text || ctid::text from cooperation_goal where cooperation_id = %(home)s
    union all select p.xmin::text || p.ctid::text from parties_post p join owners on post = p.id
    union all select a.xmin::text || a.ctid::text from parties_appointment a join owners on post = a.post_id
    union all select o.xmin::text || o.ctid::text from parties_post p join owners on post = p.id
        join parties_organisation o on o.id = p.organisation_id
)
select coalesce(sum(hashtextextended(stamp, 0)), 0)::text || ' ' || count(*) from row_stamps
"""


def plan_stamp(actor: Actor, plan: Plan, cooperation: Cooperation) -> str:
    """A mark that is another one as soon as anything that a plan's page tells of may be. One statement.

    Read it before what it marks: then what is kept under it is never older than it says.
    """
    if not stands_inside(actor, cooperation):
        return ""
    with connection.cursor() as cursor:
        cursor.execute(STAMP, {"plan": plan.pk, "home": cooperation.pk})
        return str(cursor.fetchone()[0])


@dataclass(frozen=True)
class AreaInShort:
    """A focus area that runs: its nearest goal, how many measures lead to it, and when one of them next reports."""

    id: UUID
    name: str
    goal: str
    measures: int
    report_on: date | None


def areas_in_short(actor: Actor, cooperation: Cooperation) -> list[AreaInShort]:
    """The focus areas of today, for the cooperation's home. One statement."""
    if not stands_inside(actor, cooperation):
        return []
    return [AreaInShort(*row) for row in _running_areas(cooperation.pk)]


@composed
def _running_areas(cooperation: UUID) -> QuerySet[FocusArea, Any]:
    day = today()
    leads = Q(focus_area=OuterRef("pk")) | Q(goal__focus_area=OuterRef("pk"))
    led = Measure.objects.filter(leads, state__in=OPEN).order_by()
    goals = Goal.objects.filter(focus_area=OuterRef("pk"), closed_on=None).order_by("horizon", "name")
    ahead = led.filter(report_due_on__gte=day).order_by("report_due_on")
    rows = FocusArea.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=day), cooperation=cooperation, closed_on=None, valid_from__lte=day
    ).annotate(
        goal=Coalesce(Subquery(goals.values("name")[:1]), Value("")),
        measures=Subquery(
            led.annotate(n=Func("pk", function="count", output_field=IntegerField())).values("n")
        ),
        report_on=Subquery(ahead.values("report_due_on")[:1]),
    )
    columns = ("pk", "name", "goal", "measures", "report_on")
    return rows.order_by("name").values_list(*columns)


@dataclass(frozen=True)
class InShort:
    """What the thread says of the plans of one cooperation."""

    plan: Plan | None
    under_way: int
    measures: int
    late: int


def plans_in_short(actor: Actor, cooperation: Cooperation) -> InShort:
    """The plan that runs today, else the newest that is open; and its measures in numbers. Two statements."""
    if not stands_inside(actor, cooperation):
        return InShort(None, 0, 0, 0)
    day = today()
    plans = list(Plan.objects.filter(cooperation=cooperation).exclude(state=Plan.State.ENDED))
    running = [plan for plan in plans if plan.valid_from <= day <= plan.valid_to]
    plan = next(iter(sorted(running or plans, key=lambda each: (each.kind != "overall", each.name))), None)
    if plan is None:
        return InShort(None, 0, 0, 0)
    counted = Measure.objects.filter(plan__in=[each.pk for each in plans]).aggregate(
        under_way=Count("pk", filter=Q(state=Measure.State.UNDER_WAY)),
        measures=Count("pk"),
        late=Count("pk", filter=Q(report_due_on__lt=day, state__in=OPEN)),
    )
    return InShort(plan, counted["under_way"], counted["measures"], counted["late"])


@question
def plans_to_renew(actor: Actor, by: date) -> Steps[list[Plan]]:
    """Agreed plans of the actor's cooperations that run out by a day, and are not ended."""
    if not actor.works_for_a_party or not actor.may_write:
        return []
    [found] = yield [_running_out(actor, by)]
    return found


@composed
def _running_out(actor: Actor, by: date) -> QuerySet[Plan]:
    ours = keys_inside(actor)
    rows = Plan.objects.filter(cooperation__in=ours, state=Plan.State.AGREED, valid_to__lte=by)
    return rows.select_related("forum").order_by("valid_to")
