"""What is written in a meeting: the minutes of a matter, its outcome, tasks, who is there and who stands aside."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samrad.meetings.commands.outcomes import decide, make_task
from samrad.meetings.commands.session import (
    list_attendance,
    narrower_faces,
    note_attendance,
    stand_aside,
    write_note,
)
from samrad.meetings.models import Attendance, Decision, Meeting
from samrad.meetings.permissions import may_write_minutes
from samrad.meetings.queries.meetings import (
    agenda_of,
    attendance_of,
    item_visible_to,
    meeting_visible_to,
    not_on_the_list,
)
from samrad.plans.commands.deciding import decide_about
from samrad.web.doors import for_people
from samrad.web.forms import DeedForm, sent
from samrad.web.meetings import people
from samrad.web.meetings.forms import (
    AsideForm,
    AttendanceForm,
    DecisionForm,
    ListForm,
    NarrowerNoteForm,
    NoteForm,
    TaskForm,
)
from samrad.web.meetings.planning import form_page, forum_page
from samrad.web.meetings.session import decision_lists, room
from samrad.web.requests import Request


def _meeting_of(request: Request, item_id: UUID) -> Meeting:
    item = item_visible_to(request.actor, item_id)
    if item.meeting_id is None:
        raise Meeting.DoesNotExist
    meeting = meeting_visible_to(request.actor, item.meeting_id)
    may_write_minutes(request.actor, meeting).require()
    return meeting


def _done(
    request: Request,
    meeting: Meeting,
    item_id: UUID,
    form: DeedForm,
    name: str,
    deed: Callable[[], Any],
    word: str,
) -> HttpResponse:
    """Do it and go back to the matter; or show the room again with what was typed."""
    if form.is_valid():
        form.attempt(deed)
    if form.errors:
        return room(request, meeting, chosen=str(item_id), **{name: form})
    kept = f"{name.removesuffix('_form')}-{item_id}"  # the browser lets go of what it has kept of this form
    messages.success(request, word, extra_tags=kept)
    url = reverse("web:meeting", args=[meeting.pk])
    return redirect(url if meeting.current_item_id == item_id else f"{url}?sak={item_id}")


@for_people
@require_POST
def note(request: Request, item_id: UUID) -> HttpResponse:
    """Write the minutes of a matter. Two may write at the same time."""
    meeting = _meeting_of(request, item_id)
    item = item_visible_to(request.actor, item_id)
    return _noting(
        request, meeting, NoteForm(sent(request), prefix="note", face=item.face), item_id, "note_form", ""
    )


@for_people
@require_POST
def narrower_note(request: Request, item_id: UUID, face: str) -> HttpResponse:
    """Write what fewer are to read than the rest of the matter."""
    meeting = _meeting_of(request, item_id)
    if face not in narrower_faces(item_visible_to(request.actor, item_id)):
        raise Meeting.DoesNotExist
    form = NarrowerNoteForm(sent(request), prefix=face, face=face)
    return _noting(request, meeting, form, item_id, face, face)


def _noting(
    request: Request, meeting: Meeting, form: NoteForm, item_id: UUID, name: str, face: str
) -> HttpResponse:
    return _done(
        request, meeting, item_id, form, name,
        lambda: write_note(
            actor=request.actor, item_id=item_id, face=face, seen=form.version, confirmed=form.is_confirmed, **form.said
        ),
        _("Referatet er lagret."),
    )  # fmt: skip


@for_people
@require_POST
def decision(request: Request, item_id: UUID) -> HttpResponse:
    """Say how the matter ended."""
    meeting = _meeting_of(request, item_id)
    form = DecisionForm(
        sent(request),
        lists=decision_lists(request.actor, meeting.forum),
        kind=item_visible_to(request.actor, item_id).kind,
        prefix="decision",
    )
    return _done(
        request, meeting, item_id, form, "decision_form",
        lambda: _decided(request, item_id, form),
        _("Utfallet er lagret."),
    )  # fmt: skip


def _decided(request: Request, item_id: UUID, form: DecisionForm) -> Decision:
    facts = form.facts | {"actor": request.actor, "item_id": item_id, "confirmed": form.is_confirmed}
    measure = facts.pop("measure_id")
    return decide_about(measure_id=measure, **facts) if measure else decide(**facts)


def _ids(facts: dict[str, Any]) -> dict[str, Any]:
    """Chosen ids as ids."""
    return {
        name: UUID(value) if name.endswith("_id") and isinstance(value, str) and value else value
        for name, value in facts.items()
    }


@for_people
@require_POST
def task(request: Request, item_id: UUID) -> HttpResponse:
    """Give a post something to do before a day."""
    meeting = _meeting_of(request, item_id)
    form = TaskForm(sent(request), posts=people.owners(meeting.forum), prefix="task")
    return _done(
        request, meeting, item_id, form, "task_form",
        lambda: make_task(
            actor=request.actor, item_id=item_id, confirmed=form.is_confirmed, **_ids(form.said)
        ),
        _("Oppgaven er lagt til."),
    )  # fmt: skip


@for_people
@require_POST
def aside(request: Request, item_id: UUID) -> HttpResponse:
    """Note that a member stands aside in the matter."""
    meeting = _meeting_of(request, item_id)
    form = AsideForm(sent(request), members=people.members(meeting.forum), prefix="aside")
    return _done(
        request, meeting, item_id, form, "aside_form",
        lambda: stand_aside(actor=request.actor, item_id=item_id, **_ids(form.said)),
        _("Det er notert at medlemmet fratrer i saken."),
    )  # fmt: skip


@for_people
@form_page
def attendance(request: Request, meeting_id: UUID) -> HttpResponse:
    """Who is there. One page with everybody, saved one by one."""
    meeting = meeting_visible_to(request.actor, meeting_id)
    may_write_minutes(request.actor, meeting).require()
    missing = not_on_the_list(request.actor, meeting)
    listing = ListForm(
        sent(request) if "listed" in request.POST else None,
        members=[(str(member.pk), people.named(member.post)) for member in missing],
    )
    if listing.is_bound and listing.is_valid() and _listed(request, meeting_id, listing):
        messages.success(request, _("Medlemmet står på listen. Noter om det er til stede."))
        return redirect("web:attendance", meeting_id)
    rows = attendance_of(request.actor, meeting)
    chosen = str(request.POST.get("attendance", ""))
    items = [(str(row.pk), f"{row.case_number} {row.title}") for row in agenda_of(request.actor, meeting)]
    posts = people.sitting_posts(meeting.forum)
    forms = [(row, _attendance_form(request, row, chosen, posts, items)) for row in rows]
    for row, form in forms:
        if form.is_bound and form.is_valid() and _noted(request, row, form):
            messages.success(request, _("Oppmøtet er notert."))
            return redirect("web:attendance", meeting_id)
    wrong = next((form for _row, form in [*forms, (None, listing)] if form.errors), None)
    context = {"meeting": meeting, "rows": forms, "form": wrong, "listing": listing if missing else None}
    return forum_page(request, "meetings/attendance.html", meeting.forum, **context)


def _listed(request: Request, meeting_id: UUID, form: ListForm) -> bool:
    chosen = UUID(form.said["membership_id"])
    form.attempt(lambda: list_attendance(actor=request.actor, meeting_id=meeting_id, membership_id=chosen))
    return not form.errors


def _noted(request: Request, row: Attendance, form: AttendanceForm) -> bool:
    facts = _ids(form.facts)
    form.attempt(lambda: note_attendance(actor=request.actor, attendance_id=row.pk, **facts))
    return not form.errors


def _attendance_form(
    request: Request, row: Attendance, chosen: str, posts: list[tuple[str, str]], items: list[tuple[str, str]]
) -> AttendanceForm:
    data = sent(request) if chosen == str(row.pk) else None
    if row.substitute and str(row.substitute_id) not in dict(posts):
        posts = [*posts, (str(row.substitute_id), people.named(row.substitute))]
    names = ("state", "substitute_id", "from_item_id", "left_before_id")
    initial = {name: getattr(row, name) for name in names}
    return AttendanceForm(data, substitutes=posts, items=items, initial=initial, prefix=f"a{row.pk.hex[:8]}")
