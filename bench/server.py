"""The product's own server, in a process of its own, with the bench's one address more."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

from bench.clock import used_by
from bench.site import NAME
from bench.waiting import until
from samrad.project.embedded import Cluster

CONNECTIONS = "select pid from pg_stat_activity where datname = %s and usename = 'samrad_app'"


def wait_for(port: int, path: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Until the address answers."""
    until(lambda: _answers(port, path), process, path, seconds)


def _answers(port: int, path: str) -> bool:
    try:
        with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as there:
            there.request("GET", path)
            return there.getresponse().status == 200
    except OSError:  # refused, or not answered yet
        return False


def memory_of(process: int, which: str) -> float:
    """Units    megabytes. `which` is the kernel's name: VmHWM at its most, VmRSS now."""
    lines = (Path("/proc") / str(process) / "status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(which))


class Server:
    """A running server, and the clock of all that works for it: itself and its connections in PostgreSQL."""

    def __init__(self, cluster: Cluster, port: int, process: int) -> None:
        self.port, self._process = port, process
        with cluster.superuser() as root:
            found = root.execute(CONNECTIONS, [NAME]).fetchall()
        self._connections = [int(str(row[0])) for row in found]

    def memory(self) -> float:
        """What the server holds now.

        Units    megabytes.
        """
        return memory_of(self._process, "VmRSS")

    def clock(self) -> float:
        """Units    milliseconds of processor time."""
        return used_by([self._process, *self._connections])


@contextmanager
def served(cluster: Cluster, port: int) -> Iterator[Server]:
    """Uses the environment that the site was filled with."""
    process = subprocess.Popen([sys.executable, "-m", "bench.serve", str(port)])
    try:
        wait_for(port, "/hjelp/", process)
        yield Server(cluster, port, process.pid)
    finally:
        process.terminate()
        process.wait()
