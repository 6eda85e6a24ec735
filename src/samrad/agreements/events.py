"""What can happen to an agreement. Ids, dates, codes and counts only."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class AgreementStarted:
    agreement: UUID
    kind: str
    clauses: int


@dataclass(frozen=True)
class DraftDiscarded:
    agreement: UUID


@dataclass(frozen=True)
class ProposalPrepared:
    """Private to the party until its round is handed over."""

    proposal: UUID
    agreement: UUID
    clause: UUID | None
    kind: str


@dataclass(frozen=True)
class PreparationDropped:
    agreement: UUID
    clause: UUID | None


@dataclass(frozen=True)
class ReplyPrepared:
    """Private to the party until its round is handed over."""

    proposal: UUID
    agreement: UUID
    verdict: str


@dataclass(frozen=True)
class RoundHandedOver:
    round: UUID
    agreement: UUID
    number: int
    proposals: int
    replies: int


@dataclass(frozen=True)
class VersionFrozen:
    version: UUID
    agreement: UUID
    number: int
    content_hash: str


@dataclass(frozen=True)
class VersionVoided:
    version: UUID
    agreement: UUID
    number: int
    approvals: int
    signatures: int


@dataclass(frozen=True)
class VersionApproved:
    version: UUID
    agreement: UUID
    party: UUID
    form: str


@dataclass(frozen=True)
class AgreementSigned:
    version: UUID
    agreement: UUID
    party: UUID
    content_hash: str


@dataclass(frozen=True)
class AgreementSealed:
    version: UUID
    agreement: UUID
    number: int
    sha256: str


@dataclass(frozen=True)
class RevisionAsked:
    request: UUID
    agreement: UUID


@dataclass(frozen=True)
class RevisionAnswered:
    request: UUID
    agreement: UUID
    reply: str


@dataclass(frozen=True)
class FormerAgreementRegistered:
    agreement: UUID
    kind: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True)
class TemplateImported:
    template: UUID
    key: str
    clauses: int
