"""What the police gather about a municipality for themselves, and what a contact asked the head of the unit."""

from uuid import UUID

from django.db.models import Q, QuerySet

from samrad.contacts.models import AskedDecision, LocalNote
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_by_id, party_of, stands_inside
from samrad.kernel.together import Steps, question
from samrad.parties.actor import Actor
from samrad.parties.models import Post

HEADS = (Post.Function.POLICE_UNIT_HEAD, Post.Function.CHIEF_OF_POLICE)


def note_of(actor: Actor, cooperation: Cooperation) -> LocalNote:
    """The police's note of the place; an empty one where nothing is written. Nobody else has one."""
    owner = party_of(actor, cooperation).organisation_id
    found = LocalNote.objects.filter(cooperation=cooperation, owner=owner).select_related("reviewed_by__post")
    return found.first() or LocalNote(cooperation=cooperation, owner_id=owner, version=0)


def heads_for(cooperation: Cooperation) -> list[Post]:
    """Who heads a unit of the police in this cooperation. Open."""
    houses = [party.organisation_id for party in cooperation.parties.all() if party.side == "police"]
    rows = Post.objects.filter(Q(organisation__in=houses) | Q(acts_for__in=houses), function__in=HEADS)
    return list(rows.select_related("organisation").order_by("organisation__name", "title"))


def decisions_asked_in(actor: Actor, cooperation: Cooperation) -> "QuerySet[AskedDecision]":
    """Newest first, for the police alone: the wall shows them to nobody else."""
    if actor.side != "police" or not stands_inside(actor, cooperation):
        return AskedDecision.objects.none()
    rows = AskedDecision.objects.filter(cooperation=cooperation, owner__in=actor.parties)
    return rows.select_related("head__organisation", "asked_by__post")


def asked_decision(actor: Actor, asked_id: UUID) -> tuple[AskedDecision, Cooperation]:
    """Refuses with `AskedDecision.DoesNotExist`, or as `cooperation_by_id` does."""
    rows = AskedDecision.objects.select_related("head__organisation", "asked_by__post")
    found = rows.get(pk=asked_id, owner__in=actor.parties)
    return found, cooperation_by_id(actor, found.cooperation_id)


@question
def decisions_waiting_for(actor: Actor) -> Steps[list[AskedDecision]]:
    """What waits for the head of a unit."""
    if actor.function not in HEADS:
        return []
    [rows] = yield [
        AskedDecision.objects.filter(head=actor.post, answer="", owner__in=actor.parties)
        .select_related("cooperation", "asked_by__post")
        .order_by("asked_on", "id")
    ]
    return list(rows)
