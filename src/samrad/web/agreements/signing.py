"""The deeds that bind: approve a version, sign it, and have the file sealed."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samrad.agreements.commands.finishing import approve_version, sign_agreement
from samrad.agreements.commands.sealing import seal_agreement
from samrad.agreements.documents import sealed_pdf
from samrad.agreements.permissions import may_approve, may_sign
from samrad.agreements.queries.agreements import agreement_visible_to, our_party
from samrad.agreements.queries.finishing import Finishing, finishing_of_version
from samrad.kernel.answers import Denied, Refused
from samrad.kernel.clock import today
from samrad.web.agreements.calm import calmly
from samrad.web.agreements.finishing_forms import ApprovalForm, ReadForm
from samrad.web.agreements.standing import standings_of
from samrad.web.doors import LOGGED_IN_AT, for_fresh_login, for_people
from samrad.web.forms import DeedForm, sent
from samrad.web.pages import page
from samrad.web.requests import Request

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _finishing(request: Request, agreement_id: UUID, number: int) -> Finishing:
    found = agreement_visible_to(request.actor, agreement_id)
    return finishing_of_version(request.actor, found, number)


def _sheet(request: Request, template: str, finishing: Finishing, form: DeedForm) -> HttpResponse:
    version = finishing.version
    return page(
        request,
        template,
        cooperation=version.agreement.cooperation,
        room="agreements",
        agreement=version.agreement,
        version=version,
        finishing=finishing,
        standings=standings_of(finishing),
        us=our_party(request.actor, version.agreement),
        form=form,
        status=422 if form.errors else 200,
    )


@for_people
@form_page
def approve(request: Request, agreement_id: UUID, number: int) -> HttpResponse:
    """Say the party's yes to this version. A-om-b."""
    finishing = _finishing(request, agreement_id, number)
    version, answer = finishing.version, may_approve(request.actor, finishing.version)
    if not answer and (answer.never or request.method != "POST"):
        return calmly(request, version.agreement, answer)
    form = ApprovalForm(sent(request), initial={"seen_hash": version.content_hash, "decided_on": today()})
    if request.method == "POST" and form.is_valid():
        done = form.attempt(
            lambda: approve_version(
                actor=request.actor, version_id=version.pk, confirmed=form.is_confirmed, **form.said
            )
        )
        if done:
            messages.success(request, _("Versjon %(number)s er godkjent.") % {"number": number})
            return redirect("web:agreement", agreement_id)
        form.show_again(version.content_hash)
    return _sheet(request, "agreements/approve.html", finishing, form)


@for_fresh_login
@form_page
def sign(request: Request, agreement_id: UUID, number: int) -> HttpResponse:
    """Sign for the party. The last signature goes straight on to the seal. A-om-b."""
    finishing = _finishing(request, agreement_id, number)
    version, answer = finishing.version, may_sign(request.actor, finishing.version)
    if not answer:
        return calmly(request, version.agreement, answer)
    form = ReadForm(sent(request), initial={"seen_hash": version.content_hash})
    if request.method == "POST" and form.is_valid():
        signed = form.attempt(
            lambda: sign_agreement(
                actor=request.actor, version_id=version.pk, logged_in_at=_logged_in_at(request), **form.said
            )
        )
        finishing = _finishing(request, agreement_id, number)  # as it stands now
        if signed:
            return _after_signature(request, finishing)
        answer = may_sign(request.actor, finishing.version)
        if not answer:  # a colleague, or the same person in another window, came first
            return calmly(request, finishing.version.agreement, answer)
        form.show_again(version.content_hash)
    return _sheet(request, "agreements/sign.html", finishing, form)


def _logged_in_at(request: Request) -> datetime:
    return datetime.fromisoformat(request.session[LOGGED_IN_AT])


def _after_signature(request: Request, finishing: Finishing) -> HttpResponse:
    """The signature is stored before the sealing begins: the browser is asked to send the form on to the seal."""
    version = finishing.version
    messages.success(request, _("Du har undertegnet versjon %(number)s.") % {"number": version.number})
    if finishing.waits_for_seal:
        return redirect("web:seal", version.agreement_id, version.number, preserve_request=True)
    return redirect("web:agreement", version.agreement_id)


@for_people
@require_POST
def seal(request: Request, agreement_id: UUID, number: int) -> HttpResponse:
    """Make the sealed file. If it cannot be made, the signatures stand, and this can be tried again."""
    finishing = _finishing(request, agreement_id, number)
    try:
        seal_agreement(actor=request.actor, version_id=finishing.version.pk, make_pdf=sealed_pdf)
    except Denied:
        raise
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Avtalen er forseglet. Den kan ikke endres lenger."))
    return redirect("web:agreement", agreement_id)
