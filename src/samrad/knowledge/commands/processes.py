"""The police's own processes, as far as the municipality is an actor in them. The content of a process never stands here."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.queries import party_of, with_parties
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.knowledge.events import ProcessChanged, ProcessRegistered
from samrad.knowledge.models import PoliceProcess
from samrad.knowledge.permissions import may_register_process
from samrad.knowledge.queries.requests import process_visible_to, request_visible_to
from samrad.parties.actor import Actor

LONGEST = 2_000


@dataclass(frozen=True)
class Process:
    """A process as the police tell of it."""

    kind: str
    topic: str
    begun_on: date
    is_municipality_actor: bool
    reason: str = ""
    involved_on: date | None = None
    involved_how: str = ""
    decides_on: date | None = None
    ended_on: date | None = None
    outcome: str = ""
    request_id: UUID | None = None


@command
def register_process(
    *, actor: Actor, cooperation_id: UUID, process: Process, confirmed: bool = False
) -> PoliceProcess:
    """Tell of a process that begins, and of where the municipality comes in.

    Who      `may_register_process`.
    Refuses  no topic; a municipality that is left out without a reason; days in the wrong order.
    Records  ProcessRegistered.
    Source   V-4.1.6-b, V-4.1.6-c, V-4.1.6-d.
    """
    cooperation = with_parties(cooperation_id)
    may_register_process(actor, cooperation).require()
    made = PoliceProcess(cooperation=cooperation, owner_id=party_of(actor, cooperation).organisation_id)
    _fill(actor, made, process, confirmed)
    made.save()
    record(ProcessRegistered(made.pk, made.kind), by=actor, cooperation=cooperation.pk)
    return made


@command
def change_process(
    *, actor: Actor, process_id: UUID, process: Process, seen: int, confirmed: bool = False
) -> PoliceProcess:
    """Tell what has come of it: when the municipality came in, what was decided, that it is over.

    Who      `may_register_process`.
    Refuses  a save on top of a colleague's; what `register_process` refuses.
    Records  ProcessChanged.
    """
    found = process_visible_to(actor, process_id)
    may_register_process(actor, found.cooperation).require()
    PoliceProcess.objects.select_for_update().get(pk=process_id)
    found = process_visible_to(actor, process_id)
    if found.version != seen:
        raise Stale(
            _("En kollega endret prosessen mens du skrev. Les det som står der, og lagre på nytt."),
            theirs=f"{found.topic}\n{found.reason}\n{found.outcome}",
            version=found.version,
        )
    _fill(actor, found, process, confirmed)
    found.version += 1
    found.save()
    record(ProcessChanged(found.pk, found.kind), by=actor, cooperation=found.cooperation_id)
    return found


def _fill(actor: Actor, made: PoliceProcess, process: Process, confirmed: bool) -> None:
    made.topic = " ".join(guarded(process.topic, confirmed=confirmed, longest=160).split())
    made.reason = guarded(process.reason, confirmed=confirmed, longest=LONGEST)
    if not made.topic:
        raise Refused(_("Skriv hva prosessen handler om."))
    if not process.is_municipality_actor and not made.reason:
        raise Refused(_("Skriv hvorfor kommunen ikke er med i prosessen."))
    if process.involved_on and process.involved_on > today():
        raise Refused(_("Dagen kommunen kom med, kan ikke være fram i tid."))
    if process.ended_on and process.ended_on < process.begun_on:
        raise Refused(_("Prosessen kan ikke slutte før den begynner."))
    made.kind = PoliceProcess.Kind(process.kind)
    made.begun_on, made.ended_on = process.begun_on, process.ended_on
    made.is_municipality_actor = process.is_municipality_actor
    made.involved_on, made.decides_on = process.involved_on, process.decides_on
    made.involved_how = guarded(process.involved_how, confirmed=confirmed, longest=200)
    made.outcome = guarded(process.outcome, confirmed=confirmed, longest=LONGEST)
    made.request = request_visible_to(actor, process.request_id) if process.request_id else None
