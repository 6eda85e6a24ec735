"""The negotiation: the table, one clause of it, and the party's own desk."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samrad.agreements.commands.drafting import discard_draft, move_clause
from samrad.agreements.commands.proposing import drop_preparation
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round, take_back_reply
from samrad.agreements.models import Agreement, Version
from samrad.agreements.permissions import may_freeze, may_prepare, may_read
from samrad.agreements.queries.agreements import agreement_visible_to, voided_versions_of
from samrad.agreements.queries.negotiation import (
    ClauseOnTable,
    Table,
    proposal_visible_to,
    table_of,
)
from samrad.cooperation.queries.aims import open_focus_areas
from samrad.web.agreements.clause_card import card_of, first_to_look_at, what_each_round_changed
from samrad.web.agreements.finishing import FROZEN
from samrad.web.agreements.forms import HandOverForm
from samrad.web.agreements.reading import reading_page
from samrad.web.agreements.version import standing_version
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.pages import page
from samrad.web.requests import Request

ON_THE_TABLE = {Agreement.State.DRAFT, Agreement.State.NEGOTIATION}


@for_people
@require_safe
def agreement(request: Request, agreement_id: UUID) -> HttpResponse:
    """An agreement where it stands."""
    found = agreement_visible_to(request.actor, agreement_id)
    may_read(request.actor, found).require()
    if found.state in ON_THE_TABLE:
        table = table_of(request.actor, found)
        voided = voided_versions_of(request.actor, found)
        return _table_page(request, table, first_to_look_at(table), voided=voided)
    if found.state == Agreement.State.IN_FORCE:
        return reading_page(request, found)
    if found.state in FROZEN:
        return standing_version(request, found)
    return redirect("web:agreements", found.cooperation.slug)


@for_people
@require_safe
def clause(request: Request, agreement_id: UUID, clause_id: UUID) -> HttpResponse:
    """One clause of the table."""
    found = agreement_visible_to(request.actor, agreement_id)
    table = table_of(request.actor, found)
    return _table_page(request, table, table.row_of(clause_id))


def _table_page(
    request: Request, table: Table, row: ClauseOnTable | None, voided: Sequence[Version] = ()
) -> HttpResponse:
    view, is_draft = request.GET.get("vis", ""), table.agreement.state == Agreement.State.DRAFT
    return page(
        request,
        "agreements/table.html",
        cooperation=table.agreement.cooperation,
        room="agreements",
        table=table,
        agreement=table.agreement,
        row=row,
        card=card_of(request.actor, table, row, view) if row else None,
        history=what_each_round_changed(row) if row else [],
        may_prepare=may_prepare(request.actor, table.agreement),
        may_freeze=may_freeze(request.actor, table.agreement),
        is_draft=is_draft,
        areas=open_focus_areas(request.actor, table.agreement.cooperation) if is_draft else [],
        voided=voided,
    )


@for_people
@require_POST
def move(request: Request, agreement_id: UUID, clause_id: UUID) -> HttpResponse:
    """Move a clause up or down."""
    direction = "up" if request.POST.get("direction") == "up" else "down"
    move_clause(actor=request.actor, clause_id=clause_id, direction=direction)
    return redirect("web:clause", agreement_id, clause_id)


@for_people
@require_POST
def drop(request: Request, proposal_id: UUID) -> HttpResponse:
    """Take something off the party's own desk."""
    proposal = proposal_visible_to(request.actor, proposal_id)
    clause_id, shared = proposal.clause_id, bool(proposal.clause and proposal.clause.shared)
    drop_preparation(actor=request.actor, proposal_id=proposal_id)
    messages.success(request, _("Utkastet er slettet."))
    if clause_id and shared:
        return redirect("web:clause", proposal.agreement_id, clause_id)
    return redirect("web:agreement", proposal.agreement_id)


@for_people
@require_POST
def take_back(request: Request, proposal_id: UUID) -> HttpResponse:
    """Take an answer back before it is handed over."""
    proposal = proposal_visible_to(request.actor, proposal_id)
    take_back_reply(actor=request.actor, proposal_id=proposal_id)
    messages.success(request, _("Svaret er trukket tilbake."))
    if proposal.clause_id:
        return redirect("web:clause", proposal.agreement_id, proposal.clause_id)
    return redirect("web:round", proposal.agreement_id)


@for_people
@require_POST
def accept_all(request: Request, agreement_id: UUID) -> HttpResponse:
    """Say yes to everything that is not answered yet."""
    count = accept_remaining(actor=request.actor, agreement_id=agreement_id)
    line = ngettext("%(count)s svar er klart til å leveres.", "%(count)s svar er klare til å leveres.", count)
    messages.success(request, line % {"count": count})
    return redirect("web:round", agreement_id)


@for_people
@require_http_methods(["GET", "HEAD", "POST"])
def round_review(request: Request, agreement_id: UUID) -> HttpResponse:
    """See over everything the party has prepared, and hand it over at once."""
    found = agreement_visible_to(request.actor, agreement_id)
    may_read(request.actor, found).require()
    form = HandOverForm(sent(request))
    if request.method == "POST" and form.is_valid():
        handed = form.attempt(
            lambda: hand_over_round(
                actor=request.actor, agreement_id=agreement_id, confirmed=form.is_confirmed, **form.said
            )
        )
        if handed:
            messages.success(request, _("Runde %(number)s er levert.") % {"number": handed.number})
            return redirect("web:agreement", agreement_id)
        found = agreement_visible_to(request.actor, agreement_id)
    table = table_of(request.actor, found)
    cards = [card_of(request.actor, table, row, "endringer") for row in table.clauses]
    return page(
        request,
        "agreements/round.html",
        cooperation=found.cooperation,
        room="agreements",
        agreement=found,
        table=table,
        form=form,
        cards=[card for card in cards if card.row.ours or card.row.our_reply or card.row.overtaken_reply],
        is_draft=found.state == Agreement.State.DRAFT,
        status=422 if form.errors else 200,
    )


@for_people
@require_POST
def discard(request: Request, agreement_id: UUID) -> HttpResponse:
    """Put a draft away."""
    agreement = discard_draft(actor=request.actor, agreement_id=agreement_id)
    messages.success(request, _("Utkastet er forkastet."))
    slug = agreement_visible_to(request.actor, agreement.pk).cooperation.slug
    return redirect("web:agreements", slug)
