"""Write the joint text, note what was learned, and raise what a question showed."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.words import guarded
from samrad.evaluations.events import (
    GapRaised,
    JointTextWritten,
    LearningPointRemoved,
    LearningPointSet,
)
from samrad.evaluations.models import JointText, LearningPoint, Question, RestsOn
from samrad.evaluations.permissions import may_raise, may_write
from samrad.evaluations.queries.evaluations import (
    evaluation_visible_to,
    point_visible_to,
    question_visible_to,
)
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import now
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.commands.agenda import propose_item
from samrad.meetings.models import AgendaItem
from samrad.parties.actor import Actor

Became, Kind = LearningPoint.Became, LearningPoint.Kind
LONGEST_TITLE = 160


@command
def write_joint_text(
    *, actor: Actor, question_id: UUID, text: str, seen: int, confirmed: bool = False
) -> Question:
    """Write the forum's joint answer to one question. Every version is kept.

    Who      `may_write`.
    Refuses  a save on top of somebody else's: both texts are shown.
    Records  JointTextWritten.
    Units    `seen` is the version on the writer's screen, 0 before anything is written.
    Source   Guide 7 (V-7-b, V-7-h).
    """
    question = _held_question(actor, question_id)
    evaluation = question.evaluation
    may_write(actor, evaluation).require()
    if question.version != seen:
        raise Stale(
            _("Noen skrev på samme svar mens du skrev. Se hva som står der nå, og lagre på nytt."),
            theirs=question.text,
            version=question.version,
        )
    question.text, question.version = guarded(text, confirmed=confirmed), question.version + 1
    question.save(update_fields=["text", "version"])
    JointText.objects.create(
        cooperation_id=question.cooperation_id,
        forum_id=question.forum_id,
        question=question,
        number=question.version,
        text=question.text,
        by_id=actor.appointment,
        at=now(),
    )
    record(
        JointTextWritten(evaluation.pk, question.pk, question.version),
        by=actor,
        cooperation=question.cooperation_id,
    )
    return question


def _held_question(actor: Actor, question_id: UUID) -> Question:
    """Held until the deed is done: two may write the same answer, or press the same button, in one second."""
    question_visible_to(actor, question_id)
    Question.objects.select_for_update().get(pk=question_id)
    return question_visible_to(actor, question_id)


@command
def note_point(
    *,
    actor: Actor,
    evaluation_id: UUID,
    kind: str,
    text: str,
    rests_on: Iterable[UUID] = (),
    confirmed: bool = False,
) -> LearningPoint:
    """Note a strength, a weakness or something to do ahead, last in the order of importance.

    Who      `may_write`.
    Refuses  no words.
    Records  LearningPointSet.
    Source   Guide 7 (V-7-b, V-7-k).
    """
    evaluation = evaluation_visible_to(actor, evaluation_id)
    may_write(actor, evaluation).require()
    point = LearningPoint.objects.create(
        cooperation_id=evaluation.cooperation_id,
        forum_id=evaluation.forum_id,
        evaluation=evaluation,
        position=evaluation.points.count() + 1,
        kind=Kind(kind),
        text=_words(text, confirmed),
    )
    _rest(point, rests_on)
    _say_set(actor, point)
    return point


@command
def change_point(
    *,
    actor: Actor,
    point_id: UUID,
    kind: str,
    text: str,
    position: int,
    rests_on: Iterable[UUID] = (),
    seen: int,
    confirmed: bool = False,
) -> LearningPoint:
    """Put a point in other words, in another place, or on other answers.

    Who      `may_write`.
    Refuses  no words; a place that is not among the points; a save on top of somebody else's.
    Records  LearningPointSet.
    """
    point = locked_point(actor, point_id, seen)
    may_write(actor, point.evaluation).require()
    point.kind, point.text = Kind(kind), _words(text, confirmed)
    save_point(point, "kind", "text")
    point.rests_on.all().delete()
    _rest(point, rests_on)
    _move(point, position)
    _say_set(actor, point)
    return point


def _move(point: LearningPoint, position: int) -> None:
    others = [row for row in point.evaluation.points.order_by("position", "id") if row.pk != point.pk]
    if not 1 <= position <= len(others) + 1:
        raise Refused(_("Velg en plass blant punktene."))
    others.insert(position - 1, point)
    _number(others)


def _number(points: list[LearningPoint]) -> None:
    """One after the other from 1: a gap would leave the last without a place among them."""
    for place, row in enumerate(points, start=1):
        row.position = place
    LearningPoint.objects.bulk_update(points, ["position"])


@command
def remove_point(*, actor: Actor, point_id: UUID) -> None:
    """Take away a point that nothing has come of yet. Those after it move up.

    Who      `may_write`.
    Refuses  a point that has become something.
    Records  LearningPointRemoved.
    """
    point = _held(actor, point_id)
    may_write(actor, point.evaluation).require()
    if point.became:
        raise Refused(
            _("Det er bestemt hva punktet blir til. Det hører til evalueringen og kan ikke tas bort.")
        )
    evaluation = point.evaluation
    point.delete()
    _number(list(evaluation.points.order_by("position", "id")))
    record(LearningPointRemoved(point_id, evaluation.pk), by=actor, cooperation=evaluation.cooperation_id)


@command
def raise_gap(*, actor: Actor, question_id: UUID) -> AgendaItem:
    """Make a matter of what one question showed, in one press.

    Who      `may_raise`.
    Refuses  a question that is a matter already.
    Records  ItemProposed, GapRaised.
    Source   Guide 7 (V-7-c).
    """
    question = _held_question(actor, question_id)
    may_raise(actor, question.evaluation).require()
    if question.item_id:
        raise Refused(_("Spørsmålet er allerede meldt som sak."))
    background = _("Fra evalueringen «%(title)s», spørsmål %(number)s.") % {
        "title": question.evaluation.title,
        "number": question.number,
    }
    question.item = propose_item(
        actor=actor,
        forum_id=question.forum_id,
        title=as_title(f"{question.heading}: {question.evaluation.title}"),
        background=f"{background}\n\n{question.text}".strip(),
        confirmed=True,
    )
    question.save(update_fields=["item"])
    record(
        GapRaised(question.evaluation_id, question.pk, question.item.pk),
        by=actor,
        cooperation=question.cooperation_id,
    )
    return question.item


def as_title(text: str) -> str:
    """As a title. Whole words, when it has to be cut."""
    if len(text) <= LONGEST_TITLE:
        return text
    return text[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def _words(text: str, confirmed: bool) -> str:
    cleaned = " ".join(guarded(text, confirmed=confirmed, longest=300).split())
    if not cleaned:
        raise Refused(_("Skriv hva dere tar med dere."))
    return cleaned


def _rest(point: LearningPoint, questions: Iterable[UUID]) -> None:
    known = point.evaluation.questions.filter(pk__in=list(questions))
    RestsOn.objects.bulk_create(
        RestsOn(cooperation_id=point.cooperation_id, forum_id=point.forum_id, point=point, question=question)
        for question in known
    )


def _held(actor: Actor, point_id: UUID) -> LearningPoint:
    point_visible_to(actor, point_id)
    LearningPoint.objects.select_for_update().get(pk=point_id)
    return point_visible_to(actor, point_id)


def locked_point(actor: Actor, point_id: UUID, seen: int) -> LearningPoint:
    """The point, held until the deed is done. Refuses a save on top of somebody else's."""
    point = _held(actor, point_id)
    if point.version != seen:
        raise Stale(
            _("Noen endret punktet mens du skrev. Se hva som står der nå, og lagre på nytt."),
            theirs=point.text,
            version=point.version,
        )
    return point


def save_point(point: LearningPoint, *names: str) -> None:
    """These columns, as the next version."""
    point.version += 1
    point.save(update_fields=[*names, "version"])


def _say_set(actor: Actor, point: LearningPoint) -> None:
    """That a point was written, or has become something."""
    record(
        LearningPointSet(point.pk, point.evaluation_id, point.became),
        by=actor,
        cooperation=point.cooperation_id,
    )
