"""What happened is told in sentences, whatever happened."""

from dataclasses import is_dataclass
from types import ModuleType

import pytest

from samrad.forums import events as forums
from samrad.meetings import events as meetings
from samrad.web.cooperations.happened import WORDS


@pytest.mark.parametrize("room", [forums, meetings], ids=["forums", "meetings"])
def test_every_event_of_the_room_has_its_sentence(room: ModuleType) -> None:
    own = {
        name
        for name, thing in vars(room).items()
        if is_dataclass(thing) and getattr(thing, "__module__", "") == room.__name__
    }
    assert own
    assert own - set(WORDS) == set()
