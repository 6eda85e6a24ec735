"""What a post has been given to do, for whoever holds it; and how it goes for each group of actors."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samrad.cooperation.queries import cooperation_visible_to
from samrad.plans.commands.owning import accept_measure
from samrad.plans.commands.reporting import report_measure
from samrad.plans.permissions import may_accept, may_report
from samrad.plans.queries.groups import groups_of
from samrad.plans.queries.measures import own_measure
from samrad.web.contacts.deeds import form_page
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.pages import page
from samrad.web.plans.form_pages import ROOM
from samrad.web.plans.forms import ReportForm
from samrad.web.requests import Request


@for_people
@require_safe
def groups(request: Request, slug: str) -> HttpResponse:
    """Local authorities, business, civil society and police: what each owns, and how it goes. V-4-j."""
    cooperation = cooperation_visible_to(request.actor, slug)
    return page(
        request,
        "plans/groups.html",
        cooperation=cooperation,
        room=ROOM,
        groups=groups_of(request.actor, cooperation),
    )


@for_people
@form_page
def own(request: Request, measure_id: UUID) -> HttpResponse:
    """A measure of one's own post, also for whoever sits in the forum from outside: take it on, and tell how it goes. V-4-j."""
    measure = own_measure(request.actor, measure_id)
    form = ReportForm(sent(request))
    if request.method == "POST" and form.is_valid():
        told = form.attempt(
            lambda: report_measure(
                actor=request.actor, measure_id=measure.pk, confirmed=form.is_confirmed, **form.said
            )
        )
        if told:
            messages.success(request, _("Takk. Begge parter kan lese hvordan det går."))
            return redirect("web:own_measure", measure.pk)
    return page(
        request,
        "plans/own_measure.html",
        measure=measure,
        form=form,
        may_accept=may_accept(request.actor, measure),
        may_report=may_report(request.actor, measure),
        status=422 if form.errors else 200,
    )


@for_people
@require_POST
def accept(request: Request, measure_id: UUID) -> HttpResponse:
    """Take it on."""
    accept_measure(actor=request.actor, measure_id=measure_id)
    messages.success(request, _("Tiltaket er tatt imot. Partene ser det."))
    return redirect("web:own_measure", measure_id)
