"""The agreements of a cooperation, and the start of a new one."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samrad.agreements.commands.drafting import start_agreement
from samrad.agreements.permissions import may_start
from samrad.agreements.queries.agreements import agreements_visible_to
from samrad.agreements.queries.templates import templates_for
from samrad.cooperation.queries import cooperation_visible_to
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.web.agreements.forms import StartForm
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.pages import page
from samrad.web.requests import Request

YEARS = 4  # a usual term, as long as a municipal council sits


@for_people
@require_safe
def agreements(request: Request, slug: str) -> HttpResponse:
    """Every agreement of the cooperation, newest first."""
    cooperation = cooperation_visible_to(request.actor, slug)
    day = today()
    rows = [
        (
            agreement,
            agreement.standing(day),
            _is_open_to(request.actor, agreement.state, agreement.started_by_id),
        )
        for agreement in agreements_visible_to(request.actor, cooperation)
    ]
    return page(
        request,
        "agreements/list.html",
        cooperation=cooperation,
        room="agreements",
        rows=rows,
        may_start=may_start(request.actor, cooperation),
    )


def _is_open_to(actor: Actor, state: str, started_by: object) -> bool:
    return state != "draft" or started_by in actor.parties


@for_people
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request, slug: str) -> HttpResponse:
    """Begin a private draft. A-om-c."""
    cooperation = cooperation_visible_to(request.actor, slug)
    may_start(request.actor, cooperation).require()
    year = today().year + 1
    form = StartForm(
        sent(request),
        templates=templates_for(cooperation),
        first=date(year, 1, 1),
        last=date(year + YEARS - 1, 12, 31),
    )
    if request.method == "POST" and form.is_valid():
        said = form.said | {"template_id": form.said["template_id"] or None}
        made = form.attempt(
            lambda: start_agreement(actor=request.actor, cooperation_id=cooperation.pk, **said)
        )
        if made:
            messages.success(request, _("Utkastet er klart. Bare dere ser det til det er levert."))
            return redirect("web:agreement", made.pk)
    return page(
        request,
        "agreements/start.html",
        cooperation=cooperation,
        room="agreements",
        form=form,
        status=422 if form.errors else 200,
    )
