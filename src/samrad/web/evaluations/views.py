"""Evaluations of a cooperation, a new one, one's own answers, and what the answers show."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samrad.agreements.queries.agreements import agreements_visible_to
from samrad.cooperation.models import Cooperation
from samrad.cooperation.permissions import may_write_in
from samrad.cooperation.queries import cooperation_visible_to
from samrad.evaluations.commands.evaluating import (
    answer_evaluation,
    begin_evaluation,
    close_evaluation,
    open_answers,
    stop_evaluation,
)
from samrad.evaluations.models import Area, Evaluation
from samrad.evaluations.permissions import (
    may_account,
    may_answer,
    may_begin,
    may_close,
    may_follow_up,
    may_open,
    may_raise,
    may_stop,
    may_write,
)
from samrad.evaluations.queries.evaluations import (
    answers_of,
    areas_of,
    asked_in,
    clocks_of,
    evaluation_visible_to,
    evaluations_in,
    own_among,
    own_answer,
    points_for_agreement,
    points_of,
    questions_of,
)
from samrad.evaluations.queries.reports import reports_of
from samrad.evaluations.questions import SIX
from samrad.forums.queries import forum_visible_to, forums_of, is_insider
from samrad.kernel.clock import OSLO, today
from samrad.knowledge.queries.figures import InShort, in_short
from samrad.meetings.models import Meeting
from samrad.meetings.queries.meetings import meeting_visible_to
from samrad.parties.models import Organisation
from samrad.plans.models import Measure
from samrad.plans.queries.measures import measure_visible_to
from samrad.web.doors import for_people
from samrad.web.evaluations.forms import AnswerForm, BeginForm
from samrad.web.evaluations.known import known_of
from samrad.web.evaluations.pages import evaluation_page
from samrad.web.forms import seen_in, sent
from samrad.web.pages import page
from samrad.web.requests import Request

form_page = require_http_methods(["GET", "HEAD", "POST"])
TWO_WEEKS = timedelta(days=14)


@for_people
@require_safe
def overview(request: Request, slug: str) -> HttpResponse:
    """Every forum's clock, what is under way, what is done, and what was learned for the next agreement. V-7-a."""
    cooperation = cooperation_visible_to(request.actor, slug)
    forums = forums_of(request.actor, cooperation)
    rows = evaluations_in(request.actor, forums)
    return page(
        request,
        "evaluations/overview.html",
        cooperation=cooperation,
        room="evaluation",
        clocks=clocks_of(request.actor, forums, rows),
        going=[row for row in rows if row.is_answering or row.is_open],
        done=[row for row in rows if row.is_done],
        points=points_for_agreement(request.actor, cooperation),
        agreements=_with_areas(request, cooperation),
        reports=reports_of(request.actor, cooperation),
        may_account=may_account(request.actor, cooperation),
        may_write=may_write_in(request.actor, cooperation),
    )


@dataclass(frozen=True)
class Marked:
    """An agreement that binds now, with what is marked for evaluation in it."""

    pk: UUID
    years: str
    marked: list[Area]


def _with_areas(request: Request, cooperation: Cooperation) -> list[Marked]:
    areas = areas_of(request.actor, cooperation)
    rows = agreements_visible_to(request.actor, cooperation).filter(state="in_force")
    return [
        Marked(row.pk, row.years, [area for area in areas if area.agreement_id == row.pk])
        for row in rows
        if row.standing(today()) == "in_force"
    ]


@for_people
@form_page
def begin(request: Request, forum_id: UUID) -> HttpResponse:
    """Choose method, extent and way of answering; or look back on one meeting in three questions. V-7-f, V-7-l."""
    forum = forum_visible_to(request.actor, forum_id)
    may_begin(request.actor, forum).require()
    wanted, done = request.GET.get("mote", ""), request.GET.get("tiltak", "")
    meeting = meeting_visible_to(request.actor, UUID(wanted)) if _is_id(wanted) else None
    measure = measure_visible_to(request.actor, UUID(done))[0] if _is_id(done) else None
    areas = areas_of(request.actor, forum.cooperation) if is_insider(request.actor, forum) else []
    form = BeginForm(sent(request), areas=areas, initial=_usual(meeting, measure, forum.begun_on))
    if request.method == "POST" and form.is_valid():
        made = form.attempt(
            lambda: begin_evaluation(
                actor=request.actor,
                forum_id=forum_id,
                meeting_id=meeting.pk if meeting else None,
                measure_id=measure.pk if measure else None,
                about=_about(meeting, measure),
                confirmed=form.is_confirmed,
                **form.chosen,
            )
        )
        if made:
            said = (
                _("Medlemmene er spurt.")
                if made.is_answering
                else _("Skriv fellesteksten når dere er klare.")
            )
            messages.success(request, said)
            return redirect("web:evaluation", made.pk)
    return evaluation_page(
        request, "evaluations/begin.html", forum, form=form, meeting=meeting, measure=measure
    )


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _about(meeting: Meeting | None, measure: Measure | None) -> str:
    if meeting:
        return Evaluation.About.MEETING
    return Evaluation.About.MEASURE if measure else Evaluation.About.FORUM


def _usual(meeting: Meeting | None, measure: Measure | None, begun_on: date) -> dict[str, object]:
    """Last year by the six questions; for a meeting or a measure its own days by three questions, written together."""
    if meeting or measure:
        return {"method": Evaluation.Method.GLL, "way": "together", **_of_one(meeting, measure)}
    year = today().year - 1 if begun_on.year < today().year else today().year
    return {
        "title": _("Samarbeidet i %(year)s") % {"year": year},
        "method": Evaluation.Method.SIX,
        "questions": [each.code for each in SIX],
        "way": "named",
        "period_from": date(year, 1, 1),
        "period_to": min(date(year, 12, 31), today()),
        "answer_by": today() + TWO_WEEKS,
    }


def _of_one(meeting: Meeting | None, measure: Measure | None) -> dict[str, object]:
    if meeting:
        day = min(meeting.starts_at.astimezone(OSLO).date(), today())
        return {"title": meeting.title, "period_from": day, "period_to": day}
    assert measure
    last = min(measure.closed_on or today(), today())
    return {
        "title": measure.name[:160],
        "period_from": min(measure.begins_on or last, last),
        "period_to": last,
    }


def _figures(cooperation: Cooperation) -> list[InShort]:
    """Reported offences in the municipalities, as a background and no more. V-7-e."""
    houses = [party.organisation for party in cooperation.parties.all()]
    return in_short(house for house in houses if house.kind == Organisation.Kind.MUNICIPALITY)


@for_people
@require_safe
def show(request: Request, evaluation_id: UUID) -> HttpResponse:
    """The evaluation as it stands: who has answered, or the answers with the joint text and the learning points."""
    actor = request.actor
    evaluation = evaluation_visible_to(actor, evaluation_id)
    asked = asked_in(actor, evaluation) if evaluation.alone_first else []
    own = own_among(actor, asked)
    points = [] if evaluation.is_answering else points_of(actor, evaluation)
    return evaluation_page(
        request,
        "evaluations/evaluation.html",
        evaluation.forum,
        evaluation=evaluation,
        known=known_of(request.actor, evaluation),
        figures=_figures(evaluation.forum.cooperation) if is_insider(actor, evaluation.forum) else [],
        asked=asked,
        has_answered=sum(row.answered_on is not None for row in asked),
        own=own,
        may_answer=may_answer(actor, evaluation, own),
        may_open=may_open(actor, evaluation, asked),
        may_write=may_write(actor, evaluation),
        may_close=may_close(actor, evaluation),
        may_stop=may_stop(actor, evaluation),
        may_raise=may_raise(actor, evaluation),
        may_follow_up=may_follow_up(actor, evaluation),
        questions=questions_of(actor, evaluation) if evaluation.is_answering else [],
        answered=[] if evaluation.is_answering else answers_of(actor, evaluation),
        points=points,
        undecided=sum(not point.became for point in points),
    )


@for_people
@form_page
def answer(request: Request, evaluation_id: UUID) -> HttpResponse:
    """One's own answers, alone. With a name they come back to be changed; anonymous ones cannot."""
    evaluation = evaluation_visible_to(request.actor, evaluation_id)
    own = own_among(request.actor, asked_in(request.actor, evaluation))
    may_answer(request.actor, evaluation, own).require()
    form = AnswerForm(
        sent(request),
        questions=questions_of(request.actor, evaluation),
        own=own_answer(request.actor, evaluation),
    )
    if request.method == "POST" and form.is_valid():
        done = form.attempt(
            lambda: answer_evaluation(
                actor=request.actor,
                evaluation_id=evaluation_id,
                answers=form.answers,
                confirmed=form.is_confirmed,
            )
        )
        if done:
            messages.success(request, _("Takk. Svaret ditt ligger lukket til alle svarene åpnes."))
            return redirect("web:evaluation", evaluation_id)
    return evaluation_page(
        request,
        "evaluations/answer.html",
        evaluation.forum,
        evaluation=evaluation,
        form=form,
        known=known_of(request.actor, evaluation),
    )


@for_people
@require_POST
def open_all(request: Request, evaluation_id: UUID) -> HttpResponse:
    """Lay the answers out for everybody at once."""
    evaluation = open_answers(actor=request.actor, evaluation_id=evaluation_id)
    messages.success(request, _("Svarene er åpnet for alle i forumet. Skriv fellesteksten sammen."))
    return redirect("web:evaluation", evaluation.pk)


@for_people
@require_POST
def close(request: Request, evaluation_id: UUID) -> HttpResponse:
    """The forum is done looking back."""
    evaluation = close_evaluation(actor=request.actor, evaluation_id=evaluation_id, seen=seen_in(request))
    left = sum(not point.became for point in points_of(request.actor, evaluation))
    messages.success(request, _("Evalueringen er ferdig."))
    if left:
        messages.info(
            request,
            ngettext(
                "%(count)s læringspunkt venter på at dere bestemmer hva det blir til.",
                "%(count)s læringspunkter venter på at dere bestemmer hva de blir til.",
                left,
            )
            % {"count": left},
        )
    return redirect("web:evaluation", evaluation.pk)


@for_people
@form_page
def stop(request: Request, evaluation_id: UUID) -> HttpResponse:
    """End it without a result. Asked again first, since unread answers are deleted."""
    evaluation = evaluation_visible_to(request.actor, evaluation_id)
    may_stop(request.actor, evaluation).require()
    if request.method == "POST":
        stop_evaluation(actor=request.actor, evaluation_id=evaluation_id)
        messages.success(request, _("Evalueringen er stanset."))
        return redirect("web:evaluation", evaluation_id)
    return evaluation_page(request, "evaluations/stop.html", evaluation.forum, evaluation=evaluation)
