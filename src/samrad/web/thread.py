"""The thread: the rooms of a cooperation in the order the work goes. Each area of the web hangs its own station here."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from samrad.cooperation.models import Cooperation
from samrad.parties.actor import Actor
from samrad.web.kept import until_something_happens

ALONE = Cooperation.Kind.DISTRICT  # nobody to agree with
ORDER = ("agreements", "forums", "meetings", "measures", "knowledge", "evaluation")


@dataclass(frozen=True)
class Station:
    """One room as it stands. `state` is done, now, late or todo; `fact` comes first and in ink, `more` after it."""

    name: str
    url: str
    state: str
    fact: str = ""
    more: str = ""
    is_here: bool = False


type Stop = Callable[[Actor, Cooperation], Station]
STOPS: dict[str, Stop] = {}


def station(room: str) -> Callable[[Stop], Stop]:
    """Give a room its place in the thread. A room that is not there is left out."""

    def put(stop: Stop) -> Stop:
        STOPS[room] = stop
        return stop

    return put


def stations_of(actor: Actor, cooperation: Cooperation) -> dict[str, Station]:
    """Every room there is, in order, by its name in code. The one where the work goes on is «here», once it has begun.

    They are drawn once for a person until something is entered in the cooperation's ledger, or the day turns: one statement.
    """
    return until_something_happens(actor, cooperation, _drawn)


def _drawn(actor: Actor, cooperation: Cooperation) -> dict[str, Station]:
    rooms = [
        room for room in ORDER if room in STOPS and not (room == "agreements" and cooperation.kind == ALONE)
    ]
    found = {room: STOPS[room](actor, cooperation) for room in rooms}
    begun = any(stop.state != "todo" for stop in found.values())
    here = next((room for room, stop in found.items() if begun and stop.state != "done"), None)
    return found | {here: replace(found[here], is_here=True)} if here else found
