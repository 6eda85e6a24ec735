"""When a session last saw its person show who they are."""

from django.contrib.auth import user_logged_in
from django.dispatch import receiver

from samrad.kernel.clock import now
from samrad.web.doors import LOGGED_IN_AT
from samrad.web.requests import Request


@receiver(user_logged_in)
def remember(request: Request, **_signal: object) -> None:
    """Every login is fresh when it happens."""
    freshen(request)


def freshen(request: Request) -> None:
    request.session[LOGGED_IN_AT] = now().isoformat()
