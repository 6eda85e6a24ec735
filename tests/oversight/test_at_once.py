"""The nightly look and a look at everything by hand begin in the same instant: real threads, each with a connection of its own."""

import threading

import pytest
from django.db import connections

from samrad.cooperation import wall
from samrad.oversight.commands.refreshing import refresh_findings
from samrad.oversight.models import Finding
from samrad.oversight.tasks import LOOKER
from tests.cast import gather

pytestmark = pytest.mark.usefixtures("own_database")


def test_each_point_is_judged_once_for_a_subject() -> None:
    gather()
    bell, begun = threading.Barrier(2), []

    def look() -> None:
        bell.wait(timeout=20)
        try:
            with wall.acting(LOOKER):
                begun.append(refresh_findings(actor=LOOKER).begun)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=look) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    with wall.acting(LOOKER):
        number = Finding.objects.filter(until=None).count()
    assert (sorted(begun), number > 0) == ([0, number], True)
