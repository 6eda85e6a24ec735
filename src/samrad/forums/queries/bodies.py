"""Every read of the room. An external member reaches the forum they sit in, and of it what is shared with the forum."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from samrad.cooperation.models import Cooperation, CooperationParty
from samrad.cooperation.queries import keys_inside, living_parties, stands_inside
from samrad.forums.models import (
    Assessment,
    AssessmentYes,
    Briefing,
    Face,
    Forum,
    LocalChoice,
    Membership,
    WheelPoint,
)
from samrad.forums.queries.reach import (
    SHARED,
    Reach,
    is_insider,
    limited_seat_of,
    reach_of,
    sees_whole,
    shown_to,
    shown_within,
)
from samrad.kernel.clock import today
from samrad.kernel.composed import composed
from samrad.kernel.once import read_once
from samrad.kernel.rows import lay_beside, lay_within
from samrad.kernel.together import Steps, question
from samrad.parties.actor import Actor
from samrad.parties.models import EMERGENCY_SERVICES, Appointment, Organisation, Post
from samrad.parties.queries import norsk_sort, runs_on

PARTIES = Prefetch(
    "cooperation__parties", CooperationParty.objects.select_related("organisation").order_by("order")
)
MEMBERS = Prefetch(
    "memberships",
    Membership.objects.select_related("post__organisation", "party").order_by("role", "valid_from"),
)


def sits_in(actor: Actor, forum: Forum) -> bool:
    """Whether the actor's post is a member of the forum today. Expects memberships and parties fetched along."""
    return _seated(actor.post, forum)


def _seated(post: UUID | None, forum: Forum) -> bool:
    """A seat is held for nobody, or for a party that is still in the cooperation."""
    left = {party.organisation_id for party in forum.cooperation.parties.all() if party.left_on}
    return any(
        member.post_id == post and member.sits_on(today()) and member.party_id not in left
        for member in forum.memberships.all()
    )


def with_members() -> "QuerySet[Forum]":
    """Forums with their members and parties: what is asked of a forum already found to be the actor's to see."""
    return Forum.objects.select_related("cooperation").prefetch_related(PARTIES, MEMBERS)


@question
def forum_visible_to(actor: Actor, forum_id: UUID) -> Steps[Forum]:
    """Refuses with `Forum.DoesNotExist`, alike for what is foreign and what is not there. One statement."""
    [found, parties, members, houses] = yield [
        _forum(forum_id),
        _parties(forum_id),
        _members(forum_id),
        _houses(forum_id),
    ]
    if not found:
        raise Forum.DoesNotExist
    forum: Forum = found[0]
    lay_beside(forum.cooperation, "parties", parties)
    lay_beside(forum, "memberships", members)
    lay_within(members, "party", [party.organisation for party in parties])
    lay_within([member.post for member in members], "organisation", houses)
    if not is_insider(actor, forum) and not sits_in(actor, forum):
        raise Forum.DoesNotExist
    return forum


@composed
def _forum(forum: UUID) -> "QuerySet[Forum]":
    return Forum.objects.filter(pk=forum).select_related("cooperation")


@composed
def _parties(forum: UUID) -> "QuerySet[CooperationParty]":
    rows = CooperationParty.objects.filter(cooperation__forums=forum)
    return rows.select_related("organisation").order_by("order")


@composed
def _members(forum: UUID) -> "QuerySet[Membership]":
    return Membership.objects.filter(forum=forum).select_related("post").order_by("role", "valid_from")


@composed
def _houses(forum: UUID) -> "QuerySet[Organisation]":
    """The few that the posts of many members belong to."""
    members = Membership.objects.filter(forum=forum)
    return Organisation.objects.filter(pk__in=members.values("post__organisation")).order_by()


def forums_of(actor: Actor, cooperation: Cooperation) -> list[Forum]:
    """The forums of a cooperation as the actor may see them, the living first. Its parties are known to it already."""
    rows = cooperation.forums.prefetch_related(MEMBERS)
    seen = [forum for forum in rows if is_insider(actor, forum) or sits_in(actor, forum)]
    return sorted(seen, key=lambda forum: (forum.ended_on is not None, not forum.is_council, forum.name))


@read_once
def own_forums(actor: Actor) -> list[Forum]:
    """The living forums in which the actor's own post sits today."""
    return [] if actor.post is None else _where(actor.post)


def forums_with(actor: Actor, post: UUID) -> list[Forum]:
    """The living forums in which a post sits today, those that the actor may see."""
    if post == actor.post:
        return own_forums(actor)
    return [forum for forum in _where(post) if is_insider(actor, forum) or sits_in(actor, forum)]


def _where(post: UUID) -> list[Forum]:
    return list(seats_of(post).select_related("cooperation").prefetch_related(PARTIES, MEMBERS))


def seats_of(post: UUID | None) -> "QuerySet[Forum]":
    """The living forums in which a post sits today: also as a part of a larger statement."""
    return Forum.objects.filter(Exists(_sitting(post)), ended_on=None)


def whole_seats_of(post: UUID | None) -> "QuerySet[Forum]":
    """The same, without those where the seat is limited. V-4.2-d."""
    return Forum.objects.filter(Exists(_sitting(post).filter(limited=False)), ended_on=None)


def _sitting(post: UUID | None) -> "QuerySet[Membership]":
    gone = CooperationParty.objects.filter(
        cooperation=OuterRef("cooperation"), organisation=OuterRef("party"), left_on__isnull=False
    )
    return Membership.objects.filter(~Exists(gone), runs_on(today()), forum=OuterRef("pk"), post=post)


_SEATS = composed(seats_of)


@question
def wheel_of(actor: Actor, forum: Forum, year: int) -> Steps[list[WheelPoint]]:
    """The points of one year, in order."""
    [points] = yield [_wheel(forum.pk, reach_of(actor, forum), year)]
    return points


@composed
def _wheel(forum: UUID, reach: Reach, year: int) -> "QuerySet[WheelPoint]":
    return shown_within(reach, WheelPoint.objects.filter(forum=forum, on__year=year)).order_by("on", "name")


def wheel_point_visible_to(actor: Actor, point_id: UUID) -> WheelPoint:
    """Refuses with `WheelPoint.DoesNotExist`."""
    forum = forum_visible_to(actor, WheelPoint.objects.values_list("forum", flat=True).get(pk=point_id))
    return shown_to(actor, forum, WheelPoint.objects.filter(pk=point_id)).get()


def assessments_of(actor: Actor, forum: Forum) -> list[Assessment]:
    """What the parties have weighed about taking others in. Parties only."""
    if not is_insider(actor, forum):
        return []
    return list(
        Assessment.objects.filter(forum=forum).prefetch_related(
            Prefetch("yeses", AssessmentYes.objects.select_related("party"))
        )
    )


@question
def holders_of(posts: Iterable[UUID]) -> Steps[dict[UUID, list[Appointment]]]:
    """Who holds some posts today, by post. Open facts about who is who."""
    [rows] = yield [_holding(frozenset(posts))]
    found: dict[UUID, list[Appointment]] = {}
    for row in rows:
        found.setdefault(row.post_id, []).append(row)
    return found


@composed
def _holding(posts: frozenset[UUID]) -> "QuerySet[Appointment]":
    rows = Appointment.objects.filter(runs_on(today()), post__in=posts)
    return rows.select_related("person").order_by("valid_from", "id")


@dataclass(frozen=True)
class ForumInShort:
    """A living forum as the navigation tells of it. `members` are those who sit there today."""

    id: UUID
    name: str
    kind: str
    begun_on: date
    members: int
    former_names: list[str]

    @property
    def known_as(self) -> list[str]:
        return [self.name, *self.former_names]

    @property
    def is_council(self) -> bool:
        return self.kind.startswith("council")


def forums_in_short(actor: Actor, cooperation: Cooperation) -> list[ForumInShort]:
    """The living forums of a cooperation, for its parties, the oldest first. One statement."""
    if not stands_inside(actor, cooperation):
        return []
    day = today()
    sitting = Q(memberships__valid_from__lte=day) & (
        Q(memberships__valid_to=None) | Q(memberships__valid_to__gte=day)
    )
    rows = Forum.objects.filter(cooperation=cooperation, ended_on=None).annotate(
        members=Count("memberships", filter=sitting)
    )
    columns = ("id", "name", "kind", "begun_on", "members", "former_names")
    return [ForumInShort(*row) for row in rows.order_by("begun_on", "name").values_list(*columns)]


@question
def points_due(actor: Actor, until: date, *, as_party: bool = False) -> Steps[list[WheelPoint]]:
    """What is not done by a day in the forums where the actor's own post sits; only those of a cooperation one acts for, when asked so."""
    [points] = yield [_due(actor, until, as_party=as_party)]
    return points


@composed
def _due(actor: Actor, until: date, *, as_party: bool) -> "QuerySet[WheelPoint]":
    rows = _own_points(actor).filter(done_on=None, on__lte=until)
    return rows.filter(cooperation__in=keys_inside(actor)) if as_party else rows


@question
def own_year(actor: Actor, year: int) -> Steps[tuple[list[Forum], list[WheelPoint]]]:
    """The living forums in which the actor's own post sits today, and their points of a year, as each may be seen."""
    if actor.post is None:
        return [], []
    [forums, points] = yield [_SEATS(actor.post), _points_of_year(actor, year)]
    return forums, points


@composed
def _points_of_year(actor: Actor, year: int) -> "QuerySet[WheelPoint]":
    return _own_points(actor).filter(on__year=year)


def _own_points(actor: Actor) -> "QuerySet[WheelPoint]":
    """`shown_to` for all of the actor's own forums at once, as the database can answer it."""
    shared = Q(face__in=SHARED, only_for=None)
    theirs = (Q(only_for=None) & ~Q(face=Face.OWN)) | Q(only_for__in=actor.parties)
    rows = WheelPoint.objects.filter(forum__in=whole_seats_of(actor.post).values("pk"))
    seen = rows.filter(shared | (Q(cooperation__in=keys_inside(actor)) & theirs))
    return seen.select_related("forum__cooperation").order_by("on", "name")


def points_in(actor: Actor, forums: Iterable[Forum], year: int | None = None) -> list[WheelPoint]:
    """The points of some forums the actor may see, in one statement, as each may be seen."""
    by_id = {forum.pk: forum for forum in forums}
    if not by_id:
        return []
    rows = WheelPoint.objects.filter(forum__in=by_id)
    if year:
        rows = rows.filter(on__year=year)
    insides = {pk for pk, forum in by_id.items() if is_insider(actor, forum)}
    wholes = [pk for pk, forum in by_id.items() if sees_whole(actor, forum)]
    shared = Q(forum__in=wholes, face__in=SHARED, only_for=None)
    own = Q(forum__in=insides) & ((Q(only_for=None) & ~Q(face=Face.OWN)) | Q(only_for__in=actor.parties))
    found = list(rows.filter(shared | own).order_by("on", "name"))
    for point in found:
        point.forum = by_id[point.forum_id]
    return found


def membership_visible_to(actor: Actor, membership_id: UUID) -> Membership:
    """Refuses with `Membership.DoesNotExist`, or as the forum does."""
    member = Membership.objects.select_related("post__organisation", "party").get(pk=membership_id)
    member.forum = forum_visible_to(actor, member.forum_id)
    return member


def assessment_visible_to(actor: Actor, assessment_id: UUID) -> Assessment:
    """Parties only. Refuses with `Assessment.DoesNotExist`, or as the forum does."""
    assessment = Assessment.objects.prefetch_related("yeses").get(pk=assessment_id)
    assessment.forum = forum_visible_to(actor, assessment.forum_id)
    if not is_insider(actor, assessment.forum):
        raise Assessment.DoesNotExist
    return assessment


OUTSIDE_KINDS = ("school", "business", "volunteer", "county", "service", *EMERGENCY_SERVICES)


def posts_to_seat(forum: Forum) -> list[Post]:
    """Posts of the parties that do not sit in the forum yet. Open facts."""
    parties = [party.organisation_id for party in living_parties(forum.cooperation)]
    houses = Q(organisation__in=parties) | Q(acts_for__in=parties)
    return _free(forum, Post.objects.filter(houses))


def posts_outside(forum: Forum) -> list[Post]:
    """Posts in schools, business, volunteer organisations, emergency and other services outside the parties. Open facts."""
    parties = [party.organisation_id for party in forum.cooperation.parties.all()]
    rows = Post.objects.filter(organisation__kind__in=OUTSIDE_KINDS, organisation__valid_to=None)
    return _free(forum, rows.exclude(organisation__in=parties).exclude(acts_for__in=parties))


def _free(forum: Forum, rows: "QuerySet[Post]") -> list[Post]:
    sitting = [member.post_id for member in forum.memberships.all() if member.valid_to is None]
    found = rows.exclude(pk__in=sitting).exclude(power=Post.Power.NONE).select_related("organisation")
    return sorted(found, key=lambda post: (norsk_sort(post.organisation.name), norsk_sort(post.title)))


@question
def own_briefings(actor: Actor) -> Steps[list[Briefing]]:
    """What the actor has confirmed in the seats of today, the last of each seat. V-4.1.5-e."""
    [rows] = yield [_briefed(actor.appointment)]
    return list({row.membership_id: row for row in rows}.values())


@composed
def _briefed(appointment: UUID | None) -> "QuerySet[Briefing]":
    own = Briefing.objects.filter(by=appointment).exclude(membership__valid_to__lt=today())
    return own.select_related("forum", "membership").order_by("on")


def briefings_of(actor: Actor, forum: Forum) -> dict[UUID, Briefing]:
    """The last confirmed briefing of each member of a forum, by membership. One statement. V-4.1.5-e."""
    if not is_insider(actor, forum) and not sits_in(actor, forum):
        return {}
    found: dict[UUID, Briefing] = {}
    limited = limited_seat_of(actor, forum)
    for row in Briefing.objects.filter(forum=forum).order_by("on"):
        if limited is None or row.membership_id == limited.pk:
            found[row.membership_id] = row
    return found


@question
def local_choices_of(actor: Actor, forum: Forum) -> Steps[list[LocalChoice]]:
    """What the parties do otherwise in a forum, as it stands. For the parties; one statement. V-1.1-b."""
    if not is_insider(actor, forum):
        return []
    [found] = yield [_choices(forum.pk)]
    return found


@composed
def _choices(forum: UUID) -> "QuerySet[LocalChoice]":
    return LocalChoice.objects.filter(forum=forum, ended_on=None).select_related("party").order_by("on")


def external_houses_in(actor: Actor, cooperation: Cooperation) -> dict[str, list[str]]:
    """The houses outside the parties that sit in the living forums of a cooperation today, by kind. For the parties; one statement."""
    if not stands_inside(actor, cooperation):
        return {}
    rows = Membership.objects.filter(
        runs_on(today()), cooperation=cooperation, is_external=True, forum__ended_on=None
    ).values_list("post__organisation__kind", "post__organisation__official_name")
    found: dict[str, list[str]] = {}
    for kind, name in rows.order_by("post__organisation__official_name").distinct():
        found.setdefault(kind, []).append(name)
    return found
