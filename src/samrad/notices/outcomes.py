"""Inside the reader's own wall: what may go with a mail, and how it fared. Machinery is back on its errand after."""

from collections.abc import Iterator
from contextlib import contextmanager

from samrad.cooperation import wall
from samrad.notices.models import Notice
from samrad.notices.telling import TOLD
from samrad.notices.telling.registry import nobody_asks
from samrad.parties.actor import Actor
from samrad.parties.queries import actor_in


@contextmanager
def reading_as(machine: Actor, reader: Actor) -> Iterator[Actor]:
    """The wall is open for the reader alone, and then for the errand alone."""
    wall.enter(reader)
    yield reader
    wall.enter(machine)


def report(machine: Actor, notice: Notice, state: str) -> None:
    """Tell the room that the event came from how the mail fared, where it has asked."""
    telling = TOLD.get(notice.kind)
    if telling is None or telling.outcome is nobody_asks:
        return
    reader = actor_in(notice.appointment_id)
    if reader is not None:
        with reading_as(machine, reader):
            telling.outcome(reader, notice, state)
