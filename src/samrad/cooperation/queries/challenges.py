"""The challenges that a cooperation has raised."""

from samrad.cooperation.models import Challenge, Cooperation
from samrad.cooperation.queries.cooperations import stands_inside
from samrad.parties.actor import Actor


def challenges_of(actor: Actor, cooperation: Cooperation) -> list[Challenge]:
    """Those that are raised, the oldest first. One statement."""
    if not stands_inside(actor, cooperation):
        return []
    return list(Challenge.objects.filter(cooperation=cooperation).order_by("raised_on", "name"))
