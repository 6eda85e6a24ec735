"""Meetings, agendas and papers, as the actor may see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from samrad.cooperation.models import Cooperation, CooperationParty
from samrad.cooperation.queries import stands_inside
from samrad.forums.models import Forum, Membership
from samrad.forums.queries import (
    SHARED,
    Reach,
    forum_visible_to,
    is_insider,
    limited_seat_of,
    own_forums,
    reach_of,
    sees_whole,
    shown_to,
    shown_within,
    with_members,
)
from samrad.kernel.clock import OSLO, now, today
from samrad.kernel.composed import composed
from samrad.kernel.rows import lay_beside
from samrad.kernel.together import Steps, question
from samrad.meetings.models import AgendaItem, Attendance, Meeting, Paper, Recipient, StepChange
from samrad.parties.actor import Actor
from samrad.parties.queries import runs_on

LIVING = ("planned", "called", "in_session")
RUNS_OVER = timedelta(days=1)  # how long a meeting that is not closed may still be going on


@dataclass(frozen=True)
class Notice:
    """Whether the forum was called in good time, computed from whom the call reached. V-4.1.2-b.

    Shape    `days` is from the last call that reached somebody to the meeting, none before it has reached anybody.
    """

    wanted: int
    days: int | None
    recipients: int
    reached: int

    @property
    def all_reached(self) -> bool:
        return self.reached == self.recipients

    @property
    def in_good_time(self) -> bool:
        return self.days is not None and self.all_reached and self.days >= self.wanted


def meeting_visible_to(actor: Actor, meeting_id: UUID) -> Meeting:
    """Refuses with `Meeting.DoesNotExist`, alike for what is foreign and what is not there."""
    found = _meeting(meeting_id).get()
    try:
        found.forum = forum_visible_to(actor, found.forum_id)
    except Forum.DoesNotExist:
        lent = own_seat_lent_in(actor, found)
        if lent is None:
            raise Meeting.DoesNotExist from None
        found.forum = with_members().get(pk=found.forum_id)
        found.forum.seat_lent = lent.membership
    return found


@composed
def _meeting(meeting: UUID) -> QuerySet[Meeting]:
    rows = Meeting.objects.filter(pk=meeting)
    return rows.select_related("current_item", "planned_by", "assists__organisation").order_by()


def meetings_of(actor: Actor, forum: Forum) -> list[Meeting]:
    """Every meeting of a forum, the newest first. Expects a forum that the actor may see."""
    forum_visible_to(actor, forum.pk)
    return list(Meeting.objects.filter(forum=forum).order_by("-starts_at"))


def meetings_in(actor: Actor, cooperation: Cooperation) -> list[Meeting]:
    """Every meeting of a cooperation's forums, the soonest first; for those who act for a party. One statement."""
    if not stands_inside(actor, cooperation):
        return []
    rows = Meeting.objects.filter(cooperation=cooperation).select_related("forum")
    return list(rows.order_by("starts_at"))


def next_meetings(actor: Actor) -> list[Meeting]:
    """What is ahead in the forums where the actor's own post sits, and where the actor comes in another's place.

    Of a forum where the seat is limited, the meetings that have called them.
    """
    lent = Q(pk__in=_where_a_seat_is_lent_to(actor).values("meeting"))
    forums = own_forums(actor)
    limited = [seat.pk for forum in forums if (seat := limited_seat_of(actor, forum))]
    called = Q(pk__in=Recipient.objects.filter(membership__in=limited).values("meeting"))
    return _ahead(Q(forum__in=[forum for forum in forums if sees_whole(actor, forum)]) | called | lent)


def _where_a_seat_is_lent_to(actor: Actor) -> QuerySet[Recipient]:
    """The calls that name the actor as the one who comes instead of a member who sits there today."""
    called = Recipient.objects.filter(substitute_appointment=actor.appointment)
    gone = CooperationParty.objects.filter(
        cooperation=OuterRef("cooperation"), organisation=OuterRef("party"), left_on__isnull=False
    )
    seats = Membership.objects.filter(runs_on(today())).exclude(Exists(gone))
    return called.exclude(substitute_appointment=None).filter(membership__in=seats.values("pk"))


def own_seat_lent_in(actor: Actor, meeting: Meeting) -> Recipient | None:
    """The member in whose place the actor is called to a meeting that is not over: then they see what the member shares.

    Shape    a meeting that nobody has closed is over a day after it was to end.
    """
    if meeting.state not in {Meeting.State.CALLED, Meeting.State.IN_SESSION, Meeting.State.CANCELLED}:
        return None
    runs_over = timedelta(0) if meeting.state == Meeting.State.CANCELLED else RUNS_OVER
    if meeting.ends_at + runs_over <= now():
        return None
    rows = _where_a_seat_is_lent_to(actor).select_related("membership__post__organisation")
    return rows.filter(meeting=meeting).first()


def meetings_ahead(forums: list[Forum]) -> list[Meeting]:
    """What is ahead in some forums that the actor may see. One statement."""
    return _ahead(Q(forum__in=forums))


def _ahead(which: Q) -> list[Meeting]:
    rows = Meeting.objects.filter(which, state__in=LIVING, ends_at__gte=now())
    return list(rows.select_related("forum__cooperation").order_by("starts_at"))


@question
def agenda_of(actor: Actor, meeting: Meeting) -> Steps[list[AgendaItem]]:
    """The matters in order, those the actor may see, with their papers. One statement."""
    reach = reach_of(actor, meeting.forum)
    [items, papers] = yield [_agenda(meeting.pk, reach), _papers_to(meeting.pk, reach)]
    by_item: dict[UUID, list[Paper]] = {}
    for paper in papers:
        by_item.setdefault(paper.item_id, []).append(paper)
    for item in items:
        item.forum = meeting.forum
        lay_beside(item, "papers", by_item.get(item.pk, []))
    return items


@composed
def _agenda(meeting: UUID, reach: Reach) -> QuerySet[AgendaItem]:
    rows = shown_within(reach, AgendaItem.objects.filter(meeting=meeting))
    found = rows.exclude(state=AgendaItem.State.WITHDRAWN).order_by("position", "number")
    return found.select_related("presenter__organisation", "carried_from", "proposed_for", "addressed_to")


@composed
def _papers_to(meeting: UUID, reach: Reach) -> QuerySet[Paper]:
    rows = shown_within(reach, Paper.objects.filter(item__meeting=meeting).defer("data"))
    return rows.order_by("uploaded_at")


def _papers(actor: Actor, forum: Forum) -> QuerySet[Paper]:
    """The papers that the actor may see, without their bytes."""
    rows: QuerySet[Paper] = shown_to(actor, forum, Paper.objects.defer("data"))
    return rows.order_by("uploaded_at")


def seats_at(meeting: Meeting) -> list[tuple[Membership, bool]]:
    """Who sits in the forum on the day of a meeting, and whether the agenda has anything for them. V-4.2-d.

    One statement where somebody is limited. Expects the memberships fetched along.
    """
    day = meeting.starts_at.astimezone(OSLO).date()
    members = [member for member in meeting.forum.memberships.all() if member.sits_on(day)]
    if not any(member.limited for member in members):
        return [(member, True) for member in members]
    rows = AgendaItem.objects.filter(meeting=meeting, face__in=SHARED, only_for=None)
    shared = list(rows.exclude(state=AgendaItem.State.WITHDRAWN).values_list("theme", "opened_to"))
    return [
        (member, not member.limited or any(member.takes_part_in(*matter) for matter in shared))
        for member in members
    ]


@question
def proposals_of(actor: Actor, forum: Forum) -> Steps[list[AgendaItem]]:
    """Matters that are raised and stand on no agenda yet: what was raised and never treated shows here. V-4.1.3-b."""
    [items] = yield [_raised(forum.pk, reach_of(actor, forum))]
    for item in items:
        item.forum = forum
    return items


@composed
def _raised(forum: UUID, reach: Reach) -> QuerySet[AgendaItem]:
    rows = AgendaItem.objects.filter(forum=forum, state=AgendaItem.State.PROPOSED)
    found = shown_within(reach, rows).select_related("presenter__organisation", "proposed_for")
    return found.order_by("proposed_at")


def item_visible_to(actor: Actor, item_id: UUID) -> AgendaItem:
    """Refuses with `AgendaItem.DoesNotExist`."""
    forum_id, meeting_id = AgendaItem.objects.values_list("forum", "meeting").get(pk=item_id)
    try:
        forum = forum_visible_to(actor, forum_id)
    except Forum.DoesNotExist:
        forum = _forum_where_a_seat_is_lent(actor, meeting_id)
    rows: QuerySet[AgendaItem] = shown_to(actor, forum, AgendaItem.objects.filter(pk=item_id))
    item = (
        rows.select_related("meeting", "presenter__organisation", "proposed_for", "addressed_to")
        .prefetch_related(Prefetch("papers", _papers(actor, forum)))
        .get()
    )
    item.forum = forum
    if item.meeting:
        item.meeting.forum = forum
    return item


def _forum_where_a_seat_is_lent(actor: Actor, meeting_id: UUID | None) -> Forum:
    """The forum around a matter on the agenda of a meeting to which the actor is called in another's place."""
    meeting = Meeting.objects.filter(pk=meeting_id).first() if meeting_id else None
    lent = own_seat_lent_in(actor, meeting) if meeting else None
    if meeting is None or lent is None:
        raise AgendaItem.DoesNotExist
    forum = with_members().get(pk=meeting.forum_id)
    forum.seat_lent = lent.membership
    return forum


def step_changes_of(actor: Actor, item: AgendaItem) -> list[StepChange]:
    """How a matter has been moved on the ladder, the first move first."""
    return list(shown_to(actor, item.forum, StepChange.objects.filter(item=item)))


def paper_visible_to(actor: Actor, paper_id: UUID) -> Paper:
    """A checked paper with its bytes. Refuses with `Paper.DoesNotExist`, also while it is in quarantine."""
    paper = quarantined_paper(actor, paper_id)
    if paper.state != Paper.State.CLEAN:
        raise Paper.DoesNotExist
    return paper


def quarantined_paper(actor: Actor, paper_id: UUID) -> Paper:
    """A paper in whatever state, for those who lay it before the meeting. Refuses with `Paper.DoesNotExist`."""
    item_id = Paper.objects.values_list("item", flat=True).get(pk=paper_id)
    try:
        item = item_visible_to(actor, item_id)
    except AgendaItem.DoesNotExist:
        raise Paper.DoesNotExist from None
    paper = shown_to(actor, item.forum, Paper.objects.filter(pk=paper_id)).get()
    paper.item = item
    return paper


@question
def recipients_of(actor: Actor, meeting: Meeting) -> Steps[list[Recipient]]:
    """Whom the meeting called, and what came of it. Expects a forum with its memberships fetched along.

    Who has joined since they were fetched is asked for when somebody needs it.
    """
    [found] = yield [_called(meeting.pk)]
    members = {member.pk: member for member in meeting.forum.memberships.all()}
    for recipient in found:
        recipient.meeting = meeting
        if recipient.membership_id in members:
            recipient.membership = members[recipient.membership_id]
    return found


@composed
def _called(meeting: UUID) -> QuerySet[Recipient]:
    rows = Recipient.objects.filter(meeting=meeting).select_related(
        "appointment__person", "substitute", "substitute_appointment__person"
    )
    return rows.order_by("membership__valid_from")


def own_call(actor: Actor, meeting: Meeting) -> Recipient | None:
    """The actor's own place among the called."""
    rows = Recipient.objects.filter(meeting=meeting, membership__post=actor.post).select_related("membership")
    return own_among(actor, meeting, rows[:1])


def own_among(actor: Actor, meeting: Meeting, recipients: Iterable[Recipient]) -> Recipient | None:
    """The same, where the called are at hand already."""
    recipient = next((each for each in recipients if each.membership.post_id == actor.post), None)
    if recipient:
        recipient.meeting = meeting
    return recipient


@question
def calls_waiting_for(actor: Actor) -> Steps[list[Recipient]]:
    """The calls to the actor's own post that have no answer, while there is time to give one."""
    if actor.post is None:
        return []
    [calls] = yield [_unanswered(actor.post, now())]
    return calls


@composed
def _unanswered(post: UUID, from_now: datetime) -> QuerySet[Recipient]:
    rows = Recipient.objects.filter(membership__post=post, answer=Recipient.Answer.NONE)
    ahead = rows.filter(meeting__state=Meeting.State.CALLED, meeting__starts_at__gte=from_now)
    return ahead.select_related("meeting", "forum").order_by("meeting__starts_at")


def recipient_visible_to(actor: Actor, recipient_id: UUID) -> Recipient:
    """Refuses with `Recipient.DoesNotExist`."""
    recipient = Recipient.objects.select_related("membership").get(pk=recipient_id)
    try:
        recipient.meeting = meeting_visible_to(actor, recipient.meeting_id)
    except Meeting.DoesNotExist:
        raise Recipient.DoesNotExist from None
    return recipient


def notice_of(meeting: Meeting, recipients: list[Recipient]) -> Notice:
    """See `Notice`. A call that came back has not reached anybody, and neither has one without an address."""
    reached = [recipient.reached_at for recipient in recipients if recipient.reached_at]
    days = None
    if reached:
        days = (meeting.starts_at.astimezone(OSLO).date() - max(reached).astimezone(OSLO).date()).days
    return Notice(meeting.forum.notice_days, days, len(recipients), len(reached))


def attendance_of(actor: Actor, meeting: Meeting) -> list[Attendance]:
    """Who is there, and for which part."""
    if not is_insider(actor, meeting.forum):
        meeting_visible_to(actor, meeting.pk)
    rows = Attendance.objects.filter(meeting=meeting).select_related(
        "membership__post__organisation", "membership__party", "substitute", "from_item", "left_before"
    )
    return list(rows.order_by("membership__valid_from"))


def not_on_the_list(actor: Actor, meeting: Meeting) -> list[Membership]:
    """Who sits in the forum today, or sat there that day, and does not stand on the meeting's list of who is there."""
    days = {meeting.starts_at.astimezone(OSLO).date(), today()}
    listed = {row.membership_id for row in attendance_of(actor, meeting)}
    members = meeting.forum.memberships.all()
    return [m for m in members if m.pk not in listed and any(m.sits_on(day) for day in days)]
