"""The facts about police contacts and about whom to ask: days and counts of what the district and the municipality have recorded."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Holding:
    """Somebody in the post of a police contact today, and what was done as they came into it. Each is a day, or nothing yet.

    Shape    `towns` are the municipalities of today, `met` those of them where somebody has met the holder, `seen` those where the
             contact was present in the last ninety days. `unanswered` counts matters in which nobody has said who decides.
             `over_since` is the day the person passed the main rule, `approved_on` the day the directorate said yes to this set.
    Units    `terms_number` counts from 1; 0 is none.
    """

    since: date
    is_first: bool = False
    share_on: date | None = None
    capacity_on: date | None = None
    authority_on: date | None = None
    unanswered: int = 0
    mentor_on: date | None = None
    training_on: date | None = None
    talks: int = 0
    terms_number: int = 0
    terms_on: date | None = None
    towns: frozenset[UUID] = frozenset()
    met: frozenset[UUID] = frozenset()
    seen: frozenset[UUID] = frozenset()
    over_since: date | None = None
    approved_on: date | None = None


@dataclass(frozen=True)
class Terms:
    """The district's newest terms for its contacts."""

    number: int
    published_on: date


@dataclass(frozen=True)
class Division:
    """Who does what in a district: when it was last changed, when each side confirmed it, and how many tasks each side has."""

    changed_on: date
    contact_on: date | None = None
    unit_on: date | None = None
    contact_tasks: int = 0
    unit_tasks: int = 0


@dataclass(frozen=True)
class Entry:
    """Where one function is reached: the day its side last said so, and the day of the last training where that is asked."""

    kind: str
    confirmed_on: date
    trained_on: date | None = None


@dataclass(frozen=True)
class WorkCrime:
    """Matters and measures about crime in working life, those of them where the business contact is drawn in, and whether there is one."""

    matters: int = 0
    drawn_in: int = 0
    has_contact: bool = False


@dataclass(frozen=True)
class Hearing:
    """When a municipality was asked what it needs of its contact, when it said so, and when all of it had an answer."""

    asked_on: date | None = None
    stated_on: date | None = None
    answered_on: date | None = None
