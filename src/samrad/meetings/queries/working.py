"""How a forum has worked the last year, counted from its meetings and matters. Nothing is scored."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from samrad.cooperation.models import Area
from samrad.forums.models import Forum, Membership
from samrad.forums.queries import is_insider, shown_to
from samrad.kernel.clock import OSLO
from samrad.meetings.models import AgendaItem, Attendance, Decision, Meeting, Recipient
from samrad.meetings.queries.meetings import Notice, notice_of
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation, Post

YEAR = timedelta(days=365)
HELD = (Meeting.State.HELD, Meeting.State.MINUTES_OUT, Meeting.State.APPROVED)
LEADERS = (
    Post.Function.MAYOR,
    Post.Function.MUNICIPAL_DIRECTOR,
    Post.Function.POLICE_UNIT_HEAD,
    Post.Function.OPERATING_UNIT_HEAD,
    Post.Function.CHIEF_OF_POLICE,
)


@dataclass(frozen=True)
class Presence:
    """How many of the year's meetings a leader's seat was taken by the leader or a named substitute. V-4.1.1-b, V-4.1.4-d.

    Shape    `in_person` and `by_substitute` make up `present`; what is left of `of` is when nobody came.
    """

    member: Membership
    in_person: int
    by_substitute: int
    of: int

    @property
    def present(self) -> int:
        return self.in_person + self.by_substitute

    @property
    def absent(self) -> int:
        return self.of - self.present


@dataclass(frozen=True)
class Exchange:
    """What one party laid before the forum: matters it raised, and matters of knowledge and experience that were treated. V-4-c."""

    party: Organisation
    raised: int
    exchanged: int


@dataclass(frozen=True)
class Working:
    """A forum's last year.

    Shape    `held` and `in_good_time` are meetings. `steps` has a count for each of the ladder's four steps and for none,
             `levels` for strategic and operational, both over matters that were treated. `waiting` was raised and stands on no
             agenda, the oldest first. `resources` are decisions that set something aside, `own` matters in
             which a party told of its own decision, with how they ended, and `scopes` treated and waiting matters for each area.
    Source   V-4-b, V-4-m, V-4.1.4-d, V-4.1-b, V-4-c, V-4-i, V-4.1.3-b, V-2.3-h.
    """

    held: int
    wanted: int
    in_good_time: int
    treated: int
    leaders: list[Presence]
    exchanges: list[Exchange]
    steps: dict[int | None, int]
    levels: dict[str, int]
    waiting: list[AgendaItem]
    resources: list[Decision]
    own: list[tuple[AgendaItem, Decision | None]]
    scopes: dict[str, tuple[int, int]]


def working_of(actor: Actor, forum: Forum, day: date) -> Working:
    """The year up to a day, as a party's people see it. Five statements.

    Refuses  with `Forum.DoesNotExist` an external member: how the parties work is theirs to look at.
    """
    if not is_insider(actor, forum):
        raise Forum.DoesNotExist
    meetings = list(Meeting.objects.filter(forum=forum, state__in=HELD, starts_at__date__gt=day - YEAR))
    items = _items(actor, forum, meetings, day)
    treated = [item for item in items if item.state == AgendaItem.State.TREATED]
    raised = [item for item in items if item.state == AgendaItem.State.PROPOSED]
    decisions = _decisions(actor, forum, meetings)
    return Working(
        held=len(meetings),
        wanted=forum.meetings_a_year,
        in_good_time=sum(notice.in_good_time for notice in _notices(forum, meetings)),
        treated=len(treated),
        leaders=_leaders(forum, meetings, day),
        exchanges=_exchanges(forum, items),
        steps={step: Counter(item.step for item in treated)[step] for step in (1, 2, 3, 4, None)},
        levels={level: Counter(item.level for item in treated)[level] for level in AgendaItem.Level.values},
        waiting=raised,
        resources=[each for each in decisions if each.resources],
        own=[
            (item, next((each for each in reversed(decisions) if each.item_id == item.pk), None))
            for item in items
            if item.kind == AgendaItem.Kind.OWN_DECISION
        ],
        scopes={
            area: (sum(area in item.areas for item in treated), sum(area in item.areas for item in raised))
            for area in Area.values
        },
    )


def _items(actor: Actor, forum: Forum, meetings: list[Meeting], day: date) -> list[AgendaItem]:
    """What the year's meetings treated, what was raised in the year, and whatever still waits; those the actor may see."""
    ours = (
        Q(meeting__in=meetings)
        | Q(proposed_at__date__gt=day - YEAR, proposed_at__date__lte=day)
        | Q(state=AgendaItem.State.PROPOSED)
    )
    rows = shown_to(actor, forum, AgendaItem.objects.filter(ours, forum=forum))
    found = rows.exclude(state=AgendaItem.State.WITHDRAWN).select_related("presenter", "proposed_for")
    return list(found.order_by("proposed_at"))


def _notices(forum: Forum, meetings: list[Meeting]) -> list[Notice]:
    called: dict[UUID, list[Recipient]] = {meeting.pk: [] for meeting in meetings}
    for recipient in Recipient.objects.filter(meeting__in=meetings):
        called[recipient.meeting_id].append(recipient)
    for meeting in meetings:
        meeting.forum = forum
    return [notice_of(meeting, called[meeting.pk]) for meeting in meetings]


def _leaders(forum: Forum, meetings: list[Meeting], day: date) -> list[Presence]:
    here = Attendance.objects.filter(
        meeting__in=meetings, state__in=(Attendance.State.PRESENT, Attendance.State.DIGITAL)
    ).values_list("membership", "substitute")
    there = Counter((membership, substitute is not None) for membership, substitute in here)
    held_on = [meeting.starts_at.astimezone(OSLO).date() for meeting in meetings]
    return [
        Presence(
            member,
            there[member.pk, False],
            there[member.pk, True],
            sum(member.sits_on(on) for on in held_on),
        )
        for member in forum.memberships.all()
        if member.post.function in LEADERS and member.sits_on(day)
    ]


def _decisions(actor: Actor, forum: Forum, meetings: list[Meeting]) -> list[Decision]:
    """What was decided, with the post that answers for it, as each may be seen."""
    rows = shown_to(actor, forum, Decision.objects.filter(item__meeting__in=meetings))
    return list(rows.select_related("item", "responsible__organisation").order_by("made_at"))


def _exchanges(forum: Forum, items: list[AgendaItem]) -> list[Exchange]:
    """A matter is laid before the forum by the party of the post that presents it, or of the one that raised it."""
    by_post: dict[UUID | None, UUID | None] = {
        member.post_id: member.party_id for member in forum.memberships.all()
    }
    raised = Counter(item.proposed_for_id for item in items)
    exchanged = Counter(
        by_post.get(item.presenter_id) or item.proposed_for_id
        for item in items
        if item.kind == AgendaItem.Kind.EXCHANGE and item.state == AgendaItem.State.TREATED
    )
    return [
        Exchange(each.organisation, raised[each.organisation_id], exchanged[each.organisation_id])
        for each in forum.cooperation.parties.all()
    ]
