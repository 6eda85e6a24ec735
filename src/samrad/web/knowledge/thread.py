"""Knowledge's station in the thread."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samrad.cooperation.models import Cooperation
from samrad.knowledge.queries.thread import knowledge_in_short
from samrad.parties.actor import Actor
from samrad.web.thread import Station, station
from samrad.web.ways import address


@station("knowledge")
def knowledge(actor: Actor, cooperation: Cooperation) -> Station:
    """What is asked and known: open requests first, then pictures and choices. One statement."""
    name, url = _("Kunnskap"), address("knowledge", cooperation.slug)
    found = knowledge_in_short(actor, cooperation)
    if found.is_empty:
        said = _("Tallene er her. Ingen har bestilt kunnskap ennå.")
        return Station(
            name, url, "todo", said if cooperation.has_towns else _("Ingen har bestilt kunnskap ennå.")
        )
    fact = ngettext("%(count)s åpen bestilling.", "%(count)s åpne bestillinger.", found.requests) % {
        "count": found.requests
    }
    more = _("Et valg er under arbeid.") if found.choices else ""
    if not more and found.pictures:
        more = _("Et felles bilde er under arbeid.")
    is_at_work = found.requests or found.pictures or found.choices
    return Station(name, url, "now" if is_at_work else "done", fact, more)
