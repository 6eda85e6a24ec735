"""What can happen to notices. It stands in the system's chain, being about people's mail; a reminder alone is the parties'."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class NoticesMade:
    """For the events of one cooperation up to a place in its chain."""

    cooperation: UUID
    up_to: int
    notices: int


@dataclass(frozen=True)
class TaskReminded:
    """Before or after the deadline, once each. It stands in the cooperation's own chain, for both parties to see."""

    task: UUID
    forum: UUID
    owner: UUID
    due_on: date
    moment: str


@dataclass(frozen=True)
class MeasureReminded:
    """Before or after the day on which a measure is to be told of, once each. It stands in the cooperation's own chain."""

    measure: UUID
    plan: UUID
    owner: UUID
    due_on: date
    moment: str


@dataclass(frozen=True)
class DigestsGathered:
    mails: int
    notices: int


@dataclass(frozen=True)
class MailOffered:
    """The server has said that it takes the mail, and is about to be given it. `tries` counts attempts."""

    mail: UUID
    tries: int


@dataclass(frozen=True)
class MailSettled:
    """One mail came to an end: sent, delivered, bounced, failed, uncertain or withdrawn. `tries` counts attempts."""

    mail: UUID
    state: str
    tries: int


@dataclass(frozen=True)
class MailPutOff:
    mail: UUID
    error: str
    tries: int


@dataclass(frozen=True)
class MailTriedAgain:
    state: str
    mails: int


@dataclass(frozen=True)
class NoticesRead:
    notices: int


@dataclass(frozen=True)
class MailChosen:
    topic: str
    timing: str


@dataclass(frozen=True)
class CalendarOpened:
    """A person's calendar got a new address; the one before it opens nothing any more."""

    person: UUID


@dataclass(frozen=True)
class CalendarClosed:
    person: UUID


@dataclass(frozen=True)
class NoticesForgotten:
    """What was old enough to be thrown away, in numbers."""

    notices: int
    addresses: int
    calendars: int
