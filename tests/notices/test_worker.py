"""The worker for real: a database where things are committed, a mail server that answers, and a worker that dies."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection, transaction

from bench.waiting import comes
from samrad.notices import tasks
from samrad.project import worker
from tests.cast import Cast, gather
from tests.conftest import CLUSTER
from tests.notices import made
from tests.notices.test_reading import an_offer
from tests.post import PostOffice

PATIENCE = 20.0  # seconds
SEND = "import django; django.setup(); from samrad.notices.tasks import send; import sys; send(sys.argv[1])"


@pytest.fixture
def everybody(own_database: None) -> Cast:
    with transaction.atomic():
        return gather()


def soon(is_so: Callable[[], bool]) -> bool:
    return comes(is_so, PATIENCE)


def test_an_event_becomes_mail_by_itself(everybody: Cast, office: PostOffice) -> None:
    with worker.working_beside():
        an_offer(everybody)
        assert soon(lambda: len(office.mails) == 3)
        assert soon(lambda: {row.state for row in made.deliveries(mail__isnull=False)} == {"sent"})
    assert made.jobs("tell_of") == made.jobs("send") == []


def test_what_waits_is_done_when_a_worker_comes(everybody: Cast, office: PostOffice) -> None:
    an_offer(everybody)
    assert office.mails == []
    with worker.working_beside():
        assert soon(lambda: len(office.mails) == 3)


def test_it_goes_on_when_the_database_was_away(
    everybody: Cast, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "AGAIN_AFTER", 0.1)
    with worker.working_beside():
        an_offer(everybody)
        assert soon(lambda: len(office.mails) == 3)
        with CLUSTER.superuser() as root:
            root.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s and pid <> %s",
                [connection.settings_dict["NAME"], connection.connection.info.backend_pid],
            )
        an_offer(everybody, matter="council")
        assert soon(lambda: len(office.mails) == 6)


def test_a_worker_killed_when_the_server_has_taken_the_mail_does_not_send_it_twice(
    everybody: Cast, office: PostOffice
) -> None:
    """Killed for real, between the server's yes and our commit. What remains is uncertain, and says so."""
    an_offer(everybody)
    made.tell(everybody.cooperation)
    mail = str(made.the_mail_of(everybody.slt))
    victim: list[subprocess.Popen[bytes]] = []

    def take_it_and_kill(_address: str) -> str:
        victim[0].send_signal(signal.SIGKILL)
        victim[0].wait()
        return "250 OK"

    office.to_content = take_it_and_kill
    settings = {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "SAMRAD_DATABASE_NAME": connection.settings_dict["NAME"],
        "SAMRAD_MAIL_HOST": "127.0.0.1",
        "SAMRAD_MAIL_PORT": str(office.port),
        "SAMRAD_MAIL_TLS": "none",
        "SAMRAD_MAIL_FROM": "Samråd <samrad@samrad.test>",
    }
    victim.append(subprocess.Popen([sys.executable, "-c", SEND, mail], env=os.environ | settings))
    assert soon(lambda: len(office.mails) == 1)
    assert victim[0].wait() == -signal.SIGKILL
    (row,) = made.deliveries(person=everybody.slt.person)
    assert (row.state, row.tries) == ("sending", 1)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=11)):
        tasks.sweep(0)
        tasks.send(mail)
    (row,) = made.deliveries(person=everybody.slt.person)
    assert (row.state, row.error, office.to) == ("uncertain", "worker_gone", ["marit.eide@lyngvik.test"])
