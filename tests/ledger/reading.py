"""What the ledger tells a person, for tests that ask what a deed recorded."""

from samrad.cooperation import wall
from samrad.cooperation.models import Cooperation
from samrad.ledger.models import Entry
from samrad.ledger.queries import entries_visible_to
from samrad.parties.actor import Actor


def entries(actor: Actor, cooperation: Cooperation) -> list[Entry]:
    """Newest first."""
    with wall.acting(actor):
        return list(entries_visible_to(actor, cooperation.pk))


def kinds(actor: Actor, cooperation: Cooperation) -> list[str]:
    return [entry.kind for entry in entries(actor, cooperation)]
