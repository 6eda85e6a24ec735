"""What a municipality and its police do together with the other emergency services. Read from the rooms where it stands. V-2.1-c."""

from dataclasses import dataclass

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import stands_inside
from samrad.forums.models import Membership
from samrad.kernel.clock import today
from samrad.meetings.models import Attendance, Meeting, Recipient
from samrad.parties.actor import Actor
from samrad.parties.models import EMERGENCY_SERVICES, Organisation
from samrad.parties.queries import runs_on
from samrad.plans.models import Exercise, MeasurePart
from samrad.plans.queries.challenges import exercises_in

# A house of this kind stands in an exercise as this sector, and in a measure as this kind of partner.
SECTORS = dict(zip(EMERGENCY_SERVICES, (Exercise.Sector.FIRE, Exercise.Sector.HEALTH), strict=True))
PARTNERS = dict(zip(EMERGENCY_SERVICES, (MeasurePart.Kind.FIRE, MeasurePart.Kind.HEALTH), strict=True))


@dataclass(frozen=True)
class Together:
    """One kind of emergency service: its seats of today, the meetings it came or is called to, exercises and measures."""

    kind: Organisation.Kind
    seats: list[Membership]
    held: list[Attendance]
    ahead: list[Recipient]
    exercises: list[Exercise]
    parts: list[MeasurePart]

    @property
    def is_empty(self) -> bool:
        return not (self.seats or self.held or self.ahead or self.exercises or self.parts)


def emergency_overview(actor: Actor, cooperation: Cooperation) -> list[Together]:
    """For the parties alone. Five statements, however much there is; exercises show to those who write."""
    if not stands_inside(actor, cooperation):
        return []
    kinds = {"membership__post__organisation__kind__in": EMERGENCY_SERVICES, "cooperation": cooperation}
    seats = Membership.objects.filter(
        runs_on(today()), cooperation=cooperation, post__organisation__kind__in=EMERGENCY_SERVICES
    ).select_related("post__organisation", "forum")
    here = (Attendance.State.PRESENT, Attendance.State.DIGITAL)
    named = ("membership__post__organisation", "meeting", "forum")
    held = Attendance.objects.filter(**kinds, state__in=here).select_related(*named)
    called = Recipient.objects.filter(**kinds, meeting__state=Meeting.State.CALLED).select_related(*named)
    parts = MeasurePart.objects.filter(cooperation=cooperation, kind__in=PARTNERS.values())
    rows = _Rows(
        list(seats.order_by("post__organisation__name", "pk")),
        list(held.order_by("-meeting__starts_at", "pk")),
        list(called.order_by("meeting__starts_at", "pk")),
        exercises_in(actor, cooperation),
        list(parts.select_related("measure").order_by("name", "pk")),
    )
    return [rows.of(Organisation.Kind(kind)) for kind in EMERGENCY_SERVICES]


@dataclass(frozen=True)
class _Rows:
    seats: list[Membership]
    held: list[Attendance]
    ahead: list[Recipient]
    exercises: list[Exercise]
    parts: list[MeasurePart]

    def of(self, kind: Organisation.Kind) -> Together:
        return Together(
            kind,
            [row for row in self.seats if row.post.organisation.kind == kind],
            [row for row in self.held if row.membership.post.organisation.kind == kind],
            [row for row in self.ahead if row.membership.post.organisation.kind == kind],
            [row for row in self.exercises if SECTORS[kind] in row.sectors],
            [row for row in self.parts if row.kind == PARTNERS[kind]],
        )
