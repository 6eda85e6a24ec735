"""What happened is told in sentences, whatever happened."""

from dataclasses import is_dataclass
from datetime import UTC, datetime
from types import ModuleType

import pytest
import time_machine

from samrad.forums import events as forums
from samrad.meetings import events as meetings
from samrad.web.cooperations.happened import WORDS
from tests.cast import Cast
from tests.situations import a_draft
from tests.visit import login_as, visit


@pytest.mark.parametrize("room", [forums, meetings], ids=["forums", "meetings"])
def test_every_event_of_the_room_has_its_sentence(room: ModuleType) -> None:
    own = {
        name
        for name, thing in vars(room).items()
        if is_dataclass(thing) and getattr(thing, "__module__", "") == room.__name__
    }
    assert own
    assert own - set(WORDS) == set()


@pytest.mark.django_db
def test_a_day_is_told_as_people_say_it_on_a_clock_in_norway(cast: Cast) -> None:
    with time_machine.travel(datetime(2026, 11, 14, 9, 5, tzinfo=UTC), tick=False):
        a_draft(cast.slt, cast.cooperation)
        page = visit(login_as("slt"), "/samarbeid/lyngvik/hendelser/")
        assert "Lyngvik kommune · 14. november 2026 kl. 10.05 Bare dere ser dette" in page.text
