"""The parties' own figures: brought in from a sheet, listed, and taken away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samrad.cooperation.queries import cooperation_by_id, cooperation_visible_to
from samrad.kernel.clock import today
from samrad.knowledge.commands.series import bring_series, remove_series
from samrad.knowledge.permissions import may_bring_series
from samrad.knowledge.queries.series import series_in
from samrad.knowledge.sheets import LARGEST
from samrad.web.contacts.deeds import deed_page, form_page
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.knowledge.series_forms import SeriesForm
from samrad.web.requests import Request
from samrad.web.ways import address


@for_people
@form_page
def bring(request: Request, slug: str) -> HttpResponse:
    """What is there, and a form for a sheet: whole or not at all, with a line for each faulty row."""
    cooperation = cooperation_visible_to(request.actor, slug)
    form = SeriesForm(sent(request), request.FILES or None, initial={"retrieved_on": today()})
    may_bring = may_bring_series(request.actor, cooperation)
    if request.method == "POST":
        may_bring.require()
    return deed_page(
        request,
        "knowledge/series.html",
        form,
        lambda: bring_series(
            actor=request.actor,
            cooperation_id=cooperation.pk,
            about=form.about,
            filename=form.cleaned_data["sheet"].name,
            data=form.cleaned_data["sheet"].read(LARGEST + 1),
            confirmed=form.is_confirmed,
        ),
        said=_("Tallene er lagt inn. Begge parter ser dem."),
        back=address("series", slug),
        cooperation=cooperation,
        room="knowledge",
        rows=series_in(request.actor, cooperation),
        may_bring=may_bring,
        own=request.actor.parties,
    )


@for_people
@require_POST
def remove(request: Request, series_id: UUID) -> HttpResponse:
    """Take one's own figures away."""
    found = remove_series(actor=request.actor, series_id=series_id)
    messages.success(request, _("Tallene er tatt bort."))
    return redirect("web:series", cooperation_by_id(request.actor, found.cooperation_id).slug)
