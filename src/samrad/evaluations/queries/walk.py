"""The thread of one clause: what the parties chose, decided, did, knew and learned from it, and where it goes next.

Only what the actor may see: each question is asked through the actor's own reach, and a draft shows what is shared or one's own.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from django.db.models import Q
from django.template.defaultfilters import floatformat
from django.utils.formats import date_format

from samrad.agreements.models import Agreement, Clause
from samrad.cooperation.models import Cooperation, FocusArea
from samrad.cooperation.queries import stands_inside
from samrad.cooperation.queries.aims import open_focus_areas
from samrad.evaluations.models import Evaluation, LearningPoint
from samrad.evaluations.queries.measures import measures_following, newest_figures
from samrad.forums.queries import forums_of
from samrad.knowledge.models import KnowledgeRequest
from samrad.knowledge.queries.requests import requests_in
from samrad.meetings.models import Decision, Task
from samrad.meetings.queries.clauses import ClauseInForce
from samrad.meetings.queries.tasks import decisions_visible_to, tasks_visible_to
from samrad.parties.actor import Actor
from samrad.plans.models import Measure, MeasureReport

type Kind = Literal[
    "clause",
    "focus",
    "decision",
    "measure",
    "task",
    "figure",
    "knowledge",
    "evaluation",
    "point",
    "goal",
    "draft",
]
UNDER_WORK = (
    Agreement.State.DRAFT,
    Agreement.State.NEGOTIATION,
    Agreement.State.APPROVAL,
    Agreement.State.SIGNING,
)


@dataclass(frozen=True)
class Stop:
    """One thing on the way. `text` is its own words, `note` how it stands. `page` names what its page is about, when not itself."""

    kind: Kind
    key: UUID
    text: str
    note: str = ""
    page: UUID | None = None


@dataclass
class Walk:
    """The stops in the order they were found, and from which to which the thread goes."""

    clause: ClauseInForce
    stops: dict[UUID, Stop] = field(default_factory=dict)
    links: set[tuple[UUID, UUID]] = field(default_factory=set)

    def add(self, stop: Stop, *before: UUID) -> None:
        """A stop, and those it comes after."""
        self.stops.setdefault(stop.key, stop)
        self.links |= {(key, stop.key) for key in before if key in self.stops and key != stop.key}


def walk_of(actor: Actor, cooperation: Cooperation, clause: ClauseInForce) -> Walk:
    """The whole way of a clause, for the parties. At most eleven statements, however long the way is."""
    walk = Walk(clause)
    if not stands_inside(actor, cooperation):
        return walk
    walk.add(Stop("clause", clause.lineage, clause.name))
    decisions = list(
        decisions_visible_to(actor).filter(cooperation=cooperation, clause=clause.lineage).order_by("made_at")
    )
    _chosen_and_decided(walk, open_focus_areas(actor, cooperation), decisions)
    tasks = list(tasks_visible_to(actor).filter(decision__in=decisions))
    for task in tasks:
        assert task.decision_id  # asked for
        walk.add(Stop("task", task.pk, task.text, str(task.get_state_display())), task.decision_id)
    measures = measures_following(actor, cooperation, decisions, list(walk.stops))
    figures = _done(walk, measures, newest_figures(actor, cooperation, measures))
    _known(walk, decisions, requests_in(actor, cooperation))
    before = {row.item.meeting_id: row.pk for row in decisions if row.item.meeting_id}
    _learned(walk, actor, cooperation, {**before, **figures}, tasks)
    _next(walk, actor, cooperation)
    return walk


def most_followed(
    actor: Actor, cooperation: Cooperation, clauses: Sequence[ClauseInForce]
) -> ClauseInForce | None:
    """The clause that most decisions follow up, the first of them in the text; nothing where there is no clause."""
    decisions = decisions_visible_to(actor).filter(cooperation=cooperation, clause__isnull=False)
    followed = Counter(decisions.order_by().values_list("clause", flat=True))
    return max(clauses, key=lambda clause: followed[clause.lineage], default=None)


def _chosen_and_decided(walk: Walk, areas: Iterable[FocusArea], decisions: Iterable[Decision]) -> None:
    """A focus area that rests on a decision stands between the clause and it."""
    by_decision: dict[UUID, list[FocusArea]] = {}
    for area in areas:
        if area.decision:
            by_decision.setdefault(area.decision, []).append(area)
    for decision in decisions:
        chosen = by_decision.get(decision.pk, [])
        for area in chosen:
            walk.add(Stop("focus", area.pk, area.name), walk.clause.lineage)
        before = [area.pk for area in chosen] or [walk.clause.lineage]
        words = " ".join(decision.text.split()) or decision.item.title
        stop = Stop("decision", decision.pk, words, decision.item.case_number, decision.item_id)
        walk.add(stop, *before)


def _done(walk: Walk, measures: Iterable[Measure], figures: Iterable[MeasureReport]) -> dict[UUID, UUID]:
    """After the decision a measure rests on, else after its focus area; and after it the newest figure that was told of it.

    Gives back where an evaluation of each measure goes on from: its figure, else itself.
    """
    ends: dict[UUID, UUID] = {}
    for measure in measures:
        before = measure.decision_id if measure.decision_id in walk.stops else measure.focus_area_id
        assert before  # it was found by one of the two
        walk.add(Stop("measure", measure.pk, measure.name, str(measure.get_state_display())), before)
        ends[measure.pk] = measure.pk
    for told in figures:
        assert told.figure is not None  # asked for
        words = " ".join(f"{floatformat(told.figure, '-2g')} {told.unit}".split())
        stop = Stop("figure", told.pk, words, date_format(told.at, "DATE_FORMAT"), told.measure_id)
        walk.add(stop, told.measure_id)
        ends[told.measure_id] = told.pk
    return ends


def _known(walk: Walk, decisions: Iterable[Decision], requests: Iterable[KnowledgeRequest]) -> None:
    items = {decision.item_id: decision.pk for decision in decisions}
    for request in requests:
        if request.item_id in items:
            walk.add(Stop("knowledge", request.pk, request.title), items[request.item_id])


def _learned(
    walk: Walk, actor: Actor, cooperation: Cooperation, before: dict[UUID, UUID], tasks: list[Task]
) -> None:
    """Evaluations that cover the clause, look back on a meeting or a measure on the way, or gave a point about it.

    Shape    `before` has for each meeting and measure the stop that its evaluation comes after.
    """
    forums = forums_of(actor, cooperation)
    about = Q(covers__area__clause=walk.clause.lineage) | Q(points__clause=walk.clause.lineage)
    of_one = Q(meeting__in=list(before)) | Q(measure__in=list(before))
    rows = (
        Evaluation.objects.filter(about | of_one | Q(points__task__in=tasks), forum__in=forums)
        .exclude(state=Evaluation.State.STOPPED)
        .distinct()
    )
    for row in rows.order_by("period_to"):
        of = row.measure_id or row.meeting_id
        came_from = before.get(of) if of else None
        walk.add(
            Stop("evaluation", row.pk, row.title, str(row.get_state_display())),
            came_from or walk.clause.lineage,
        )
    own = Q(clause=walk.clause.lineage) | Q(task__in=tasks) | Q(evaluation__measure__in=list(before))
    points = LearningPoint.objects.filter(own, forum__in=forums).select_related("goal")
    for point in points.exclude(evaluation__state=Evaluation.State.STOPPED).order_by("decided_on"):
        walk.add(Stop("point", point.pk, point.text, str(point.get_became_display())), point.evaluation_id)
        if point.goal:
            walk.add(Stop("goal", point.goal.pk, point.goal.name, str(point.goal.horizon)), point.pk)


def _next(walk: Walk, actor: Actor, cooperation: Cooperation) -> None:
    """Agreements being worked on that hold the clause, as far as it is shared or one's own."""
    seen = Q(shared=True) | Q(owner__in=actor.parties)
    rows = Clause.objects.filter(
        seen, lineage=walk.clause.lineage, agreement__cooperation=cooperation, agreement__state__in=UNDER_WORK
    ).select_related("agreement")
    before = [stop.key for stop in walk.stops.values() if stop.kind == "point"] or [walk.clause.lineage]
    for row in rows:
        walk.add(
            Stop("draft", row.agreement_id, str(row.agreement), str(row.agreement.get_state_display())),
            *before,
        )
