"""Whose move it is in every agreement under way: for the start page, in one statement however many there are."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from samrad.agreements.models import Agreement, Approval, Clause, Proposal, Reply, Round, Signature, Version
from samrad.cooperation.models import CooperationParty
from samrad.cooperation.queries import keys_inside
from samrad.kernel.clock import OSLO
from samrad.kernel.composed import composed
from samrad.kernel.together import Steps, question
from samrad.parties.actor import Actor

type Kind = Literal["write", "answer", "finish", "approve", "sign", "seal"]
State = Agreement.State


@dataclass(frozen=True)
class Move:
    """What one agreement waits for from the actor's party. `version_number` is that of the frozen text, or 0."""

    agreement: Agreement
    kind: Kind
    since: date
    version_number: int


@question
def moves_of(actor: Actor) -> Steps[list[Move]]:
    """Every agreement in which the actor's party has the next move. Asked of those who may write; others have none.

    Shape    The same answer as `table_of` gives for one negotiation. To sign is a move of signatories only.
    """
    if not actor.may_write:
        return []
    [rows] = yield [_under_way(actor)]
    kinds = ((row, _kind(row, actor)) for row in rows)
    return [Move(row, kind, _since(row, kind), vars(row)["frozen_number"]) for row, kind in kinds if kind]


def _kind(row: Agreement, actor: Actor) -> Kind | None:
    facts = vars(row)
    if row.state == State.DRAFT:
        return "write" if row.started_by_id in actor.parties else None
    if row.state == State.NEGOTIATION:
        if facts["waits_for_us"] or (not facts["on_table"] and facts["is_open"]):
            return "answer"
        return None if facts["on_table"] else "finish"
    if row.state == State.APPROVAL:
        return None if facts["approved_by_us"] else "approve"
    if facts["signed_by"] == facts["parties"]:
        return "seal"
    return "sign" if actor.may_sign and not facts["signed_by_us"] else None


def _since(row: Agreement, kind: Kind) -> date:
    facts = vars(row)
    moments: dict[Kind, datetime | None] = {
        "answer": facts["asked_at"] or facts["last_round_at"],
        "finish": facts["last_round_at"],
        "approve": facts["frozen_at"],
        "sign": facts["approved_at"],
        "seal": facts["signed_at"],
    }
    moment = moments.get(kind)
    return moment.astimezone(OSLO).date() if moment else row.started_on


@composed
def _under_way(actor: Actor) -> "QuerySet[Agreement]":
    equals = CooperationParty.objects.filter(cooperation=OuterRef("cooperation"), left_on=None)
    return (
        Agreement.objects.filter(
            cooperation__in=keys_inside(actor),
            state__in=[State.DRAFT, State.NEGOTIATION, State.APPROVAL, State.SIGNING],
        )
        .select_related("cooperation")
        .annotate(parties=_one(equals, Count("pk")), **_on_the_table(actor), **_frozen(actor))
    )


def _on_the_table(actor: Actor) -> dict[str, Exists | Subquery]:
    """What a negotiation waits for: unanswered proposals, clauses that nobody has proposed anything for, own drafts."""
    ours = Q(owner__in=actor.parties)
    here = Proposal.objects.filter(agreement=OuterRef("pk"))
    on_table = here.filter(status=Proposal.Status.ON_TABLE)
    answered = Reply.objects.filter(ours, proposal=OuterRef("pk"), shared=True)
    unanswered = on_table.exclude(owner__in=actor.parties).filter(~Exists(answered))
    clauses = Clause.objects.filter(ours | Q(shared=True), agreement=OuterRef("pk"), state=Clause.State.OPEN)
    drafts = here.filter(ours, shared=False, clause__isnull=False)
    rounds = Round.objects.filter(agreement=OuterRef("pk"), shared=True)
    return {
        "waits_for_us": Exists(unanswered),
        "on_table": Exists(on_table),
        "is_open": Exists(clauses) | Exists(drafts),  # type: ignore[dict-item] # two of a kind are one
        "asked_at": _one(unanswered, Min("round__handed_over_at")),
        "last_round_at": _one(rounds, Max("handed_over_at")),
    }


def _frozen(actor: Actor) -> dict[str, Exists | Subquery | Coalesce]:
    """How far the version that stands has come."""
    version = Version.objects.filter(agreement=OuterRef("pk"), voided_at=None)
    stands = {"version__agreement": OuterRef("pk"), "version__voided_at": None}
    approvals, signatures = Approval.objects.filter(**stands), Signature.objects.filter(**stands)
    return {
        "frozen_number": Coalesce(Subquery(version.values("number")[:1]), Value(0)),
        "frozen_at": Subquery(version.values("frozen_at")[:1]),
        "approved_by_us": Exists(approvals.filter(party__in=actor.parties)),
        "signed_by_us": Exists(signatures.filter(party__in=actor.parties)),
        "approved_at": _one(approvals, Max("approved_at")),
        "signed_at": _one(signatures, Max("signed_at")),
        "signed_by": Coalesce(_one(signatures, Count("party")), Value(0)),
    }


def _one(
    rows: "QuerySet[Proposal] | QuerySet[Round] | QuerySet[Approval] | QuerySet[Signature] | QuerySet[CooperationParty]",
    sum_up: Max | Min | Count,
) -> Subquery:
    """One figure for all these rows, as a part of a larger statement."""
    return Subquery(rows.order_by().annotate(all=Value(1)).values("all").annotate(one=sum_up).values("one"))
