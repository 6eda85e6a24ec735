"""Knowledge's station in the thread."""

from django.urls import reverse
from django.utils.translation import gettext as _

from samrad.cooperation.models import Cooperation
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation
from samrad.web.thread import Station, station


@station("knowledge")
def knowledge(_actor: Actor, cooperation: Cooperation) -> Station:
    """The figures of the municipality, or of the first of several. The parties are fetched along: no statement."""
    towns = [
        party.organisation
        for party in cooperation.parties.all()
        if party.organisation.kind == Organisation.Kind.MUNICIPALITY
    ]
    url = reverse("web:knowledge", args=[cooperation.slug])
    fact = _("Tall for %(name)s.") % {"name": ", ".join(town.name for town in towns)} if towns else ""
    return Station(_("Kunnskap"), url, "todo", fact)
