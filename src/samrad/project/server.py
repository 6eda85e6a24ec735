"""The web server: Django behind one small ASGI server, stopped cleanly."""

import ctypes
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

import uvicorn
from a2wsgi import WSGIMiddleware
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from psycopg.conninfo import make_conninfo

from samrad.project import configuration
from samrad.project.heap import keep_what_is_loaded
from samrad.web.live.stream import Streams

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samrad.project.settings")
THREADS = 8
HEAPS = 2
HEAPS_SETTING = -8  # the C library's number for it (M_ARENA_MAX)


class _Application:
    """Django, made when the first request comes, so that settings can be read before."""

    def __init__(self) -> None:
        self._made: Callable[..., Any] | None = None

    def __call__(self, *call: Any) -> Any:
        if self._made is None:
            if sentence := configuration.missing():
                raise ImproperlyConfigured(sentence)
            self._made = get_wsgi_application()
            keep_what_is_loaded()
        return self._made(*call)


wsgi = _Application()


class _House:
    """The one ASGI entry: streams go their own way, all else to Django."""

    def __init__(self) -> None:
        self._pages = WSGIMiddleware(wsgi, workers=THREADS)
        self._streams = Streams(wsgi, conninfo)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        answer = self._streams if self._streams.takes(scope) else self._pages
        await answer(scope, receive, send)


def conninfo() -> str:
    """Where the application's database is, for the one connection of this process that listens."""
    from django.db import connections

    database: Any = connections["default"].settings_dict
    given = {name: database[name.upper()] or None for name in ("host", "port", "user", "password")}
    return make_conninfo("", dbname=database["NAME"], **given)


def application() -> _House:
    """Everything Samråd answers, as one ASGI application."""
    return _House()


def serve(host: str, port: int) -> None:
    """Serve until told to stop. A stop by signal runs every `finally` on its way out."""
    signal.signal(signal.SIGTERM, _as_interrupt)
    _share_heaps()
    uvicorn.run(
        application(),
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=2,
    )


def _share_heaps() -> None:
    """The C library gives each thread a heap of its own, and each keeps what it has let go of: two are enough for all."""
    with suppress(OSError, AttributeError):  # only the GNU C library has this
        ctypes.CDLL(None).mallopt(HEAPS_SETTING, HEAPS)


def _as_interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
