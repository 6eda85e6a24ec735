"""What in an agreement is to be evaluated within its term, and what is covered."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.evaluations.commands.areas import mark_area, unmark_area
from samrad.evaluations.permissions import may_mark
from samrad.evaluations.queries.evaluations import area_visible_to, areas_of
from samrad.meetings.queries.clauses import clauses_in_force
from samrad.web.doors import for_people
from samrad.web.evaluations.forms import AreaForm
from samrad.web.evaluations.views import form_page
from samrad.web.forms import sent
from samrad.web.pages import page
from samrad.web.requests import Request


@for_people
@form_page
def areas(request: Request, agreement_id: UUID) -> HttpResponse:
    """The marked areas of one agreement, with a form for another. A-eval-b."""
    agreement = agreement_visible_to(request.actor, agreement_id)
    cooperation = agreement.cooperation
    choices = [(str(row.lineage), row.name) for row in clauses_in_force(request.actor, cooperation)]
    form = AreaForm(sent(request), clauses=choices)
    if request.method == "POST" and form.is_valid():
        clause = form.said["clause"]
        made = form.attempt(
            lambda: mark_area(
                actor=request.actor,
                agreement_id=agreement_id,
                name=form.said["name"],
                clause=UUID(clause) if clause else None,
                confirmed=form.is_confirmed,
            )
        )
        if made:
            messages.success(request, _("«%(name)s» er merket for evaluering.") % {"name": made.name})
            return redirect("web:areas", agreement_id)
    return page(
        request,
        "evaluations/areas.html",
        cooperation=cooperation,
        room="evaluation",
        status=422 if form.errors else 200,
        agreement=agreement,
        areas=[area for area in areas_of(request.actor, cooperation) if area.agreement_id == agreement.pk],
        form=form,
        may_mark=may_mark(request.actor, agreement),
    )


@for_people
@require_POST
def unmark(request: Request, marked_id: UUID) -> HttpResponse:
    """Take an area out again."""
    agreement_id = area_visible_to(request.actor, marked_id).agreement_id
    unmark_area(actor=request.actor, area_id=marked_id)
    messages.success(request, _("Dette skal ikke evalueres likevel."))
    return redirect("web:areas", agreement_id)
