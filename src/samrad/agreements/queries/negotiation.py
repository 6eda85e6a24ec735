"""The table as one party sees it: every clause, what lies on the table, and the party's own private work."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from samrad.agreements.models import Agreement, Clause, Proposal, Reply, Round, Wording
from samrad.agreements.queries.agreements import our_party, parties_of
from samrad.kernel.composed import composed
from samrad.kernel.together import Steps, question
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation

NOT_YET = 1_000_000  # sorts a round that is not handed over behind all that are


@dataclass
class ClauseOnTable:
    """One clause as the actor sees it.

    Shape    `accepted_by` are the parties that have accepted the wording in question; `status` is one of
             agreed, removed, parked, waits_for_us, draft_with_us, replied_by_us, waits_for_others, open,
             or look_again, when the other party moved on after we wrote.
    """

    clause: Clause
    number: str
    on_table: Proposal | None = None
    ours: Proposal | None = None
    our_reply: Reply | None = None
    overtaken_reply: Reply | None = None
    accepted_by: frozenset[UUID] = frozenset()
    last: Proposal | None = None
    status: str = "open"
    history: list[Proposal] = field(default_factory=list)

    @property
    def base(self) -> Wording | None:
        """What the parties have before them: on the table, else agreed, else last put forward."""
        if self.on_table and (self.on_table.wording or self.on_table.against):
            return self.on_table.wording or self.on_table.against
        return self.clause.agreed_wording or (self.last.wording if self.last else None)

    @property
    def wording(self) -> Wording | None:
        """What stands in the clause as this reader may see it; a clause of our own shows our own words."""
        return self.base or (self.ours.wording if self.ours else None)

    @property
    def is_overtaken(self) -> bool:
        """Whether what we prepared was written before the other party moved on."""
        base = self.base
        written_before = (
            self.ours and self.clause.shared and self.ours.against_id != (base.pk if base else None)
        )
        return bool(written_before or self.overtaken_reply)

    @property
    def heading(self) -> str:
        wording = self.wording
        return wording.heading if wording else ""

    @property
    def is_settled(self) -> bool:
        return self.status in {"agreed", "removed", "parked"}


@dataclass
class Table:
    """The whole negotiation as one party sees it."""

    agreement: Agreement
    us: Organisation
    parties: list[Organisation]
    clauses: list[ClauseOnTable]
    rounds: list[Round]
    others: list[Proposal]
    our_others: list[Proposal]
    our_other_replies: dict[UUID, Reply]
    waiting_parties: list[Organisation]

    @property
    def living(self) -> list[ClauseOnTable]:
        return [row for row in self.clauses if row.clause.state != Clause.State.REMOVED]

    @property
    def agreed_count(self) -> int:
        return sum(row.is_settled for row in self.living)

    @property
    def waiting_on_us(self) -> list[ClauseOnTable]:
        return [row for row in self.living if row.status == "waits_for_us"]

    @property
    def prepared_count(self) -> int:
        """How much lies in our own round: proposals and replies."""
        rows = self.clauses
        replies = sum((row.our_reply or row.overtaken_reply) is not None for row in rows) + len(
            self.our_other_replies
        )
        return sum(row.ours is not None for row in rows) + len(self.our_others) + replies

    @property
    def is_our_turn(self) -> bool:
        return self.us in self.waiting_parties

    @property
    def last_round(self) -> Round | None:
        return self.rounds[-1] if self.rounds else None

    @property
    def next_number(self) -> int:
        return (self.rounds[-1].number or 0) + 1 if self.rounds else 1

    def row_of(self, clause_id: UUID) -> ClauseOnTable:
        """Refuses with `Clause.DoesNotExist`."""
        for row in self.clauses:
            if row.clause.pk == clause_id:
                return row
        raise Clause.DoesNotExist


def visible[Row: (Clause, Proposal, Reply, Round, Wording)](
    model: type[Row], us: Organisation | UUID, **about: object
) -> "QuerySet[Row]":
    """Wall one on private work: what is handed over, and what is ours."""
    return model.objects.filter(Q(shared=True) | Q(owner=us), **about).order_by()


@question
def _on_the_table(agreement: UUID, us: UUID) -> Steps[list[list[Any]]]:
    found = yield [_proposals(agreement, us), _replies(agreement, us), _clauses(agreement, us)]
    return found


@composed
def _proposals(agreement: UUID, us: UUID) -> QuerySet[Proposal]:
    return visible(Proposal, us, agreement=agreement).select_related("round", "wording")


@composed
def _replies(agreement: UUID, us: UUID) -> QuerySet[Reply]:
    return visible(Reply, us, round__agreement=agreement).select_related("round")


@composed
def _clauses(agreement: UUID, us: UUID) -> QuerySet[Clause]:
    rows = visible(Clause, us, agreement=agreement).select_related("agreed_wording")
    return rows.order_by("position", "id")


def table_of(actor: Actor, agreement: Agreement) -> Table:
    """Everything the page about a negotiation needs, in one statement whatever its size."""
    us = our_party(actor, agreement)
    parties = parties_of(agreement)
    proposals, replies, clauses = _on_the_table(agreement.pk, us.pk)
    rounds = _tie_together(agreement, proposals, replies)
    _tie_to_what_stood(proposals, clauses)
    proposals.sort(key=lambda proposal: (proposal.round.number or NOT_YET, proposal.saved_at))
    order = next((p for p in proposals if p.kind == Proposal.Kind.ORDER and not p.shared), None)
    clauses = in_order(clauses, order)
    numbers = numbered(clauses)
    about, answers = _by(proposals, "clause_id"), _by(replies, "proposal_id")
    seen = [
        _row(clause, numbers[clause.pk], about.get(clause.pk, []), answers, us, parties) for clause in clauses
    ]
    loose = about.get(None, [])
    return Table(
        agreement=agreement,
        us=us,
        parties=parties,
        clauses=seen,
        rounds=sorted((r for r in rounds if r.shared), key=lambda r: r.number or 0),
        others=[proposal for proposal in loose if proposal.status == Proposal.Status.ON_TABLE],
        our_others=[proposal for proposal in loose if not proposal.shared],
        our_other_replies={
            r.proposal_id: r for r in replies if not r.shared and r.proposal.clause_id is None
        },
        waiting_parties=_who_waits(proposals, replies, seen, parties),
    )


def _tie_together(agreement: Agreement, proposals: list[Proposal], replies: list[Reply]) -> list[Round]:
    """Let each row know its owner, its round and its proposal. All are at hand: nothing is asked for twice.

    Gives back the rounds. One that nothing lies in is no round yet: it cannot be handed over.
    """
    owners = {party.organisation_id: party.organisation for party in agreement.cooperation.parties.all()}
    rounds = {row.round_id: row.round for row in proposals} | {row.round_id: row.round for row in replies}
    proposed = {proposal.pk: proposal for proposal in proposals}
    for round_ in rounds.values():
        round_.owner = owners[round_.owner_id]
    for proposal in proposals:
        proposal.owner, proposal.round = owners[proposal.owner_id], rounds[proposal.round_id]
    for reply in replies:
        reply.owner, reply.round = owners[reply.owner_id], rounds[reply.round_id]
        reply.proposal = proposed[reply.proposal_id]
    return list(rounds.values())


def _tie_to_what_stood(proposals: list[Proposal], clauses: list[Clause]) -> None:
    """What a proposal was written against is, as a rule, another's wording or what is agreed: at hand already."""
    wordings = [row.wording for row in proposals] + [row.agreed_wording for row in clauses]
    words = {wording.pk: wording for wording in wordings if wording}
    for proposal in proposals:
        if proposal.against_id in words:
            proposal.against = words[proposal.against_id]


def in_order(clauses: Iterable[Clause], order: Proposal | None) -> list[Clause]:
    """The clauses as a proposed order has them; what it does not name comes where it stood, behind."""
    rows = list(clauses)
    if order is None:
        return rows
    places = {UUID(clause): number for number, clause in enumerate(order.details["order"])}
    return sorted(rows, key=lambda row: places.get(row.pk, len(places)))


def numbered(clauses: Iterable[Clause]) -> dict[UUID, str]:
    """«1», «2», «2.1»: numbers follow order and level; what is taken out or parked has none."""
    numbers: dict[UUID, str] = {}
    first = second = 0
    for clause in clauses:
        if clause.state in {Clause.State.REMOVED, Clause.State.PARKED}:
            numbers[clause.pk] = ""
        elif clause.level == 1 or first == 0:
            first, second = first + 1, 0
            numbers[clause.pk] = str(first)
        else:
            second += 1
            numbers[clause.pk] = f"{first}.{second}"
    return numbers


def _by[Row](rows: Iterable[Row], key: str) -> dict[UUID | None, list[Row]]:
    """The rows in their order, gathered by what they are about."""
    found: dict[UUID | None, list[Row]] = {}
    for row in rows:
        found.setdefault(getattr(row, key), []).append(row)
    return found


def _row(
    clause: Clause,
    number: str,
    mine: list[Proposal],
    answers: dict[UUID | None, list[Reply]],
    us: Organisation,
    parties: list[Organisation],
) -> ClauseOnTable:
    shared = [proposal for proposal in mine if proposal.shared]
    row = ClauseOnTable(clause, number, history=shared)
    row.on_table = next((p for p in shared if p.status == Proposal.Status.ON_TABLE), None)
    row.ours = next((p for p in mine if not p.shared), None)
    row.last = next((p for p in reversed(shared) if p.wording), None)
    by_us = [r for proposal in mine for r in answers.get(proposal.pk, []) if not r.shared]
    row.overtaken_reply = next((r for r in by_us if r.proposal.status != Proposal.Status.ON_TABLE), None)
    if row.on_table:
        about = answers.get(row.on_table.pk, [])
        row.our_reply = next((r for r in about if r.owner_id == us.pk and not r.shared), None)
        yes = {r.owner_id for r in about if r.shared and r.verdict == Reply.Verdict.ACCEPTED}
        row.accepted_by = frozenset(yes | {row.on_table.owner_id})
    elif clause.state == Clause.State.AGREED:
        row.accepted_by = frozenset(party.pk for party in parties)
    row.status = _status(row, us)
    return row


def _status(row: ClauseOnTable, us: Organisation) -> str:
    if row.is_overtaken:
        return "look_again"
    if row.ours:
        return "draft_with_us"
    if row.our_reply:
        return "replied_by_us"
    if row.on_table:
        return "waits_for_others" if us.pk in row.accepted_by else "waits_for_us"
    return str(row.clause.state)


def _who_waits(
    proposals: list[Proposal], replies: list[Reply], rows: list[ClauseOnTable], parties: list[Organisation]
) -> list[Organisation]:
    """The parties whose shared answer is missing; all of them when the table is empty but not everything is agreed."""
    on_table = [proposal for proposal in proposals if proposal.status == Proposal.Status.ON_TABLE]
    answered = {(r.proposal_id, r.owner_id) for r in replies if r.shared}
    missing = {
        party.pk
        for party in parties
        for proposal in on_table
        if proposal.owner_id != party.pk and (proposal.pk, party.pk) not in answered
    }
    if not missing and any(row.status in {"open", "draft_with_us"} for row in rows):
        return parties
    return [party for party in parties if party.pk in missing]


def clause_visible_to(actor: Actor, clause_id: UUID) -> Clause:
    """Refuses with `Clause.DoesNotExist`, alike for foreign, private and missing."""
    clause = (
        Clause.objects.select_related("agreement__cooperation", "agreed_wording")
        .prefetch_related("agreement__cooperation__parties__organisation")
        .get(pk=clause_id)
    )
    mine = {party.pk for party in parties_of(clause.agreement)} & actor.parties
    if not mine or not (clause.shared or clause.owner_id in mine):
        raise Clause.DoesNotExist
    return clause


def proposal_visible_to(actor: Actor, proposal_id: UUID) -> Proposal:
    """Refuses with `Proposal.DoesNotExist`, alike for foreign, private and missing."""
    proposal = (
        Proposal.objects.select_related("agreement__cooperation", "wording", "clause", "owner")
        .prefetch_related("agreement__cooperation__parties__organisation")
        .get(pk=proposal_id)
    )
    mine = {party.pk for party in parties_of(proposal.agreement)} & actor.parties
    if not mine or not (proposal.shared or proposal.owner_id in mine):
        raise Proposal.DoesNotExist
    return proposal
