"""What waits for the directorate, and for those of the police who are asked for advice."""

from django.utils.translation import gettext as _

from samrad.contacts.queries.district import approvals_asked
from samrad.contacts.queries.enquiries import enquiries_waiting_for
from samrad.contacts.queries.places import decisions_waiting_for
from samrad.kernel.together import Steps
from samrad.parties.actor import Actor
from samrad.web.start.waiting import Waiting, register
from samrad.web.ways import address


@register
def approvals(actor: Actor) -> Steps[list[Waiting]]:
    found = yield from approvals_asked.steps(actor)
    return [
        Waiting(
            _("Svar om en politikontakt med %(number)s kommuner") % {"number": len(row.towns)},
            address("contact_approval", row.approval),
            _("Se spørsmålet"),
            row.applied_on,
            row.house,
        )
        for row in found
        if row.granted is None
    ]


@register
def advice(actor: Actor) -> Steps[list[Waiting]]:
    """What the police are asked and have not answered. V-2.1-j."""
    found = yield from enquiries_waiting_for.steps(actor)
    return [
        Waiting(
            _("Svar på et spørsmål om råd"),
            address("enquiry", row.pk),
            _("Se spørsmålet"),
            row.asked_on,
            row.organisation.official_name,
        )
        for row in found
    ]


@register
def decisions(actor: Actor) -> Steps[list[Waiting]]:
    """What a contact asks the head of the unit to decide. V-5.2-d."""
    found = yield from decisions_waiting_for.steps(actor)
    return [
        Waiting(
            _("Avgjør noe for en politikontakt"),
            address("asked_decision", row.pk),
            _("Se spørsmålet"),
            row.asked_on,
            row.cooperation.name,
        )
        for row in found
    ]
