"""Requests for knowledge: ordered, changed, taken back, and what each party has given, side by side."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samrad.cooperation.models import Cooperation, CooperationParty
from samrad.cooperation.queries import living_parties
from samrad.forums.models import Forum
from samrad.forums.queries import forum_visible_to
from samrad.kernel.clock import OSLO, today
from samrad.knowledge.commands.requests import change_request, order_knowledge, withdraw_request
from samrad.knowledge.models import Contribution, KnowledgeRequest
from samrad.knowledge.permissions import may_change_request, may_contribute, may_order_knowledge
from samrad.knowledge.queries.requests import (
    contributions_to,
    has_answered,
    matters_ahead,
    request_visible_to,
)
from samrad.meetings.models import Meeting
from samrad.meetings.queries.meetings import LIVING, meetings_of
from samrad.parties.actor import Actor
from samrad.web.contacts.deeds import deed_page, form_page
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.knowledge.forms import Choices, OrderForm
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.ways import address


@dataclass(frozen=True)
class Side:
    """One party's column: what it has handed over or taken back, and the reader's own drafts."""

    party: CooperationParty
    is_own: bool
    given: list[Contribution]
    drafts: list[Contribution]


def sides_of(actor: Actor, cooperation: Cooperation, rows: list[Contribution]) -> list[Side]:
    """The parties in order, each with its contributions."""
    found = []
    for party in living_parties(cooperation):
        own = [row for row in rows if row.owner_id == party.organisation_id]
        found.append(
            Side(
                party,
                party.organisation_id in actor.parties,
                [row for row in own if row.shared],
                [row for row in own if not row.shared],
            )
        )
    return found


@dataclass(frozen=True)
class Answered:
    """A request in a list: which parties have answered, as full and hollow halves."""

    request: KnowledgeRequest
    parties: list[tuple[str, bool]]

    @property
    def is_whole(self) -> bool:
        return all(answered for _name, answered in self.parties)

    @property
    def is_late(self) -> bool:
        return not self.is_whole and self.request.withdrawn_on is None and self.request.due_on < today()

    @property
    def missing(self) -> list[str]:
        return [name for name, answered in self.parties if not answered]


def answered(cooperation: Cooperation, rows: list[KnowledgeRequest]) -> list[Answered]:
    return [
        Answered(
            row,
            [
                (party.organisation.official_name, has_answered(list(row.contributions.all()), party))
                for party in living_parties(cooperation)
            ],
        )
        for row in rows
    ]


@for_people
@form_page
def order(request: Request, forum_id: UUID) -> HttpResponse:
    """Order knowledge for the forum, from both parties at once. V-4.1.5-f."""
    forum = forum_visible_to(request.actor, forum_id)
    may_order_knowledge(request.actor, forum).require()
    wanted = {"meeting_id": request.GET.get("mote", ""), "item_id": request.GET.get("sak", "")}
    form = OrderForm(sent(request), initial=wanted, **_lists(request.actor, forum))
    return deed_page(
        request,
        "knowledge/order.html",
        form,
        lambda: order_knowledge(
            actor=request.actor, forum_id=forum_id, order=form.order, confirmed=form.is_confirmed
        ),
        said=_("Bestillingen er sendt til begge parter."),
        back=address("knowledge", forum.cooperation.slug),
        cooperation=forum.cooperation,
        room="knowledge",
        forum=forum,
    )


def _lists(actor: Actor, forum: Forum) -> dict[str, Choices]:
    meetings = [row for row in meetings_of(actor, forum) if row.state in LIVING]
    items = matters_ahead(forum)
    return {
        "meetings": [(str(row.pk), _meeting_in_words(row)) for row in meetings],
        "items": [(str(row.pk), row.title) for row in items],
    }


def _meeting_in_words(meeting: Meeting) -> str:
    return f"{meeting.title}, {meeting.starts_at.astimezone(OSLO):%d.%m.%Y}"


@for_people
@require_safe
def show(request: Request, knowledge_id: UUID) -> HttpResponse:
    """What was asked, and what each party has given, side by side."""
    found = request_visible_to(request.actor, knowledge_id)
    cooperation = found.forum.cooperation
    rows = contributions_to(request.actor, found)
    return page(
        request,
        "knowledge/request.html",
        cooperation=cooperation,
        room="knowledge",
        asked=found,
        status_row=answered(cooperation, [_with(found, rows)])[0],
        sides=sides_of(request.actor, cooperation, rows),
        may_change=may_change_request(request.actor, found),
        may_contribute=may_contribute(request.actor, found),
        today=today(),
    )


def _with(request: KnowledgeRequest, rows: list[Contribution]) -> KnowledgeRequest:
    request._prefetched_objects_cache = {"contributions": rows}  # type: ignore[attr-defined] # as a prefetch would, and no statement more
    return request


@for_people
@form_page
def change(request: Request, knowledge_id: UUID) -> HttpResponse:
    """Ask otherwise, or for another day."""
    found = request_visible_to(request.actor, knowledge_id)
    may_change_request(request.actor, found).require()
    initial = {
        "title": found.title,
        "what": found.what,
        "why": found.why,
        "due_on": found.due_on,
        "meeting_id": str(found.meeting_id or ""),
        "item_id": str(found.item_id or ""),
        "seen": found.version,
    }
    lists = _lists(request.actor, found.forum)
    _keep(lists["meetings"], (str(found.meeting_id), found.meeting.title) if found.meeting else None)
    _keep(lists["items"], (str(found.item_id), found.item.title) if found.item else None)
    form = OrderForm(sent(request), initial=initial, **lists)
    return deed_page(
        request,
        "knowledge/order.html",
        form,
        lambda: change_request(
            actor=request.actor,
            request_id=knowledge_id,
            order=form.order,
            seen=form.version,
            confirmed=form.is_confirmed,
        ),
        said=_("Bestillingen er endret."),
        back=address("knowledge_request", knowledge_id),
        cooperation=found.forum.cooperation,
        room="knowledge",
        forum=found.forum,
        asked=found,
    )


def _keep(rows: Choices, chosen: tuple[str, str] | None) -> None:
    """What is chosen already stays in the list, also when its time is past."""
    if chosen and chosen[0] not in {value for value, _name in rows}:
        rows.append(chosen)


@for_people
@require_POST
def withdraw(request: Request, knowledge_id: UUID) -> HttpResponse:
    """Ask no more."""
    found = withdraw_request(actor=request.actor, request_id=knowledge_id)
    messages.success(request, _("Bestillingen er trukket."))
    return redirect("web:knowledge_request", found.pk)
