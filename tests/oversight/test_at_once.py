"""The nightly look and a look at everything by hand begin in the same instant: real threads, each with a connection of its own."""

import pytest

from samrad.cooperation import wall
from samrad.oversight.commands.refreshing import refresh_findings
from samrad.oversight.models import Finding
from samrad.oversight.tasks import LOOKER
from tests.at_once import at_once
from tests.cast import gather

pytestmark = pytest.mark.usefixtures("own_database")


def test_each_point_is_judged_once_for_a_subject() -> None:
    gather()

    def look() -> int:
        with wall.acting(LOOKER):
            return refresh_findings(actor=LOOKER).begun

    begun = at_once([look, look])
    with wall.acting(LOOKER):
        number = Finding.objects.filter(until=None).count()
    assert (sorted(begun), number > 0) == ([0, number], True)
