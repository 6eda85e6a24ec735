"""Agreements in which the actor's party has the next move."""

from django.utils.translation import gettext as _

from samrad.agreements.queries.moves import Move, moves_of
from samrad.kernel.together import Steps
from samrad.parties.actor import Actor
from samrad.web.start.waiting import Waiting, register
from samrad.web.ways import address


@register
def agreements(actor: Actor) -> Steps[list[Waiting]]:
    """Asked of those who may write; others have no move to make."""
    found = yield from moves_of.steps(actor)
    return [_row(move) for move in found]


def _row(move: Move) -> Waiting:
    holes = {"years": move.agreement.years, "number": move.version_number}
    words = {
        "write": (_("Gjør ferdig utkastet til avtale %(years)s"), _("Åpne utkastet")),
        "answer": (_("Svar i forhandlingen om avtale %(years)s"), _("Åpne runden")),
        "finish": (_("Lås teksten i avtale %(years)s. Dere er enige om alle punktene"), _("Gjør ferdig avtalen")),
        "approve": (_("Godkjenn versjon %(number)s av avtale %(years)s"), _("Les versjonen")),
        "sign": (_("Undertegn versjon %(number)s av avtale %(years)s"), _("Les og undertegn")),
        "seal": (_("Lag den forseglede filen til avtale %(years)s"), _("Se avtalen")),
    }  # fmt: skip
    text, action = words[move.kind]
    url = address("finish" if move.kind == "finish" else "agreement", move.agreement.pk)
    return Waiting(text % holes, url, action, move.since, move.agreement.cooperation.name)
