"""The evaluations' station in the thread."""

from django.urls import reverse
from django.utils.translation import gettext as _

from samrad.cooperation.models import Cooperation
from samrad.evaluations.queries.evaluations import clocks_of, evaluations_in
from samrad.forums.queries import forums_of
from samrad.kernel.days import dated
from samrad.parties.actor import Actor
from samrad.web.thread import Station, station


@station("evaluation")
def evaluation(actor: Actor, cooperation: Cooperation) -> Station:
    """What is under way, else when somebody looked back last, else when the next time is."""
    url = reverse("web:evaluations", args=[cooperation.slug])
    name = _("Evaluering")
    forums = forums_of(actor, cooperation)
    rows = evaluations_in(actor, forums)
    going = next((row for row in rows if row.is_answering or row.is_open), None)
    if going is not None:
        if going.is_answering:
            counts = {"done": going.answered_count, "all": going.asked_count}  # type: ignore[attr-defined] # counted by the query
            return Station(name, url, "now", going.title, _("%(done)s av %(all)s har svart.") % counts)
        return Station(name, url, "now", going.title, _("Felles tekst skrives."))
    clocks = clocks_of(actor, forums, rows)
    late = next((clock for clock in clocks if clock.is_late and clock.is_planned), None)
    last = max((clock.last for clock in clocks if clock.last), default=None)
    if late is not None:
        return Station(name, url, "late", _("Skulle vært gjort %(day)s.") % {"day": dated(late.due_on)})
    if last is not None:
        return Station(name, url, "done", _("Sist ferdig %(day)s.") % {"day": dated(last)})
    planned = min((clock.due_on for clock in clocks if clock.is_planned), default=None)
    if planned is not None:
        return Station(name, url, "todo", _("Neste %(day)s.") % {"day": dated(planned)})
    return Station(name, url, "todo", _("Ingen evaluering ennå."))
