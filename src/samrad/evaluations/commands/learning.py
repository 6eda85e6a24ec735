"""Write the joint text, note what was learned, and say what becomes of it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.agreements.commands.proposing import add_clause
from samrad.agreements.models import Clause
from samrad.agreements.queries.agreements import agreement_visible_to, our_party
from samrad.cooperation.words import guarded
from samrad.evaluations.events import (
    GapRaised,
    JointTextWritten,
    LearningPointRemoved,
    LearningPointSet,
    PointTakenIn,
)
from samrad.evaluations.models import JointText, LearningPoint, Question, RestsOn
from samrad.evaluations.permissions import may_follow_up, may_raise, may_write
from samrad.evaluations.queries.evaluations import (
    evaluation_visible_to,
    point_visible_to,
    question_visible_to,
)
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import now, today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.commands.agenda import propose_item
from samrad.meetings.commands.outcomes import give_task
from samrad.meetings.models import AgendaItem
from samrad.meetings.queries.clauses import clauses_in_force
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
    question = question_visible_to(actor, question_id)
    Question.objects.select_for_update().get(pk=question_id)
    question = question_visible_to(actor, question_id)
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
    point = _locked(actor, point_id, seen)
    may_write(actor, point.evaluation).require()
    point.kind, point.text = Kind(kind), _words(text, confirmed)
    _save(point, "kind", "text")
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
    for place, row in enumerate(others, start=1):
        row.position = place
    LearningPoint.objects.bulk_update(others, ["position"])


@command
def remove_point(*, actor: Actor, point_id: UUID) -> None:
    """Take away a point that nothing has come of yet.

    Who      `may_write`.
    Refuses  a point that has become something.
    Records  LearningPointRemoved.
    """
    point = point_visible_to(actor, point_id)
    may_write(actor, point.evaluation).require()
    if point.became:
        raise Refused(
            _("Det er bestemt hva punktet blir til. Det hører til evalueringen og kan ikke tas bort.")
        )
    evaluation = point.evaluation
    point.delete()
    record(LearningPointRemoved(point_id, evaluation.pk), by=actor, cooperation=evaluation.cooperation_id)


@command
def make_point_a_task(
    *,
    actor: Actor,
    point_id: UUID,
    text: str,
    owner_id: UUID,
    due_on: date,
    seen: int,
    confirmed: bool = False,
) -> LearningPoint:
    """Let a point become a task with a post that owns it and a deadline.

    Who      `may_follow_up`.
    Refuses  what a task refuses; a point that has become something else.
    Records  TaskMade, LearningPointSet.
    Source   Guide 7 (V-7-c).
    """
    point = _locked(actor, point_id, seen)
    may_follow_up(actor, point.evaluation).require()
    _require_undecided(point)
    point.task = give_task(
        actor=actor,
        forum_id=point.forum_id,
        text=text or point.text,
        owner_id=owner_id,
        due_on=due_on,
        confirmed=confirmed,
    )
    _decide(actor, point, Became.TASK, "task")
    _say_set(actor, point)
    return point


@command
def make_point_a_matter(*, actor: Actor, point_id: UUID, seen: int) -> LearningPoint:
    """Raise a point as a matter for the forum.

    Who      `may_follow_up`.
    Refuses  a point that has become something else.
    Records  ItemProposed, LearningPointSet.
    Source   Guide 7 (V-7-c).
    """
    point = _locked(actor, point_id, seen)
    may_follow_up(actor, point.evaluation).require()
    _require_undecided(point)
    background = _("Læringspunkt fra evalueringen «%(title)s».") % {"title": point.evaluation.title}
    point.item = propose_item(
        actor=actor,
        forum_id=point.forum_id,
        title=_short(point.text),
        background=f"{point.text}\n\n{background}" if len(point.text) > LONGEST_TITLE else background,
        confirmed=True,
    )
    _decide(actor, point, Became.ITEM, "item")
    _say_set(actor, point)
    return point


@command
def make_point_a_proposal(
    *, actor: Actor, point_id: UUID, clause: UUID | None = None, seen: int
) -> LearningPoint:
    """Put a point on the list for the next agreement. It waits there until a party takes it into a draft.

    Shape    `clause` is the lineage of a clause that binds the parties now, when the point is about one.
    Who      `may_follow_up`.
    Refuses  a clause that binds nobody; a point that has become something else.
    Records  LearningPointSet.
    Source   Guide 7 (V-7-c).
    """
    point = _locked(actor, point_id, seen)
    may_follow_up(actor, point.evaluation).require()
    _require_undecided(point)
    known = {each.lineage for each in clauses_in_force(actor, point.evaluation.forum.cooperation)}
    if clause and clause not in known:
        raise Refused(_("Punktet står ikke i noen avtale som gjelder. Velg et annet, eller la det stå tomt."))
    point.clause = clause
    _decide(actor, point, Became.AGREEMENT, "clause")
    _say_set(actor, point)
    return point


@command
def decide_no_change(
    *, actor: Actor, point_id: UUID, reason: str, seen: int, confirmed: bool = False
) -> LearningPoint:
    """Say with a reason that a point changes nothing.

    Who      `may_follow_up`.
    Refuses  no reason; a point that has become something else.
    Records  LearningPointSet.
    Source   Guide 7 (V-7-c).
    """
    point = _locked(actor, point_id, seen)
    may_follow_up(actor, point.evaluation).require()
    _require_undecided(point)
    point.reason = guarded(reason, confirmed=confirmed, longest=2_000)
    if not point.reason:
        raise Refused(_("Skriv hvorfor punktet ikke fører til noen endring."))
    _decide(actor, point, Became.NO_CHANGE, "reason")
    _say_set(actor, point)
    return point


@command
def take_point_into_draft(*, actor: Actor, point_id: UUID, agreement_id: UUID) -> Clause:
    """Take a proposal into an agreement that is being worked on: a clause on one's own party's desk, for it to word.

    Nothing is noted on the point: what a party prepares is its own until it is handed over.

    Who      `may_follow_up`, and whoever may prepare in that agreement.
    Refuses  a point that is no proposal; an agreement of another cooperation.
    Records  ProposalPrepared and PointTakenIn, privately.
    Source   Guide 7 (V-7-c).
    """
    point = point_visible_to(actor, point_id)
    may_follow_up(actor, point.evaluation).require()
    agreement = agreement_visible_to(actor, agreement_id)
    if point.became != Became.AGREEMENT or agreement.cooperation_id != point.cooperation_id:
        raise Refused(_("Punktet er ikke et forslag til denne avtalen."))
    reason = _("Fra evalueringen «%(title)s».") % {"title": point.evaluation.title}
    clause = add_clause(
        actor=actor,
        agreement_id=agreement_id,
        heading=_short(point.text),
        text=point.text,
        reason=reason,
        confirmed=True,
    )
    record(
        PointTakenIn(point.pk, agreement.pk),
        by=actor,
        cooperation=point.cooperation_id,
        party=our_party(actor, agreement).pk,
    )
    return clause


@command
def raise_gap(*, actor: Actor, question_id: UUID) -> AgendaItem:
    """Make a matter of what one question showed, in one press.

    Who      `may_raise`.
    Refuses  a question that is a matter already.
    Records  ItemProposed, GapRaised.
    Source   Guide 7 (V-7-c).
    """
    question = question_visible_to(actor, question_id)
    may_raise(actor, question.evaluation).require()
    if question.item_id:
        raise Refused(_("Spørsmålet er alt meldt som sak."))
    background = _("Fra evalueringen «%(title)s», spørsmål %(number)s.") % {
        "title": question.evaluation.title,
        "number": question.number,
    }
    question.item = propose_item(
        actor=actor,
        forum_id=question.forum_id,
        title=_short(f"{question.heading}: {question.evaluation.title}"),
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


def _short(text: str) -> str:
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


def _locked(actor: Actor, point_id: UUID, seen: int) -> LearningPoint:
    point_visible_to(actor, point_id)
    LearningPoint.objects.select_for_update().get(pk=point_id)
    point = point_visible_to(actor, point_id)
    if point.version != seen:
        raise Stale(
            _("Noen endret punktet mens du skrev. Se hva som står der nå, og lagre på nytt."),
            theirs=point.text,
            version=point.version,
        )
    return point


def _require_undecided(point: LearningPoint) -> None:
    if point.became:
        raise Refused(_("Det er alt bestemt hva punktet blir til."))


def _decide(actor: Actor, point: LearningPoint, became: str, *names: str) -> None:
    point.became, point.decided_on, point.decided_by_id = became, today(), actor.appointment
    _save(point, "became", "decided_on", "decided_by", *names)


def _save(point: LearningPoint, *names: str) -> None:
    point.version += 1
    point.save(update_fields=[*names, "version"])


def _say_set(actor: Actor, point: LearningPoint) -> None:
    record(
        LearningPointSet(point.pk, point.evaluation_id, point.became),
        by=actor,
        cooperation=point.cooperation_id,
    )
