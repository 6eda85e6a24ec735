"""Waiting for what another process or thread does."""

import subprocess
import time
from collections.abc import Callable

PAUSE = 0.01  # seconds between two looks


def comes(is_so: Callable[[], bool], seconds: float, pause: float = PAUSE) -> bool:
    """Look again and again: whether it was so before the time was out."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True


def until(is_so: Callable[[], bool], process: subprocess.Popen[bytes], what: str, seconds: float) -> None:
    """Until it is so. Refuses with `TimeoutError`, and when the process that should do it has ended."""

    def is_so_or_may_come() -> bool:
        if is_so():
            return True
        assert process.poll() is None, f"the process stopped before {what}"
        return False

    if not comes(is_so_or_may_come, seconds):
        raise TimeoutError(f"{what} did not come within {seconds:g} seconds")
