"""Pages for when it did not go: what happened, what to do, and everything that was typed."""

from urllib.parse import urlsplit

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samrad.kernel.answers import Refused, Stale
from samrad.web.requests import Request

LONGEST_TYPED = 100_000  # characters given back


def _page(request: Request, status: int, title: str, sentence: str, **more: object) -> HttpResponse:
    context = {"title": title, "sentence": sentence, "back": _way_back(request), **more}
    return render(request, "errors/page.html", context, status=status)


def _way_back(request: Request) -> str:
    """The page the person came from, if it was one of ours; else the start page."""
    came = urlsplit(request.headers.get("Referer", ""))
    is_ours = came.netloc == request.headers.get("Host") and came.path != request.path
    return came.path if is_ours else reverse("web:start")


def _typed(request: Request) -> list[str]:
    """The words that were sent, so that they can be copied and are not lost."""
    if request.method != "POST":
        return []
    machinery = {"csrfmiddlewaretoken", "password", "seen", "against", "next", "direction", "verdict"}
    return [
        value[:LONGEST_TYPED]
        for name, values in request.POST.lists()
        for value in values
        if name not in machinery and value.strip()
    ]


def refused(request: Request, refusal: Refused, *, status: int) -> HttpResponse:
    """A command or permission said no."""
    title = _("Dette kan du ikke gjøre") if status == 403 else _("Dette gikk ikke")
    theirs = refusal.theirs if isinstance(refusal, Stale) else ""
    return _page(request, status, title, str(refusal), typed=_typed(request), theirs=theirs)


def not_found(request: Request, exception: Exception | None = None) -> HttpResponse:
    """Not there, or not for this reader: one and the same page."""
    sentence = _("Siden er ikke her, eller den er ikke åpen for deg. Sjekk adressen, eller gå til forsiden.")
    return _page(request, 404, _("Vi finner ikke siden"), sentence)


def bad_request(request: Request, exception: Exception | None = None) -> HttpResponse:
    sentence = _(
        "Nettleseren sendte noe vi ikke kan lese, eller mer enn vi tar imot. Gå tilbake og prøv på nytt."
    )
    return _page(request, 400, _("Forespørselen ble ikke forstått"), sentence)


def forgery_refused(request: Request, reason: str = "") -> HttpResponse:
    """The form was too old, or sent from somewhere else."""
    sentence = _(
        "Skjemaet var for gammelt, eller du har logget inn på nytt i mellomtiden. Gå tilbake, last siden på nytt og send igjen."
    )
    return _page(request, 403, _("Skjemaet kan ikke brukes lenger"), sentence, typed=_typed(request))


def forbidden(request: Request, exception: Exception | None = None) -> HttpResponse:
    sentence = _("Denne siden er ikke for den rollen du har nå.")
    return _page(request, 403, _("Dette kan du ikke gjøre"), sentence)


def broken(request: Request) -> HttpResponse:
    """Our own fault. Asks the database for nothing."""
    return render(request, "errors/broken.html", {"frameless": True}, status=500)
