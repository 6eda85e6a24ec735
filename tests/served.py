"""Samråd as it is served, on a free port of this machine: with the streams."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from bench.waiting import comes
from samrad.project import server


@contextmanager
def served() -> Iterator[int]:
    """The port, while it runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = uvicorn.Config(
        server.application(), host="127.0.0.1", port=port, log_level="error", timeout_graceful_shutdown=1
    )
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run)
    thread.start()
    assert comes(lambda: running.started, 60)
    yield port
    running.should_exit = True
    thread.join()
