"""Evaluations as people make them: through commands, each inside its own wall."""

from datetime import date, timedelta
from uuid import UUID

from samrad.cooperation import wall
from samrad.evaluations.commands.areas import mark_area
from samrad.evaluations.commands.evaluating import answer_evaluation, begin_evaluation, open_answers
from samrad.evaluations.commands.learning import note_point, write_joint_text
from samrad.evaluations.commands.reporting import begin_report, write_section
from samrad.evaluations.models import Evaluation, Question
from samrad.evaluations.queries.evaluations import evaluation_visible_to, questions_of
from samrad.evaluations.queries.reports import report_visible_to
from samrad.forums.models import Forum, Membership
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.parties.models import Appointment
from samrad.parties.queries import actors_of_person
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


def an_evaluation_with_words(cast: Cast, forum: Forum, agreement_id: UUID, word: str) -> dict[str, object]:
    """The joint text being written, with the word in answer, joint text and learning point."""
    asked = an_evaluation(cast, forum, title=word)
    for member in members_of(cast.slt, forum):
        answer(member, asked, word)
    do(cast.slt, open_answers, evaluation_id=asked.pk)
    first = questions(cast.slt, asked)[0]
    do(cast.slt, write_joint_text, question_id=first.pk, text=word, seen=0)
    point = do(cast.slt, note_point, evaluation_id=asked.pk, kind="ahead", text=word, rests_on=[first.pk])
    given = {"agreement_id": agreement_id, "name": word}
    area = do(cast.slt, mark_area, **given)
    return {"marked_id": area.pk, "evaluation_id": asked.pk, "question_id": first.pk, "learned_id": point.pk}


def members_of(actor: Actor, forum: Forum) -> list[Actor]:
    """Those who sit there, each as they act."""
    with wall.acting(actor):
        posts = Membership.objects.filter(forum=forum).values_list("post", flat=True)
        holders = Appointment.objects.filter(post__in=posts)
        return [
            each for row in holders for each in actors_of_person(row.person_id) if each.post == row.post_id
        ]


def a_report_with_words(cast: Cast, word: str) -> dict[str, object]:
    """A yearly report being written, with the word in its first section."""
    given = {"cooperation_id": cast.cooperation.pk, "organisation_id": cast.places.lyngvik.pk}
    report = do(cast.slt, begin_report, **given, year=today().year)
    with wall.acting(cast.slt):
        first = report_visible_to(cast.slt, report.pk).sections.all()[0]
    do(cast.slt, write_section, section_id=first.pk, text=word, seen=1)
    return {"report_id": report.pk, "section_id": first.pk}
