"""The page to read a sealed agreement on, and its file."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samrad.agreements.models import Agreement, Approval, Signature, Version
from samrad.agreements.permissions import may_answer_revision, may_ask_for_revision
from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.agreements.queries.finishing import sealed_document_visible_to
from samrad.agreements.queries.sealed import SealedAgreement, sealed_agreement
from samrad.agreements.rules import Clock, clocks_of
from samrad.cooperation.models import FocusArea
from samrad.cooperation.queries.aims import focus_areas_within
from samrad.forums.naming import names
from samrad.forums.queries import ForumInShort, forums_in_short
from samrad.kernel.clock import today
from samrad.meetings.models import Decision
from samrad.meetings.queries.tasks import decisions_in_short
from samrad.web.agreements.paper import paper_of
from samrad.web.agreements.stages import stages
from samrad.web.doors import for_people
from samrad.web.pages import page
from samrad.web.requests import Request


@dataclass(frozen=True)
class SignedFor:
    """One party's place under the text."""

    name: str
    side: str
    signature: Signature | None
    approval: Approval | None


def reading_page(request: Request, agreement: Agreement) -> HttpResponse:
    """A sealed agreement, whether it runs, is to come, or is history."""
    sealed = sealed_agreement(request.actor, agreement)
    on = today()
    stage = next(
        row
        for row in stages(request.actor, sealed.all_of_cooperation, on)
        if row.agreement.pk == agreement.pk
    )
    waiting, under_work = sealed.waiting_request, sealed.under_work
    if waiting:
        waiting.agreement = agreement
    return page(
        request,
        "agreements/reading.html",
        cooperation=agreement.cooperation,
        room="agreements",
        agreement=agreement,
        sealed=sealed,
        stage=stage,
        paper=paper_of(sealed.version.content) if sealed.version else None,
        signed_for=signed_for(sealed.version) if sealed.version else [],
        named=_named(request, agreement, sealed.version) if sealed.version else [],
        areas=_areas(request, agreement),
        clocks=_clocks(sealed, stage.code),
        may_ask=may_ask_for_revision(request.actor, agreement) and not waiting and not under_work,
        may_answer=waiting and may_answer_revision(request.actor, waiting),
        under_work=under_work,
    )


def _named(request: Request, agreement: Agreement, version: Version) -> list[tuple[ForumInShort, str]]:
    """The registered forums that the agreement names, each with the number of the first clause that does. A-forum-c."""
    found = []
    for forum in forums_in_short(request.actor, agreement.cooperation):
        clause = next((row for row in version.content["clauses"] if names(row, forum.known_as)), None)
        if clause:
            found.append((forum, str(clause["number"])))
    return found


def _areas(request: Request, agreement: Agreement) -> list[tuple[FocusArea, Decision | None]]:
    """The focus areas of the agreement's own term, each with the decision it rests on. A-mal-a."""
    if not agreement.valid_from or not agreement.valid_to:
        return []
    term = (agreement.valid_from, agreement.valid_to)
    areas = focus_areas_within(request.actor, agreement.cooperation, *term)
    decided = decisions_in_short(request.actor, {area.decision for area in areas if area.decision})
    return [(area, decided.get(area.decision) if area.decision else None) for area in areas]


def signed_for(version: Version) -> list[SignedFor]:
    """The parties in their order, each with its signature and how it said yes before that."""
    signatures = {str(signature.party_id): signature for signature in version.signatures.all()}
    approvals = {str(approval.party_id): approval for approval in version.approvals.all()}
    parties: list[dict[str, Any]] = version.content["parties"]
    return [
        SignedFor(party["name"], party["side"], signatures.get(party["id"]), approvals.get(party["id"]))
        for party in parties
    ]


def _clocks(sealed: SealedAgreement, code: str) -> list[Clock]:
    """The three clocks. Only a promised date of an agreement that runs can be late; an end is an end."""
    met = {"validity"}
    if sealed.successors or any(request.reply for request in sealed.requests):
        met.add("revision")
    if code != "in_force":
        met |= {"evaluation", "revision"}
    return sorted(clocks_of(sealed.agreement, today(), met=met), key=lambda clock: clock.due_on)


@for_people
@require_safe
def pdf(request: Request, agreement_id: UUID) -> HttpResponse:
    """The sealed file, byte for byte as it was kept."""
    agreement = agreement_visible_to(request.actor, agreement_id)
    document = sealed_document_visible_to(request.actor, agreement)
    name = f"avtale-{agreement.years.replace('–', '-')}-versjon-{document.version.number}.pdf"
    return HttpResponse(
        bytes(document.pdf),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
