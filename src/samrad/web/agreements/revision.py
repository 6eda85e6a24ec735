"""Ask for a revision, and answer: either party asks, another answers, and the agreement stays in force meanwhile."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samrad.agreements.commands.living import answer_revision, ask_for_revision
from samrad.agreements.models import RevisionRequest
from samrad.agreements.permissions import may_answer_revision, may_ask_for_revision
from samrad.agreements.queries.agreements import (
    agreement_visible_to,
    revision_request_visible_to,
    revision_requests_waiting,
)
from samrad.kernel.together import Steps
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation
from samrad.web.agreements.forms import RevisionAnswerForm, RevisionForm
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.start.waiting import Waiting, register

form_page = require_http_methods(["GET", "HEAD", "POST"])


@for_people
@form_page
def ask(request: Request, agreement_id: UUID) -> HttpResponse:
    """Say why the agreement should be looked at again. A-gyld-b."""
    agreement = agreement_visible_to(request.actor, agreement_id)
    may_ask_for_revision(request.actor, agreement).require()
    form = RevisionForm(sent(request))
    if request.method == "POST" and form.is_valid():
        asked = form.attempt(
            lambda: ask_for_revision(
                actor=request.actor, agreement_id=agreement_id, confirmed=form.is_confirmed, **form.said
            )
        )
        if asked:
            messages.success(request, _("Ønsket er sendt. Avtalen gjelder som før mens dere venter på svar."))
            return redirect("web:agreement", agreement_id)
    return page(
        request,
        "agreements/ask_for_revision.html",
        cooperation=agreement.cooperation,
        room="agreements",
        agreement=agreement,
        form=form,
        status=422 if form.errors else 200,
    )


@for_people
@form_page
def answer(request: Request, request_id: UUID) -> HttpResponse:
    """Yes, and the next agreement lies on the table; or no, and why. A-gyld-b."""
    asked = revision_request_visible_to(request.actor, request_id)
    may_answer_revision(request.actor, asked).require()
    form = RevisionAnswerForm(sent(request))
    reply = "yes" if request.POST.get("reply") == "yes" else "declined"
    if request.method == "POST" and form.is_valid():
        made = form.attempt(
            lambda: answer_revision(
                actor=request.actor,
                request_id=request_id,
                reply=reply,
                confirmed=form.is_confirmed,
                **form.said,
            )
        )
        if made:
            messages.success(request, _("Teksten fra avtalen ligger på bordet. Begge kan foreslå endringer."))
            return redirect("web:agreement", made.pk)
        if not form.errors:
            messages.success(request, _("Svaret er gitt. Avtalen gjelder som før."))
            return redirect("web:agreement", asked.agreement_id)
    return page(
        request,
        "agreements/answer_revision.html",
        cooperation=asked.agreement.cooperation,
        room="agreements",
        agreement=asked.agreement,
        asked=asked,
        form=form,
        status=422 if form.errors else 200,
    )


@register
def revisions(actor: Actor) -> Steps[list[Waiting]]:
    """Requests that wait: for us to answer, or for another party."""
    found = yield from revision_requests_waiting.steps(actor)
    return [_row(actor, request, parties) for request, parties in found]


def _row(actor: Actor, request: RevisionRequest, parties: list[Organisation]) -> Waiting:
    agreement, years = request.agreement, {"years": request.agreement.years}
    if request.asked_by_id in actor.parties:
        others = [party for party in parties if party.pk != request.asked_by_id]
        return Waiting(
            _("Deres ønske om revisjon av avtale %(years)s") % years,
            reverse("web:agreement", args=[agreement.pk]),
            "",
            request.asked_on,
            agreement.cooperation.name,
            with_others=_("Hos %(name)s") % {"name": others[0].name}
            if len(others) == 1
            else _("Hos de andre partene"),
        )
    return Waiting(
        _("Svar på ønsket om revisjon av avtale %(years)s") % years,
        reverse("web:answer_revision", args=[request.pk]),
        _("Se ønsket"),
        request.asked_on,
        request.asked_by.official_name,
    )
