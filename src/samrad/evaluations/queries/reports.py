"""Yearly reports, for the parties."""

from django.db.models import Prefetch

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import stands_inside
from samrad.evaluations.models import Report, Section
from samrad.parties.actor import Actor

SECTIONS = Prefetch("sections", Section.objects.order_by("position"))


def reports_of(actor: Actor, cooperation: Cooperation) -> list[Report]:
    """The reports of a cooperation, the newest first. One statement."""
    if not stands_inside(actor, cooperation):
        return []
    rows = Report.objects.filter(cooperation=cooperation).select_related("organisation")
    return list(rows.order_by("-year", "organisation__name"))
