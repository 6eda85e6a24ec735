"""What waits for the directorate, and for a contact who has not read the newest terms."""

from django.utils.translation import gettext as _

from samrad.contacts.queries.district import approvals_asked
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
