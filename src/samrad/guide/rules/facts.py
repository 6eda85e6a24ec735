"""The facts that rules are asked of: ids, dates, codes and counts, never a word that somebody wrote.

Each subject has one frozen dataclass, and `day` is the day on which it is judged.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from samrad.guide.references import Reference
from samrad.guide.rules.across_facts import Across
from samrad.guide.rules.contact_facts import Division, Entry, Hearing, Holding, Terms, WorkCrime
from samrad.guide.rules.evaluation_facts import LookBack
from samrad.guide.rules.knowledge_facts import Contribution, Decided, Flagged, Picture, Process, StepTwo
from samrad.guide.rules.plan_facts import Focus, Measure, Plan, Promise

POLITICAL = {"mayor"}
ADMINISTRATIVE = {"municipal_director"}
POLICE_LEADERS = {"police_unit_head", "operating_unit_head", "chief_of_police"}
COUNCILS = {"council", "council_ext", "council_reg"}
STEERING, COORDINATING, EXECUTING = "slt_steering", "slt_coord", "slt_exec"
LEVELS = (STEERING, COORDINATING, EXECUTING)


@dataclass(frozen=True)
class Span:
    """From a day to a day, both counted; without an end it still runs."""

    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Choice:
    """One of the three free choices: how it stands, and since when."""

    status: str = "not_asked"
    since: date | None = None


@dataclass(frozen=True)
class Offer:
    """An offer of an agreement or an invitation to a council."""

    matter: str
    on: date


@dataclass(frozen=True)
class MunicipalityFacts:
    """A municipality: its place in the register, its choices, what the police offered it, and its police contacts.

    Shape    `contacts` are the days in which a held post of a police contact covers it. `bylaws` counts versions of its police bylaws.
    """

    day: date
    id: UUID
    sector: str = "municipal"
    population: int = 0
    districts: int = 1
    agreement: Choice = Choice()
    council: Choice = Choice()
    slt: Choice = Choice()
    offers: tuple[Offer, ...] = ()
    contacts: tuple[Span, ...] = ()
    functions: frozenset[str] = frozenset()
    coordinator_until: date | None = None
    hearing: Hearing = field(default_factory=Hearing)
    entries: tuple[Entry, ...] = ()
    bylaws: int = 0
    bylaws_reviewed_on: date | None = None

    @property
    def takes_part(self) -> bool:
        return "in_force" in {self.agreement.status, self.council.status, self.slt.status}


@dataclass(frozen=True)
class Contact:
    """One person who is a police contact today: in how many municipalities, and with how much of the time."""

    post: UUID
    municipalities: int
    inhabitants: int
    share: int
    other_posts: int
    all_shares: int
    unit_kind: str
    unit_is_in_district: bool


@dataclass(frozen=True)
class Network:
    """The district's network of contacts: the last day it met, and which contact posts sit in it."""

    posts: frozenset[UUID]
    last_met_on: date | None


@dataclass(frozen=True)
class DistrictFacts:
    """A police district: its contacts, their terms and tasks, its network, its functions, and its units.

    Shape    `misplaced_units` counts units that do not stand where they should in the district's tree. `carded` are municipalities
             for which the contact's card was confirmed, each with the day.
    """

    day: date
    id: UUID
    municipalities: int = 0
    without_offer: int = 0
    without_contact: int = 0
    contacts: tuple[Contact, ...] = ()
    networks: tuple[Network, ...] = ()
    units: int = 0
    misplaced_units: int = 0
    holdings: tuple[Holding, ...] = ()
    terms: Terms | None = None
    division: Division | None = None
    entries: tuple[Entry, ...] = ()
    carded: Mapping[UUID, date] = field(default_factory=dict)
    with_school: int = 0
    with_services: int = 0


@dataclass(frozen=True)
class Agreement:
    """An agreement with its dates, and how its clauses and approvals stand.

    Shape    `approved_by` counts the parties that approved the standing version. `clauses` counts by kind, `roles` are the
             roles of clauses that stand, `opens_for` the kinds of external members that they open for. `points` are those that came from a template, `unchanged` of them as they came. `unpromised`
             are obligations that no promise follows up.
    """

    kind: str
    state: str
    valid_from: date
    valid_to: date
    started_on: date
    revision_due_on: date | None = None
    evaluation_due_on: date | None = None
    superseded_on: date | None = None
    has_successor: bool = False
    parties: int = 2
    approved_by: int = 0
    roles: frozenset[str] = frozenset()
    opens_for: frozenset[str] = frozenset()
    intentions: int = 0
    descriptions: int = 0
    obligations: int = 0
    open_clauses: int = 0
    points: int = 0
    unchanged: int = 0
    versions: int = 0
    undescribed_versions: int = 0
    open_requests: tuple[date, ...] = ()
    answered_requests: int = 0
    names_frame: bool = False
    frame_stood: bool = False
    unpromised: int = 0

    def runs(self, day: date) -> bool:
        ended = self.superseded_on is not None and day >= self.superseded_on
        return self.state == "in_force" and self.valid_from <= day <= self.valid_to and not ended


@dataclass(frozen=True)
class SltGroup:
    """A group of SLT at one level: who sits in it by function and side, and how the police took part in a year."""

    level: str
    functions: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    counties: int = 0
    meetings: int = 0
    with_police: int = 0


@dataclass(frozen=True)
class Sharing:
    """What was shared in a cooperation within a year, in counts.

    Shape    `unbased` are those beyond the open without a basis, `unnamed` confidential ones that name nobody, `strangers` readings of
             confidential ones by others than sender and named.
    """

    items: int = 0
    from_police: int = 0
    confidential: int = 0
    unbased: int = 0
    unnamed: int = 0
    strangers: int = 0


@dataclass(frozen=True)
class CooperationFacts:
    """A cooperation: its parties by kind, its agreements, and its SLT.

    Shape    `former_agreements` counts those of the two former kinds. Of them, only what still runs or began after the guide came is
             among the `agreements`: the rest are history, and no rule asks more of them.
    """

    day: date
    id: UUID
    kind: str = "municipal"
    municipalities: int = 1
    districts: int = 1
    police_units: int = 0
    schools: int = 0
    counties: int = 0
    agreements: tuple[Agreement, ...] = ()
    former_agreements: int = 0
    slt_in_force: bool = False
    slt_groups: tuple[SltGroup, ...] = ()
    councils: int = 0
    steering_councils: int = 0
    slt_items: int = 0
    contact_days: tuple[Span, ...] = ()
    services: frozenset[str] = frozenset()
    sharing: Sharing = Sharing()
    evaluations: tuple[LookBack, ...] = ()
    areas: int = 0
    covered_areas: int = 0
    election_on: date | None = None
    months_after_election: int = 6
    elected_since: tuple[date | None, ...] = ()
    work_crime: WorkCrime = field(default_factory=WorkCrime)
    has_other_model: bool = False
    police_in_groups: int = 0
    external_kinds: frozenset[str] = frozenset()
    areas_with_others: frozenset[UUID] = frozenset()
    focus: tuple[Focus, ...] = ()
    across: Across = field(default_factory=Across)
    plans: tuple[Plan, ...] = ()
    promises: tuple[Promise, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    pictures: tuple[Picture, ...] = ()
    step_two: tuple[StepTwo, ...] = ()
    processes: tuple[Process, ...] = ()

    @property
    def open_measures(self) -> tuple[Measure, ...]:
        return tuple(m for plan in self.plans if plan.is_open for m in plan.measures if m.is_open)

    @cached_property
    def running(self) -> tuple[Agreement, ...]:
        return tuple(agreement for agreement in self.agreements if agreement.runs(self.day))


@dataclass(frozen=True)
class Candidate:
    """One whom a forum has put on its list of possible partners, and the day it was assessed."""

    sector: str
    assessed_on: date | None = None


@dataclass(frozen=True)
class Place:
    """How a regional council stands to one municipality's own: as the municipality has said, and whether it has one."""

    mode: str = ""
    has_own_council: bool = False


@dataclass(frozen=True)
class Member:
    """A seat in a forum. `agreed_on` is the day on which both parties had agreed to let an external member in.

    Shape    `held_since` is when the one who sits there began in the post, `briefed_on` when they last said that they know what their
             `service` may share.
    """

    function: str
    side: str
    since: date
    person: UUID | None = None
    post: UUID | None = None
    is_external: bool = False
    is_challenge_named: bool = False
    agreed_on: date | None = None
    held_since: date | None = None
    service: str = ""
    briefed_on: date | None = None
    is_introduced: bool = False


@dataclass(frozen=True)
class Meeting:
    """A meeting and who was there by function. `called_at_last` is the day on which the last member had the call."""

    on: date
    state: str
    called_on: date | None = None
    present: frozenset[str] = frozenset()
    minutes_approved_on: date | None = None
    tasks: int = 0
    unsound_tasks: int = 0
    organises_forum: bool = False
    is_about_slt: bool = False

    @property
    def is_held(self) -> bool:
        return self.state in {"held", "minutes_out", "approved"}


@dataclass(frozen=True)
class ForumFacts:
    """A standing body: its members today, its meetings and its own settings.

    `references` counts the provisions it refers to; none said is none, and «none needed» is 0. `places` are the municipalities of a region.

    Shape    `notice_days` and `meetings_a_year` are the forum's own; they go before the guide's and ours. `contact_drafts` are
             meetings that a police contact has drafted, `unsound_drafts` those of them without a leader, or that no other approved.
    """

    day: date
    id: UUID
    kind: str
    begun_on: date
    notice_days: int = 14
    meetings_a_year: int = 2
    members: tuple[Member, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    overdue_tasks: int = 0
    open_tasks: int = 0
    contact_drafts: int = 0
    unsound_drafts: int = 0
    contact_posts: frozenset[UUID] = frozenset()
    slt_in_force: bool = False
    agreement: Span | None = None
    references: int | None = None
    places: tuple[Place, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    evaluations: tuple[LookBack, ...] = ()
    evaluation_planned_on: date | None = None
    plans: tuple[Plan, ...] = ()
    decided: tuple[Decided, ...] = ()
    flagged: tuple[Flagged, ...] = ()

    @property
    def is_council(self) -> bool:
        return self.kind in COUNCILS

    @property
    def held(self) -> tuple[Meeting, ...]:
        return tuple(meeting for meeting in self.meetings if meeting.is_held)

    def held_since(self, days: int) -> tuple[Meeting, ...]:
        return tuple(m for m in self.held if m.on > self.day - timedelta(days=days))

    def held_in(self, year: int) -> tuple[Meeting, ...]:
        return tuple(meeting for meeting in self.held if meeting.on.year == year)


@dataclass(frozen=True)
class CountryFacts:
    """Every living municipality together, for the two shares of SLT; who owns the upper secondary schools; the guide's sources in use."""

    day: date
    id: UUID
    municipalities: int = 0
    inhabitants: int = 0
    with_slt: int = 0
    inhabitants_with_slt: int = 0
    not_registered: int = 0
    references: tuple[Reference, ...] = ()
    months_between_checks: int = 12
    schools: int = 0
    owned_schools: int = 0
    municipal_schools: int = 0


type Facts = MunicipalityFacts | DistrictFacts | CooperationFacts | ForumFacts | CountryFacts
SUBJECTS: dict[type, str] = {
    MunicipalityFacts: "municipality",
    DistrictFacts: "district",
    CooperationFacts: "cooperation",
    ForumFacts: "forum",
    CountryFacts: "country",
}
