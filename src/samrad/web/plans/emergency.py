"""What is done together with the other emergency services: one page for each cooperation."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samrad.cooperation.queries import cooperation_visible_to
from samrad.plans.queries.emergency import emergency_overview
from samrad.web.doors import for_people
from samrad.web.pages import page
from samrad.web.plans.form_pages import ROOM
from samrad.web.requests import Request


@for_people
@require_safe
def overview(request: Request, slug: str) -> HttpResponse:
    """Forums, meetings, exercises and measures with fire and rescue, and with emergency health care. V-2.1-c."""
    cooperation = cooperation_visible_to(request.actor, slug)
    return page(
        request,
        "plans/emergency.html",
        cooperation=cooperation,
        room=ROOM,
        services=emergency_overview(request.actor, cooperation),
    )
