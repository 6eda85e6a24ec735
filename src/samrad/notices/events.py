"""What can happen to notices. All of it stands in the system's chain: it is about people's mail, not about content."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class NoticesMade:
    """For the events of one cooperation up to a place in its chain."""

    cooperation: UUID
    up_to: int
    notices: int


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
