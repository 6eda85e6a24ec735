"""Where contacts stand in the police, and which seats one person fills. Open to the district and its municipalities."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from samrad.contacts.models import Combination, Placement
from samrad.kernel.clock import today
from samrad.parties.models import POLICE_HOUSES, Appointment, Organisation, Post
from samrad.parties.queries import norsk_sort, runs_on

LEADERS = (
    Post.Function.POLICE_STATION_HEAD,
    Post.Function.POLICE_UNIT_HEAD,
    Post.Function.OPERATING_UNIT_HEAD,
    Post.Function.CHIEF_OF_POLICE,
)


@dataclass(frozen=True)
class Unit:
    """A house of the police, and how far below its district it stands."""

    organisation: Organisation
    depth: int

    @property
    def label(self) -> str:
        return f"{self.organisation.name} ({self.organisation.get_kind_display()})"


def houses_within(district: UUID) -> "QuerySet[Organisation]":
    """The district, and what stands in it today, at any level. One statement."""
    inside = (
        Q(pk=district) | Q(parent=district) | Q(parent__parent=district) | Q(parent__parent__parent=district)
    )
    rows = Organisation.objects.filter(inside, kind__in=POLICE_HOUSES, valid_to=None)
    return rows.select_related("parent__parent__parent")


def units_of(district: Organisation) -> list[Unit]:
    """The district's tree from above, each house before what stands in it, alike ones by name. One statement."""
    below: dict[UUID | None, list[Organisation]] = {}
    for row in sorted(houses_within(district.pk), key=lambda row: (norsk_sort(row.name), row.pk)):
        below.setdefault(row.parent_id, []).append(row)
    found: list[Unit] = []
    waiting = [Unit(district, 0)]
    while waiting:
        unit = waiting.pop()
        found.append(unit)
        inside = [Unit(row, unit.depth + 1) for row in below.get(unit.organisation.pk, [])]
        waiting += reversed(inside)
    return found


def stands_in(unit: Organisation) -> str:
    """The house and what it is under, as they are called today: a station, its unit, and so up to the district."""
    names, house = [], unit
    while house.parent is not None and house.kind != Organisation.Kind.POLICE_DISTRICT:
        names.append(house.official_name)
        house = house.parent
    return ", ".join([*names, house.official_name])


def placements_of(post: Post) -> list[Placement]:
    """Each place the post has stood, the latest first. One statement."""
    return list(post.placements.select_related("unit", "manager__organisation"))


def managers_in(district: UUID, but: UUID) -> list[Post]:
    """The leaders of the district under whom a contact may stand; never the contact's own post."""
    rows = Post.objects.filter(Q(acts_for=district) | Q(organisation=district), function__in=LEADERS)
    found = rows.exclude(pk=but).select_related("organisation")
    return sorted(found, key=lambda row: (norsk_sort(row.title), row.pk))


@dataclass(frozen=True)
class OtherSeat:
    """A post that the holder of a contact's post has beside it; `reason` where it is a leader's and the district has said why."""

    post: Post
    is_leader: bool
    reason: str


def other_seats_of(appointment: UUID) -> list[OtherSeat]:
    """What else the holder of a post is today. Two statements."""
    holds = Appointment.objects.filter(pk=appointment)
    rows = Appointment.objects.filter(runs_on(today()), person__in=holds.values("person"))
    rows = rows.exclude(post__in=holds.values("post")).select_related("post__organisation")
    why = dict(Combination.objects.filter(appointment=appointment).values_list("leader", "reason"))
    posts = {row.post_id: row.post for row in rows.order_by("valid_from", "id")}
    return [OtherSeat(post, post.function in LEADERS, why.get(key, "")) for key, post in posts.items()]
