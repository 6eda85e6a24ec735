"""A municipality leaves a region that it was part of. What it shared stays with the others; its own stays its own."""

from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.models import Cooperation, CooperationParty
from samrad.cooperation.queries import living_parties, party_of, with_parties
from samrad.forums.events import MunicipalityLeft
from samrad.forums.models import Membership
from samrad.forums.permissions import may_leave_region
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor


@command
def leave_region(*, actor: Actor, cooperation_id: UUID) -> CooperationParty:
    """Let one's own municipality leave a regional cooperation, today. Its people reach the region's forums no longer.

    Shape    Its seats end today. What it shared can be read by those who stay; what it had for itself, by nobody else.
    Who      those who write for the municipality itself (`may_leave_region`): nobody else takes it out.
    Refuses  the last municipality: then the forum is ended instead.
    Records  MunicipalityLeft.
    Source   V-4.4-a, V-4.4-e: municipalities join and leave of their own free will.
    """
    # Locked first: two municipalities may leave in the same instant, and one has to stay.
    Cooperation.objects.select_for_update().get(pk=cooperation_id)
    cooperation = with_parties(cooperation_id)
    may_leave_region(actor, cooperation).require()
    ours = party_of(actor, cooperation)
    staying = [
        party
        for party in living_parties(cooperation)
        if not party.organisation.is_police and party.pk != ours.pk
    ]
    if not staying:
        raise Refused(_("Dere er den siste kommunen i samarbeidet. Avslutt forumet i stedet."))
    seats = Membership.objects.filter(
        cooperation=cooperation, party=ours.organisation_id, valid_from__lte=today()
    )
    seats.filter(valid_to=None).update(valid_to=today())
    ours.left_on = today()
    ours.save(update_fields=["left_on"])
    left = MunicipalityLeft(ours.organisation_id, today())
    record(left, by=actor, cooperation=cooperation.pk)
    return ours
