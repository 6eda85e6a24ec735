"""Plan a meeting, move it, cancel it, call it, and answer the call."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samrad.cooperation.words import guarded
from samrad.forums.queries import forum_visible_to, holders_of
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import OSLO, now, today
from samrad.kernel.composed import composed
from samrad.kernel.deeds import command
from samrad.kernel.ids import new_id
from samrad.kernel.records import record
from samrad.meetings.commands.agenda import put_open_tasks_first
from samrad.meetings.commands.drafting import assisted
from samrad.meetings.events import (
    AgendaSentAgain,
    MeetingCalled,
    MeetingCancelled,
    MeetingMoved,
    MeetingPlanned,
)
from samrad.meetings.live import announce
from samrad.meetings.models import AgendaItem, Meeting, Recipient
from samrad.meetings.permissions import is_own_draft, may_call, may_move, may_plan
from samrad.meetings.queries.meetings import meeting_visible_to, seats_at
from samrad.parties.actor import Actor
from samrad.parties.models import Appointment

LONGEST = timedelta(hours=12)
YEARS_AHEAD = timedelta(days=3 * 366)
State = Meeting.State
WHAT_CAME_OF_IT = (
    "appointment", "called_at", "sent_at", "delivered_at", "bounced_at", "told_at", "told_by", "answer", "answered_at",
    "substitute", "substitute_appointment", "substitute_sent_at", "substitute_bounced_at",
)  # fmt: skip

CALLED = """
insert into meetings_recipient (id, cooperation_id, forum_id, meeting_id, membership_id, appointment_id, called_at, answer)
select called.id, m.cooperation_id, m.forum_id, m.id, called.member, called.holder, %(at)s, ''
from meetings_meeting m, unnest(%(ids)s::uuid[], %(members)s::uuid[], %(holders)s::uuid[]) as called (id, member, holder)
where m.id = %(meeting)s
"""


def locked(actor: Actor, meeting_id: UUID) -> Meeting:
    """The meeting, held until the deed is done. Refuses with `Meeting.DoesNotExist`."""
    _held(meeting_id).get()  # read after: what is seen is what is held
    return meeting_visible_to(actor, meeting_id)


@composed
def _held(meeting: UUID) -> "QuerySet[Meeting, UUID]":
    return Meeting.objects.select_for_update().filter(pk=meeting).order_by().values_list("pk", flat=True)


def written_in(meeting: Meeting) -> None:
    """What was seen of the meeting is no longer all that stands there; everybody's page follows."""
    meeting.version += 1
    meeting.save(update_fields=["version"])
    announce(meeting.pk)


@command
def plan_meeting(
    *,
    actor: Actor,
    forum_id: UUID,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    mode: str = Meeting.Mode.PHYSICAL,
    place: str = "",
    link: str = "",
    assists_id: UUID | None = None,
    confirmed: bool = False,
) -> Meeting:
    """Plan a meeting. Open tasks are its first matter by themselves. V-4.1.2-a.

    Who      `may_plan`.
    Shape    `assists_id` is the leader for whom a police contact prepares it; without one it is the contact's own. V-5.1-h.
    Refuses  a time that is past or far ahead; an end before the beginning; no title; a leader whom the actor does not assist.
    Records  MeetingPlanned.
    """
    forum = forum_visible_to(actor, forum_id)
    may_plan(actor, forum).require()
    _require_sound_time(starts_at, ends_at)
    meeting = Meeting.objects.create(
        cooperation_id=forum.cooperation_id,
        forum=forum,
        title=_title_in(title, confirmed),
        starts_at=starts_at,
        ends_at=ends_at,
        mode=Meeting.Mode(mode),
        place=guarded(place, confirmed=confirmed, longest=200),
        link=link[:500],
        planned_by_id=actor.appointment,
        assists_id=assisted(actor, assists_id),
    )
    put_open_tasks_first(actor, meeting)
    record(MeetingPlanned(meeting.pk, forum.pk, starts_at), by=actor, cooperation=forum.cooperation_id)
    return meeting


def _title_in(title: str, confirmed: bool) -> str:
    cleaned = " ".join(guarded(title, confirmed=confirmed, longest=160).split())
    if not cleaned:
        raise Refused(_("Møtet mangler navn. Skriv for eksempel «Høstmøte i politirådet»."))
    return cleaned


def _require_sound_time(starts_at: datetime, ends_at: datetime) -> None:
    if starts_at <= now():
        raise Refused(_("Møtet kan ikke begynne før nå. Velg et senere tidspunkt."))
    if ends_at <= starts_at:
        raise Refused(_("Møtet kan ikke slutte før det begynner. Velg en senere slutt."))
    if ends_at - starts_at > LONGEST or starts_at > now() + YEARS_AHEAD:
        raise Refused(
            _("Et møte varer høyst tolv timer, og planlegges høyst tre år fram. Se over tidspunktet.")
        )


@command
def move_meeting(
    *,
    actor: Actor,
    meeting_id: UUID,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    mode: str,
    place: str,
    link: str = "",
    seen: int,
    confirmed: bool = False,
) -> Meeting:
    """Change title, time or place. A meeting that is called lands anew in the same entry of everybody's calendar.

    Shape    Those whom the call has not reached are called; a save that changes nothing tells nobody.
    Who      `may_move`.
    Refuses  a save on top of somebody else's; what `plan_meeting` refuses.
    Records  MeetingMoved, and MeetingCalled when somebody was not reached.
    """
    meeting = locked(actor, meeting_id)
    may_move(actor, meeting).require()
    if meeting.version != seen:
        raise Stale(
            _("Noen endret møtet mens du skrev. Se hva som står der nå, og lagre på nytt."),
            theirs=f"{meeting.title}, {meeting.starts_at.astimezone(OSLO):%d.%m.%Y %H.%M}. {meeting.place}",
            version=meeting.version,
        )
    _require_sound_time(starts_at, ends_at)
    before = _as_it_stands(meeting)
    meeting.title, meeting.starts_at, meeting.ends_at = _title_in(title, confirmed), starts_at, ends_at
    meeting.mode, meeting.link = Meeting.Mode(mode), link[:500]
    meeting.place = guarded(place, confirmed=confirmed, longest=200)
    if _as_it_stands(meeting) == before:
        return meeting
    meeting.sequence += 1 if meeting.state == State.CALLED else 0
    meeting.version += 1
    meeting.save()
    record(
        MeetingMoved(meeting.pk, meeting.forum_id, starts_at, meeting.sequence),
        by=actor,
        cooperation=meeting.cooperation_id,
    )
    if meeting.state == State.CALLED and (count := _call_those_who_lack_it(meeting)):
        _say_called(actor, meeting, count)
    announce(meeting.pk)
    return meeting


def _as_it_stands(meeting: Meeting) -> tuple[object, ...]:
    """What those who are called are told of, and so what they are told the change of."""
    return (meeting.title, meeting.starts_at, meeting.ends_at, meeting.mode, meeting.place, meeting.link)


@command
def cancel_meeting(*, actor: Actor, meeting_id: UUID, reason: str, confirmed: bool = False) -> Meeting:
    """Cancel a meeting, also an hour before. Its matters go back among those that are raised.

    Who      `may_move`.
    Refuses  no reason.
    Records  MeetingCancelled.
    """
    meeting = locked(actor, meeting_id)
    may_move(actor, meeting).require()
    why = guarded(reason, confirmed=confirmed, longest=1_000)
    if not why:
        raise Refused(_("Skriv kort hvorfor møtet avlyses, så de innkalte får vite det."))
    meeting.sequence += 1 if meeting.state == State.CALLED else 0
    meeting.state, meeting.cancelled_reason = State.CANCELLED, why
    meeting.version += 1
    meeting.save()
    AgendaItem.objects.filter(meeting=meeting, state=AgendaItem.State.ON_AGENDA).update(
        meeting=None, state=AgendaItem.State.PROPOSED
    )
    record(
        MeetingCancelled(meeting.pk, meeting.forum_id, meeting.sequence),
        by=actor,
        cooperation=meeting.cooperation_id,
    )
    announce(meeting.pk)
    return meeting


@command
def call_meeting(*, actor: Actor, meeting_id: UUID, seen: int, also: Collection[UUID] = ()) -> Meeting:
    """Call everybody who sits in the forum. The agenda is frozen: what comes later is marked late.

    A limited member is called when one of their matters is on the agenda, or when they are among `also`. V-4.2-d.

    Shape    A second call reaches those whom the first did not, and keeps its day; the others get the agenda anew, if what
             they may see of it is another. `is_called_again` says which it was.
    Who      `may_call`.
    Refuses  a meeting that has begun; an agenda without matters, or changed since it was seen; a call with nothing new.
    Records  MeetingCalled, AgendaSentAgain.
    Source   V-4.1.2-b, V-4.1.4-e.
    """
    meeting = locked(actor, meeting_id)
    may_call(actor, meeting).require()
    if meeting.version != seen:
        raise Stale(
            _("Møtet eller sakslisten er endret siden du så på den. Se over på nytt, og send så."),
            theirs=meeting.title,
            version=meeting.version,
        )
    if meeting.starts_at <= now():
        raise Refused(_("Møtet skulle ha begynt. Velg et nytt tidspunkt før du sender innkallingen."))
    if meeting.agenda_frozen_at is None:
        meeting = locked(actor, meeting_id) if put_open_tasks_first(actor, meeting) else meeting
    if not _on_agenda(meeting.pk).first():
        raise Refused(_("Sakslisten er tom. Sett minst én sak på den før du sender innkallingen."))
    lacking = _call_those_who_lack_it(meeting, also)
    changed_at, for_all = meeting.changed_for_parties_at, bool(meeting.changed_for_forum_at)
    if not lacking and not changed_at:
        raise Refused(
            _("Alle med e-post er kalt inn, og sakslisten er den de har fått. Det er ikke noe nytt å sende.")
        )
    meeting.is_called_again = meeting.state == State.CALLED
    meeting.state, meeting.version = State.CALLED, meeting.version + 1
    meeting.agenda_frozen_at = meeting.agenda_frozen_at or now()
    meeting.first_called_at = meeting.first_called_at or now()
    meeting.changed_for_parties_at = meeting.changed_for_forum_at = None
    if not is_own_draft(actor, meeting):
        meeting.agenda_approved_by_id, meeting.approval_asked_at = actor.appointment, None
    meeting.save()
    if changed_at:
        sent = AgendaSentAgain(meeting.pk, meeting.forum_id, for_all)
        record(sent, by=actor, cooperation=meeting.cooperation_id)
    if lacking:
        _say_called(actor, meeting, lacking)
    return meeting


@composed
def _on_agenda(meeting: UUID) -> "QuerySet[AgendaItem, UUID]":
    rows = AgendaItem.objects.filter(meeting=meeting, state=AgendaItem.State.ON_AGENDA)
    return rows.order_by().values_list("pk", flat=True)[:1]


def _say_called(actor: Actor, meeting: Meeting, count: int) -> None:
    days = (meeting.starts_at.astimezone(OSLO).date() - today()).days
    record(
        MeetingCalled(meeting.pk, meeting.forum_id, count, meeting.sequence, days),
        by=actor,
        cooperation=meeting.cooperation_id,
    )


def _call_those_who_lack_it(meeting: Meeting, also: Collection[UUID] = ()) -> int:
    """How many are called in all, when a call has anybody to go to: members who are new, and those whom none has reached but one may."""
    new, count = _call_members(meeting, also)
    rows = Recipient.objects.filter(meeting=meeting).select_related(
        "appointment__person", "substitute_appointment__person"
    )
    return count if new or any(_lacks_it(row) for row in rows) else 0


def _lacks_it(row: Recipient) -> bool:
    reaches = [row.reach, *([row.substitute_reach] if row.substitute_id else [])]
    return not {"waiting", "bounced"}.isdisjoint(reaches)


def _call_members(meeting: Meeting, also: Collection[UUID]) -> tuple[int, int]:
    """Everybody who sits there on the day of the meeting, and has something there; those who were called before keep their answer.

    Shape    Gives back how many are called now, and how many in all.

    A post that has a new holder since is called anew: the one before them has taken the call along. So is a substitute's.
    """
    called = Recipient.objects.filter(meeting=meeting) if meeting.first_called_at else ()
    there = {row.membership_id: row for row in called}
    members = [
        member
        for member, has_matters in seats_at(meeting)
        if has_matters or member.pk in there or member.pk in also
    ]
    instead = [row.substitute_id for row in there.values() if row.substitute_id]
    holders = holders_of([member.post_id for member in members] + instead)
    handed_over = [
        row
        for member in members
        if (row := there.get(member.pk))
        and (_has_a_new_holder(row, holders.get(member.post_id, [])) or _has_a_new_substitute(row, holders))
    ]
    Recipient.objects.bulk_update(handed_over, WHAT_CAME_OF_IT)
    new = [member for member in members if member.pk not in there]
    with connection.cursor() as cursor:
        # Forty rows at once: made one by one they cost a third of the whole click.
        cursor.execute(
            CALLED,
            {
                "meeting": meeting.pk,
                "at": now(),
                "ids": [new_id() for _member in new],
                "members": [member.pk for member in new],
                "holders": [
                    next((each.pk for each in holders.get(member.post_id, [])), None) for member in new
                ],
            },
        )
    return len(new) + len(handed_over), len(new) + len(there)


def _has_a_new_holder(row: Recipient, holders: list[Appointment]) -> bool:
    """Whether somebody else holds the post now. Then nothing has come of the call to them yet."""
    if not holders or row.appointment_id in {holder.pk for holder in holders}:
        return False
    row.appointment, row.answer, row.called_at = holders[0], Recipient.Answer.NONE, now()
    row.sent_at = row.delivered_at = row.bounced_at = row.told_at = row.answered_at = None
    row.told_by = None
    row.let_come(None, None)
    return True


def _has_a_new_substitute(row: Recipient, holders: dict[UUID, list[Appointment]]) -> bool:
    """Whether somebody else holds the post that comes instead."""
    there = holders.get(row.substitute_id, []) if row.substitute_id else []
    if not there or row.substitute_appointment_id in {holder.pk for holder in there}:
        return False
    row.let_come(row.substitute_id, there[0])
    return True
