"""The station of plans and measures in the thread."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samrad.cooperation.models import Cooperation
from samrad.parties.actor import Actor
from samrad.plans.models import Plan
from samrad.plans.queries.plans import plans_in_short
from samrad.web.thread import Station, station


@station("measures")
def measures(actor: Actor, cooperation: Cooperation) -> Station:
    """The plan that runs, and how its measures go. Two statements."""
    name, url = _("Plan og tiltak"), reverse("web:plans", args=[cooperation.slug])
    found = plans_in_short(actor, cooperation)
    if found.plan is None:
        return Station(name, url, "todo", _("Ingen plan ennå."))
    if found.plan.state == Plan.State.DRAFT:
        return Station(name, url, "now", _("Planen er et utkast."))
    fact = ngettext("%(count)s tiltak.", "%(count)s tiltak.", found.measures) % {"count": found.measures}
    if found.late:
        return Station(name, url, "late", fact, _("%(count)s mangler en rapport.") % {"count": found.late})
    return Station(name, url, "done", fact, _("%(count)s i gang.") % {"count": found.under_way})
