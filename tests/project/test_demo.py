"""The demo as a newcomer starts it: one command, and pages and post are at work."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from bench.waiting import comes
from samrad.project.demo import NAME
from samrad.project.embedded import Cluster

PATIENCE, PAUSE = 300, 0.5  # seconds, on a slow machine


@contextmanager
def the_demo(folder: Path) -> Iterator[tuple[int, Path]]:
    """`samrad demo` in a folder of its own, on a free port. What it complains of is kept in a file."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {name: value for name, value in os.environ.items() if not name.startswith(("SAMRAD_", "DJANGO_"))}
    command = [str(Path(sys.executable).with_name("samrad")), "demo", "--port", str(port)]
    complaints = folder / "complaints"
    with complaints.open("wb") as to:
        running = subprocess.Popen(command, cwd=folder, env=own, stderr=to, stdout=subprocess.DEVNULL)
        try:
            yield port, complaints
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(60)


def serves(port: int) -> bool:
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/helse/", timeout=20).read() == b"ok"
    except OSError:
        return False


def workers(folder: Path) -> int:
    with Cluster(folder / ".demo").superuser(NAME) as database:
        row = database.execute("select count(*) from procrastinate_workers").fetchone()
    return int(str(row[0])) if row else 0


def test_one_command_serves_the_pages_and_does_the_jobs(tmp_path: Path) -> None:
    with the_demo(tmp_path) as (port, complaints):
        assert comes(lambda: serves(port), PATIENCE, PAUSE), "no page came"
        assert comes(lambda: workers(tmp_path) == 1, PATIENCE, PAUSE), complaints.read_text()
        front = urllib.request.urlopen(f"http://127.0.0.1:{port}/logg-inn/", timeout=20).read().decode()
        assert "Personer, steder og tekster er oppdiktet" in front
    assert "Traceback" not in complaints.read_text()
    with pytest.raises((psycopg.OperationalError, RuntimeError)):
        Cluster(tmp_path / ".demo").superuser(NAME)
