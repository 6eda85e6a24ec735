"""The clock, in one place, so that a test can set it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

OSLO = ZoneInfo("Europe/Oslo")


def now() -> datetime:
    """This instant, in UTC."""
    return timezone.now()


def today() -> date:
    """The date on a wall calendar in Norway."""
    return timezone.now().astimezone(OSLO).date()
