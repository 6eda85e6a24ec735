"""Who listens to what, and the one connection that hears it from the database.

A listener holds nothing but the latest picture: a slow one skips pictures, and none is lost, since each is whole.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

import psycopg

CHANNEL = "samrad_live"
AGAIN_AFTER = 1.0  # seconds, before a lost connection is made anew

type Cookie = str
type Draw = Callable[[str, Cookie, str], Awaitable["Picture | None"]]


class NotNow(Exception):
    """The picture could not be drawn just now, for no fault of the reader's."""


@dataclass(frozen=True)
class Picture:
    """What one kind of reader sees now. `sort` names the kind: all of one sort see the same, to the letter."""

    sort: str
    html: str

    @cached_property
    def event(self) -> bytes:
        """As it is sent: made once, however many it is sent to."""
        lines = "".join(f"data: {line}\n" for line in self.html.splitlines())
        return f"{lines}\n".encode()


@dataclass(eq=False)
class Listener:
    """One open page. `fresh` is set when there is a picture that is not sent yet, or when it is over."""

    topic: str
    path: str
    cookie: Cookie
    language: str
    sort: str = ""
    picture: Picture | None = None
    is_over: bool = False
    fresh: asyncio.Event = field(default_factory=asyncio.Event)

    def show(self, picture: Picture) -> None:
        self.picture = picture
        self.fresh.set()

    def end(self) -> None:
        self.is_over = True
        self.fresh.set()


class Hub:
    """All listeners of this process. A change is drawn once for each sort of reader, however many they are."""

    def __init__(self, conninfo: str, draw: Draw) -> None:
        self._conninfo, self._draw = conninfo, draw
        self._listeners: dict[str, set[Listener]] = {}
        self._pending: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._ear: asyncio.Task[None] | None = None

    def join(self, listener: Listener) -> None:
        self._listeners.setdefault(listener.topic, set()).add(listener)
        if self._ear is None or self._ear.done():
            self._ear = asyncio.get_running_loop().create_task(self._hear())

    def leave(self, listener: Listener) -> None:
        here = self._listeners.get(listener.topic, set())
        here.discard(listener)
        if not here:
            self._listeners.pop(listener.topic, None)

    async def _hear(self) -> None:
        """Listen for as long as anybody does; after a lost connection everything is drawn anew, so nothing is missed."""
        while self._listeners:
            with suppress(psycopg.OperationalError):
                async with await psycopg.AsyncConnection.connect(self._conninfo, autocommit=True) as ear:
                    await ear.execute(f"listen {CHANNEL}")
                    for topic in list(self._listeners):
                        self.changed(topic)
                    async for notice in ear.notifies():
                        self.changed(notice.payload)
            await asyncio.sleep(AGAIN_AFTER)

    def changed(self, topic: str) -> None:
        """Draw it anew. Changes that come while it is drawn are drawn together afterwards."""
        if topic not in self._listeners:
            return
        if topic in self._pending:
            self._again.add(topic)
            return
        self._pending[topic] = asyncio.get_running_loop().create_task(self._redraw(topic))

    async def _redraw(self, topic: str) -> None:
        try:
            for sort in {listener.sort for listener in self._listeners.get(topic, ())}:
                await self._redraw_for(topic, sort)
        except NotNow:  # nobody is cut off for it: tried again until it goes
            await asyncio.sleep(AGAIN_AFTER)
            self._again.add(topic)
        finally:
            self._pending.pop(topic, None)
            if topic in self._again:
                self._again.discard(topic)
                self.changed(topic)

    async def _redraw_for(self, topic: str, sort: str) -> None:
        """Drawn with the rights of one of them; whoever has lost the right is shown nothing, and the next is asked."""
        for listener in self._of(topic, sort):
            picture = await self._draw(listener.path, listener.cookie, listener.language)
            if picture is not None and picture.sort == sort:
                for reader in self._of(topic, sort):
                    reader.show(picture)
                return
            self._settle(listener, picture)

    def _of(self, topic: str, sort: str) -> list[Listener]:
        return [listener for listener in self._listeners.get(topic, ()) if listener.sort == sort]

    async def check(self, listener: Listener) -> None:
        """Ask for this listener's own right again."""
        self._settle(listener, await self._draw(listener.path, listener.cookie, listener.language))

    def _settle(self, listener: Listener, picture: Picture | None) -> None:
        if picture is None:
            self.leave(listener)
            listener.end()
            return
        listener.sort = picture.sort
        listener.show(picture)
