"""The call: the last look, the sending, and the answers."""

import functools
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samrad.forums.models import Membership
from samrad.meetings.commands.answering import answer_call, note_told
from samrad.meetings.commands.planning import call_meeting
from samrad.meetings.models import AgendaItem, Meeting, Recipient
from samrad.meetings.permissions import may_answer_call, may_call
from samrad.meetings.queries.meetings import (
    agenda_of,
    meeting_visible_to,
    recipient_visible_to,
    recipients_of,
    seats_at,
)
from samrad.parties.actor import Actor
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
    seen = functools.cache(
        lambda: _agenda_and_seats(request.actor, meeting_id)
    )  # a call that goes out asks for neither
    form = CallForm(sent(request), without_matters=lambda: seen().choices)
    if request.method == "POST" and form.is_valid():
        called = form.attempt(
            lambda: call_meeting(
                actor=request.actor, meeting_id=meeting_id, seen=form.version, also=form.wanted
            )
        )
        if called:
            first = _("Innkallingen er sendt, og sakslisten er låst. Saker som kommer nå, merkes som sene.")
            again = _("Det er sendt på nytt til dem det gjelder.")
            messages.success(request, again if called.is_called_again else first)
            return redirect("web:meeting", meeting_id)
    meeting, seats, without = seen().meeting, seen().seats, seen().without
    may_call(request.actor, meeting).require()
    form.initial["seen"] = meeting.version
    if not without:
        del form.fields["also"]
    limited = [seat for seat, _has_matters in seats if seat.limited]
    member = next((seat for seat in limited if str(seat.pk) == request.GET.get("leser")), None)
    reader = str(member.pk) if member else request.GET.get("leser", READERS[0])
    reader = reader if member or reader in READERS else READERS[0]
    return forum_page(
        request,
        "meetings/call.html",
        meeting.forum,
        form=form,
        meeting=meeting,
        items=[
            (item, _sees(item, reader, member), item.legal_basis if member is None else "")
            for item in agenda_of(request.actor, meeting)
        ],
        readers=_readers(reader, limited),
        members=[people.named(seat.post) for seat, _has in seats if seat not in without],
        without=[people.named(seat.post) for seat in without],
        called=seen().called,
    )


@dataclass(frozen=True)
class Seen:
    """A meeting before it is called. `without` are those who have nothing on the agenda, and were not called before."""

    meeting: Meeting
    seats: list[tuple[Membership, bool]]
    called: list[Recipient]

    @property
    def without(self) -> list[Membership]:
        there = {row.membership_id for row in self.called}
        return [seat for seat, has_matters in self.seats if not has_matters and seat.pk not in there]

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(str(seat.pk), people.named(seat.post)) for seat in self.without]


def _agenda_and_seats(actor: Actor, meeting_id: UUID) -> Seen:
    meeting = meeting_visible_to(actor, meeting_id)
    return Seen(meeting, seats_at(meeting), recipients_of(actor, meeting))


def _sees(item: AgendaItem, reader: str, member: Membership | None) -> bool:
    if item.only_for_id is not None or item.face not in SEES["forum" if member else reader]:
        return False
    return member is None or member.takes_part_in(item.theme, item.opened_to)


def _readers(current: str, limited: list[Membership]) -> list[tuple[str, str, bool]]:
    """The kinds of readers, and each member who takes part in some matters only."""
    names = {"parties": _("Partene"), "forum": _("Eksterne medlemmer"), "public": _("Alle andre")}
    names |= {str(member.pk): people.named(member.post) for member in limited}
    return [(name, f"?leser={reader}", reader == current) for reader, name in names.items()]


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
