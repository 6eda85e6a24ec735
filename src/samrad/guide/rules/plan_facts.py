"""What a rule is told of focus areas, plans, measures and promises: days, codes, counts, and whether something is written."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

POLICE, MUNICIPALITY = "police", "municipality"
ANCHORED, MADE_KNOWN = "anchored", "made_known"


@dataclass(frozen=True)
class Focus:
    """A focus area that runs, with its open goals.

    Shape    `is_based` when a decision or something else is named that it rests on; `rests_on_picture` when the decision rests on one. `aims` has a code for each open goal, empty
             where it is tied to neither; `horizons` their years. `reviewed_on` is the last day it was changed or kept,
             `looked_at_on` the last it was looked at anew, and then with the priorities and the knowledge of both or not.
    """

    id: UUID
    since: date
    until: date | None = None
    is_based: bool = False
    is_decided: bool = False
    rests_on_picture: bool = False
    crime: bool = False
    preparedness: bool = False
    safety: bool = False
    aims: tuple[str, ...] = ()
    horizons: tuple[int, ...] = ()
    reviewed_on: date | None = None
    looked_at_on: date | None = None
    looked_at_all: bool = False

    def is_within(self, first: date, last: date) -> bool:
        """Begun or looked at again inside a term, and without an end after it."""
        taken_up = any(first <= day <= last for day in (self.since, self.reviewed_on) if day)
        return taken_up and (self.until is None or self.until <= last)


@dataclass(frozen=True)
class Measure:
    """A measure. The side is its owner's.

    Shape    `parties` of the cooperation take part by name, `dated` of them with the day they were drawn in, the last of them on
             `drawn_in_on`. `houses` are all who take part. `rests_on_knowledge` when the knowledge is named, or its decision rests on
             a picture.
    """

    id: UUID
    side: str = ""
    state: str = "planned"
    begins_on: date | None = None
    ends_on: date | None = None
    report_due_on: date | None = None
    closed_on: date | None = None
    focus: UUID | None = None
    further: frozenset[UUID] = frozenset()
    crime: bool = False
    preparedness: bool = False
    safety: bool = False
    has_purpose: bool = False
    rests_on_knowledge: bool = False
    has_needs: bool = False
    houses: int = 0
    parties: int = 0
    dated: int = 0
    drawn_in_on: date | None = None
    decided_on: date | None = None
    looked_back: bool = False
    fields: frozenset[str] = frozenset()
    with_net_patrol: bool = False
    has_channel: bool = False
    has_group: bool = False
    has_reach: bool = False

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


@dataclass(frozen=True)
class Anchored:
    """What one party has noted of one kind for a plan: the last day, and the last with the leaders' yes and means."""

    party: UUID
    side: str
    kind: str
    last_on: date
    led_on: date | None = None


@dataclass(frozen=True)
class Plan:
    """A plan of a forum. `parties` are how many the cooperation has."""

    id: UUID
    kind: str
    state: str
    valid_from: date
    valid_to: date
    ended_on: date | None = None
    names_challenge: bool = False
    looked_back: bool = False
    parties: int = 2
    measures: tuple[Measure, ...] = ()
    anchored: tuple[Anchored, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.state != "ended"

    def runs(self, day: date) -> bool:
        return self.state == "agreed" and self.valid_from <= day <= self.valid_to

    def noted(self, kind: str) -> tuple[Anchored, ...]:
        return tuple(row for row in self.anchored if row.kind == kind)


@dataclass(frozen=True)
class Promise:
    """What a party has undertaken. `held` and `planned` count its occasions within a year; what was waived is neither."""

    side: str
    is_presence: bool = False
    is_open: bool = True
    held: int = 0
    planned: int = 0
