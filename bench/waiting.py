"""Waiting for another process to have done something."""

import subprocess
import time
from collections.abc import Callable

PAUSE = 0.01  # seconds between two looks


def until(is_so: Callable[[], bool], process: subprocess.Popen[bytes], what: str, seconds: float) -> None:
    """Look again and again until it is so. Refuses with `TimeoutError`, and when the process that should do it has ended."""
    end = time.monotonic() + seconds
    while not is_so():
        assert process.poll() is None, f"the process stopped before {what}"
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not come within {seconds:g} seconds")
        time.sleep(PAUSE)
