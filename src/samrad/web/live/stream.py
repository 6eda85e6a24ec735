"""Server-sent events: what everybody in a meeting sees, a moment after it is written.

The picture is an ordinary page of Django's, asked for with the reader's own cookie: the doors, the walls and the
permissions that hold for pages hold here, at the beginning, at every change and again every minute.
"""

import asyncio
import io
import random
import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from samrad.web.live.hub import Hub, Listener, NotNow, Picture

PING_SECONDS = 15
CHECK_SECONDS = 60
DRAWING_THREADS = 4
SORT = "X-Samrad-Sort"
ADDRESS = re.compile(r"^/mote/(?P<topic>[0-9a-f-]{36})/(?P<screen>storskjerm/)?strom/$")
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]

type Scope = dict[str, Any]
type Receive = Callable[[], Awaitable[dict[str, Any]]]
type Send = Callable[[dict[str, Any]], Awaitable[None]]


class Streams:
    """The address of the stream; everything else is not ours."""

    def __init__(self, wsgi: Callable[..., Iterable[bytes]], conninfo: Callable[[], str]) -> None:
        self._wsgi, self._conninfo = wsgi, conninfo
        self._threads = ThreadPoolExecutor(DRAWING_THREADS, thread_name_prefix="live")
        self._hub: Hub | None = None

    def takes(self, scope: Scope) -> bool:
        return (
            scope["type"] == "http" and scope["method"] == "GET" and ADDRESS.match(scope["path"]) is not None
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = ADDRESS.match(scope["path"])
        assert found
        topic = found["topic"]
        listener = Listener(topic, f"/mote/{topic}/{found['screen'] or ''}bilde/", *_who(scope))
        try:
            picture = await self._draw(listener.path, listener.cookie, listener.language)
        except NotNow:
            await _refuse(send, 503)
            return
        if picture is None:
            await _refuse(send, 404)
            return
        listener.sort = picture.sort
        listener.show(picture)
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await self._follow(listener, receive, send)

    @property
    def hub(self) -> Hub:
        if self._hub is None:
            self._hub = Hub(self._conninfo(), self._draw)
        return self._hub

    async def _follow(self, listener: Listener, receive: Receive, send: Send) -> None:
        self.hub.join(listener)
        gone = asyncio.create_task(_until_gone(receive))
        gone.add_done_callback(lambda _gone: listener.fresh.set())  # else it is first seen at the next ping
        try:
            await self._tell(listener, send, gone)
        finally:
            self.hub.leave(listener)
            gone.cancel()

    async def _tell(self, listener: Listener, send: Send, gone: "asyncio.Task[None]") -> None:
        clock = asyncio.get_running_loop()
        check_at = clock.time() + CHECK_SECONDS * random.uniform(0.8, 1.2)  # noqa: S311 # spreads the load, guards nothing
        while not gone.done() and not listener.is_over:
            with suppress(TimeoutError):
                await asyncio.wait_for(listener.fresh.wait(), PING_SECONDS)
            if listener.is_over or gone.done():
                break
            listener.fresh.clear()
            picture, listener.picture = listener.picture, None
            await send(_body(picture.event if picture else b": ping\n\n"))
            if clock.time() >= check_at:
                check_at = clock.time() + CHECK_SECONDS
                with suppress(NotNow):  # asked again in a minute
                    await self.hub.check(listener)
        if listener.is_over:
            await send(_body(b"event: over\ndata: over\n\n"))
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _draw(self, path: str, cookie: str, language: str) -> Picture | None:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._ask, path, cookie, language)

    def _ask(self, path: str, cookie: str, language: str) -> Picture | None:
        """The picture as Django gives it to whoever has this cookie; nothing when it is not theirs to see.

        Refuses  (`NotNow`) when Django or its database cannot answer: that says nothing of anybody's right.
        """
        answered: dict[str, Any] = {}

        def start(status: str, headers: Sequence[tuple[str, str]], *_rest: object) -> None:
            answered.update(status=status, sort=dict(headers).get(SORT, ""))

        parts = self._wsgi(_environ(path, cookie, language), start)
        try:
            html = b"".join(parts).decode()
        finally:
            close = getattr(parts, "close", None)
            if close:
                close()
        if answered["status"].startswith("5"):
            raise NotNow
        if not answered["status"].startswith("200"):
            return None
        return Picture(answered["sort"], html)


def _who(scope: Scope) -> tuple[str, str]:
    """Cookie and language, as the browser sent them."""
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    return headers.get(b"cookie", ""), headers.get(b"accept-language", "")


def _environ(path: str, cookie: str, language: str) -> dict[str, Any]:
    from django.conf import settings

    host = settings.ALLOWED_HOSTS[0]
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": host,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": host,
        "HTTP_COOKIE": cookie,
        "HTTP_ACCEPT_LANGUAGE": language,
        "HTTP_X_FORWARDED_PROTO": "https",  # read only where settings trust the proxy in front
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }


async def _refuse(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": HEADERS[1:]})
    await send({"type": "http.response.body", "body": b""})


def _body(data: bytes) -> dict[str, Any]:
    return {"type": "http.response.body", "body": data, "more_body": True}


async def _until_gone(receive: Receive) -> None:
    """The browser closed the page, or the server is stopping."""
    while (await receive())["type"] != "http.disconnect":
        pass
