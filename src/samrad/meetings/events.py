"""What can happen to a meeting. Ids, dates, codes and counts only."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class MeetingPlanned:
    meeting: UUID
    forum: UUID
    starts_at: datetime


@dataclass(frozen=True)
class ApprovalOfAgendaAsked:
    """A police contact asks the leader on whose behalf it has drafted an agenda. `leader` is the leader's post."""

    meeting: UUID
    forum: UUID
    leader: UUID


@dataclass(frozen=True)
class AgendaApproved:
    """What a police contact has drafted on a leader's behalf was approved by somebody else."""

    meeting: UUID
    forum: UUID


@dataclass(frozen=True)
class MeetingMoved:
    meeting: UUID
    forum: UUID
    starts_at: datetime
    sequence: int


@dataclass(frozen=True)
class MeetingCancelled:
    meeting: UUID
    forum: UUID
    sequence: int


@dataclass(frozen=True)
class ItemProposed:
    item: UUID
    forum: UUID
    kind: str


@dataclass(frozen=True)
class ItemChanged:
    item: UUID
    forum: UUID


@dataclass(frozen=True)
class ItemOpened:
    """To limited members by name: those it is open to from now on. V-4.2-d."""

    item: UUID
    forum: UUID
    members: tuple[UUID, ...]


@dataclass(frozen=True)
class MemberLimited:
    """An external member takes part in some themes, by their codes, or in all again. V-4.2-d."""

    membership: UUID
    forum: UUID
    limited: bool
    themes: tuple[str, ...]


@dataclass(frozen=True)
class ItemPlaced:
    """On a meeting's agenda, with its number."""

    item: UUID
    meeting: UUID
    number: int
    year: int
    is_late: bool


@dataclass(frozen=True)
class ItemWithdrawn:
    item: UUID
    forum: UUID


@dataclass(frozen=True)
class AgendaOrdered:
    meeting: UUID
    items: int


@dataclass(frozen=True)
class PaperAdded:
    paper: UUID
    item: UUID
    media_type: str
    size: int


@dataclass(frozen=True)
class PaperChecked:
    paper: UUID
    item: UUID
    state: str


@dataclass(frozen=True)
class MeetingCalled:
    meeting: UUID
    forum: UUID
    recipients: int
    sequence: int
    days_before: int


@dataclass(frozen=True)
class AgendaSentAgain:
    """To those whom the call has reached, since it is another now; `for_all` when external members see that too."""

    meeting: UUID
    forum: UUID
    for_all: bool


@dataclass(frozen=True)
class CallDelivered:
    """What became of a mail about the meeting, or that somebody was told in another way: sent, delivered, bounced, told."""

    recipient: UUID
    meeting: UUID
    state: str


@dataclass(frozen=True)
class CallAnswered:
    recipient: UUID
    meeting: UUID
    answer: str


@dataclass(frozen=True)
class SubstituteNamed:
    """A member has said that another comes: whoever holds that post is called in their place."""

    recipient: UUID
    meeting: UUID
    appointment: UUID


@dataclass(frozen=True)
class SubstituteReleased:
    """A member has changed their mind: whoever was to come in their place need not.

    They may not see the meeting any more, so when it is and the number of its entry go along: a calendar takes it out by these.
    """

    recipient: UUID
    meeting: UUID
    appointment: UUID
    starts_at: datetime
    ends_at: datetime
    sequence: int


@dataclass(frozen=True)
class MeetingOpened:
    meeting: UUID
    forum: UUID


@dataclass(frozen=True)
class ItemBegun:
    meeting: UUID
    item: UUID


@dataclass(frozen=True)
class AttendanceNoted:
    meeting: UUID
    membership: UUID
    state: str


@dataclass(frozen=True)
class AttendanceListed:
    """A member who was seated after the meeting opened stands on its list."""

    meeting: UUID
    membership: UUID


@dataclass(frozen=True)
class StoodAside:
    item: UUID
    membership: UUID


@dataclass(frozen=True)
class NoteWritten:
    note: UUID
    item: UUID
    meeting: UUID
    face: str
    version: int


@dataclass(frozen=True)
class DecisionMade:
    decision: UUID
    item: UUID
    meeting: UUID
    outcome: str


@dataclass(frozen=True)
class TaskMade:
    task: UUID
    forum: UUID
    item: UUID | None
    owner: UUID
    due_on: date


@dataclass(frozen=True)
class TaskMovedOn:
    """Accepted, reported, given a new deadline or owner, finished or dropped. `owner` is the post that has it now."""

    task: UUID
    forum: UUID
    kind: str
    due_on: date
    owner: UUID


@dataclass(frozen=True)
class TaskNoted:
    """A party wrote something on a task that it alone reads."""

    task: UUID
    forum: UUID


@dataclass(frozen=True)
class TaskHandedOver:
    """To another post, which has it from now on."""

    task: UUID
    forum: UUID
    owner: UUID
    due_on: date


@dataclass(frozen=True)
class MeetingClosed:
    meeting: UUID
    forum: UUID
    decisions: int
    tasks: int


@dataclass(frozen=True)
class MinutesSent:
    minutes: UUID
    meeting: UUID
    number: int
    content_hash: str


@dataclass(frozen=True)
class RemarkMade:
    remark: UUID
    minutes: UUID
    meeting: UUID


@dataclass(frozen=True)
class MinutesApproved:
    """By one party; `all_approved` when it was the last."""

    minutes: UUID
    meeting: UUID
    party: UUID
    all_approved: bool


@dataclass(frozen=True)
class ItemLifted:
    """A matter went from one forum to another. `direction` is up or down."""

    lift: UUID
    item: UUID
    forum: UUID
    to_forum: UUID
    direction: str


@dataclass(frozen=True)
class LiftAnswered:
    lift: UUID
    forum: UUID
    answer: str


@dataclass(frozen=True)
class MatterAddressed:
    """One party asks another to answer a matter."""

    item: UUID
    forum: UUID
    organisation: UUID


@dataclass(frozen=True)
class PartySpoke:
    """A party's answer, what it adapts, or its view, was written. `kind` is answer, adaptation or view."""

    item: UUID
    forum: UUID
    party: UUID
    kind: str


@dataclass(frozen=True)
class MatterSentOutside:
    """A matter went to somebody outside the parties, who is asked to answer by a day."""

    onward: UUID
    item: UUID
    forum: UUID
    channel: str
    answer_by: date


@dataclass(frozen=True)
class OutsideAnswered:
    """The answer from outside came, and was raised in the forum."""

    onward: UUID
    item: UUID
    forum: UUID
    answered_on: date


@dataclass(frozen=True)
class ItemThemed:
    """A matter got a theme, and functions of the police that are drawn in, by their codes."""

    item: UUID
    forum: UUID
    theme: str
