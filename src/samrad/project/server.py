"""The web server: Django behind one small ASGI server, stopped cleanly."""

import gc
import os
import signal
from collections.abc import Callable
from types import FrameType
from typing import Any

import uvicorn
from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samrad.project.settings")
THREADS = 8


class _Application:
    """Django, made when the first request comes, so that settings can be read before."""

    def __init__(self) -> None:
        self._made: Callable[..., Any] | None = None

    def __call__(self, *call: Any) -> Any:
        if self._made is None:
            self._made = get_wsgi_application()
            gc.collect()
            gc.freeze()  # what is loaded at start stays: the collector need not look at it again
        return self._made(*call)


wsgi = _Application()


def serve(host: str, port: int) -> None:
    """Serve until told to stop. A stop by signal runs every `finally` on its way out."""
    signal.signal(signal.SIGTERM, _as_interrupt)
    application = WSGIMiddleware(wsgi, workers=THREADS)
    uvicorn.run(application, host=host, port=port, log_level="warning", server_header=False)


def _as_interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
