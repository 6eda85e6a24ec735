"""Clocks that come near, on the start page of both parties."""

from django.conf import settings
from django.utils.translation import gettext as _

from samrad.agreements.queries.clocks import DueClock, clocks_due
from samrad.kernel.together import Steps
from samrad.parties.actor import Actor
from samrad.web.start.waiting import Waiting, register
from samrad.web.ways import address


@register
def clocks(actor: Actor) -> Steps[list[Waiting]]:
    found = yield from clocks_due.steps(actor, settings.REMINDER_DAYS)
    return [_row(due) for due in found]


def _row(due: DueClock) -> Waiting:
    agreement, years = due.agreement, {"years": due.agreement.years}
    text = (
        _("Se på avtale %(years)s på nytt") if due.clock.kind == "revision" else _("Avtale %(years)s går ut")
    )
    return Waiting(
        text % years,
        address("agreement", agreement.pk),
        _("Se avtalen"),
        who=agreement.cooperation.name,
        due=due.clock.due_on,
    )
