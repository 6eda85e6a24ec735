"""Pages for when it did not go: what happened, what to do, and everything that was typed."""

import re
from urllib.parse import urlencode

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samrad.kernel.answers import Refused, Stale
from samrad.web.requests import Request, readable
from samrad.web.uploads import FileTooBig, is_for_papers
from samrad.web.ways import came_from, way_back

LONGEST_TYPED = 100_000  # characters given back
SECRETS = {"csrfmiddlewaretoken", "password", "code", "username", "next"}
NOT_WORDS = re.compile(  # a choice, a number, a day, an identifier, a checksum
    r"\s*|[a-z_]{1,20}|\d{1,10}|\d{4}-\d\d-\d\d|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}"
)
TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def _page(request: Request, status: int, title: str, sentence: str, **more: object) -> HttpResponse:
    context = {"title": title, "sentence": sentence, **more}
    if "back" not in context:
        context["back"] = came_from(request)
    return render(request, "errors/page.html", context, status=status)


def typed_words(request: Request) -> list[str]:
    """The words that were sent, so that they can be copied and are not lost. No secrets, no machinery."""
    if request.method != "POST":
        return []
    return [
        readable(value)[:LONGEST_TYPED]
        for name, values in request.POST.lists()
        for value in values
        if name not in SECRETS and not NOT_WORDS.fullmatch(value)
    ]


def refused(request: Request, refusal: Refused, *, status: int) -> HttpResponse:
    """A command or permission said no."""
    title = _("Dette kan du ikke gjøre") if status == 403 else _("Dette gikk ikke")
    theirs = refusal.theirs if isinstance(refusal, Stale) else ""
    return _page(request, status, title, str(refusal), typed=typed_words(request), theirs=theirs)


def logged_out(request: Request) -> HttpResponse:
    """A form came when the login was over: the words are given back, and the way in shown."""
    sentence = _("Innloggingen er over, så dette ble ikke lagret. Kopier det du skrev, og logg inn igjen.")
    login = f"{reverse('web:login')}?{urlencode({'next': way_back(request)})}"
    return _page(request, 403, _("Du er logget ut"), sentence, typed=typed_words(request), login=login)


def not_fresh(request: Request) -> HttpResponse:
    """A form that binds came too long after the login: the words are given back, and the way on shown."""
    sentence = _(
        "Det er en stund siden du viste hvem du er, så dette ble ikke lagret. Kopier det du skrev, og bekreft at det er deg."
    )
    confirm = f"{reverse('web:confirm')}?{urlencode({'next': way_back(request)})}"
    return _page(
        request, 403, _("Bekreft at det er deg"), sentence, typed=typed_words(request), confirm=confirm
    )


def not_found(request: Request, exception: Exception | None = None) -> HttpResponse:
    """Not there, or not for this reader: one and the same page."""
    sentence = _("Siden er ikke her, eller den er ikke åpen for deg. Sjekk adressen, eller gå til forsiden.")
    return _page(request, 404, _("Vi finner ikke siden"), sentence)


def not_this_way(request: Request) -> HttpResponse:
    """An address that only takes what is sent to it was opened as a page, or the other way round."""
    sentence = _("Denne adressen er ikke en side. Gå tilbake, og bruk knappen på siden du kom fra.")
    return _page(request, 405, _("Her er det ingen side"), sentence)


def bad_request(request: Request, exception: Exception | None = None) -> HttpResponse:
    """What came cannot be read, or is too much. Trusts nothing of it, and needs no session."""
    simple = {"frameless": True, "back": reverse("web:start")}
    if isinstance(exception, FileTooBig) and is_for_papers(request):
        sentence = _("Filen er større enn 20 MB. Del den opp, eller legg ved et kortere dokument.")
        return _page(request, 413, _("Filen er for stor"), sentence, **simple | {"back": request.path})
    if isinstance(exception, FileTooBig):
        sentence = _("Filen er større enn 10 MB, og så stor er ingen avtale fra Samråd. Velg en annen fil.")
        return _page(request, 413, _("Filen er for stor"), sentence, **simple)
    if isinstance(exception, TOO_BIG):
        sentence = _("Det du sendte, er større enn vi tar imot. Del det opp, eller gjør det kortere.")
        return _page(request, 413, _("Dette var for mye på en gang"), sentence, **simple)
    sentence = _("Nettleseren sendte noe vi ikke kan lese. Gå tilbake og prøv på nytt.")
    return _page(request, 400, _("Forespørselen ble ikke forstått"), sentence, **simple)


def forgery_refused(request: Request, reason: str = "") -> HttpResponse:
    """The form was too old, or sent from somewhere else."""
    sentence = _(
        "Skjemaet var for gammelt, eller du har logget inn på nytt i mellomtiden. Gå tilbake, last siden på nytt og send igjen."
    )
    return _page(request, 403, _("Skjemaet kan ikke brukes lenger"), sentence, typed=typed_words(request))


def forbidden(request: Request, exception: Exception | None = None) -> HttpResponse:
    sentence = _("Denne siden er ikke for den rollen du har nå.")
    return _page(request, 403, _("Dette kan du ikke gjøre"), sentence)


def broken(request: Request) -> HttpResponse:
    """Our own fault. Asks the database for nothing."""
    return render(request, "errors/broken.html", {"frameless": True}, status=500)


def unavailable(request: Request) -> HttpResponse:
    """The database cannot be reached. Says so, and asks it for nothing."""
    sentence = _(
        "Samråd får ikke kontakt med databasen akkurat nå. Prøv igjen om litt, og se da etter om det du gjorde, ble lagret."
    )
    simple = {"frameless": True, "back": reverse("web:start"), "typed": typed_words(request)}
    return _page(request, 503, _("Samråd er ikke tilgjengelig"), sentence, **simple)
