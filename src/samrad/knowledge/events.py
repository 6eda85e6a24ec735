"""What can happen to figures and to what the parties know together. Names and words never stand here."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class StatisticsImported:
    table: str
    figures: int


@dataclass(frozen=True)
class KnowledgeOrdered:
    request: UUID
    forum: UUID
    due_on: date


@dataclass(frozen=True)
class RequestChanged:
    request: UUID
    forum: UUID
    due_on: date


@dataclass(frozen=True)
class RequestWithdrawn:
    request: UUID
    forum: UUID


@dataclass(frozen=True)
class ContributionWritten:
    """Private work: entered for the party alone."""

    contribution: UUID
    request: UUID


@dataclass(frozen=True)
class ContributionDiscarded:
    """Private work: entered for the party alone."""

    contribution: UUID
    request: UUID


@dataclass(frozen=True)
class DocumentAdded:
    """Private work: entered for the party alone."""

    document: UUID
    contribution: UUID
    media_type: str
    size: int


@dataclass(frozen=True)
class DocumentChecked:
    """Private work: entered for the party alone."""

    document: UUID
    contribution: UUID
    state: str


@dataclass(frozen=True)
class DocumentRemoved:
    """Private work: entered for the party alone."""

    document: UUID
    contribution: UUID


@dataclass(frozen=True)
class ContributionHandedOver:
    contribution: UUID
    request: UUID
    organisation: UUID


@dataclass(frozen=True)
class ContributionWithdrawn:
    contribution: UUID
    request: UUID
    organisation: UUID


@dataclass(frozen=True)
class ProcessRegistered:
    process: UUID
    kind: str


@dataclass(frozen=True)
class ProcessChanged:
    process: UUID
    kind: str
