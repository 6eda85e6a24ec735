"""What it takes to look at Samråd: `samrad demo` in an empty folder, from the command to the first page."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.clock import used_with_children
from bench.rows import Row
from bench.server import memory_of, wait_for

PORT = 8931


def rows() -> Iterator[Row]:
    """The packages are installed already; the database, the register and the demo's world are not."""
    with tempfile.TemporaryDirectory(prefix="samrad-bench-") as folder:
        os.chmod(folder, 0o755)  # noqa: S103 # the database runs as another user, and makes its own folder within
        start = time.monotonic()
        process = subprocess.Popen(
            [Path(sys.executable).parent / "samrad", "demo", "--port", str(PORT)],
            cwd=folder,
            env={name: value for name, value in os.environ.items() if not name.startswith("SAMRAD_")},
            stdout=subprocess.DEVNULL,
        )
        try:
            wait_for(PORT, "/landet/", process, seconds=120)
            yield Row("from the command to the first page, s", time.monotonic() - start, 30)
            yield Row("its processor time, without the database's, s", used_with_children(process.pid))
            yield Row("memory of the server process at its most, MB", memory_of(process.pid, "VmHWM"), 140)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()
