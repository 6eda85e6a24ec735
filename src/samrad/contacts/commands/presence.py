"""Where a contact has been: the day, the occasion and with whom, never a word of what was said."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.contacts.commands.assignments import district_of
from samrad.contacts.commands.starting import holder
from samrad.contacts.events import PresenceNoted
from samrad.contacts.models import Presence
from samrad.contacts.permissions import may_direct_contacts
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.parties.queries import covered_on


@command
def note_presence(
    *, actor: Actor, appointment_id: UUID, organisation_id: UUID, occasion: str, partner: str, on: date
) -> Presence:
    """Note that a contact was in one of the municipalities.

    Who      the contact, or whoever directs the contacts.
    Refuses  a municipality that the contact did not have that day; a day before the beginning or after today; the same twice.
    Records  PresenceNoted.
    Source   V-5-b, V-5.1-b: codes and days alone, and no movements of anybody else.
    """
    appointment = holder(appointment_id)
    if actor.appointment != appointment.pk:
        may_direct_contacts(actor, district_of(appointment.post)).require()
    if not appointment.valid_from <= on <= today():
        raise Refused(_("Velg en dag fra kontakten begynte i rollen, og fram til i dag."))
    if organisation_id not in covered_on(appointment.post, on):
        raise Refused(_("Kontakten hadde ikke denne kommunen den dagen. Velg en av dem i listen."))
    if occasion not in Presence.Occasion.values or partner not in Presence.Partner.values:
        raise Refused(_("Velg hva det var, og hvem kontakten møtte."))
    made, is_new = Presence.objects.get_or_create(
        appointment=appointment, organisation_id=organisation_id, occasion=occasion, partner=partner, on=on
    )
    if not is_new:
        raise Refused(_("Dette er allerede ført."))
    record(PresenceNoted(appointment.pk, organisation_id, on), by=actor)
    return made
