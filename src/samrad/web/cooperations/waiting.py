"""Offers that wait for an answer. They are never late."""

from django.utils.translation import gettext as _

from samrad.cooperation.queries import offers_waiting_for
from samrad.kernel.together import Steps
from samrad.parties.actor import Actor
from samrad.web.start.waiting import Waiting, register
from samrad.web.ways import address


@register
def offers(actor: Actor) -> Steps[list[Waiting]]:
    found = yield from offers_waiting_for.steps(actor)
    return [
        Waiting(
            _("Svar på tilbudet om %(matter)s") % {"matter": offer.get_matter_display().lower()},
            address("answer_offer", offer.pk),
            _("Se tilbudet"),
            offer.offered_on,
            _("Det er frivillig, og alle svar er like gode."),
        )
        for offer in found
    ]
