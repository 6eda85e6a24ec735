"""The clock, in one place, so that a test can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

OSLO = ZoneInfo("Europe/Oslo")
_set_to: ContextVar[datetime | None] = ContextVar("set_to", default=None)


def now() -> datetime:
    """This instant, in UTC."""
    return _set_to.get() or timezone.now()


def today() -> date:
    """The date on a wall calendar in Norway."""
    return now().astimezone(OSLO).date()


@contextmanager
def set_to(instant: datetime) -> Iterator[None]:
    """The clock stands at this instant inside the block, here and in no other thread.

    The demo tells its past with it. Nothing that people do may: the database and the ledger have no such clock.
    """
    before = _set_to.set(instant)
    try:
        yield
    finally:
        _set_to.reset(before)
