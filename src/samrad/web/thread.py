"""The thread: the rooms of a cooperation in the order the work goes. Each area of the web hangs its own station here."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from samrad.cooperation.models import Cooperation
from samrad.parties.actor import Actor

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
    """Every room there is, in order, by its name in code. «Here» is the first where something goes on, else the last done."""
    found = {room: STOPS[room](actor, cooperation) for room in ORDER if room in STOPS}
    going_on = [room for room, stop in found.items() if stop.state in {"now", "late"}]
    done = [room for room, stop in found.items() if stop.state == "done"]
    here = going_on[0] if going_on else done[-1] if done else ""
    return found | ({here: replace(found[here], is_here=True)} if here else {})
