"""Agreements in which the actor's party has the next move."""

from django.urls import reverse
from django.utils.translation import gettext as _

from samrad.agreements.models import Agreement
from samrad.agreements.queries.agreements import agreements_under_way
from samrad.agreements.queries.negotiation import table_of
from samrad.kernel.clock import OSLO
from samrad.parties.actor import Actor
from samrad.web.start.waiting import Waiting, register


@register
def agreements(actor: Actor) -> list[Waiting]:
    """Asked of those who may write; others have no move to make."""
    if not actor.may_write:
        return []
    moves = [_move(actor, agreement) for agreement in agreements_under_way(actor)]
    return [move for move in moves if move is not None]


def _move(actor: Actor, agreement: Agreement) -> Waiting | None:
    url, name = reverse("web:agreement", args=[agreement.pk]), agreement.cooperation.name
    years = {"years": agreement.years}
    if agreement.state == Agreement.State.DRAFT:
        text = _("Gjør ferdig utkastet til avtale %(years)s") % years
        return Waiting(text, url, _("Åpne utkastet"), agreement.started_on, name)
    if agreement.state == Agreement.State.NEGOTIATION:
        table = table_of(actor, agreement)
        if not table.is_our_turn:
            return None
        handed_over_at = table.last_round.handed_over_at if table.last_round else None
        since = handed_over_at.astimezone(OSLO).date() if handed_over_at else None
        text = _("Svar i forhandlingen om avtale %(years)s") % years
        return Waiting(text, url, _("Åpne runden"), since, name)
    text = _("Godkjenn og undertegn avtale %(years)s") % years
    return Waiting(text, url, _("Se avtalen"), None, name)
