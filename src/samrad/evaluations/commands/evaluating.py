"""Begin an evaluation, answer alone, open for all at once, close, or stop."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from samrad.cooperation.words import guarded
from samrad.evaluations.ballot import CHANCE, Entry, new_salt, opened, sealed
from samrad.evaluations.events import (
    EvaluationAnswered,
    EvaluationBegun,
    EvaluationClosed,
    EvaluationOpened,
    EvaluationStopped,
)
from samrad.evaluations.models import Answer, Asked, BallotBox, Cover, Evaluation, Question
from samrad.evaluations.permissions import may_answer, may_begin, may_close, may_open, may_stop
from samrad.evaluations.queries.evaluations import areas_of, asked_in, evaluation_visible_to, own_among
from samrad.evaluations.queries.known import known_of
from samrad.evaluations.questions import METHODS, OFFERED
from samrad.evaluations.rules import FEWEST_ANONYMOUS, keeps_sides
from samrad.forums.commands.wheel import mark_wheel_point
from samrad.forums.models import Forum, Membership, WheelPoint
from samrad.forums.queries import forum_visible_to, points_in
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.models import Meeting
from samrad.meetings.queries.meetings import meeting_visible_to
from samrad.parties.actor import Actor
from samrad.plans.models import Measure
from samrad.plans.queries.measures import measure_visible_to

State, Method, About, Kind = Evaluation.State, Evaluation.Method, Evaluation.About, Evaluation.Kind
LONGEST_ANSWER, LONGEST_PERIOD_YEARS = 4_000, 6
NOT_ASKED = {Membership.Role.SUBSTITUTE, Membership.Role.OBSERVER}


@command
def begin_evaluation(
    *,
    actor: Actor,
    forum_id: UUID,
    method: str,
    title: str,
    period_from: date,
    period_to: date,
    answer_by: date | None = None,
    about: str = About.FORUM,
    kind: str = Kind.PROCESS,
    meeting_id: UUID | None = None,
    measure_id: UUID | None = None,
    is_anonymous: bool = False,
    alone_first: bool = True,
    questions: list[str] | None = None,
    areas: list[UUID] | None = None,
    confirmed: bool = False,
) -> Evaluation:
    """Let a forum look back on its own work: method, extent and questions are its own choice.

    Shape    `questions` are the codes of those to ask; none means all of the method's, without the
             marks of good cooperation that are offered beside them. `areas` are those of the agreement it covers.
    Who      `may_begin`.
    Refuses  no title; no question; a period out of order; no day to answer by where members answer alone; nobody to ask.
    Records  EvaluationBegun.
    Source   Guide 7 (V-7-a, V-7-d, V-7-e, V-7-f, V-7-g, V-7-h, V-7-l).
    """
    forum = forum_visible_to(actor, forum_id)
    may_begin(actor, forum).require()
    members = _members(forum)
    how = _alone(answer_by, members, is_anonymous) if alone_first else TOGETHER | {"opened_on": today()}
    evaluation = _created(
        actor,
        forum,
        _require_period(period_from, period_to),
        method=Method(method),
        about=About(about),
        kind=Kind(kind),
        meeting=_meeting_in(actor, forum, meeting_id),
        measure=_measure_in(actor, forum, measure_id),
        title=_title(title, confirmed),
        **how,
    )
    posts = _furnish(actor, evaluation, questions, members, areas or [])
    event = EvaluationBegun(evaluation.pk, forum.pk, method, evaluation.answer_by, posts)
    record(event, by=actor, cooperation=forum.cooperation_id)
    return evaluation


def _created(actor: Actor, forum: Forum, period: tuple[date, date], **columns: Any) -> Evaluation:
    first, last = period
    return Evaluation.objects.create(
        cooperation_id=forum.cooperation_id,
        forum=forum,
        period_from=first,
        period_to=last,
        known=known_of(actor, forum, first, last),
        begun_on=today(),
        begun_by_id=actor.appointment,
        **columns,
    )


def _meeting_in(actor: Actor, forum: Forum, meeting_id: UUID | None) -> Meeting | None:
    meeting = meeting_visible_to(actor, meeting_id) if meeting_id else None
    if meeting and meeting.forum_id != forum.pk:
        raise Refused(_("Møtet hører til et annet forum."))
    return meeting


def _measure_in(actor: Actor, forum: Forum, measure_id: UUID | None) -> Measure | None:
    measure = measure_visible_to(actor, measure_id)[0] if measure_id else None
    if measure and measure.plan.forum_id != forum.pk:
        raise Refused(_("Tiltaket hører til et annet forum."))
    return measure


def _furnish(
    actor: Actor,
    evaluation: Evaluation,
    questions: list[str] | None,
    members: list[tuple[Membership, str]],
    areas: list[UUID],
) -> tuple[UUID, ...]:
    _put_questions(evaluation, questions)
    if evaluation.alone_first:
        _ask(evaluation, members)
    _cover(actor, evaluation, areas)
    return tuple(member.post_id for member, _side in members)


def _title(title: str, confirmed: bool) -> str:
    cleaned = " ".join(guarded(title, confirmed=confirmed, longest=160).split())
    if not cleaned:
        raise Refused(_("Evalueringen mangler navn. Skriv for eksempel hvilket år den gjelder."))
    return cleaned


def _require_period(first: date, last: date) -> tuple[date, date]:
    if last < first:
        raise Refused(_("Perioden slutter før den begynner. Bytt om på dagene."))
    if last > today() or last.year - first.year > LONGEST_PERIOD_YEARS:
        raise Refused(_("Velg en periode som er over, på høyst seks år."))
    return first, last


def _members(forum: Forum) -> list[tuple[Membership, str]]:
    """Those who sit there today and see all of it, each with a side."""
    found = []
    for member in forum.memberships.all():
        if member.sits_on(today()) and member.role not in NOT_ASKED and not member.limited:
            side = member.party.side if member.party else "other"
            found.append((member, side if side in {"municipality", "police"} else "other"))
    return found


TOGETHER: dict[str, Any] = {"alone_first": False, "state": State.WRITING}


def _alone(answer_by: date | None, members: list[tuple[Membership, str]], anonymous: bool) -> dict[str, Any]:
    """How members answer each for themselves, when they can."""
    if answer_by is None or answer_by < today():
        raise Refused(_("Velg en dag fra i dag av som medlemmene skal svare innen."))
    if not members:
        raise Refused(_("Forumet har ingen medlemmer å spørre. Legg til medlemmer først."))
    if anonymous and len(members) < FEWEST_ANONYMOUS:
        raise Refused(
            _(
                "Med færre enn tre medlemmer kan ingen svare anonymt. Velg svar med navn, eller skriv fellesteksten med en gang."
            )
        )
    sides = [side for _member, side in members]
    return {
        "answer_by": answer_by,
        "is_anonymous": anonymous,
        "splits_by_side": keeps_sides(sides, anonymous=anonymous),
    }


def _put_questions(evaluation: Evaluation, codes: list[str] | None) -> None:
    """As they read today in the forum's language: an old evaluation keeps its wording. V-7-g."""
    usual, offered = METHODS[evaluation.method], OFFERED[evaluation.method]
    asked = usual if codes is None else [each for each in offered if each.code in codes]
    if not asked:
        raise Refused(_("Velg minst ett spørsmål."))
    with translation.override(evaluation.forum.language):
        Question.objects.bulk_create(
            Question(
                cooperation_id=evaluation.cooperation_id,
                forum_id=evaluation.forum_id,
                evaluation=evaluation,
                number=number,
                code=each.code,
                heading=str(each.heading),
                words=str(each.words),
                hints="\n".join(str(hint) for hint in each.hints),
                has_level=each.has_level,
            )
            for number, each in enumerate(asked, start=1)
        )


def _ask(evaluation: Evaluation, members: list[tuple[Membership, str]]) -> None:
    key = {"cooperation_id": evaluation.cooperation_id, "forum_id": evaluation.forum_id}
    Asked.objects.bulk_create(
        Asked(**key, evaluation=evaluation, membership=member, side=side) for member, side in members
    )
    salt = new_salt()
    BallotBox.objects.create(**key, evaluation=evaluation, salt=salt, sealed=sealed([], salt))


def _cover(actor: Actor, evaluation: Evaluation, wanted: list[UUID]) -> None:
    """Only areas of this cooperation's own agreements. A-eval-b."""
    if wanted:
        known = [area for area in areas_of(actor, evaluation.forum.cooperation) if area.pk in wanted]
        Cover.objects.bulk_create(
            Cover(cooperation_id=evaluation.cooperation_id, area=area, evaluation=evaluation)
            for area in known
        )


@command
def answer_evaluation(
    *,
    actor: Actor,
    evaluation_id: UUID,
    answers: Mapping[UUID, tuple[str, int | None]],
    confirmed: bool = False,
) -> Evaluation:
    """Answer alone. What was said goes into the closed box; that somebody has answered is marked beside it, by the day.

    Shape    `answers` is text and level (1 to 4, or none) by question; empty ones are left out.
    Who      `may_answer`.
    Refuses  an answer without a word or a level; a question of another evaluation; what looks like personal data.
    Records  EvaluationAnswered, which says nothing of what was answered.
    Source   Guide 7 (V-7-d, V-7-j). docs/decisions/the-ballot-box.md.
    """
    evaluation_visible_to(actor, evaluation_id)
    # The box is what an external member may change, so it is what two who answer in the same second wait for.
    box = BallotBox.objects.select_for_update().filter(evaluation=evaluation_id).first()
    evaluation = evaluation_visible_to(actor, evaluation_id)
    own = own_among(actor, asked_in(actor, evaluation))
    may_answer(actor, evaluation, own).require()
    assert (
        own is not None and box is not None
    )  # said by the permission, and a box is there until it is opened
    said = _said(evaluation, answers, confirmed)
    entries = opened(bytes(box.sealed), bytes(box.salt))
    name = "" if evaluation.is_anonymous else str(actor.appointment)
    side = own.side if evaluation.splits_by_side else ""
    kept = [entry for entry in entries if not name or entry.by != name]
    new = [Entry(str(question), text, level, side, name) for question, (text, level) in said.items()]
    box.sealed = sealed([*kept, *new], bytes(box.salt))
    box.save(update_fields=["sealed"])
    if own.answered_on is None:
        own.answered_on = today()
        own.save(update_fields=["answered_on"])
    record(
        EvaluationAnswered(evaluation.pk, evaluation.forum_id),
        by=actor,
        cooperation=evaluation.cooperation_id,
    )
    return evaluation


def _said(
    evaluation: Evaluation, answers: Mapping[UUID, tuple[str, int | None]], confirmed: bool
) -> dict[UUID, tuple[str, int | None]]:
    known = set(evaluation.questions.values_list("pk", flat=True))
    found = {}
    for question, (text, level) in answers.items():
        if question not in known or level not in {None, 1, 2, 3, 4}:
            raise Refused(_("Svaret hører ikke til denne evalueringen. Last siden på nytt og svar igjen."))
        cleaned = guarded(text, confirmed=confirmed, longest=LONGEST_ANSWER)
        if cleaned or level:
            found[question] = (cleaned, level)
    if not found:
        raise Refused(_("Svar på minst ett av spørsmålene."))
    return found


@command
def open_answers(*, actor: Actor, evaluation_id: UUID) -> Evaluation:
    """Lay the answers out for everybody in the forum at once, in an order that chance makes, and take the box away.

    Who      `may_open`.
    Refuses  anonymous answers from fewer than three: they would not be anonymous.
    Records  EvaluationOpened.
    Source   Guide 7 (V-7-d, V-7-j). docs/decisions/the-ballot-box.md.
    """
    evaluation = _locked(actor, evaluation_id)
    asked = asked_in(actor, evaluation)
    may_open(actor, evaluation, asked).require()
    count = sum(row.answered_on is not None for row in asked)
    if evaluation.is_anonymous and count < FEWEST_ANONYMOUS:
        raise Refused(
            _(
                "Færre enn tre har svart, og da ville svarene ikke vært anonyme. Vent på flere, eller stans evalueringen. Da slettes svarene ulest."
            )
        )
    box = BallotBox.objects.select_for_update().get(evaluation=evaluation)
    entries = opened(bytes(box.sealed), bytes(box.salt))
    CHANCE.shuffle(entries)
    Answer.objects.bulk_create(
        Answer(
            cooperation_id=evaluation.cooperation_id,
            forum_id=evaluation.forum_id,
            question_id=UUID(entry.question),
            text=entry.text,
            level=entry.level,
            side=entry.side,
            by_id=UUID(entry.by) if entry.by else None,
        )
        for entry in entries
    )
    box.delete()
    evaluation.state, evaluation.opened_on = State.WRITING, today()
    _save(evaluation, "state", "opened_on")
    record(
        EvaluationOpened(
            evaluation.pk, evaluation.forum_id, count, tuple(row.membership.post_id for row in asked)
        ),
        by=actor,
        cooperation=evaluation.cooperation_id,
    )
    return evaluation


@command
def close_evaluation(*, actor: Actor, evaluation_id: UUID, seen: int) -> Evaluation:
    """Say that the forum is done looking back. The point of the year is marked as done with it.

    Who      `may_close`.
    Refuses  a close on top of somebody else's change.
    Records  EvaluationClosed, and WheelPointDone where the year has such a point.
    Source   Guide 7 (V-7-d, V-7-f).
    """
    evaluation = _locked(actor, evaluation_id)
    may_close(actor, evaluation).require()
    _require_seen(evaluation, seen)
    evaluation.state, evaluation.closed_on = State.DONE, today()
    _save(evaluation, "state", "closed_on")
    if evaluation.about in {About.FORUM, About.AGREEMENT}:
        _mark_the_year(actor, evaluation.forum)
    record(
        EvaluationClosed(evaluation.pk, evaluation.forum_id), by=actor, cooperation=evaluation.cooperation_id
    )
    return evaluation


def _mark_the_year(actor: Actor, forum: Forum) -> None:
    """The first point of evaluation that is not done, in this year or before it."""
    for point in points_in(actor, [forum]):
        if point.kind == WheelPoint.Kind.EVALUATE and not point.done_on and point.on.year <= today().year:
            mark_wheel_point(actor=actor, point_id=point.pk, done_on=today(), seen=point.version)
            return


@command
def stop_evaluation(*, actor: Actor, evaluation_id: UUID) -> Evaluation:
    """End without a result. Answers that were never opened are deleted unread.

    Who      `may_stop`.
    Records  EvaluationStopped.
    """
    evaluation = _locked(actor, evaluation_id)
    may_stop(actor, evaluation).require()
    BallotBox.objects.filter(evaluation=evaluation).delete()
    evaluation.state, evaluation.closed_on = State.STOPPED, today()
    _save(evaluation, "state", "closed_on")
    record(
        EvaluationStopped(evaluation.pk, evaluation.forum_id), by=actor, cooperation=evaluation.cooperation_id
    )
    return evaluation


def _locked(actor: Actor, evaluation_id: UUID) -> Evaluation:
    """Held until the deed is done. Whoever may not change it holds nothing, and is refused by the permission that follows."""
    evaluation_visible_to(actor, evaluation_id)
    Evaluation.objects.select_for_update().filter(pk=evaluation_id).first()
    return evaluation_visible_to(actor, evaluation_id)


def _save(evaluation: Evaluation, *names: str) -> None:
    evaluation.version += 1
    evaluation.save(update_fields=[*names, "version"])


def _require_seen(evaluation: Evaluation, seen: int) -> None:
    if evaluation.version != seen:
        raise Stale(
            _("Noen endret evalueringen mens du så på den. Se på den igjen, og avslutt på nytt."),
            theirs=evaluation.title,
            version=evaluation.version,
        )
