"""A meeting in session with five hundred open pages: from what is stored to what each of them has got."""

import asyncio
import time
from collections.abc import Iterator
from statistics import quantiles
from typing import NamedTuple
from uuid import UUID

from bench.pages import COUNTED
from bench.rows import Row
from bench.server import Server
from bench.site import NAME
from bench.visits import Visitor
from samrad.cooperation import wall
from samrad.meetings.commands.session import go_to_item, open_meeting
from samrad.meetings.models import AgendaItem, Meeting
from samrad.parties.actor import Actor
from samrad.parties.models import Person
from samrad.parties.queries import actors_of
from samrad.project.embedded import Cluster

WHO = "slt"
LISTENERS, CHANGES = 500, 20
AT_ONCE = 20  # pages that open at the same time
PATIENCE = 10.0  # seconds; what has not come by then is lost
A_MOMENT = 0.5  # seconds, from one change to the next
P95, LAST, MEMORY = 100, 200, 60  # milliseconds, milliseconds, KiB

type Page = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Measured(NamedTuple):
    """What came of the changes: how long each page waited, in milliseconds, and what never came."""

    waits: list[list[float]]
    lost: int
    memory: float
    statements_with_one: int
    statements_with_all: int


def rows(cluster: Cluster, server: Server) -> Iterator[Row]:
    """Real connections to the real server, all of one person: readers who see the same are drawn for together."""
    actor = actors_of(Person.objects.get(user__username=WHO).user)[0]
    meeting, items = _in_session(actor)
    request = Visitor(server, WHO).asking(f"/mote/{meeting}/strom/")
    found = asyncio.run(_measured(cluster, server, request, actor, meeting, items))
    every = [wait for change in found.waits for wait in change]
    yield Row("change → shown, p95, ms", quantiles(every, n=20)[-1], P95)
    yield Row(
        "change → shown for the last, the median of the changes, ms", _median_of_last(found.waits), LAST
    )
    yield Row("memory for one more listener, KiB", found.memory, MEMORY)
    yield Row("pictures lost", found.lost, 0)
    yield Row("statements for one change, one listener", found.statements_with_one)
    more = found.statements_with_all - found.statements_with_one
    yield Row("more statements with 500 listeners than with one", more, 0)


def _median_of_last(waits: list[list[float]]) -> float:
    return sorted(max(change) for change in waits)[len(waits) // 2]


def _in_session(actor: Actor) -> tuple[UUID, list[UUID]]:
    with wall.acting(actor):
        meeting = Meeting.objects.filter(cooperation__slug="lyngvik", state="called").latest("starts_at")
        open_meeting(actor=actor, meeting_id=meeting.pk)
        items = AgendaItem.objects.filter(meeting=meeting).values_list("pk", flat=True)
        return meeting.pk, list(items)


async def _measured(
    cluster: Cluster, server: Server, request: bytes, actor: Actor, meeting: UUID, items: list[UUID]
) -> Measured:
    pages = [await _opened(server.port, request)]
    await _statements(
        cluster, meeting, pages
    )  # the first may note the minute in which the person was last seen
    with_one = await _statements(cluster, meeting, pages)
    before = server.memory()
    while len(pages) < LISTENERS:
        some = min(AT_ONCE, LISTENERS - len(pages))
        pages += await asyncio.gather(*(_opened(server.port, request) for _ in range(some)))
    memory = (server.memory() - before) * 1024 / (LISTENERS - 1)
    with_all = await _statements(cluster, meeting, pages)
    waits, lost = [], 0
    for number in range(CHANGES):
        got = asyncio.gather(*(_next(page) for page in pages))
        await asyncio.to_thread(_go_on, actor, items[number % len(items)])
        stored = time.monotonic()
        came = [at for at in await got if at is not None]
        lost += len(pages) - len(came)
        waits.append([max(at - stored, 0) * 1000 for at in came])
        await asyncio.sleep(A_MOMENT)
    for _reader, writer in pages:
        writer.close()
    await asyncio.sleep(A_MOMENT)  # the server lets go of them
    return Measured(waits, lost, memory, with_one, with_all)


def _go_on(actor: Actor, item: UUID) -> None:
    with wall.acting(actor):
        go_to_item(actor=actor, item_id=item)


async def _opened(port: int, request: bytes) -> Page:
    """An open page that has got its first picture."""
    page = await asyncio.open_connection("127.0.0.1", port)
    page[1].write(request)
    head = await page[0].readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    assert await _next(page)
    return page


async def _next(page: Page, patience: float = PATIENCE) -> float | None:
    """When the next picture has come whole; nothing when it does not come."""
    try:
        async with asyncio.timeout(patience):
            while True:
                size = int(await page[0].readline(), 16)
                event = await page[0].readexactly(size + 2)
                if not event.startswith(b":"):
                    return time.monotonic()
    except TimeoutError:
        return None


async def _statements(cluster: Cluster, meeting: UUID, pages: list[Page]) -> int:
    """What the server asks when told that something is new, by a hand that asks nothing itself.

    First everything that is on its way is let come: a drawing that is begun already would be counted in part.
    """
    while any(await asyncio.gather(*(_next(page, A_MOMENT) for page in pages))):
        pass
    with cluster.superuser(NAME) as root:
        root.execute("select pg_stat_statements_reset()")
        got = asyncio.gather(*(_next(page) for page in pages))
        await asyncio.sleep(0)
        root.execute("select pg_notify('samrad_live', %s)", [str(meeting)])
        await got
        found = root.execute(COUNTED, [NAME]).fetchone()
    assert found
    return int(str(found[0]))
