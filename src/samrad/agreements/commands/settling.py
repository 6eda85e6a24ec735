"""What follows when the answers are in: accepted by all, or declined by one. No deed of its own."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from samrad.agreements.commands import desk
from samrad.agreements.models import Agreement, Clause, Proposal, Reply
from samrad.agreements.queries.agreements import parties_of

Kind, Status = Proposal.Kind, Proposal.Status


def settle(agreement: Agreement, proposal_ids: Iterable[UUID]) -> None:
    """Settle each answered proposal: one no declines it, a yes from every other party makes it so. A-om-b."""
    others = {party.pk for party in parties_of(agreement)}
    answered = Proposal.objects.select_related("clause", "wording").filter(pk__in=proposal_ids)
    for proposal in answered.order_by("clause__position", "saved_at"):
        replies = list(Reply.objects.filter(proposal=proposal, shared=True))
        if any(reply.verdict == Reply.Verdict.DECLINED for reply in replies):
            proposal.status = Status.DECLINED
            proposal.save(update_fields=["status"])
        elif {reply.owner_id for reply in replies} >= others - {proposal.owner_id}:
            proposal.status = Status.ACCEPTED
            proposal.save(update_fields=["status"])
            _make_so(agreement, proposal)


def _make_so(agreement: Agreement, proposal: Proposal) -> None:
    if proposal.kind == Kind.ORDER:
        _reorder(agreement, [UUID(clause) for clause in proposal.details["order"]])
    elif proposal.kind == Kind.TERMS:
        _set_terms(agreement, proposal.details)
    elif proposal.clause:
        _settle_clause(proposal.clause, proposal)


def _settle_clause(clause: Clause, proposal: Proposal) -> None:
    if proposal.kind == Kind.REMOVAL:
        clause.state = Clause.State.REMOVED
    elif proposal.kind == Kind.DISAGREEMENT:
        clause.state, clause.look_again_on = Clause.State.PARKED, proposal.look_again_on
    else:
        clause.state, clause.agreed_wording = Clause.State.AGREED, proposal.wording
        clause.look_again_on = None
    clause.save(update_fields=["state", "agreed_wording", "look_again_on"])


def _reorder(agreement: Agreement, order: list[UUID]) -> None:
    """Put the clauses in the accepted order; clauses that came later keep their place behind."""
    rows = Clause.objects.in_bulk([*order])
    clauses = [
        rows[clause] for clause in order if clause in rows and rows[clause].agreement_id == agreement.pk
    ]
    for place, clause in enumerate(clauses, start=1):
        clause.position = place * desk.GAP
    Clause.objects.bulk_update(clauses, ["position"])


def _set_terms(agreement: Agreement, terms: dict[str, str | None]) -> None:
    agreement.valid_from = date.fromisoformat(str(terms["valid_from"]))
    agreement.valid_to = date.fromisoformat(str(terms["valid_to"]))
    agreement.revision_due_on = _day(terms["revision_due_on"])
    agreement.evaluation_due_on = _day(terms["evaluation_due_on"])
    agreement.scope = str(terms["scope"])
    agreement.version += 1
    agreement.save()


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
