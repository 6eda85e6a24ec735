"""What stood in the way of sharing: a reason and a month."""

from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.queries import party_of, with_parties
from samrad.guide.law import SERVICES, rules_on
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.sharing.events import ObstacleNoted
from samrad.sharing.models import Obstacle
from samrad.sharing.permissions import may_note_obstacle


@command
def note_obstacle(
    *, actor: Actor, cooperation_id: UUID, service: str, reason: str, basis: str = ""
) -> Obstacle:
    """Note that something could not be shared, by its reason alone. Nothing is asked about the case.

    Who      those who write for a party (`may_note_obstacle`).
    Refuses  an unknown service, reason or provision.
    Records  ObstacleNoted.
    Source   V-4.1.5-b: so that the parties see what comes again.
    """
    cooperation = with_parties(cooperation_id)
    may_note_obstacle(actor, cooperation).require()
    if service not in SERVICES or reason not in Obstacle.Reason.values:
        raise Refused(_("Velg hvilken tjeneste det gjaldt, og hva som sto i veien."))
    if basis and basis not in {row.key for row in rules_on(today())}:
        raise Refused(_("Bestemmelsen står ikke i lovregisteret i dag. Velg en av dem i listen."))
    made = Obstacle.objects.create(
        cooperation=cooperation,
        party_id=party_of(actor, cooperation).organisation_id,
        service=service,
        reason=reason,
        basis=basis,
        month=today().replace(day=1),
    )
    record(ObstacleNoted(made.reason), by=actor, cooperation=cooperation.pk)
    return made
