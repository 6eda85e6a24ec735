"""The forums' station in the thread."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samrad.cooperation.models import Cooperation
from samrad.forums.queries import forums_in_short
from samrad.parties.actor import Actor
from samrad.web.thread import Station, station


@station("forums")
def forums(actor: Actor, cooperation: Cooperation) -> Station:
    """The council, or the forums there are instead. One statement."""
    name = _("Politiråd") if cooperation.has_towns else _("Forum")
    url = reverse("web:forums", args=[cooperation.slug])
    found = forums_in_short(actor, cooperation)
    council = next((each for each in found if each.is_council), None)
    if not found:
        return Station(name, url, "todo", _("Ingen forum ennå."), _("Det er frivillig."))
    if council is None:
        count = ngettext("%(count)s forum.", "%(count)s forum.", len(found)) % {"count": len(found)}
        return Station(name, url, "done", count)
    fact = ngettext("%(count)s medlem.", "%(count)s medlemmer.", council.members) % {"count": council.members}
    more = _("Siden %(year)s.") % {"year": council.begun_on.year}
    if len(found) > 1:
        others = ngettext("%(count)s forum til.", "%(count)s forum til.", len(found) - 1)
        more = f"{more} {others % {'count': len(found) - 1}}"
    return Station(name, url, "done", fact, more)
