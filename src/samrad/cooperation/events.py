"""What can happen to a cooperation."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class CooperationOpened:
    cooperation: UUID
    kind: str
    parties: int


@dataclass(frozen=True)
class OfferMade:
    offer: UUID
    organisation: UUID
    matter: str
    offered_on: date
    channel: str


@dataclass(frozen=True)
class OfferAnswered:
    offer: UUID
    organisation: UUID
    matter: str
    reply: str


@dataclass(frozen=True)
class ChoiceStated:
    organisation: UUID
    matter: str
    status: str


@dataclass(frozen=True)
class ServiceCardWritten:
    card: UUID
    organisation: UUID
    service: str
    version: int


@dataclass(frozen=True)
class FocusAreaSet:
    area: UUID
    step: str
    version: int


@dataclass(frozen=True)
class GoalSet:
    goal: UUID
    area: UUID
    step: str
    version: int


@dataclass(frozen=True)
class ChallengeRaised:
    """`code` is the guide's; a local challenge has none."""

    challenge: UUID
    code: str


@dataclass(frozen=True)
class ConsequencesSet:
    challenge: UUID
    version: int


@dataclass(frozen=True)
class SummaryProposed:
    area: UUID
    number: int


@dataclass(frozen=True)
class SummaryConfirmed:
    area: UUID
    number: int
    all_approved: bool


@dataclass(frozen=True)
class DifferingSet:
    area: UUID
    is_there: bool


@dataclass(frozen=True)
class CommentWritten:
    """About a focus area. Of a measure the later room says so itself."""

    comment: UUID
    area: UUID


@dataclass(frozen=True)
class CommentTakenBack:
    comment: UUID
