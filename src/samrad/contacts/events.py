"""What can happen to police contacts and the terms they work on."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class ContactAssigned:
    coverage: UUID | int
    post: UUID
    organisation: UUID
    valid_from: date


@dataclass(frozen=True)
class AssignmentEnded:
    coverage: UUID | int
    on: date


@dataclass(frozen=True)
class ApprovalAsked:
    approval: UUID
    post: UUID
    towns: int


@dataclass(frozen=True)
class ApprovalDecided:
    approval: UUID
    granted: bool


@dataclass(frozen=True)
class ShareStated:
    appointment: UUID
    share: int


@dataclass(frozen=True)
class AuthorityClarified:
    appointment: UUID
    on: date


@dataclass(frozen=True)
class StartFollowed:
    appointment: UUID


@dataclass(frozen=True)
class ContactIntroduced:
    appointment: UUID
    organisation: UUID
    to: str


@dataclass(frozen=True)
class PresenceNoted:
    appointment: UUID
    organisation: UUID
    on: date


@dataclass(frozen=True)
class TermsPublished:
    district: UUID
    number: int


@dataclass(frozen=True)
class TermsConfirmedByContact:
    district: UUID
    number: int
    appointment: UUID


@dataclass(frozen=True)
class EntrySet:
    owner: UUID
    kind: str


@dataclass(frozen=True)
class EntryRemoved:
    owner: UUID
    kind: str


@dataclass(frozen=True)
class BylawsAdopted:
    organisation: UUID
    number: int


@dataclass(frozen=True)
class BylawsReviewed:
    organisation: UUID
    on: date


@dataclass(frozen=True)
class DivisionChanged:
    district: UUID
    version: int


@dataclass(frozen=True)
class DivisionConfirmed:
    district: UUID
    side: str


@dataclass(frozen=True)
class ExpectationsAsked:
    organisation: UUID


@dataclass(frozen=True)
class ExpectationStated:
    expectation: UUID
    organisation: UUID


@dataclass(frozen=True)
class ExpectationAnswered:
    expectation: UUID
    organisation: UUID


@dataclass(frozen=True)
class AdviceAsked:
    enquiry: UUID
    organisation: UUID
    function: str


@dataclass(frozen=True)
class AdviceGiven:
    enquiry: UUID
    organisation: UUID


@dataclass(frozen=True)
class AdviceFollowed:
    enquiry: UUID
    came_to: str


@dataclass(frozen=True)
class LocalNoteWritten:
    """Private work: entered for the party alone."""

    note: UUID


@dataclass(frozen=True)
class PlaceReviewed:
    """Private work: entered for the party alone."""

    note: UUID
    on: date


@dataclass(frozen=True)
class DecisionAsked:
    """Private work: entered for the party alone."""

    asked: UUID
    head: UUID


@dataclass(frozen=True)
class DecisionAnswered:
    """Private work: entered for the party alone."""

    asked: UUID
    answer: str


@dataclass(frozen=True)
class ContactPlaced:
    post: UUID
    unit: UUID
    valid_from: date


@dataclass(frozen=True)
class CombinationExplained:
    appointment: UUID
    leader: UUID


@dataclass(frozen=True)
class UnitRegistered:
    unit: UUID
    kind: str


@dataclass(frozen=True)
class UnitsReorganised:
    unit: UUID
    parts: int
    on: date
