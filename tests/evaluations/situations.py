"""Evaluations as people make them: through commands, each inside its own wall."""

from datetime import date, timedelta
from uuid import UUID

from samrad.cooperation import wall
from samrad.evaluations.commands.evaluating import answer_evaluation, begin_evaluation, open_answers
from samrad.evaluations.models import Evaluation, Question
from samrad.evaluations.queries.evaluations import evaluation_visible_to, questions_of
from samrad.forums.models import Forum
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.situations import do

LAST_YEAR = {"period_from": date(today().year - 1, 1, 1), "period_to": date(today().year - 1, 12, 31)}
IN_A_WEEK = timedelta(days=7)


def an_evaluation(cast: Cast, forum: Forum, **given: object) -> Evaluation:
    """Of last year's work, by the six questions, each member alone first."""
    usual = {"method": "six", "title": "Samarbeidet i fjor", "answer_by": today() + IN_A_WEEK, **LAST_YEAR}
    return do(cast.slt, begin_evaluation, forum_id=forum.pk, **usual | given)


def questions(actor: Actor, evaluation: Evaluation) -> list[Question]:
    with wall.acting(actor):
        return questions_of(actor, evaluation)


def fresh(actor: Actor, evaluation_id: UUID) -> Evaluation:
    with wall.acting(actor):
        return evaluation_visible_to(actor, evaluation_id)


def answer(actor: Actor, evaluation: Evaluation, *words: str, level: int | None = None) -> None:
    """The first questions answered with these words, in order, each with the same level."""
    rows = questions(actor, evaluation)
    said = {row.pk: (text, level if row.has_level else None) for row, text in zip(rows, words, strict=False)}
    do(actor, answer_evaluation, evaluation_id=evaluation.pk, answers=said)


def answered_by_all(cast: Cast, evaluation: Evaluation, word: str = "Godt år") -> Evaluation:
    """The four members of the council have answered, and the answers are opened."""
    for actor in (cast.mayor, cast.chief, cast.slt, cast.police_contact):
        answer(actor, evaluation, f"{word} sier {actor.post_title}", level=3)
    return do(cast.slt, open_answers, evaluation_id=evaluation.pk)


def an_open_one(cast: Cast, forum: Forum, **given: object) -> Evaluation:
    """Everybody has answered; the joint text is being written."""
    return answered_by_all(cast, an_evaluation(cast, forum, **given))
