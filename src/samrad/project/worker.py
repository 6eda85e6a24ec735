"""The worker that does the jobs: on its own, or beside the web server of a demo.

It fetches jobs over connections of its own. A job that leaves another job still does so in Django's transaction, so
the two apps share their tasks and nothing else.
"""

import asyncio
import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg
from asgiref.sync import sync_to_async
from django.db import close_old_connections
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.db_cleanup import DjangoApp
from procrastinate.exceptions import ConnectorException

from samrad.project.heap import keep_what_is_loaded

AT_ONCE = 4  # jobs
GRACE = 5.0  # seconds that a job may use to come to an end
AGAIN_AFTER = 5.0  # seconds, when the database was away
log = logging.getLogger("samrad.worker")


def _own_app() -> App:
    working = DjangoApp(connector=app.connector.get_worker_connector())  # type: ignore[attr-defined] # Django's has it
    working.tasks, working.periodic_registry = app.tasks, app.periodic_registry
    return working


async def _until(stop: asyncio.Event) -> None:
    """Work until told to stop. When the database goes away, wait for it and go on."""
    while not stop.is_set():
        with suppress(ConnectorException, psycopg.Error):
            await _one_spell(stop)
        if not stop.is_set():
            log.error("the worker lost the database, and tries again in %d seconds", AGAIN_AFTER)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), AGAIN_AFTER)
            await sync_to_async(close_old_connections)()


async def _one_spell(stop: asyncio.Event) -> None:
    async with _own_app().open_async() as working:
        job = asyncio.create_task(
            working.run_worker_async(
                concurrency=AT_ONCE,
                delete_jobs="successful",
                shutdown_graceful_timeout=GRACE,
                install_signal_handlers=False,
            )
        )
        told = asyncio.create_task(stop.wait())
        await asyncio.wait({job, told}, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
        job.cancel()
        with suppress(asyncio.CancelledError):
            await job


def work_until_stopped() -> None:
    """Work in this process until a signal says stop."""

    async def work() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await _until(stop)

    keep_what_is_loaded()
    asyncio.run(work())


@contextmanager
def working_beside() -> Iterator[None]:
    """A worker in a thread of its own, for as long as this block lasts."""
    loop, stop = asyncio.new_event_loop(), asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=[_until(stop)], name="worker")
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()
