"""What can happen to plans, measures and promises. Identifiers, dates and codes; never a word from people."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class PlanSet:
    plan: UUID
    forum: UUID
    version: int


@dataclass(frozen=True)
class PlanApproved:
    plan: UUID
    forum: UUID
    version: int
    all_approved: bool


@dataclass(frozen=True)
class PlanEnded:
    plan: UUID
    forum: UUID


@dataclass(frozen=True)
class PlanAnchored:
    plan: UUID
    party: UUID
    kind: str
    on: date


@dataclass(frozen=True)
class PlanPublished:
    """A party's yes to publishing, or a plan taken away again. `is_open` says whether everybody can read it now."""

    plan: UUID
    version: int
    is_open: bool


@dataclass(frozen=True)
class MeasureSet:
    measure: UUID
    plan: UUID
    version: int


@dataclass(frozen=True)
class MeasuresBrought:
    """Measures came in from a sheet. `owners` are the posts that have got one."""

    plan: UUID
    count: int
    owners: tuple[UUID, ...]


@dataclass(frozen=True)
class MeasurePartSet:
    measure: UUID
    kind: str


@dataclass(frozen=True)
class MeasureMoved:
    measure: UUID
    plan: UUID
    state: str


@dataclass(frozen=True)
class MeasureHandedOver:
    measure: UUID
    plan: UUID
    owner: UUID


@dataclass(frozen=True)
class MeasureAccepted:
    """Whoever holds the owning post has taken it on."""

    measure: UUID
    plan: UUID


@dataclass(frozen=True)
class MeasureDecidedOn:
    """A meeting decided something about a measure."""

    measure: UUID
    plan: UUID
    decision: UUID


@dataclass(frozen=True)
class MeasureCommented:
    measure: UUID
    plan: UUID
    comment: UUID


@dataclass(frozen=True)
class MeasureReported:
    measure: UUID
    plan: UUID
    status: str
    by_link: bool


@dataclass(frozen=True)
class PromiseMade:
    promise: UUID
    agreement: UUID
    party: UUID
    owner: UUID
    due_on: date


@dataclass(frozen=True)
class PromiseMarked:
    promise: UUID
    agreement: UUID
    verdict: str
    due_on: date


@dataclass(frozen=True)
class MeasureWaits:
    """`party` is the one that is waited for; none when it goes on."""

    measure: UUID
    plan: UUID
    party: UUID | None


@dataclass(frozen=True)
class MeansSet:
    challenge: UUID
    party: UUID
    is_there: bool


@dataclass(frozen=True)
class ConflictNoted:
    conflict: UUID
    one: UUID
    other: UUID


@dataclass(frozen=True)
class ConflictSettled:
    conflict: UUID
    decision: UUID | None


@dataclass(frozen=True)
class PlanAdjusted:
    adjustment: UUID
    measure: UUID
    party: UUID
    on: date


@dataclass(frozen=True)
class ExerciseSet:
    exercise: UUID
    kind: str
    held_on: date | None


@dataclass(frozen=True)
class ResponsibilitySet:
    """For a focus area or for a measure."""

    area: UUID | None
    measure: UUID | None
    share: str
