"""A person's own notices: the list, the way from each to where it happened, and all of them read."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from samrad.cooperation import wall
from samrad.notices.commands.own import read_all_notices, read_notice
from samrad.notices.models import Notice
from samrad.notices.queries import notices_of, told
from samrad.web.doors import for_people
from samrad.web.middleware import ACTING_AS
from samrad.web.notices.places import leads_to
from samrad.web.pages import page
from samrad.web.requests import Request

A_PAGE = 30  # notices


@for_people
@require_safe
def notices(request: Request) -> HttpResponse:
    """Newest first, as many as one page holds."""
    shown = Paginator(notices_of(request.actor), A_PAGE).get_page(request.GET.get("side"))
    return page(request, "notices/notices.html", shown=shown, rows=told(list(shown)))


@for_people
@require_safe
def notice(request: Request, notice_id: UUID) -> HttpResponse:
    """Open a notice: it is read, and leads on. If it came to another of one's own posts, act in that one."""
    for actor in [request.actor, *(other for other in request.actors if other != request.actor)]:
        wall.enter(actor)
        try:
            opened = read_notice(actor=actor, notice_id=notice_id)
        except Notice.DoesNotExist:
            continue
        if actor != request.actor:
            request.session[ACTING_AS] = str(actor.appointment)
            words = _("Du er nå i stillingen %(post)s, %(house)s, som varselet kom til.")
            messages.info(request, words % {"post": actor.post_title, "house": actor.organisation_name})
        way = leads_to(actor, opened)
        if not way:
            messages.info(request, _("Møtet er ikke lenger åpent for deg. Du trenger ikke å gjøre noe."))
        return redirect(way or "web:notices")
    wall.enter(request.actor)
    raise Notice.DoesNotExist


@for_people
@require_POST
def read_all(request: Request) -> HttpResponse:
    """Everything is read."""
    count = read_all_notices(actor=request.actor)
    words = ngettext("Ett varsel er merket som lest.", "%(count)d varsler er merket som lest.", count)
    messages.success(request, words % {"count": count})
    return redirect("web:notices")
