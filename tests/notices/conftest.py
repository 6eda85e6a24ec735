"""An open post office, for the tests that ask for one."""

from collections.abc import Iterator

import pytest

from samrad.kernel.records import plug_in
from tests.post import PostOffice, post_office


@pytest.fixture
def office(settings: object) -> Iterator[PostOffice]:
    with post_office(settings) as opened:
        yield opened


@pytest.fixture
def heard() -> Iterator[list[object]]:
    """Every event that is recorded, in its order."""
    events: list[object] = []
    unplug = plug_in(lambda event, **_given: events.append(event))
    yield events
    unplug()
