"""How long a login lasts, and when its person last showed who they are.

Units    thirty minutes without a page, eight hours in all, and the minute's accuracy that a page costs nothing for.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import user_logged_in
from django.dispatch import receiver
from django.utils.dateparse import parse_datetime

from samrad.kernel.clock import now
from samrad.web.doors import LOGGED_IN_AT
from samrad.web.requests import Request

BEGAN_AT = "began_at"
SEEN_AT = "seen_at"
BROWSER = "browser"
A_MINUTE = timedelta(minutes=1)


@receiver(user_logged_in)
def remember(request: Request, **_signal: object) -> None:
    """Every login is fresh when it happens."""
    freshen(request)
    request.session[BEGAN_AT] = request.session[SEEN_AT] = now().isoformat()
    request.session[BROWSER] = request.headers.get("User-Agent", "")[:200]
    request.session.clear_expired()


def freshen(request: Request) -> None:
    request.session[LOGGED_IN_AT] = now().isoformat()


def is_over(request: Request) -> bool:
    """Whether the login has been left alone too long, or is too old. If not, it is seen now."""
    age, idle = _since(request, BEGAN_AT), _since(request, SEEN_AT)
    if age > timedelta(seconds=settings.SESSION_COOKIE_AGE):
        return True
    if idle > timedelta(seconds=settings.SESSION_IDLE_SECONDS):
        return True
    if idle > A_MINUTE:
        request.session[SEEN_AT] = now().isoformat()
    return False


def _since(request: Request, moment: str) -> timedelta:
    at = parse_datetime(request.session.get(moment, ""))
    return now() - at if at else timedelta.max
