"""What can happen in the room: ids, days and codes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class EvaluationBegun:
    """The holders of some posts are asked. `answer_by` is none where nobody answers alone first."""

    evaluation: UUID
    forum: UUID
    method: str
    answer_by: date | None
    asked: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class EvaluationAnswered:
    """Somebody has answered. Says nothing of which answer: there is no identity to give."""

    evaluation: UUID
    forum: UUID


@dataclass(frozen=True)
class EvaluationOpened:
    """The answers are laid out for all at once. `asked` are the posts that were asked."""

    evaluation: UUID
    forum: UUID
    answers: int
    asked: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class JointTextWritten:
    evaluation: UUID
    question: UUID
    version: int


@dataclass(frozen=True)
class LearningPointSet:
    """A point was noted, changed or moved. `became` is what came of it, empty until that is decided."""

    point: UUID
    evaluation: UUID
    became: str


@dataclass(frozen=True)
class LearningPointRemoved:
    point: UUID
    evaluation: UUID


@dataclass(frozen=True)
class PointTakenIn:
    """A party took a point into its own draft. Only that party knows."""

    point: UUID
    agreement: UUID


@dataclass(frozen=True)
class GapRaised:
    """What one question showed became a matter."""

    evaluation: UUID
    question: UUID
    item: UUID


@dataclass(frozen=True)
class EvaluationClosed:
    evaluation: UUID
    forum: UUID


@dataclass(frozen=True)
class EvaluationStopped:
    """Ended without a result. Answers that were never opened are gone."""

    evaluation: UUID
    forum: UUID


@dataclass(frozen=True)
class AreaMarked:
    """The parties want this part of their cooperation evaluated within the term."""

    area: UUID
    agreement: UUID


@dataclass(frozen=True)
class AreaUnmarked:
    area: UUID
    agreement: UUID


@dataclass(frozen=True)
class ReportBegun:
    report: UUID
    organisation: UUID
    year: int


@dataclass(frozen=True)
class SectionWritten:
    report: UUID
    section: UUID
    version: int


@dataclass(frozen=True)
class ReportLaid:
    """The municipality has laid the report before its council."""

    report: UUID
    organisation: UUID
    on: date
