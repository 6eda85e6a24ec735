"""Every read of requests and contributions. What a party has not handed over is its own."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from samrad.cooperation.models import Cooperation, CooperationParty
from samrad.cooperation.queries import cooperations_of, keys_inside, stands_inside
from samrad.forums.models import Face, Forum
from samrad.forums.queries import forum_visible_to, is_insider
from samrad.kernel.composed import composed
from samrad.kernel.rows import lay_beside
from samrad.kernel.together import Steps, question
from samrad.knowledge.models import Contribution, Document, KnowledgeRequest, PoliceProcess
from samrad.meetings.models import AgendaItem, Meeting
from samrad.parties.actor import Actor

State = Contribution.State
WITHOUT_BYTES = Document.objects.defer("data")


def _contributions(actor: Actor) -> QuerySet[Contribution]:
    """What is handed over, and the actor's own drafts."""
    rows = Contribution.objects.filter(Q(shared=True) | Q(owner__in=actor.parties))
    return rows.select_related("owner", "released_by__organisation")


def requests_in(actor: Actor, cooperation: Cooperation) -> list[KnowledgeRequest]:
    """All that was ordered, the latest due first, each with what has come of it. Two statements."""
    if not stands_inside(actor, cooperation):
        return []
    rows = KnowledgeRequest.objects.filter(cooperation=cooperation).select_related("forum", "meeting")
    return list(rows.prefetch_related(Prefetch("contributions", _contributions(actor))))


@question
def requests_for(actor: Actor, meeting: Meeting) -> Steps[list[KnowledgeRequest]]:
    """What was ordered for a meeting, for its parties, with what was contributed. One statement."""
    if not is_insider(actor, meeting.forum):
        return []
    [requests, given] = yield [_ordered_for(meeting.pk), _given_to(meeting.pk, actor)]
    for request in requests:
        request.meeting = meeting
        lay_beside(request, "contributions", [row for row in given if row.request_id == request.pk])
    return requests


@composed
def _ordered_for(meeting: UUID) -> QuerySet[KnowledgeRequest]:
    return KnowledgeRequest.objects.filter(meeting=meeting, withdrawn_on=None)


@composed
def _given_to(meeting: UUID, actor: Actor) -> QuerySet[Contribution]:
    return _contributions(actor).filter(request__meeting=meeting, request__withdrawn_on=None)


def request_visible_to(actor: Actor, request_id: UUID) -> KnowledgeRequest:
    """Refuses with `KnowledgeRequest.DoesNotExist`, alike for what is foreign and what is not there."""
    request = KnowledgeRequest.objects.select_related(
        "meeting", "item", "ordered_for", "ordered_by__person", "ordered_by__post"
    ).get(pk=request_id)
    try:
        request.forum = forum_visible_to(actor, request.forum_id)
    except Forum.DoesNotExist:
        raise KnowledgeRequest.DoesNotExist from None
    if not is_insider(actor, request.forum):
        raise KnowledgeRequest.DoesNotExist
    return request


def contributions_to(actor: Actor, request: KnowledgeRequest) -> list[Contribution]:
    """Everything that is handed over, and the actor's own drafts, with their files. Two statements."""
    rows = _contributions(actor).filter(request=request)
    return list(rows.prefetch_related(Prefetch("documents", WITHOUT_BYTES)))


def contribution_visible_to(actor: Actor, contribution_id: UUID) -> Contribution:
    """Refuses with `Contribution.DoesNotExist`."""
    rows = _contributions(actor).prefetch_related(Prefetch("documents", WITHOUT_BYTES))
    contribution = rows.get(pk=contribution_id)
    try:
        contribution.request = request_visible_to(actor, contribution.request_id)
    except KnowledgeRequest.DoesNotExist:
        raise Contribution.DoesNotExist from None
    return contribution


def document_visible_to(actor: Actor, document_id: UUID) -> Document:
    """A checked file with its bytes. Refuses with `Document.DoesNotExist`, also while it is in quarantine."""
    document = quarantined_document(actor, document_id)
    if document.state != Document.State.CLEAN:
        raise Document.DoesNotExist
    return document


def quarantined_document(actor: Actor, document_id: UUID) -> Document:
    """A file in whatever state. Refuses with `Document.DoesNotExist`."""
    document = Document.objects.get(pk=document_id)
    try:
        document.contribution = contribution_visible_to(actor, document.contribution_id)
    except Contribution.DoesNotExist:
        raise Document.DoesNotExist from None
    return document


def matters_ahead(forum: Forum) -> list[AgendaItem]:
    """What the forum has not treated yet and both parties may see. Expects a forum that the actor may see from inside."""
    rows = AgendaItem.objects.filter(forum=forum, only_for=None).exclude(face=Face.OWN)
    return list(rows.filter(state__in=("proposed", "on_agenda", "postponed")).order_by("title"))


def has_answered(contributions: Sequence[Contribution], party: CooperationParty) -> bool:
    """Whether a party has handed something over that still stands."""
    return any(
        row.owner_id == party.organisation_id and row.state == State.HANDED_OVER for row in contributions
    )


def _ordered(actor: Actor) -> QuerySet[KnowledgeRequest]:
    return KnowledgeRequest.objects.filter(cooperation__in=keys_inside(actor), withdrawn_on=None)


@composed
def _standing(actor: Actor) -> QuerySet[KnowledgeRequest]:
    return _ordered(actor).select_related("forum")


@composed
def _asked(actor: Actor) -> QuerySet[CooperationParty, tuple[UUID, UUID]]:
    where = _ordered(actor).values("cooperation")
    parties = CooperationParty.objects.filter(cooperation__in=where, left_on=None)
    return parties.order_by("order").values_list("cooperation", "organisation")


@composed
def _given(actor: Actor) -> QuerySet[Contribution, tuple[UUID, UUID]]:
    answers = _contributions(actor).filter(request__in=_ordered(actor).values("pk"), state=State.HANDED_OVER)
    return answers.order_by().values_list("request", "owner")


@question
def requests_waiting_for(actor: Actor) -> Steps[list[tuple[KnowledgeRequest, bool]]]:
    """Open requests in the actor's cooperations that some party has not answered, and whether it is the actor's own."""
    if not actor.may_write:
        return []
    [requests, asked, given] = yield [_standing(actor), _asked(actor), _given(actor)]
    found = []
    for request in requests:
        silent = [
            party
            for place, party in asked
            if place == request.cooperation_id and (request.pk, party) not in given
        ]
        if silent:
            ours = next(
                party for place, party in asked if place == request.cooperation_id and party in actor.parties
            )
            found.append((request, ours in silent))
    return found


def processes_in(actor: Actor, cooperation: Cooperation) -> list[PoliceProcess]:
    """The police's processes that touch the municipality, the newest first. One statement."""
    if not stands_inside(actor, cooperation):
        return []
    return list(
        PoliceProcess.objects.filter(cooperation=cooperation).select_related("owner", "request", "item")
    )


def process_visible_to(actor: Actor, process_id: UUID) -> PoliceProcess:
    """Refuses with `PoliceProcess.DoesNotExist`."""
    found = {cooperation.pk: cooperation for cooperation in cooperations_of(actor)}
    process = PoliceProcess.objects.get(pk=process_id)
    if process.cooperation_id not in found:
        raise PoliceProcess.DoesNotExist
    process.cooperation = found[process.cooperation_id]
    return process
