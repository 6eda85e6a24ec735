"""What is drawn for a person, and kept in the process until something is entered in the cooperation's ledger."""

from collections import OrderedDict
from collections.abc import Callable
from typing import cast

from django.utils.translation import get_language

from samrad.cooperation.models import Cooperation
from samrad.kernel.clock import today
from samrad.ledger.queries import last_entries_of
from samrad.parties.actor import Actor

MOST_KEPT = 2_000
KEPT: OrderedDict[tuple[object, ...], object] = OrderedDict()


def until_something_happens[Drawn](
    actor: Actor, cooperation: Cooperation, draw: Callable[[Actor, Cooperation], Drawn]
) -> Drawn:
    """What `draw` gives, for one appointment, one language and one day, until the ledger has a new entry. One statement.

    The ledger is asked before anything is drawn: then what is kept under a mark is never older than it says.
    """
    mark = last_entries_of(actor, cooperation.pk)
    key = (draw, actor.appointment, cooperation.pk, get_language(), today(), mark)
    found = KEPT.get(key)  # one look: another thread may throw it away at any moment
    if found is not None:
        return cast("Drawn", found)  # put there by the same draw
    drawn = draw(actor, cooperation)
    KEPT[key] = drawn
    while len(KEPT) > MOST_KEPT:
        KEPT.popitem(last=False)
    return drawn
