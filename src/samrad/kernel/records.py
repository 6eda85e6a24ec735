"""Where a command says what happened. The ledger plugs itself in; nothing else may."""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID


class Recorder(Protocol):
    def __call__(
        self, event: object, *, by: object, cooperation: UUID | None, party: UUID | None
    ) -> None: ...


_recorders: list[Recorder] = []


def plug_in(recorder: Recorder) -> Callable[[], None]:
    """The ledger's own door. Gives back a function that takes it out again."""
    _recorders.append(recorder)
    return lambda: _recorders.remove(recorder)


def record(event: object, *, by: object, cooperation: UUID | None = None, party: UUID | None = None) -> None:
    """Say what happened.

    Shape    `cooperation` is the wall the event stands behind; none is the system's own chain.
             `party` is given when only that party may know: an event of private work.
    """
    for recorder in _recorders:
        recorder(event, by=by, cooperation=cooperation, party=party)
