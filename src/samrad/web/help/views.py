"""Open pages about Samråd itself, its health, and the reader's language."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samrad.web.doors import open_to_all
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.ways import next_page

YEAR = 365 * 24 * 60 * 60  # seconds


@open_to_all
@require_safe
def help_page(request: Request) -> HttpResponse:
    return page(request, "help/help.html")


@open_to_all
@require_safe
def who_sees_what(request: Request) -> HttpResponse:
    return page(request, "help/who_sees_what.html")


@open_to_all
@require_safe
def accessibility(request: Request) -> HttpResponse:
    return page(request, "help/accessibility.html")


@open_to_all
@require_safe
def health(request: Request) -> HttpResponse:
    """200 when Samråd can serve, 503 with the reason when not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1 from cooperation_cooperation limit 1")
    except DatabaseError:
        reason = _("Databasen svarer ikke, eller den er ikke oppdatert. Kjør samrad migrate.")
        return HttpResponse(reason, status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@open_to_all
@require_POST
def language(request: Request) -> HttpResponse:
    """Read Samråd in another language from here on."""
    response = redirect(next_page(request))
    wanted = request.POST.get("language", "")
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=YEAR,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response
