"""A municipality's police bylaws: each version with the body that adopted it, and when they were last gone through."""

from datetime import date
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from samrad.contacts.events import BylawsAdopted, BylawsReviewed
from samrad.contacts.models import Bylaws
from samrad.contacts.permissions import may_keep_bylaws
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation


@command
def adopt_bylaws(
    *,
    actor: Actor,
    organisation_id: UUID,
    body: str,
    adopted_on: date,
    confirmed_on: date | None = None,
    link: str = "",
) -> Bylaws:
    """Tell of a version that a body of the municipality has adopted. The one before stays.

    Who      the municipality (`may_keep_bylaws`).
    Refuses  a day to come, or before the version that stands; a confirmation from before it was adopted; an address that is not
             one of the web.
    Records  BylawsAdopted.
    Source   V-2.2-e: no unit of the police can be the body. V-4-o.
    """
    town = Organisation.objects.select_for_update().get(pk=organisation_id)
    may_keep_bylaws(actor, town).require()
    if body not in Bylaws.Body.values:
        raise Refused(_("Velg hvem i kommunen som vedtok dem."))
    if adopted_on > today() or (confirmed_on and confirmed_on > today()):
        raise Refused(_("Dagen har ikke vært ennå. Skriv den når det er gjort."))
    if confirmed_on and confirmed_on < adopted_on:
        raise Refused(_("De kan ikke være stadfestet før de ble vedtatt. Rett en av dagene."))
    if link and not link.startswith(("https://", "http://")):
        raise Refused(_("Skriv adressen slik den står i nettleseren, fra https og utover."))
    last = town.bylaws.aggregate(number=Max("number"), on=Max("adopted_on"))
    if last["on"] and adopted_on < last["on"]:
        raise Refused(_("En nyere utgave står der allerede. Velg en senere dag."))
    made = Bylaws.objects.create(
        organisation=town,
        number=(last["number"] or 0) + 1,
        body=body,
        adopted_on=adopted_on,
        confirmed_on=confirmed_on,
        reviewed_on=adopted_on,
        link=link,
    )
    record(BylawsAdopted(town.pk, made.number), by=actor)
    return made


@command
def review_bylaws(*, actor: Actor, organisation_id: UUID, on: date) -> Bylaws:
    """Note that the bylaws that stand were gone through, and still hold.

    Who      the municipality (`may_keep_bylaws`).
    Refuses  where there are none; a day before they were adopted, or to come.
    Records  BylawsReviewed.
    Source   V-4-o.
    """
    town = Organisation.objects.select_for_update().get(pk=organisation_id)
    may_keep_bylaws(actor, town).require()
    newest = town.bylaws.first()
    if newest is None:
        raise Refused(_("Ingen vedtekter er ført opp. Før dem opp først."))
    if not newest.adopted_on <= on <= today():
        raise Refused(_("Velg en dag fra de ble vedtatt, og fram til i dag."))
    newest.reviewed_on = on
    newest.save(update_fields=["reviewed_on"])
    record(BylawsReviewed(town.pk, on), by=actor)
    return newest
