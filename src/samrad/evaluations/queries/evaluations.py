"""Evaluations as the actor may see them: those who sit in the forum, and those who act for its parties."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from samrad.agreements.queries.agreements import agreements_visible_to
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperations_of
from samrad.evaluations.ballot import opened
from samrad.evaluations.models import (
    Answer,
    Area,
    Asked,
    BallotBox,
    Evaluation,
    JointText,
    LearningPoint,
    Question,
)
from samrad.evaluations.questions import CLIMATES
from samrad.evaluations.rules import Said, gap_in, may_split, middle, next_due, shows_each
from samrad.forums.models import Forum, WheelPoint
from samrad.forums.queries import forum_visible_to, forums_of, points_in, sees_whole, whole_seats_of
from samrad.kernel.clock import today
from samrad.kernel.composed import composed
from samrad.kernel.together import Steps, question
from samrad.parties.actor import Actor

State = Evaluation.State


@dataclass(frozen=True)
class Answered:
    """The answers to one question as they may be shown.

    Shape    `each` is empty where the group is too small to be shown one by one: `is_hidden` says so. `by_side` has answers for
             each side where they may be split, else one group with no side. `middles` is (side, mean) and the whole under "".
             `gap` is «apart», «low» or nothing.
    """

    question: Question
    count: int
    by_side: list[tuple[str, list[Answer]]]
    middles: list[tuple[str, float]]
    is_hidden: bool
    gap: str

    @property
    def means(self) -> dict[str, float]:
        """By side, the whole under «all»."""
        return {side or "all": mean for side, mean in self.middles}


@dataclass(frozen=True)
class Clock:
    """When a forum looked back last and when it should next. `planned` is from agreement or wheel, else the usual is meant."""

    forum: Forum
    last: date | None
    due_on: date
    is_planned: bool
    under_way: Evaluation | None

    @property
    def is_late(self) -> bool:
        return self.due_on < today() and self.under_way is None

    @property
    def is_told(self) -> bool:
        """A day that only the usual number of months gives is not held against anybody when it is past."""
        return self.is_planned or self.due_on >= today()


def evaluation_visible_to(actor: Actor, evaluation_id: UUID) -> Evaluation:
    """Refuses with `Evaluation.DoesNotExist`, alike for what is foreign and what is not there."""
    found = Evaluation.objects.select_related("meeting").get(pk=evaluation_id)
    try:
        found.forum = forum_visible_to(actor, found.forum_id)
    except Forum.DoesNotExist:
        raise Evaluation.DoesNotExist from None
    if not sees_whole(actor, found.forum):
        raise Evaluation.DoesNotExist
    return found


def evaluations_in(actor: Actor, forums: Iterable[Forum]) -> list[Evaluation]:
    """Every evaluation of some forums that the actor may see, the newest first. One statement."""
    by_id = {forum.pk: forum for forum in forums if sees_whole(actor, forum)}
    rows: list[Evaluation] = list(
        Evaluation.objects.filter(forum__in=by_id)
        .annotate(
            asked_count=Count("asked", distinct=True),
            answered_count=Count("asked", filter=Q(asked__answered_on__isnull=False), distinct=True),
            open_points=Count("points", filter=Q(points__became=""), distinct=True),
        )
        .order_by("-period_to", "-begun_on")
    )
    for row in rows:
        row.forum = by_id[row.forum_id]
    return rows


def asked_in(actor: Actor, evaluation: Evaluation) -> list[Asked]:
    """Who is asked, and whether they have answered: never what. One statement."""
    return list(evaluation.asked.select_related("membership__post__organisation", "membership__party"))


def own_among(actor: Actor, asked: Iterable[Asked]) -> Asked | None:
    """The actor's own place among those who are asked."""
    return next((row for row in asked if row.membership.post_id == actor.post), None)


def own_answer(actor: Actor, evaluation: Evaluation) -> dict[UUID, tuple[str, int | None]]:
    """What the actor has answered already in an evaluation with names, by question, while the box is closed.

    Nobody else's is looked at, and an anonymous one cannot be found.
    """
    box = BallotBox.objects.filter(evaluation=evaluation).first()
    if box is None or evaluation.is_anonymous or actor.appointment is None:
        return {}
    entries = opened(bytes(box.sealed), bytes(box.salt))
    return {
        UUID(each.question): (each.text, each.level) for each in entries if each.by == str(actor.appointment)
    }


def questions_of(actor: Actor, evaluation: Evaluation) -> list[Question]:
    """The questions with the joint texts as they stand, in order."""
    return list(evaluation.questions.order_by("number"))


def question_visible_to(actor: Actor, question_id: UUID) -> Question:
    """With its earlier versions. Refuses with `Question.DoesNotExist`."""
    texts = Prefetch("texts", JointText.objects.select_related("by__person", "by__post").order_by("-number"))
    question = Question.objects.prefetch_related(texts).get(pk=question_id)
    try:
        question.evaluation = evaluation_visible_to(actor, question.evaluation_id)
    except Evaluation.DoesNotExist:
        raise Question.DoesNotExist from None
    return question


ANSWERS = Prefetch(
    "questions",
    Question.objects.select_related("item")
    .order_by("number")
    .prefetch_related(
        Prefetch("answers", Answer.objects.select_related("by__person", "by__post").order_by("id"))
    ),
)


def answers_of(actor: Actor, evaluation: Evaluation) -> list[Answered]:
    """The answers by question, as far as they may be shown; nothing before they are opened. Two statements."""
    prefetch_related_objects([evaluation], ANSWERS)
    return answered_in(evaluation)


def answered_in(evaluation: Evaluation) -> list[Answered]:
    """The same, where questions and answers are fetched along."""
    return [
        _answered(question, list(question.answers.all()), anonymous=evaluation.is_anonymous)
        for question in evaluation.questions.all()
    ]


def _answered(question: Question, rows: list[Answer], *, anonymous: bool) -> Answered:
    said = [Said(row.side, row.level) for row in rows]
    each = shows_each(len(rows), is_climate=question.code in CLIMATES, anonymous=anonymous)
    split = each and may_split(said, anonymous=anonymous)
    groups = (
        [(side, [row for row in rows if row.side == side]) for side in ("municipality", "police", "other")]
        if split
        else [("", rows)]
    )
    groups = [(side, found) for side, found in groups if found]
    means = [(side, middle([row.level for row in found])) for side, found in [*groups, ("", rows)]]
    shown = dict(means) if each else {}
    return Answered(
        question,
        len(rows),
        groups if each else [],
        [(side, mean) for side, mean in shown.items() if mean is not None],
        bool(rows) and not each,
        gap_in(said, anonymous=anonymous) if each else "",
    )


def points_of(actor: Actor, evaluation: Evaluation) -> list[LearningPoint]:
    """The learning points in order of importance, each with what it rests on and what it became."""
    rows = evaluation.points.select_related("task__owner", "item", "goal").prefetch_related(
        "rests_on__question"
    )
    return list(rows.order_by("position", "id"))


def point_visible_to(actor: Actor, point_id: UUID) -> LearningPoint:
    """Refuses with `LearningPoint.DoesNotExist`."""
    point = (
        LearningPoint.objects.select_related("task", "item", "goal")
        .prefetch_related("rests_on__question")
        .get(pk=point_id)
    )
    try:
        point.evaluation = evaluation_visible_to(actor, point.evaluation_id)
    except Evaluation.DoesNotExist:
        raise LearningPoint.DoesNotExist from None
    return point


@question
def waiting_for_answer(actor: Actor) -> Steps[list[Evaluation]]:
    """Evaluations that ask the actor's own post and have no answer from it."""
    if actor.post is None:
        return []
    [rows] = yield [_unanswered(actor.post)]
    return rows


@composed
def _unanswered(post: UUID) -> "QuerySet[Evaluation]":
    mine = Asked.objects.filter(membership__post=post, answered_on=None)
    return _answering(post).filter(pk__in=mine.values("evaluation"))


@question
def ready_to_open(actor: Actor) -> Steps[list[Evaluation]]:
    """Evaluations in the actor's own forums where all have answered or the day is past. For those who run them."""
    if actor.post is None or not actor.may_write:
        return []
    [rows] = yield [_ready(actor.post)]
    return rows


@composed
def _ready(post: UUID) -> "QuerySet[Evaluation]":
    left = Asked.objects.filter(evaluation=OuterRef("pk"), answered_on=None)
    return _answering(post).filter(~Exists(left) | Q(answer_by__lt=today()))


def _answering(post: UUID) -> "QuerySet[Evaluation]":
    """What is being answered where a post sits."""
    sits = whole_seats_of(post).order_by().values("pk")
    rows = Evaluation.objects.filter(forum__in=sits, state=State.ANSWERING).defer("known")
    return rows.select_related("forum").order_by("begun_on", "title")


def clocks_of(actor: Actor, forums: Iterable[Forum], rows: Iterable[Evaluation]) -> list[Clock]:
    """When each living forum looked back last, and when next: from the agreement, the wheel, or the usual. One statement."""
    living = [forum for forum in forums if forum.ended_on is None]
    planned: dict[UUID, date] = {}
    for point in points_in(actor, living):
        if point.kind == WheelPoint.Kind.EVALUATE and point.done_on is None:
            planned.setdefault(point.forum_id, point.on)
    found = list(rows)
    return [_clock(forum, found, planned.get(forum.pk)) for forum in living]


def _clock(forum: Forum, rows: list[Evaluation], planned: date | None) -> Clock:
    own = [row for row in rows if row.forum_id == forum.pk and row.about in {"forum", "agreement"}]
    last = max((row.closed_on for row in own if row.is_done and row.closed_on), default=None)
    going = next((row for row in own if row.is_answering or row.is_open), None)
    return Clock(
        forum, last, next_due(last=last, begun=forum.begun_on, planned=planned), planned is not None, going
    )


def areas_of(actor: Actor, cooperation: Cooperation) -> list[Area]:
    """What is marked for evaluation in the agreements that both know, with what covers it. Two statements."""
    known = agreements_visible_to(actor, cooperation).exclude(state="draft")
    rows = Area.objects.filter(agreement__in=known.values("pk").order_by()).select_related("agreement")
    return list(
        rows.prefetch_related("covers__evaluation").order_by("agreement__valid_from", "marked_on", "name")
    )


def area_visible_to(actor: Actor, area_id: UUID) -> Area:
    """For the parties. Refuses with `Area.DoesNotExist`."""
    inside = [cooperation.pk for cooperation in cooperations_of(actor)]
    return Area.objects.select_related("agreement").get(pk=area_id, cooperation__in=inside)


def earlier_of(actor: Actor, forum: Forum, method: str) -> list[Evaluation]:
    """Finished evaluations of a forum by one method with their joint texts and answers, the oldest first. Three statements."""
    rows = Evaluation.objects.filter(forum=forum, method=method, state=State.DONE).order_by("period_to")
    found = list(rows.prefetch_related(ANSWERS))
    for row in found:
        row.forum = forum
    return found


def points_for_agreement(actor: Actor, cooperation: Cooperation) -> list[LearningPoint]:
    """What the forums have learned since the agreement in force was made: it waits for the next. Two statements.

    That a party has taken one into its own draft is that party's own, and stands nowhere here.
    """
    forums = {forum.pk: forum for forum in forums_of(actor, cooperation)}
    rows = LearningPoint.objects.filter(forum__in=forums, became=LearningPoint.Became.AGREEMENT)
    made = [row.valid_from for row in agreements_visible_to(actor, cooperation) if row.state == "in_force"]
    begun = max((day for day in made if day <= today()), default=None)
    if begun:
        rows = rows.filter(decided_on__gte=begun)
    return list(rows.select_related("evaluation").order_by("decided_on", "position"))
