"""Order knowledge from both parties before a meeting, change the order, and take it back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from samrad.cooperation.queries import party_of
from samrad.cooperation.words import guarded
from samrad.forums.commands.wheel import add_wheel_point, change_wheel_point, remove_wheel_point
from samrad.forums.models import Face, Forum, WheelPoint
from samrad.forums.queries import forum_visible_to
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import OSLO, today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.knowledge.events import KnowledgeOrdered, RequestChanged, RequestWithdrawn
from samrad.knowledge.models import KnowledgeRequest
from samrad.knowledge.permissions import may_change_request, may_order_knowledge
from samrad.knowledge.queries.requests import request_visible_to
from samrad.meetings.models import AgendaItem, Meeting
from samrad.meetings.queries.meetings import item_visible_to, meeting_visible_to
from samrad.parties.actor import Actor

LONGEST = 4_000
YEARS_AHEAD = 2
NAME = 80  # signs of a point of the year


@dataclass(frozen=True)
class Order:
    """What is asked, why, by when, and for which meeting or matter."""

    title: str
    why: str
    due_on: date
    what: str = ""
    meeting_id: UUID | None = None
    item_id: UUID | None = None


@command
def order_knowledge(
    *, actor: Actor, forum_id: UUID, order: Order, confirmed: bool = False
) -> KnowledgeRequest:
    """Order a basis of knowledge from every party, with its day in the forum's year.

    Who      `may_order_knowledge`.
    Refuses  no title or reason; a day that is past, far away or after the meeting; a matter that one party has for itself;
             what looks personal, until it is confirmed.
    Records  KnowledgeOrdered, and WheelPointSet for its day.
    Source   V-4.1.5-f: both are asked, never one alone.
    """
    forum = forum_visible_to(actor, forum_id)
    may_order_knowledge(actor, forum).require()
    _require_ahead(order.due_on)
    facts = _facts(actor, forum, order, confirmed)
    request = KnowledgeRequest(cooperation_id=forum.cooperation_id, forum=forum, **facts)
    request.ordered_for_id = party_of(actor, forum.cooperation).organisation_id
    request.ordered_by_id, request.ordered_on = actor.appointment, today()
    request.point = add_wheel_point(
        actor=actor, forum_id=forum.pk, name=_point_name(request), on=order.due_on, face=Face.PARTIES, confirmed=True
    )  # fmt: skip
    request.save()
    record(KnowledgeOrdered(request.pk, forum.pk, request.due_on), by=actor, cooperation=forum.cooperation_id)
    return request


@command
def change_request(
    *, actor: Actor, request_id: UUID, order: Order, seen: int, confirmed: bool = False
) -> KnowledgeRequest:
    """Ask otherwise, or for another day. What is handed over already stands.

    Who      `may_change_request`.
    Refuses  a save on top of somebody else's; what `order_knowledge` refuses.
    Records  RequestChanged.
    """
    request = _locked(actor, request_id)
    may_change_request(actor, request).require()
    if request.version != seen:
        raise Stale(
            _("Noen endret bestillingen mens du skrev. Les det som står der nå, og lagre på nytt."),
            theirs=f"{request.title}\n{request.what}\n{request.why}",
            version=request.version,
        )
    if order.due_on != request.due_on:
        _require_ahead(order.due_on)
    for column, value in _facts(actor, request.forum, order, confirmed).items():
        setattr(request, column, value)
    request.version += 1
    request.save()
    _move_point(actor, request)
    event = RequestChanged(request.pk, request.forum_id, request.due_on)
    record(event, by=actor, cooperation=request.cooperation_id)
    return request


@command
def withdraw_request(*, actor: Actor, request_id: UUID) -> KnowledgeRequest:
    """Ask no more. What was handed over stays with those who have it.

    Who      `may_change_request`.
    Records  RequestWithdrawn.
    """
    request = _locked(actor, request_id)
    may_change_request(actor, request).require()
    point = _open_point(request)
    request.withdrawn_on, request.point, request.version = today(), None, request.version + 1
    request.save(update_fields=["withdrawn_on", "point", "version"])
    if point:
        remove_wheel_point(actor=actor, point_id=point.pk)
    record(RequestWithdrawn(request.pk, request.forum_id), by=actor, cooperation=request.cooperation_id)
    return request


def _locked(actor: Actor, request_id: UUID) -> KnowledgeRequest:
    request_visible_to(actor, request_id)
    KnowledgeRequest.objects.select_for_update().get(pk=request_id)
    return request_visible_to(actor, request_id)


def _require_ahead(due_on: date) -> None:
    if not today() <= due_on <= today().replace(day=1, year=today().year + YEARS_AHEAD):
        raise Refused(_("Velg en frist fra i dag og to år fram."))


def _facts(actor: Actor, forum: Forum, order: Order, confirmed: bool) -> dict[str, object]:
    title = " ".join(guarded(order.title, confirmed=confirmed, longest=160).split())
    why = guarded(order.why, confirmed=confirmed, longest=LONGEST)
    if not title or not why:
        raise Refused(_("Skriv hva dere vil vite, og hva dere skal bruke det til."))
    return {
        "title": title,
        "what": guarded(order.what, confirmed=confirmed, longest=LONGEST),
        "why": why,
        "due_on": order.due_on,
        "meeting": _meeting(actor, forum, order),
        "item": _item(actor, forum, order),
    }


def _meeting(actor: Actor, forum: Forum, order: Order) -> Meeting | None:
    if order.meeting_id is None:
        return None
    meeting = meeting_visible_to(actor, order.meeting_id)
    if meeting.forum_id != forum.pk:
        raise Refused(_("Møtet hører til et annet forum. Velg et av forumets egne."))
    if meeting.starts_at.astimezone(OSLO).date() < order.due_on:
        raise Refused(_("Fristen er etter møtet. Velg en tidligere dag, så rekker alle å lese."))
    return meeting


def _item(actor: Actor, forum: Forum, order: Order) -> AgendaItem | None:
    if order.item_id is None:
        return None
    item = item_visible_to(actor, order.item_id)
    if item.forum_id != forum.pk or item.only_for_id or item.face == Face.OWN:
        raise Refused(_("Saken hører til et annet forum, eller bare til én part. Velg en annen sak."))
    return item


def _point_name(request: KnowledgeRequest) -> str:
    with translation.override(request.forum.language):
        return (_("Kunnskap: %(title)s") % {"title": request.title})[:NAME]


def _open_point(request: KnowledgeRequest) -> WheelPoint | None:
    return request.point if request.point and request.point.done_on is None else None


def _move_point(actor: Actor, request: KnowledgeRequest) -> None:
    point = _open_point(request)
    if point:
        change_wheel_point(
            actor=actor, point_id=point.pk, name=_point_name(request), on=request.due_on, mover=point.mover,
            seen=point.version, confirmed=True,
        )  # fmt: skip
