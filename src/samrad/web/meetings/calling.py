"""The call: the last look, the sending, and the answers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samrad.meetings.commands.answering import answer_call, note_told
from samrad.meetings.commands.planning import call_meeting
from samrad.meetings.permissions import may_answer_call, may_call
from samrad.meetings.queries.meetings import (
    agenda_of,
    meeting_visible_to,
    recipient_visible_to,
    recipients_of,
)
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.meetings import people
from samrad.web.meetings.forms import AnswerForm, CallForm
from samrad.web.meetings.planning import form_page, forum_page
from samrad.web.requests import Request

READERS = ("parties", "forum", "public")
SEES = {"parties": {"parties", "forum", "public"}, "forum": {"forum", "public"}, "public": {"public"}}


@for_people
@form_page
def call(request: Request, meeting_id: UUID) -> HttpResponse:
    """See the agenda as each kind of reader will, and send the call."""
    form = CallForm(sent(request))
    if request.method == "POST" and form.is_valid():
        called = form.attempt(
            lambda: call_meeting(actor=request.actor, meeting_id=meeting_id, seen=form.version)
        )
        if called:
            first = _("Innkallingen er sendt, og sakslisten er låst. Saker som kommer nå, merkes som sene.")
            again = _("Det er sendt på nytt til dem det gjelder.")
            messages.success(request, again if called.is_called_again else first)
            return redirect("web:meeting", meeting_id)
    meeting = meeting_visible_to(request.actor, meeting_id)
    may_call(request.actor, meeting).require()
    form.initial["seen"] = meeting.version
    reader = request.GET.get("leser", READERS[0])
    reader = reader if reader in READERS else READERS[0]
    items = agenda_of(request.actor, meeting)
    return forum_page(
        request,
        "meetings/call.html",
        meeting.forum,
        form=form,
        meeting=meeting,
        items=[(item, item.face in SEES[reader] and item.only_for_id is None) for item in items],
        readers=_readers(reader),
        members=people.members(meeting.forum),
        called=recipients_of(request.actor, meeting),
    )


def _readers(current: str) -> list[tuple[str, str, bool]]:
    names = {"parties": _("Partene"), "forum": _("Eksterne medlemmer"), "public": _("Alle andre")}
    return [(names[reader], f"?leser={reader}", reader == current) for reader in READERS]


@for_people
@require_POST
def told(request: Request, recipient_id: UUID) -> HttpResponse:
    """Note that one has told a member oneself."""
    recipient = note_told(actor=request.actor, recipient_id=recipient_id)
    messages.success(request, _("Det er notert at du har sagt fra."))
    return redirect("web:meeting", recipient.meeting_id)


@for_people
@form_page
def answer(request: Request, recipient_id: UUID) -> HttpResponse:
    """Say whether one comes."""
    recipient = recipient_visible_to(request.actor, recipient_id)
    may_answer_call(request.actor, recipient).require()
    substitutes = people.substitutes(request.actor, recipient.meeting.forum)
    initial = {"answer": recipient.answer, "substitute_id": recipient.substitute_id}
    form = AnswerForm(sent(request), substitutes=substitutes, initial=initial)
    if request.method == "POST" and form.is_valid():
        answered = form.attempt(
            lambda: answer_call(actor=request.actor, recipient_id=recipient_id, **form.facts)
        )
        if answered:
            messages.success(request, _("Svaret er notert. Du kan endre det til møtet begynner."))
            return redirect("web:meeting", recipient.meeting_id)
    return forum_page(
        request, "meetings/answer.html", recipient.meeting.forum, form=form, meeting=recipient.meeting
    )
