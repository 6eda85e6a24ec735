"""What every request goes through: clean input, one transaction, one acting person, plain refusals."""

from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ObjectDoesNotExist
from django.db import OperationalError, transaction
from django.http import HttpResponse, HttpResponseNotAllowed
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from samrad.cooperation import wall
from samrad.kernel.answers import Denied, Refused
from samrad.parties.actor import Actor
from samrad.parties.queries import actors_of
from samrad.web import errors
from samrad.web.login.freshness import is_over
from samrad.web.requests import Request
from samrad.web.uploads import FileTooBig, is_too_big, read_and_forget

type Answering = Callable[[Request], HttpResponse]
ACTING_AS = "acting_as"
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"


class SafeHeaders:
    """Headers that Django does not set: no powers for scripts, and nothing of a person's kept by a browser."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class CleanInput:
    """An address with a zero character in it, or with bytes that are no text, is nobody's. Too large a file goes no further."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        sound = is_readable(request.path) and is_readable(request.META.get("QUERY_STRING", ""))
        too_big = is_too_big(request)
        if sound and not too_big:
            return self.get_response(request)
        if too_big:
            read_and_forget(request)
        request.LANGUAGE_CODE = language_of(request)
        with translation.override(request.LANGUAGE_CODE):
            return errors.bad_request(request, FileTooBig() if too_big else None)


def is_readable(quoted: str) -> bool:
    try:
        return "\x00" not in unquote(quoted, errors="strict")
    except UnicodeDecodeError:
        return False


def language_of(request: Request) -> str:
    """The reader's choice, else what the browser asks for, else bokmål."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in dict(settings.LANGUAGES):
        return chosen
    for wanted in request.headers.get("Accept-Language", "").lower().split(","):
        code = wanted.split(";")[0].strip()[:2]
        if code in {"nb", "no"}:
            return "nb"
        if code in {"nn", "en"}:
            return code
    return "nb"


class ReaderLanguage:
    """The whole page is in the language the reader chose."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        code = language_of(request)
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = self.get_response(request)
        response.headers["Content-Language"] = code
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response


class OneTransaction:
    """A request does all of what it does, or nothing: any answer that is not a success undoes it."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        try:
            with transaction.atomic():
                response = self.get_response(request)
                if response.status_code >= 400:
                    transaction.set_rollback(True)
        except OperationalError:
            return errors.unavailable(request)
        return response


class ActingPerson:
    """Finds the post in which the person acts, and opens the database's wall for it."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if request.user.is_authenticated and is_over(request):
            logout(request)
            messages.info(request, _("Du ble logget ut fordi det er en stund siden du brukte Samråd."))
        request.actors = actors_of(request.user) if request.user.is_authenticated else []
        chosen = request.session.get(ACTING_AS) if request.actors else None
        mine = [actor for actor in request.actors if str(actor.appointment) == chosen]
        request.actor = (mine or request.actors or [Actor.nobody()])[0]
        if request.actor.is_person:
            wall.enter(request.actor)
        return self.get_response(request)


class PlainRefusals:
    """A no becomes a page with its sentence; what is foreign and what is not there look alike."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            page = errors.not_this_way(request)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, ObjectDoesNotExist):
            return errors.not_found(request, exception)
        if isinstance(exception, Denied):
            return errors.refused(request, exception, status=403)
        if isinstance(exception, Refused):
            return errors.refused(request, exception, status=409)
        return None
