"""Tasks over all forums, and the page of one task with the steps it can take."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samrad.forums.models import Forum
from samrad.forums.queries import holders_of
from samrad.kernel.answers import Answer
from samrad.kernel.clock import today
from samrad.meetings.commands.outcomes import follow_up_task, note_on_task
from samrad.meetings.models import Task, TaskStep
from samrad.meetings.permissions import may_follow_up, may_note
from samrad.meetings.queries.tasks import Wanted, open_tasks, owners_and_forums, task_visible_to
from samrad.notices.queries import reminders_of
from samrad.parties.actor import Actor
from samrad.parties.models import Post
from samrad.plans.queries.measures import own_measures
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.forums.pages import forum_page
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.tasks.forms import STEPS, AcceptForm, NoteForm, StepForm, TasksForm

A_PAGE = 50
A_WEEK = timedelta(days=7)
OURS, ALL = "vare", "alle"


@dataclass(frozen=True)
class Group:
    """Tasks under one heading."""

    heading: str
    kind: str
    rows: list[Task]


@for_people
@require_safe
def tasks(request: Request) -> HttpResponse:
    """Open tasks by deadline: one's own, one's party's, or everybody's in the forums one has part in. V-4.1.4-f."""
    whose = request.GET.get("vis", "")
    all_of_them = _wanted(request.actor, whose, {})
    owners, forums = owners_and_forums(request.actor, all_of_them)
    form = TasksForm(request.GET, owners=owners, forums=forums, whose=whose) if whose in {ALL, OURS} else None
    asked = form.asked if form else {}
    shown, rows = _page(request, _wanted(request.actor, whose, asked))
    _know(rows, owners, forums)
    return page(
        request,
        "tasks/list.html",
        shown=shown,
        groups=_grouped(rows),
        today=today(),
        measures=[] if form else own_measures(request.actor),
        form=form,
        is_asked=bool(asked),
        nothing=_("Ingen oppgaver passer. Velg en annen ansvarlig, et annet forum eller alle frister.")
        if asked
        else _nothing(whose),
        options=[
            (_("Mine"), "?", whose not in {OURS, ALL}),
            (_("Våre"), f"?vis={OURS}", whose == OURS),
            (_("Alle"), f"?vis={ALL}", whose == ALL),
        ],
    )


def _wanted(actor: Actor, whose: str, asked: dict[str, Any]) -> Wanted:
    """Ours or everybody's, narrowed by owner, forum and deadline. One's own are few."""
    if whose not in {ALL, OURS}:
        return Wanted(owner=actor.post)
    return Wanted(
        owner=asked.get("ansvarlig"),
        forum=asked.get("forum"),
        late_on=today() if asked.get("frist") else None,
        only_ours=whose == OURS,
    )


def _page(request: Request, wanted: Wanted) -> "tuple[Page[int], list[Task]]":
    """The page that was asked for, else the nearest there is."""
    side = request.GET.get("side", "")
    number = int(side) if side.isascii() and side.isdigit() and len(side) < 5 else 1
    while True:
        total, rows = open_tasks(request.actor, wanted, (max(number, 1) - 1) * A_PAGE, A_PAGE)
        shown = Paginator(range(total), A_PAGE).get_page(side)
        if not total or shown.number == number:
            return shown, rows
        number = shown.number


def _know(rows: Iterable[Task], owners: Iterable[Post], forums: Iterable[Forum]) -> None:
    """Let each task know its owner and forum, which many have in common."""
    posts, bodies = {post.pk: post for post in owners}, {forum.pk: forum for forum in forums}
    for row in rows:
        if row.owner_id in posts and row.forum_id in bodies:  # one that was made this moment asks for itself
            row.owner, row.forum = posts[row.owner_id], bodies[row.forum_id]


def _nothing(whose: str) -> str:
    if whose == ALL:
        return _("Det er ingen åpne oppgaver i forumene du er med i.")
    if whose == OURS:
        return _("Dere har ingen åpne oppgaver.")
    return _("Du har ingen åpne oppgaver.")


def _grouped(rows: list[Task]) -> list[Group]:
    """Over the deadline, within a week, and later."""
    day = today()
    late = [row for row in rows if row.due_on < day]
    week = [row for row in rows if day <= row.due_on <= day + A_WEEK]
    later = [row for row in rows if row.due_on > day + A_WEEK]
    groups = (
        Group(_("Over fristen"), "late", late),
        Group(_("Denne uken"), "week", week),
        Group(_("Senere"), "later", later),
    )
    return [group for group in groups if group.rows]


@for_people
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: Request, task_id: UUID) -> HttpResponse:
    """A task: what, who, before when, where it comes from, what happened to it, and the next step."""
    found = task_visible_to(request.actor, task_id)
    allowed, may_write = may_follow_up(request.actor, found), may_note(request.actor, found)
    form = _sent_step(request, found)
    asked = may_write if isinstance(form, NoteForm) else allowed
    if form and asked.never:
        asked.require()
    if form and form.is_valid():
        form.attempt(lambda: _follow_up(request.actor, found, form))
        if not form.errors:
            messages.success(request, str(form.done))
            return redirect("web:task", task_id)
    return forum_page(
        request,
        found.forum,
        "tasks/task.html",
        status=422 if form else 200,
        task=found,
        form=form,
        steps=_steps(found, form, allowed, may_write, is_own=found.owner_id == request.actor.post),
        refusal="" if allowed else allowed.reason,
        is_late=found.is_open and found.due_on < today(),
        holders=[held.person.name for held in holders_of([found.owner_id]).get(found.owner_id, [])],
        reminders=reminders_of(found),
    )


def _sent_step(request: Request, task: Task) -> StepForm | None:
    """The form that was sent, by its kind."""
    said = sent(request)
    if said is None:
        return None
    for form in STEPS:
        if form.kind == said.get("kind"):
            return form(said, task=task)
    raise Http404


def _follow_up(actor: Actor, task: Task, form: StepForm) -> Task | TaskStep:
    said = form.said
    if isinstance(form, NoteForm):
        return note_on_task(actor=actor, task_id=task.pk, confirmed=form.is_confirmed, **said)
    owner = said.pop("owner_id", None)
    return follow_up_task(
        actor=actor,
        task_id=task.pk,
        kind=form.kind,
        owner_id=UUID(owner) if owner else None,
        seen=form.version,
        confirmed=form.is_confirmed,
        **said,
    )


def _steps(
    task: Task, form: StepForm | None, allowed: Answer, may_write: Answer, *, is_own: bool
) -> list[StepForm]:
    """The forms to show: those that fit the task now, and the one that was sent, with what was typed."""
    fitting = [
        kind
        for kind in STEPS
        if (may_write if kind is NoteForm else allowed)
        and (kind is not AcceptForm or (is_own and task.state == Task.State.OPEN))
    ]
    return [form if form and kind is type(form) else kind(task=task) for kind in STEPS
            if kind in fitting or (form and kind is type(form))]  # fmt: skip
