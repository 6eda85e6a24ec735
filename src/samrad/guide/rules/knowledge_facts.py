"""What a rule is told of knowledge: who gave what when, what rests on it, and where the police's processes stand. Days, codes and counts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

NEEDS = "needs"


@dataclass(frozen=True)
class Contribution:
    """What one party has handed over and not withdrawn.

    Shape    `is_whole` when an item that builds on intelligence is of phenomena, released, and says how certain it is. `is_used` when it
             was ordered for a matter, or a decision rests on a picture that it is part of.
    """

    side: str
    sort: str
    on: date
    valid_to: date | None = None
    is_intelligence: bool = False
    is_whole: bool = True
    is_used: bool = False


@dataclass(frozen=True)
class Picture:
    """A common picture: how much of it came from each side and of each sort, and the day on which all had confirmed the problem.

    Shape    `focus` are the focus areas that run which it is about. `decisions` are the matters whose decision rests on it.
    """

    frozen_on: date | None = None
    has_missing_reason: bool = False
    confirmed_on: date | None = None
    from_municipality: int = 0
    from_police: int = 0
    contributions: int = 0
    trends: int = 0
    causes: int = 0
    last_on: date | None = None
    decisions: int = 0
    focus: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class StepTwo:
    """A treated matter on the second step: how many parties have given knowledge to it, and whether its problem is confirmed by all."""

    givers: int = 0
    parties: int = 2
    is_confirmed: bool = False


@dataclass(frozen=True)
class Flagged:
    """A matter that needs a basis of knowledge, on the day of its meeting.

    Shape    `ordered_on` is when both parties were asked. `answers` are parties that have given knowledge, or said why they have none;
             `is_excused` when it was written why one is missing.
    """

    on: date
    ordered_on: date | None = None
    is_decided: bool = False
    answers: int = 0
    parties: int = 2
    is_excused: bool = False


@dataclass(frozen=True)
class Process:
    """One of the police's own processes. `is_tied` to a matter or to what the council has ordered."""

    begun_on: date
    is_municipality_actor: bool = False
    involved_on: date | None = None
    decides_on: date | None = None
    ended_on: date | None = None
    is_tied: bool = False

    def is_of_the_year(self, day: date) -> bool:
        """It runs, or ended within a year."""
        return self.ended_on is None or (day - self.ended_on).days <= 365


@dataclass(frozen=True)
class Decided:
    """What a forum decided to do: on which step, which side answers for it, and the sides that have a task of it."""

    on: date
    step: int = 0
    responsible: str = ""
    tasks: frozenset[str] = frozenset()
