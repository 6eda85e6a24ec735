"""The joint text, the learning points, and what becomes of them."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samrad.agreements.permissions import may_prepare
from samrad.agreements.queries.agreements import agreements_visible_to
from samrad.cooperation.queries.aims import open_focus_areas
from samrad.evaluations.commands import becoming
from samrad.evaluations.commands import learning as deeds
from samrad.evaluations.models import LearningPoint
from samrad.evaluations.permissions import may_follow_up, may_write
from samrad.evaluations.queries.evaluations import (
    answers_of,
    earlier_of,
    evaluation_visible_to,
    point_visible_to,
    question_visible_to,
    questions_of,
)
from samrad.forums.queries import forum_visible_to, is_insider
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.web.doors import for_people
from samrad.web.evaluations import forms
from samrad.web.evaluations.comparing import compared
from samrad.web.evaluations.pages import evaluation_page
from samrad.web.evaluations.views import form_page
from samrad.web.forms import DeedForm, seen_in, sent
from samrad.web.meetings.people import clauses, owners
from samrad.web.requests import Request


def _done(
    request: Request, form: DeedForm, deed: Callable[[], object], said: str, evaluation: UUID
) -> HttpResponse | None:
    """Where a form that was sent leads when its deed is done; nothing while it is not."""
    if request.method != "POST" or not form.is_valid() or form.attempt(deed) is None:
        return None
    messages.success(request, said)
    return redirect("web:evaluation", evaluation)


@for_people
@form_page
def joint_text(request: Request, question_id: UUID) -> HttpResponse:
    """Write the joint answer to one question, with the members' own answers beside."""
    question = question_visible_to(request.actor, question_id)
    evaluation = question.evaluation
    may_write(request.actor, evaluation).require()
    form = forms.JointForm(sent(request), initial={"text": question.text, "seen": question.version})
    done = _done(
        request,
        form,
        lambda: deeds.write_joint_text(
            actor=request.actor,
            question_id=question_id,
            seen=form.version,
            confirmed=form.is_confirmed,
            **form.said,
        ),
        _("Felles svar på spørsmål %(number)s er lagret.") % {"number": question.number},
        evaluation.pk,
    )
    if done:
        return done
    answered = next(row for row in answers_of(request.actor, evaluation) if row.question.pk == question.pk)
    return evaluation_page(
        request,
        "evaluations/joint.html",
        evaluation.forum,
        evaluation=evaluation,
        question=question,
        answered=answered,
        form=form,
    )


@for_people
@form_page
def add_point(request: Request, evaluation_id: UUID) -> HttpResponse:
    """Note a learning point. V-7-b, V-7-k."""
    evaluation = evaluation_visible_to(request.actor, evaluation_id)
    may_write(request.actor, evaluation).require()
    questions = questions_of(request.actor, evaluation)
    form = forms.PointForm(sent(request), questions=questions, is_new=True)
    return _done(
        request,
        form,
        lambda: deeds.note_point(
            actor=request.actor, evaluation_id=evaluation_id, confirmed=form.is_confirmed, **form.words
        ),
        _("Læringspunktet er skrevet."),
        evaluation_id,
    ) or evaluation_page(
        request, "evaluations/point_form.html", evaluation.forum, evaluation=evaluation, form=form
    )


@for_people
@form_page
def change_point(request: Request, learned_id: UUID) -> HttpResponse:
    """Other words, another place, or other answers that it rests on."""
    point = point_visible_to(request.actor, learned_id)
    may_write(request.actor, point.evaluation).require()
    initial = {
        "text": point.text,
        "kind": point.kind,
        "position": point.position,
        "rests_on": [str(row.question_id) for row in point.rests_on.all()],
        "seen": point.version,
    }
    questions = questions_of(request.actor, point.evaluation)
    form = forms.PointForm(sent(request), questions=questions, initial=initial)
    return _done(
        request,
        form,
        lambda: deeds.change_point(
            actor=request.actor,
            point_id=learned_id,
            seen=form.version,
            confirmed=form.is_confirmed,
            **form.words,
        ),
        _("Læringspunktet er endret."),
        point.evaluation_id,
    ) or evaluation_page(
        request,
        "evaluations/point_form.html",
        point.evaluation.forum,
        evaluation=point.evaluation,
        point=point,
        form=form,
    )


@for_people
@require_POST
def remove_point(request: Request, learned_id: UUID) -> HttpResponse:
    """Take a point away that nothing has come of."""
    point = point_visible_to(request.actor, learned_id)
    deeds.remove_point(actor=request.actor, point_id=learned_id)
    messages.success(request, _("Læringspunktet er tatt bort."))
    return redirect("web:evaluation", point.evaluation_id)


@for_people
@require_safe
def point(request: Request, learned_id: UUID) -> HttpResponse:
    """One learning point: what it rests on, and the five things it can become. V-7-c."""
    return _point_page(request, point_visible_to(request.actor, learned_id))


def _point_page(
    request: Request, found: LearningPoint, sent_to: str = "", form: DeedForm | None = None
) -> HttpResponse:
    """`form` is the one that was sent, `sent_to` its name; the others stand as they are."""
    actor, forum = request.actor, found.evaluation.forum
    usual = {"seen": found.version}
    shown: dict[str, DeedForm] = {
        "task": forms.TaskForm(owners=owners(forum), initial=usual | {"text": found.text}, auto_id="task_%s"),
        "proposal": forms.ProposalForm(clauses=clauses(actor, forum), initial=usual, auto_id="proposal_%s"),
        "no_change": forms.NoChangeForm(initial=usual, auto_id="no_change_%s"),
        "goal": forms.GoalForm(
            areas=open_focus_areas(actor, forum.cooperation),
            initial=usual | {"horizon": today().year + 4},
            auto_id="goal_%s",
        ),
    }
    if form is not None:
        shown[sent_to] = form
    may = may_follow_up(actor, found.evaluation)
    return evaluation_page(
        request,
        "evaluations/point.html",
        forum,
        evaluation=found.evaluation,
        point=found,
        forms=shown,
        form=form,
        may_decide=may if not found.became else None,
        may_write=may_write(actor, found.evaluation),
        drafts=_drafts(request, found) if found.became == LearningPoint.Became.AGREEMENT else [],
    )


def _drafts(request: Request, found: LearningPoint) -> list[object]:
    """The agreements being worked on in which the actor may prepare a clause."""
    if not is_insider(request.actor, found.evaluation.forum):
        return []
    cooperation = found.evaluation.forum.cooperation
    rows = []
    for row in agreements_visible_to(request.actor, cooperation).filter(state__in=["draft", "negotiation"]):
        row.cooperation = cooperation
        if may_prepare(request.actor, row):
            rows.append(row)
    return list(rows)


def _become(
    request: Request, found: LearningPoint, name: str, form: DeedForm, deed: Callable[[], object], said: str
) -> HttpResponse:
    """Back to the evaluation when the point has become something, else the point's page with what was sent."""
    return _done(request, form, deed, said, found.evaluation_id) or _point_page(request, found, name, form)


@for_people
@require_POST
def become_task(request: Request, learned_id: UUID) -> HttpResponse:
    """A task with a post and a deadline."""
    found = point_visible_to(request.actor, learned_id)
    form = forms.TaskForm(sent(request), owners=owners(found.evaluation.forum), auto_id="task_%s")

    def deed() -> object:
        said = form.said | {"owner_id": UUID(form.said["owner_id"])}
        return becoming.make_point_a_task(
            actor=request.actor, point_id=learned_id, seen=form.version, confirmed=form.is_confirmed, **said
        )

    return _become(request, found, "task", form, deed, _("Læringspunktet er blitt en oppgave."))


@for_people
@require_POST
def become_goal(request: Request, learned_id: UUID) -> HttpResponse:
    """A goal under a focus area."""
    found = point_visible_to(request.actor, learned_id)
    areas = open_focus_areas(request.actor, found.evaluation.forum.cooperation)
    form = forms.GoalForm(sent(request), areas=areas, auto_id="goal_%s")

    def deed() -> object:
        return becoming.make_point_a_goal(
            actor=request.actor, point_id=learned_id, seen=form.version, **form.deed
        )

    return _become(request, found, "goal", form, deed, _("Læringspunktet er blitt et mål."))


@for_people
@require_POST
def become_matter(request: Request, learned_id: UUID) -> HttpResponse:
    """A matter for the forum."""
    found = becoming.make_point_a_matter(actor=request.actor, point_id=learned_id, seen=seen_in(request))
    messages.success(request, _("Læringspunktet er meldt som sak."))
    return redirect("web:evaluation", found.evaluation_id)


@for_people
@require_POST
def become_proposal(request: Request, learned_id: UUID) -> HttpResponse:
    """On the list for the next agreement."""
    found = point_visible_to(request.actor, learned_id)
    form = forms.ProposalForm(
        sent(request), clauses=clauses(request.actor, found.evaluation.forum), auto_id="proposal_%s"
    )

    def deed() -> object:
        clause = form.said["clause"]
        return becoming.make_point_a_proposal(
            actor=request.actor,
            point_id=learned_id,
            clause=UUID(clause) if clause else None,
            seen=form.version,
        )

    return _become(
        request, found, "proposal", form, deed, _("Læringspunktet står på listen til neste avtale.")
    )


@for_people
@require_POST
def become_nothing(request: Request, learned_id: UUID) -> HttpResponse:
    """No change, with the reason."""
    found = point_visible_to(request.actor, learned_id)
    form = forms.NoChangeForm(sent(request), auto_id="no_change_%s")

    def deed() -> object:
        return becoming.decide_no_change(
            actor=request.actor,
            point_id=learned_id,
            seen=form.version,
            confirmed=form.is_confirmed,
            **form.said,
        )

    return _become(request, found, "no_change", form, deed, _("Begrunnelsen er lagret."))


@for_people
@require_POST
def take_in(request: Request, learned_id: UUID) -> HttpResponse:
    """Take a proposal into a draft: a clause on one's own desk."""
    point_visible_to(request.actor, learned_id)
    chosen = request.POST.get("agreement", "")
    try:
        agreement_id = UUID(chosen)
    except ValueError:
        raise Refused(_("Velg hvilken avtale forslaget skal inn i.")) from None
    clause = becoming.take_point_into_draft(
        actor=request.actor, point_id=learned_id, agreement_id=agreement_id
    )
    messages.success(request, _("Forslaget ligger i utkastet hos dere. Skriv det slik dere vil ha det."))
    return redirect("web:clause", agreement_id, clause.pk)


@for_people
@require_POST
def raise_gap(request: Request, question_id: UUID) -> HttpResponse:
    """What one question showed, as a matter, in one press."""
    item = deeds.raise_gap(actor=request.actor, question_id=question_id)
    messages.success(request, _("Saken er meldt. Den som setter sakslisten, finner den blant meldte saker."))
    return redirect("web:item", item.pk)


@for_people
@require_safe
def over_time(request: Request, forum_id: UUID) -> HttpResponse:
    """The same questions over the years, and by party where the groups are large enough."""
    forum = forum_visible_to(request.actor, forum_id)
    rows = earlier_of(request.actor, forum, "six")
    return evaluation_page(
        request, "evaluations/over_time.html", forum, evaluations=rows, questions=compared(rows)
    )
