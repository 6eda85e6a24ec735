"""The police present what they give priority to, and which knowledge it is built on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_by_id, party_of
from samrad.cooperation.words import guarded
from samrad.forums.queries import forum_visible_to
from samrad.guide.references import references
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.knowledge.events import PolicePrioritySet
from samrad.knowledge.models import PolicePriority, PriorityProduct
from samrad.knowledge.permissions import may_register_process
from samrad.knowledge.queries.given import released_in
from samrad.knowledge.queries.pictures import pictures_in
from samrad.knowledge.queries.requests import process_visible_to
from samrad.parties.actor import Actor


@dataclass(frozen=True)
class Presented:
    """A priority as the police present it, with what it is built on: contributions, common pictures, and keys of the guide's sources."""

    name: str
    presented_on: date
    forum_id: UUID
    why: str = ""
    process_id: UUID | None = None
    contributions: Collection[UUID] = ()
    pictures: Collection[UUID] = ()
    sources: Collection[str] = ()
    ended_on: date | None = None


@command
def present_priority(
    *,
    actor: Actor,
    cooperation_id: UUID,
    presented: Presented,
    priority_id: UUID | None = None,
    seen: int = 0,
    confirmed: bool = False,
) -> PolicePriority:
    """Write down what the police have told the council that they give priority to, or change it, and what it is built on.

    Who      `may_register_process`: the police, of their own.
    Refuses  no name; days in the wrong order or to come; what is not there, or that both parties do not see; a save on top of a
             colleague's. A priority without knowledge is saved, and shown as one.
    Records  PolicePrioritySet.
    Source   V-4.1.6-a.
    """
    cooperation = cooperation_by_id(actor, cooperation_id)
    may_register_process(actor, cooperation).require()
    row = _to_change(actor, cooperation, priority_id, seen)
    row.name = " ".join(guarded(presented.name, confirmed=confirmed, longest=200).split())
    row.why = guarded(presented.why, confirmed=confirmed, longest=2_000)
    if not row.name:
        raise Refused(_("Skriv hva politiet prioriterer."))
    if presented.presented_on > today():
        raise Refused(_("Dagen prioriteringen ble lagt fram, kan ikke være fram i tid."))
    if presented.ended_on and presented.ended_on < presented.presented_on:
        raise Refused(_("Prioriteringen kan ikke slutte før den ble lagt fram."))
    row.presented_on, row.ended_on = presented.presented_on, presented.ended_on
    row.forum, process = forum_visible_to(actor, presented.forum_id), None
    if presented.process_id:
        process = process_visible_to(actor, presented.process_id)
    if {thing.cooperation_id for thing in (row.forum, process) if thing} != {cooperation.pk}:
        raise Refused(_("Velg noe som begge parter ser i dette samarbeidet."))
    row.process = process
    row.version += 1
    row.save()
    built_on = _products(actor, cooperation, presented)
    PriorityProduct.objects.filter(priority=row).delete()
    PriorityProduct.objects.bulk_create(
        PriorityProduct(cooperation=cooperation, priority=row, **product) for product in built_on
    )
    event = PolicePrioritySet(row.pk, len(built_on), row.ended_on is not None)
    record(event, by=actor, cooperation=cooperation.pk)
    return row


def _to_change(actor: Actor, cooperation: Cooperation, priority_id: UUID | None, seen: int) -> PolicePriority:
    if priority_id is None:
        ours = party_of(actor, cooperation).organisation_id
        return PolicePriority(cooperation=cooperation, owner_id=ours, version=0)
    row = PolicePriority.objects.select_for_update().get(pk=priority_id, cooperation=cooperation)
    if row.version != seen:
        raise Stale(
            _("En kollega endret prioriteringen mens du skrev. Les det som står der, og lagre på nytt."),
            theirs=f"{row.name}\n{row.why}",
            version=row.version,
        )
    return row


def _products(actor: Actor, cooperation: Cooperation, presented: Presented) -> list[dict[str, object]]:
    given = {row.pk for row in released_in(actor, cooperation, None)} if presented.contributions else set()
    pictures = {row.pk for row in pictures_in(actor, cooperation)} if presented.pictures else set()
    known = {row.key for row in references()}
    if (
        not set(presented.contributions) <= given
        or not set(presented.pictures) <= pictures
        or not set(presented.sources) <= known
    ):
        raise Refused(_("Velg kunnskap som er levert til begge parter."))
    chosen = {
        "contribution_id": presented.contributions,
        "picture_id": presented.pictures,
        "source": presented.sources,
    }
    return [{name: key} for name, keys in chosen.items() for key in dict.fromkeys(keys)]
