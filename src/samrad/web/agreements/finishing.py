"""From agreed to frozen, and open again: what is still missing, and the text as it will be locked."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samrad.agreements.commands.finishing import freeze_agreement, reopen_agreement
from samrad.agreements.models import Agreement
from samrad.agreements.permissions import may_freeze, may_reopen
from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.agreements.queries.finishing import finishing_of_version, last_round_of, readiness_of
from samrad.agreements.rules import Finding
from samrad.web.agreements.calm import calmly
from samrad.web.agreements.finishing_forms import FreezeForm, ReopenForm
from samrad.web.agreements.paper import paper_of
from samrad.web.doors import for_people
from samrad.web.errors import typed_words
from samrad.web.forms import sent
from samrad.web.pages import page
from samrad.web.requests import Request

FROZEN = {Agreement.State.APPROVAL, Agreement.State.SIGNING}


@dataclass(frozen=True)
class Pointer:
    """Something to look at, and the way to the very place. `source` is the section of the guide that advises it."""

    sentence: str
    url: str
    action: str
    source: str = ""


@for_people
@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: Request, agreement_id: UUID) -> HttpResponse:
    """See what is missing, read the text as it will be frozen, and lock it. A-om-b, A-om-g."""
    found = agreement_visible_to(request.actor, agreement_id)
    if found.state in FROZEN and not typed_words(request):
        messages.info(request, _("Teksten er allerede låst. Her er versjonen som skal godkjennes."))
        return redirect("web:agreement", found.pk)
    answer = may_freeze(request.actor, found)
    if request.method == "POST" or not answer.never:
        answer.require()
    ready = readiness_of(request.actor, found)
    form = FreezeForm(sent(request), initial={"seen_hash": ready.content_hash})
    if request.method == "POST" and form.is_valid():
        version = form.attempt(
            lambda: freeze_agreement(
                actor=request.actor, agreement_id=found.pk, confirmed=form.is_confirmed, **form.said
            )
        )
        if version:
            line = _("Teksten er låst som versjon %(number)s. Nå kan partene godkjenne den.")
            messages.success(request, line % {"number": version.number})
            return redirect("web:agreement", found.pk)
        form.show_again(ready.content_hash)
    return page(
        request,
        "agreements/finish.html",
        cooperation=found.cooperation,
        room="agreements",
        agreement=found,
        form=form,
        may_freeze=answer,
        blocking=[_pointer(found, finding) for finding in ready.blocking],
        advice=[replace(_pointer(found, finding), source=finding.source) for finding in ready.advice],
        paper=paper_of(ready.content),
        last_round=last_round_of(request.actor, found),
        status=422 if form.errors else 200,
    )


def _pointer(agreement: Agreement, finding: Finding) -> Pointer:
    if finding.clause_id:
        url = reverse("web:clause", args=[agreement.pk, finding.clause_id])
        return Pointer(finding.sentence, url, _("Gå til punktet"))
    if finding.code == "open_terms":
        url = reverse("web:agreement", args=[agreement.pk])
        return Pointer(finding.sentence, f"{url}#paa-bordet", _("Gå til forslaget"))
    if finding.code == "empty_agreement":
        return Pointer(
            finding.sentence, reverse("web:add_clause", args=[agreement.pk]), _("Legg til et punkt")
        )
    if finding.place == "terms":
        return Pointer(finding.sentence, reverse("web:terms", args=[agreement.pk]), _("Gå til datoene"))
    return Pointer(finding.sentence, reverse("web:agreement", args=[agreement.pk]), _("Gå til punktene"))


@for_people
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: Request, agreement_id: UUID, number: int) -> HttpResponse:
    """Ask once more, then open a frozen text again. A-om-b."""
    found = agreement_visible_to(request.actor, agreement_id)
    finishing = finishing_of_version(request.actor, found, number)
    version = finishing.version
    answer = may_reopen(request.actor, found, None if version.voided_at else version)
    if not answer and not typed_words(request):
        return calmly(request, found, answer)
    answer.require()
    falls = len(finishing.approvals) + len(finishing.signatures)
    form = ReopenForm(sent(request), initial={"seen": falls})
    if request.method == "POST" and form.is_valid():
        fallen = form.attempt(
            lambda: reopen_agreement(
                actor=request.actor,
                agreement_id=found.pk,
                confirmed=form.is_confirmed,
                seen=form.version,
                **form.said,
            )
        )
        if fallen:
            line = _("Versjon %(number)s er åpnet igjen. Foreslå endringene, og lever en ny runde.")
            messages.success(request, line % {"number": number})
            return redirect("web:agreement", found.pk)
    return page(
        request,
        "agreements/reopen.html",
        cooperation=found.cooperation,
        room="agreements",
        agreement=found,
        finishing=finishing,
        version=version,
        form=form,
        status=422 if form.errors else 200,
    )
