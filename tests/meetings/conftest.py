"""An open post office, for the tests that ask for one."""

from collections.abc import Iterator

import pytest

from tests.post import PostOffice, post_office


@pytest.fixture
def office(settings: object) -> Iterator[PostOffice]:
    with post_office(settings) as opened:
        yield opened
