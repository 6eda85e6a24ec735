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


@dataclass(frozen=True)
class PictureBegun:
    picture: UUID
    forum: UUID


@dataclass(frozen=True)
class PictureChanged:
    """`what` is contribution, figures, series or view."""

    picture: UUID
    what: str


@dataclass(frozen=True)
class ViewDrafted:
    """Private work: entered for the party alone."""

    picture: UUID


@dataclass(frozen=True)
class ProblemProposed:
    picture: UUID
    wording: int


@dataclass(frozen=True)
class ProblemConfirmed:
    picture: UUID
    wording: int


@dataclass(frozen=True)
class PictureFrozen:
    """A decision in a matter rests on it."""

    picture: UUID
    item: UUID


@dataclass(frozen=True)
class PrioritisationBegun:
    prioritisation: UUID
    forum: UUID


@dataclass(frozen=True)
class CandidateAdded:
    prioritisation: UUID
    challenge: UUID


@dataclass(frozen=True)
class CandidateScored:
    """Private work: entered for the party alone."""

    prioritisation: UUID


@dataclass(frozen=True)
class ScoresHandedIn:
    prioritisation: UUID
    all_are_in: bool


@dataclass(frozen=True)
class ChoiceProposed:
    prioritisation: UUID
    proposal: int


@dataclass(frozen=True)
class ChoiceMade:
    prioritisation: UUID
    chosen: int
    later: int


@dataclass(frozen=True)
class SeriesBrought:
    series: UUID
    figures: int


@dataclass(frozen=True)
class SeriesRemoved:
    series: UUID


@dataclass(frozen=True)
class PupilsCounted:
    """`homes` is how many municipalities the school has pupils from. How many pupils stands in no event."""

    school: UUID
    year: int
    homes: int


@dataclass(frozen=True)
class PupilYearRemoved:
    school: UUID
    year: int


@dataclass(frozen=True)
class PolicePrioritySet:
    """`products` is how many knowledge products it is built on."""

    priority: UUID
    products: int
    is_ended: bool
