"""The text as it stood: at the end of the agreement before, after each round, and in each frozen version."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Literal

from samrad.agreements.models import Agreement, Clause, Proposal, Reply, Round, Version, Wording
from samrad.agreements.queries.agreements import versions_visible_to
from samrad.agreements.queries.templates import fields_of
from samrad.agreements.reading import fill
from samrad.agreements.redline import ClauseChange, ClauseText, compare_documents
from samrad.agreements.rules import numbers
from samrad.cooperation.queries import stands_inside
from samrad.kernel.clock import OSLO
from samrad.parties.actor import Actor

type Source = Literal["template", "predecessor", "round", "version"]
Status = Proposal.Status


@dataclass(frozen=True)
class TextVersion:
    """One state of the text. `key` names it in an address: «forrige», «mal», «runde-2», «versjon-1».

    Shape    `disputed` are the clauses that are held outside the text, as a noted disagreement.
    """

    key: str
    source: Source
    number: int
    at: datetime
    by: str
    clauses: tuple[ClauseText, ...]
    is_voided: bool = False
    disputed: frozenset[str] = frozenset()


def versions_of(actor: Actor, agreement: Agreement) -> list[TextVersion]:
    """Every state of the text, oldest first, in the same number of statements however many there are.

    Shape    A round shows what lay on the table when it was handed over; clauses stand in the order of today.
    """
    if not stands_inside(actor, agreement.cooperation):
        return []
    before = [_frozen("forrige", "predecessor", version) for version in _last_of_predecessor(agreement)]
    inherited = {clause.key for text in before for clause in text.clauses}
    states = [*_rounds(agreement, inherited), *_frozen_versions(actor, agreement)]
    template = _template(agreement) if states else []
    return [*before, *template, *sorted(states, key=lambda state: state.at)]


def text_visible_to(actor: Actor, agreement: Agreement, key: str) -> TextVersion:
    """Refuses with `Version.DoesNotExist`."""
    for state in versions_of(actor, agreement):
        if state.key == key:
            return state
    raise Version.DoesNotExist


def compare_versions(old: TextVersion, new: TextVersion) -> list[ClauseChange]:
    """Every clause of both, with what became of it."""
    return compare_documents(old.clauses, new.clauses)


def _last_of_predecessor(agreement: Agreement) -> list[Version]:
    if agreement.predecessor_id is None:
        return []
    rows = Version.objects.filter(agreement=agreement.predecessor_id, voided_at=None)
    return list(rows.select_related("frozen_by"))


def _template(agreement: Agreement) -> list[TextVersion]:
    """The template as it stood when the draft was begun, with every clause that was left out of it since. A-om-e."""
    if not agreement.template_title:
        return []
    kept = {
        clause.template_place: clause
        for clause in Clause.objects.filter(agreement=agreement, shared=True, template_place__isnull=False)
    }
    template, fields = agreement.template, fields_of(agreement)
    if template is None or template.imported_on > agreement.started_on:
        return []  # brought up to date since: it is no longer what this text began from
    texts = [
        ClauseText(
            key=str(kept[place].lineage) if place in kept else f"mal-{place}",
            number=number,
            heading=fill(part["heading"], fields),
            text=kept[place].template_text if place in kept else fill(part["text"], fields),
        )
        for place, (part, number) in enumerate(zip(template.clauses, _counted(template.clauses), strict=True))
    ]
    at = datetime.combine(agreement.started_on, time.min, OSLO)
    return [TextVersion("mal", "template", 0, at, "", tuple(texts))]


def _counted(parts: Iterable[dict[str, Any]]) -> list[str]:
    return numbers(part["level"] for part in parts)


def _frozen_versions(actor: Actor, agreement: Agreement) -> list[TextVersion]:
    return [
        _frozen(f"versjon-{version.number}", "version", version)
        for version in versions_visible_to(actor, agreement)
    ]


def _frozen(key: str, source: Source, version: Version) -> TextVersion:
    clauses = tuple(
        ClauseText(clause["key"], clause["number"], clause["heading"], clause["text"])
        for clause in version.content["clauses"]
    )
    voided, by = version.voided_at is not None, version.frozen_by.official_name
    disputed = frozenset(row["key"] for row in version.content["disagreements"])
    return TextVersion(key, source, version.number, version.frozen_at, by, clauses, voided, disputed)


def _rounds(agreement: Agreement, inherited: set[str]) -> list[TextVersion]:
    rounds = Round.objects.filter(agreement=agreement, shared=True).select_related("owner").order_by("number")
    handed_over = [(round_, round_.number or 0, round_.handed_over_at) for round_ in rounds]
    if not handed_over:
        return []
    table = _Table(agreement, inherited)
    return [
        TextVersion(
            key=f"runde-{number}",
            source="round",
            number=number,
            at=at,
            by=round_.owner.official_name,
            clauses=table.after(number),
            disputed=table.disputed_after(number),
        )
        for round_, number, at in handed_over
        if at is not None
    ]


class _Table:
    """Everything handed over about the clauses of one agreement, in four statements."""

    def __init__(self, agreement: Agreement, inherited: set[str]) -> None:
        shared = Proposal.objects.filter(agreement=agreement, shared=True, clause__isnull=False)
        self.clauses = list(
            Clause.objects.filter(agreement=agreement, shared=True).order_by("position", "id")
        )
        self.proposals = list(shared.select_related("wording", "round").order_by("round__number", "saved_at"))
        self.settled = _settled(self.proposals, agreement)
        lineages = {clause.pk: str(clause.lineage) for clause in self.clauses}
        carried = Wording.objects.filter(clause__agreement=agreement, from_predecessor=True)
        self.inherited = {w.clause_id: w for w in carried if lineages.get(w.clause_id) in inherited}

    def after(self, number: int) -> tuple[ClauseText, ...]:
        """The clauses as they stood when this round was handed over."""
        standing = [(clause, self._wording(clause, number)) for clause in self.clauses]
        there = [(clause, wording) for clause, wording in standing if wording]
        counted = numbers(clause.level for clause, _wording in there)
        return tuple(
            ClauseText(str(clause.lineage), place, wording.heading, wording.text)
            for (clause, wording), place in zip(there, counted, strict=True)
        )

    def disputed_after(self, number: int) -> frozenset[str]:
        """The clauses that stood as a noted disagreement when this round was handed over."""
        last = [(clause, self._last_settled(clause, number)) for clause in self.clauses]
        return frozenset(
            str(clause.lineage)
            for clause, proposal in last
            if proposal and proposal.kind == Proposal.Kind.DISAGREEMENT
        )

    def _last_settled(self, clause: Clause, number: int) -> Proposal | None:
        """What both last said yes to about a clause, at this round."""
        accepted = [p for p in self._about(clause, number) if p.status == Status.ACCEPTED]
        return next((p for p in reversed(accepted) if self.settled.get(p.pk, number + 1) <= number), None)

    def _wording(self, clause: Clause, number: int) -> Wording | None:
        """What lay on the table or was agreed; nothing where the clause was not there, or was taken out."""
        standing = self.inherited.get(clause.pk)
        for proposal in self._about(clause, number):
            settled = self.settled.get(proposal.pk, number + 1) <= number
            if proposal.wording and not (settled and proposal.status == Status.DECLINED):
                standing = proposal.wording
            elif proposal.wording is None and settled and proposal.status == Status.ACCEPTED:
                standing = None  # taken out, or noted as a disagreement
        return standing

    def _about(self, clause: Clause, number: int) -> list[Proposal]:
        return [p for p in self.proposals if p.clause_id == clause.pk and (p.round.number or 0) <= number]


def _settled(proposals: Iterable[Proposal], agreement: Agreement) -> dict[object, int]:
    """The round in which each accepted or declined proposal was settled: the last yes, or the first no."""
    status = {proposal.pk: proposal.status for proposal in proposals}
    found: dict[object, int] = {}
    rows = Reply.objects.filter(proposal__agreement=agreement, shared=True).select_related("round")
    for reply in sorted(rows, key=lambda reply: reply.round.number or 0):
        number = reply.round.number or 0
        if status.get(reply.proposal_id) == Status.ACCEPTED:
            found[reply.proposal_id] = number
        elif reply.verdict == Reply.Verdict.DECLINED:
            found.setdefault(reply.proposal_id, number)
    return found
