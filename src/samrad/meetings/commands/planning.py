"""Plan a meeting, move it, cancel it, call it, and answer the call."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.words import guarded
from samrad.forums.models import Forum, Membership
from samrad.forums.queries import forum_visible_to, holders_of
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import OSLO, now, today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.commands.agenda import put_open_tasks_first
from samrad.meetings.events import (
    CallAnswered,
    CallDelivered,
    MeetingCalled,
    MeetingCancelled,
    MeetingMoved,
    MeetingPlanned,
)
from samrad.meetings.live import announce
from samrad.meetings.models import AgendaItem, Meeting, Recipient
from samrad.meetings.permissions import may_answer_call, may_call, may_move, may_plan
from samrad.meetings.queries.meetings import meeting_visible_to, recipient_visible_to
from samrad.parties.actor import Actor

LONGEST = timedelta(hours=12)
YEARS_AHEAD = timedelta(days=3 * 366)
State = Meeting.State


def locked(actor: Actor, meeting_id: UUID) -> Meeting:
    """The meeting, held until the deed is done. Refuses with `Meeting.DoesNotExist`."""
    meeting_visible_to(actor, meeting_id)
    Meeting.objects.select_for_update().get(pk=meeting_id)
    return meeting_visible_to(actor, meeting_id)


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
    confirmed: bool = False,
) -> Meeting:
    """Plan a meeting. Open tasks are its first matter by themselves. V-4.1.2-a.

    Who      `may_plan`.
    Refuses  a time that is past or far ahead; an end before the beginning; no title.
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

    Who      `may_move`.
    Refuses  a save on top of somebody else's; what `plan_meeting` refuses.
    Records  MeetingMoved.
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
    meeting.title, meeting.starts_at, meeting.ends_at = _title_in(title, confirmed), starts_at, ends_at
    meeting.mode, meeting.link = Meeting.Mode(mode), link[:500]
    meeting.place = guarded(place, confirmed=confirmed, longest=200)
    meeting.sequence += 1 if meeting.state == State.CALLED else 0
    meeting.version += 1
    meeting.save()
    record(
        MeetingMoved(meeting.pk, meeting.forum_id, starts_at, meeting.sequence),
        by=actor,
        cooperation=meeting.cooperation_id,
    )
    announce(meeting.pk)
    return meeting


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
def call_meeting(*, actor: Actor, meeting_id: UUID, seen: int) -> Meeting:
    """Call everybody who sits in the forum. The agenda is frozen: what comes later is marked late.

    Who      `may_call`. A second call reaches those who have joined since, and keeps the first one's day.
    Refuses  a meeting that has begun; an agenda without matters; an agenda changed since it was seen.
    Records  MeetingCalled.
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
        put_open_tasks_first(actor, meeting)
        meeting = locked(actor, meeting_id)
    if not AgendaItem.objects.filter(meeting=meeting, state=AgendaItem.State.ON_AGENDA).exists():
        raise Refused(_("Sakslisten er tom. Sett minst én sak på den før du sender innkallingen."))
    called = _call_members(meeting)
    meeting.state, meeting.version = State.CALLED, meeting.version + 1
    meeting.agenda_frozen_at = meeting.agenda_frozen_at or now()
    meeting.first_called_at = meeting.first_called_at or now()
    meeting.save()
    days = (meeting.starts_at.astimezone(OSLO).date() - today()).days
    record(
        MeetingCalled(meeting.pk, meeting.forum_id, called, meeting.sequence, days),
        by=actor,
        cooperation=meeting.cooperation_id,
    )
    return meeting


def _call_members(meeting: Meeting) -> int:
    """Everybody who sits there on the day of the meeting; those who were called before keep their answer."""
    day = meeting.starts_at.astimezone(OSLO).date()
    members = [m for m in _members(meeting.forum) if m.sits_on(day)]
    there = set(Recipient.objects.filter(meeting=meeting).values_list("membership", flat=True))
    holders = holders_of(member.post_id for member in members)
    new = [
        Recipient(
            cooperation_id=meeting.cooperation_id,
            forum=meeting.forum,
            meeting=meeting,
            membership=member,
            appointment=next(iter(holders.get(member.post_id, [])), None),
            called_at=now(),
        )
        for member in members
        if member.pk not in there
    ]
    Recipient.objects.bulk_create(new)
    return len(new)


def _members(forum: Forum) -> list[Membership]:
    return list(Membership.objects.filter(forum=forum))


@command
def note_delivery(*, actor: Actor, recipient_id: UUID, bounced: bool = False) -> Recipient:
    """Note that the call reached a member, or came back. The first delivery counts.

    Who      the member themselves: the one who delivers acts with their rights alone.
    Records  CallDelivered.
    """
    recipient = recipient_visible_to(actor, recipient_id)
    may_answer_call(actor, recipient).require()
    if bounced:
        recipient.bounced_at = recipient.bounced_at or now()
    else:
        recipient.delivered_at, recipient.bounced_at = recipient.delivered_at or now(), None
    recipient.save(update_fields=["delivered_at", "bounced_at"])
    state = "bounced" if bounced else "delivered"
    record(
        CallDelivered(recipient.pk, recipient.meeting_id, state),
        by=actor,
        cooperation=recipient.cooperation_id,
    )
    return recipient


@command
def answer_call(
    *, actor: Actor, recipient_id: UUID, answer: str, substitute_id: UUID | None = None
) -> Recipient:
    """Say whether one comes, or which post of the forum comes instead.

    Who      the member (`may_answer_call`).
    Refuses  a substitute who does not sit in the forum.
    Records  CallAnswered.
    """
    recipient = recipient_visible_to(actor, recipient_id)
    may_answer_call(actor, recipient).require()
    chosen = Recipient.Answer(answer)
    if chosen == Recipient.Answer.SUBSTITUTE:
        substitutes = {m.post_id for m in recipient.meeting.forum.memberships.all() if m.valid_to is None}
        if substitute_id not in substitutes:
            raise Refused(_("Velg hvem som kommer i stedet. Bare de som sitter i forumet, kan være vara."))
    recipient.answer, recipient.answered_at = chosen, now()
    recipient.substitute_id = substitute_id if chosen == Recipient.Answer.SUBSTITUTE else None
    recipient.save(update_fields=["answer", "answered_at", "substitute"])
    record(
        CallAnswered(recipient.pk, recipient.meeting_id, chosen),
        by=actor,
        cooperation=recipient.cooperation_id,
    )
    return recipient
