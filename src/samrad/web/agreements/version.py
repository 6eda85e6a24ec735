"""One frozen version: the text, who has approved and signed it, and the file to read."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samrad.agreements.documents import agreement_pdf
from samrad.agreements.models import Agreement
from samrad.agreements.permissions import may_reopen, may_seal
from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.agreements.queries.finishing import Finishing, finishing_of, finishing_of_version
from samrad.kernel.answers import Answer
from samrad.web.agreements.finishing import FROZEN
from samrad.web.agreements.next_step import next_step
from samrad.web.agreements.paper import paper_of
from samrad.web.agreements.pdf import pdf_answer
from samrad.web.agreements.standing import standings_of
from samrad.web.doors import for_people
from samrad.web.pages import page
from samrad.web.requests import Request


def standing_version(request: Request, agreement: Agreement) -> HttpResponse:
    """The version that waits to be approved or signed, as the agreement's own page."""
    finishing = finishing_of(request.actor, agreement)
    assert finishing  # a frozen agreement has one
    return _version_page(request, finishing)


@for_people
@require_safe
def version(request: Request, agreement_id: UUID, number: int) -> HttpResponse:
    """Any version, also one that was opened again: it is evidence."""
    found = agreement_visible_to(request.actor, agreement_id)
    return _version_page(request, finishing_of_version(request.actor, found, number))


def _version_page(request: Request, finishing: Finishing) -> HttpResponse:
    shown = finishing.version
    agreement = shown.agreement
    is_under_way = shown.voided_at is None and agreement.state in FROZEN
    return page(
        request,
        "agreements/version.html",
        cooperation=agreement.cooperation,
        room="agreements",
        agreement=agreement,
        finishing=finishing,
        version=shown,
        standings=standings_of(finishing),
        paper=paper_of(shown.content),
        step=next_step(request.actor, finishing) if is_under_way else None,
        may_reopen=may_reopen(request.actor, agreement, shown) if is_under_way else Answer(False),
        may_seal=may_seal(request.actor, shown) if is_under_way else Answer(False),
    )


@for_people
@require_safe
def version_pdf(request: Request, agreement_id: UUID, number: int) -> HttpResponse:
    """The version as a PDF to read, or with `?last-ned` to keep."""
    found = agreement_visible_to(request.actor, agreement_id)
    shown = finishing_of_version(request.actor, found, number).version
    return pdf_answer(request, agreement_pdf(shown), f"avtale-{found.years}-versjon-{number}.pdf")
