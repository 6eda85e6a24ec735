"""The agreements of a cooperation, and the start of a new one."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samrad.agreements.commands.drafting import start_agreement
from samrad.agreements.commands.history import register_former_agreement
from samrad.agreements.permissions import may_register_former, may_start
from samrad.agreements.queries.agreements import agreements_visible_to
from samrad.agreements.queries.frames import frames_for
from samrad.agreements.queries.templates import templates_for
from samrad.cooperation.queries import cooperation_visible_to
from samrad.kernel.clock import today
from samrad.web.agreements.forms import FormerForm, StartForm
from samrad.web.agreements.stages import Stage, stages
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
    rows = stages(request.actor, agreements_visible_to(request.actor, cooperation), today())
    return page(
        request,
        "agreements/list.html",
        cooperation=cooperation,
        room="agreements",
        groups=_grouped(rows),
        may_start=may_start(request.actor, cooperation),
        may_register=may_register_former(request.actor, cooperation),
    )


def _grouped(rows: list[Stage]) -> list[tuple[str, list[Stage]]]:
    """What runs, what is under work, and what was."""
    running = [row for row in rows if row.is_running]
    under_work = [row for row in rows if row.is_under_work]
    earlier = [row for row in rows if not row.is_running and not row.is_under_work]
    groups = ((_("Gjelder"), running), (_("Under arbeid"), under_work), (_("Tidligere"), earlier))
    return [(heading, own) for heading, own in groups if own]


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
        frames=frames_for(cooperation),
        first=date(year, 1, 1),
        last=date(year + YEARS - 1, 12, 31),
    )
    if request.method == "POST" and form.is_valid():
        chosen = {name: form.said.get(name) for name in ("template_id", "frame_id")}
        said = form.said | {name: UUID(key) if key else None for name, key in chosen.items()}
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


@for_people
@require_http_methods(["GET", "HEAD", "POST"])
def former(request: Request, slug: str) -> HttpResponse:
    """Write down an agreement of a former kind, with its own dates. V-3-l."""
    cooperation = cooperation_visible_to(request.actor, slug)
    may_register_former(request.actor, cooperation).require()
    form = FormerForm(sent(request))
    if request.method == "POST" and form.is_valid():
        written_down = form.attempt(
            lambda: register_former_agreement(actor=request.actor, cooperation_id=cooperation.pk, **form.said)
        )
        if written_down:
            messages.success(request, _("Avtalen er ført inn."))
            return redirect("web:agreements", slug)
    return page(
        request,
        "agreements/former.html",
        cooperation=cooperation,
        room="agreements",
        form=form,
        status=422 if form.errors else 200,
    )
