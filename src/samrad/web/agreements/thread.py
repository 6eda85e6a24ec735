"""The agreement's station in the thread."""

from django.urls import reverse
from django.utils.translation import gettext as _

from samrad.agreements.models import Agreement
from samrad.agreements.queries.agreements import agreements_visible_to
from samrad.cooperation.models import Cooperation
from samrad.kernel.clock import today
from samrad.kernel.days import dated
from samrad.parties.actor import Actor
from samrad.web.thread import Station, station


@station("agreements")
def agreements(actor: Actor, cooperation: Cooperation) -> Station:
    """What is in force, and what is on its way. One statement."""
    name, url, day = _("Avtale"), reverse("web:agreements", args=[cooperation.slug]), today()
    rows = list(agreements_visible_to(actor, cooperation))
    in_force = next((row for row in rows if row.standing(day) == "in_force"), None)
    under_way = next((row for row in rows if row.state != Agreement.State.IN_FORCE), None)
    coming = (
        _("Ny avtale: %(state)s.") % {"state": under_way.get_state_display().lower()} if under_way else ""
    )
    if in_force:
        end = dated(in_force.valid_to)
        return Station(name, url, "done", _("I kraft til %(day)s.") % {"day": end}, coming)
    if under_way:
        fact = f"{under_way.get_state_display()}."
        return Station(name, url, "now", fact, _("Avtale for %(years)s.") % {"years": under_way.years})
    return Station(name, url, "todo", _("Ingen avtale."), _("Det er frivillig."))
