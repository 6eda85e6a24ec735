"""What can happen to a forum. Ids, dates, codes and counts only."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class ForumSetUp:
    forum: UUID
    kind: str


@dataclass(frozen=True)
class ForumChanged:
    forum: UUID
    version: int


@dataclass(frozen=True)
class ForumEnded:
    forum: UUID
    on: date


@dataclass(frozen=True)
class MemberJoined:
    membership: UUID
    forum: UUID
    post: UUID
    role: str
    is_external: bool


@dataclass(frozen=True)
class MemberRoleChanged:
    membership: UUID
    forum: UUID
    role: str


@dataclass(frozen=True)
class MemberLeft:
    membership: UUID
    forum: UUID
    on: date


@dataclass(frozen=True)
class ExtensionAssessed:
    """One party's yes to letting others in, for a challenge that the parties have in common."""

    assessment: UUID
    forum: UUID
    party: UUID
    both_agree: bool


@dataclass(frozen=True)
class WheelPointSet:
    point: UUID
    forum: UUID
    kind: str
    on: date


@dataclass(frozen=True)
class WheelPointDone:
    point: UUID
    forum: UUID
    done_on: date | None


@dataclass(frozen=True)
class WheelPointRemoved:
    point: UUID
    forum: UUID


@dataclass(frozen=True)
class ModelChosen:
    """A municipality has chosen, changed or left a model of prevention. `kind` is slt, another, or empty."""

    organisation: UUID
    kind: str
    model: UUID | None


@dataclass(frozen=True)
class TargetGroupSet:
    model: UUID
    target: UUID
    from_age: int
    to_age: int | None


@dataclass(frozen=True)
class PartnerJoined:
    """A house takes part in the model. `kind` is one of four."""

    model: UUID
    partner: UUID
    kind: str


@dataclass(frozen=True)
class PartnerLeft:
    model: UUID
    partner: UUID


@dataclass(frozen=True)
class TargetGroupRemoved:
    model: UUID
    target: UUID


@dataclass(frozen=True)
class CoordinatorNamed:
    """A post coordinates the levels; none when the function is left vacant."""

    model: UUID
    post: UUID | None
    form: str
    on: date


@dataclass(frozen=True)
class BriefingConfirmed:
    briefing: UUID
    forum: UUID
    membership: UUID
    service: str


@dataclass(frozen=True)
class LocalReasonGiven:
    """A forum does otherwise than one advice says, until the day the parties look at it again."""

    choice: UUID
    forum: UUID
    advice: str
    look_again_on: date


@dataclass(frozen=True)
class LocalReasonTakenBack:
    choice: UUID
    forum: UUID
    advice: str


@dataclass(frozen=True)
class MunicipalityLeft:
    """A municipality has left a region. Its seats ended that day."""

    organisation: UUID
    on: date


@dataclass(frozen=True)
class LegalBasisSet:
    """What a forum, an agreement or the cooperation refers to in law; no references when none is needed."""

    basis: UUID
    forum: UUID | None
    agreement: UUID | None
    references: int


@dataclass(frozen=True)
class IntroductionNoted:
    introduction: UUID
    forum: UUID
    membership: UUID


@dataclass(frozen=True)
class PlaceInRegionSet:
    forum: UUID
    organisation: UUID
    mode: str


@dataclass(frozen=True)
class GoneThroughAfterElection:
    organisation: UUID
    what: str
    on: date


@dataclass(frozen=True)
class CandidateWeighed:
    """An organisation stands on a forum's list, with what the parties think of it."""

    candidate: UUID
    forum: UUID
    sector: str
    outcome: str


@dataclass(frozen=True)
class CandidateInvolved:
    """How a candidate is involved in a focus area; none when the parties see nobody who is relevant."""

    focus_area: UUID
    candidate: UUID | None
    how: str
