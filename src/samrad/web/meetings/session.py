"""The meeting's own page: before it, while it lasts, and after. In session everybody's page follows."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samrad.forums.models import Face, Forum
from samrad.forums.queries import is_insider, limited_members, limited_seat_of, sees_whole
from samrad.kernel.together import Steps, together
from samrad.knowledge.permissions import may_order_knowledge
from samrad.knowledge.queries.requests import requests_for
from samrad.meetings.commands.session import close_meeting, go_to_item, narrower_faces, open_meeting
from samrad.meetings.models import Meeting, Recipient
from samrad.meetings.permissions import (
    may_approve_agenda,
    may_arrange,
    may_ask_for_yes,
    may_call,
    may_lead,
    may_move,
    may_open,
    may_send_minutes,
    may_write_minutes,
)
from samrad.meetings.queries.meetings import (
    LIVING,
    agenda_of,
    meeting_visible_to,
    notice_of,
    own_among,
    proposals_of,
    recipients_of,
)
from samrad.parties.actor import Actor
from samrad.web.doors import for_people
from samrad.web.knowledge.requests import answered
from samrad.web.live.stream import SORT
from samrad.web.meetings import people
from samrad.web.meetings.forms import AsideForm, DecisionForm, NarrowerNoteForm, NoteForm, TaskForm
from samrad.web.meetings.kept import kept_key
from samrad.web.meetings.picture import Picture, on_the_wall, picture_of
from samrad.web.meetings.planning import forum_page
from samrad.web.requests import Request


@for_people
@require_safe
def meeting(request: Request, meeting_id: UUID) -> HttpResponse:
    """The meeting where it stands."""
    found = meeting_visible_to(request.actor, meeting_id)
    if found.state in {Meeting.State.IN_SESSION, Meeting.State.HELD}:
        return room(request, found)
    if found.state in {Meeting.State.MINUTES_OUT, Meeting.State.APPROVED}:
        return redirect("web:minutes", meeting_id)
    questions: list[Steps[Any]] = [
        recipients_of.steps(request.actor, found),
        agenda_of.steps(request.actor, found),
        proposals_of.steps(request.actor, found.forum),
        requests_for.steps(request.actor, found),
    ]
    recipients, items, proposals, ordered = together(questions)
    for item in items:
        item.meeting = found
    call = own_among(request.actor, found, recipients)
    lent = next((row for row in recipients if _is_lent_to(request.actor, row)), None)
    if not (call or lent or sees_whole(request.actor, found.forum)):
        found.link = ""  # a limited member who is not called does not come
    return forum_page(
        request,
        "meetings/meeting.html",
        found.forum,
        meeting=found,
        items=items,
        proposals=proposals,
        recipients=recipients,
        notice=notice_of(found, recipients),
        call=call,
        lent=lent,
        knowledge=answered(found.forum.cooperation, ordered),
        may_order=may_order_knowledge(request.actor, found.forum),
        may_arrange=may_arrange(request.actor, found),
        may_call=may_call(request.actor, found),
        may_ask=may_ask_for_yes(request.actor, found),
        may_approve=may_approve_agenda(request.actor, found),
        may_move=may_move(request.actor, found),
        may_open=may_open(request.actor, found),
    )


def _is_lent_to(actor: Actor, row: Recipient) -> bool:
    return row.substitute_appointment_id is not None and row.substitute_appointment_id == actor.appointment


def room(request: Request, found: Meeting, *, chosen: str = "", **forms: Any) -> HttpResponse:
    """The room itself: the matter in the middle, and for those who write, their forms. `forms` holds one with errors."""
    actor, chosen = request.actor, chosen or request.GET.get("sak", "")
    picture = picture_of(actor, found, chosen)
    context: dict[str, Any] = {
        "meeting": found,
        "picture": picture,
        "live": found.state == Meeting.State.IN_SESSION and not chosen,
        "may_lead": may_lead(actor, found),
        "may_write": may_write_minutes(actor, found),
        "may_send": may_send_minutes(actor, found),
        "kept_key": kept_key(actor),
    }
    if context["may_write"] and picture.item:
        context |= forms_for(actor, picture) | {
            name: form for name, form in forms.items() if name not in Face
        }
        context["narrower"] = [
            (face, name, forms.get(face, form)) for face, name, form in context["narrower"]
        ]
    wrong = next((form for form in forms.values() if form.errors), None)
    return forum_page(request, "meetings/room.html", found.forum, form=wrong, **context)


def forms_for(actor: Actor, picture: Picture) -> dict[str, Any]:
    """Empty forms for the matter, or filled with what stands there."""
    item, forum = picture.item, picture.meeting.forum
    assert item
    last = picture.decisions[-1] if picture.decisions else None
    columns = ("outcome", "text", "responsible_id", "resources", "dissent", "clause", "focus_area_id")
    decided = {name: getattr(last, name) for name in columns} | {"measure_id": last.measure} if last else {}
    owners = people.owners(forum)
    return {
        "note_form": NoteForm(initial=_as_it_stands(picture, item.face), prefix="note", face=item.face),
        "narrower": [
            (face, _narrower_name(face), narrower_form(picture, face)) for face in narrower_faces(item)
        ],
        "decision_form": DecisionForm(
            lists=decision_lists(actor, forum, owners), kind=item.kind, initial=decided, prefix="decision"
        ),
        "task_form": TaskForm(posts=owners, prefix="task"),
        "aside_form": AsideForm(members=people.members(forum), prefix="aside"),
    }


def decision_lists(
    actor: Actor, forum: Forum, owners: people.Choices | None = None
) -> dict[str, people.Choices]:
    """What can be chosen between when a matter ends. What there is none of, is not asked about."""
    return {
        "responsible_id": people.owners(forum) if owners is None else owners,
        "referred_to_id": people.other_forums(actor, forum),
        "clause": people.clauses(actor, forum),
        "focus_area_id": people.focus_areas(actor, forum),
        "measure_id": people.measures(actor, forum),
    }


def _narrower_name(face: str) -> str:
    return {
        Face.OWN: _("Bare dere leser dette"),
        Face.PARTIES: _("Bare partene leser dette"),
        Face.FORUM: _("Bare forumet leser dette"),
    }[Face(face)]


def narrower_form(picture: Picture, face: str) -> NarrowerNoteForm:
    return NarrowerNoteForm(initial=_as_it_stands(picture, face), prefix=face, face=face)


def _as_it_stands(picture: Picture, face: str) -> dict[str, Any]:
    note = next((row for row in picture.notes if row.face == face), None)
    text = note.text if note else ""
    basis = note.legal_basis if note else ""
    if picture.item and face == picture.item.face:
        basis = picture.item.legal_basis
    return {"text": text, "seen_text": text, "seen": note.version if note else 0, "legal_basis": basis}


@for_people
@require_safe
def picture(request: Request, meeting_id: UUID) -> HttpResponse:
    """The living parts of the page alone, the same to the letter for all of one sort: it is drawn once for all of them."""
    found = meeting_visible_to(request.actor, meeting_id)
    response = render(
        request,
        "meetings/live.html",
        {"meeting": found, "picture": picture_of(request.actor, found), "live": True},
    )
    response.headers[SORT] = f"{_sort(request.actor, found.forum)};{get_language()}"
    return response


def _sort(actor: Actor, forum: Forum) -> str:
    """Who sees the same picture: a party's people, one limited member, or the other external members.

    Who is limited is part of the last: when that changes, each of them is asked for anew.
    """
    if is_insider(actor, forum):
        return ",".join(sorted(str(party) for party in actor.parties))
    limited = limited_seat_of(actor, forum)
    return f"seat {limited.pk}" if limited else f"external {_limited(forum)}"


def _limited(forum: Forum) -> str:
    return ",".join(sorted(str(member.pk) for member in limited_members(forum)))


def _for_the_wall(request: Request, meeting_id: UUID) -> Meeting:
    """A meeting whose screen the reader may put up: it shows what the whole forum sees, so a limited member may not."""
    found = meeting_visible_to(request.actor, meeting_id)
    if not sees_whole(request.actor, found.forum):
        raise Meeting.DoesNotExist
    return found


@for_people
@require_safe
def screen(request: Request, meeting_id: UUID) -> HttpResponse:
    """For the wall: large, without controls, and only what the whole forum may see."""
    found = _for_the_wall(request, meeting_id)
    live = found.state in LIVING
    shown = on_the_wall(picture_of(request.actor, found))
    return render(request, "meetings/screen.html", {"meeting": found, "picture": shown, "live": live})


@for_people
@require_safe
def screen_picture(request: Request, meeting_id: UUID) -> HttpResponse:
    """The living parts of the wall screen, alike for all who have it up."""
    found = _for_the_wall(request, meeting_id)
    shown = on_the_wall(picture_of(request.actor, found))
    response = render(request, "meetings/parts_screen.html", {"meeting": found, "picture": shown})
    response.headers[SORT] = f"screen {_limited(found.forum)};{get_language()}"
    return response


@for_people
@require_POST
def begin(request: Request, meeting_id: UUID) -> HttpResponse:
    """Begin the meeting."""
    open_meeting(actor=request.actor, meeting_id=meeting_id)
    messages.success(request, _("Møtet er i gang. Noter hvem som er til stede."))
    return redirect("web:meeting", meeting_id)


@for_people
@require_POST
def go_on(request: Request, item_id: UUID) -> HttpResponse:
    """Let everybody go on to a matter."""
    found = go_to_item(actor=request.actor, item_id=item_id)
    return redirect("web:meeting", found.pk)


@for_people
@require_POST
def end(request: Request, meeting_id: UUID) -> HttpResponse:
    """End the meeting. What was not reached is raised again."""
    close_meeting(actor=request.actor, meeting_id=meeting_id)
    messages.success(
        request,
        _(
            "Møtet er avsluttet. Saker dere ikke rakk, ligger blant de meldte. Se over referatet, og send det."
        ),
    )
    return redirect("web:minutes", meeting_id)
