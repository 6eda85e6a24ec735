"""What is done about a call besides sending it: an answer by the link in the mail, and a member told in another way."""

from datetime import datetime
from uuid import UUID

from samrad.kernel.clock import now
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.commands.planning import give_answer
from samrad.meetings.events import CallAnswered, CallDelivered
from samrad.meetings.models import Recipient
from samrad.meetings.permissions import may_answer_call, may_note_told
from samrad.meetings.queries.calls import call_in_hand, posts_beside
from samrad.meetings.queries.meetings import recipient_visible_to
from samrad.parties.actor import Actor


@command
def answer_by_link(
    *, actor: Actor, recipient_id: UUID, answer: str, substitute_id: UUID | None = None
) -> Recipient:
    """Answer the one call that a link opens. A substitute is named from the member's own house.

    Shape    Expects the wall open for that call alone (`wall.enter_for_call`).
    Who      the member (`may_answer_call`), known by the link.
    Refuses  another substitute; an answer that comes too late.
    Records  CallAnswered.
    """
    recipient = call_in_hand(actor, recipient_id, locked=True)
    may_answer_call(actor, recipient).require()
    chosen = give_answer(recipient, answer, substitute_id, [post.pk for post in posts_beside(actor)])
    record(
        CallAnswered(recipient.pk, recipient.meeting_id, chosen),
        by=actor,
        cooperation=recipient.cooperation_id,
    )
    return recipient


@command
def answer_from_calendar(
    *, actor: Actor, recipient_id: UUID, answer: str, sequence: int, stamp: datetime
) -> Recipient:
    """Take the answer that the member gave in their own calendar.

    Shape    Expects the wall open for that call alone. An answer to a time that has been changed since, or older than the
             one that stands, changes nothing; nor does one that says neither yes nor no.
    Who      the member (`may_answer_call`), known by an address that is theirs alone.
    Refuses  an answer that comes too late.
    Records  CallAnswered, when it changed anything.
    """
    recipient = call_in_hand(actor, recipient_id, locked=True)
    may_answer_call(actor, recipient).require()
    # A calendar counts in whole seconds.
    is_old = recipient.answered_at is not None and stamp < recipient.answered_at.replace(microsecond=0)
    if not answer or sequence < recipient.meeting.sequence or is_old:
        return recipient
    chosen = give_answer(recipient, answer, None, [])
    recipient.answered_at = min(stamp, now())  # when it was given, however long the mail took
    recipient.save(update_fields=["answered_at"])
    record(
        CallAnswered(recipient.pk, recipient.meeting_id, chosen),
        by=actor,
        cooperation=recipient.cooperation_id,
    )
    return recipient


@command
def note_told(*, actor: Actor, recipient_id: UUID) -> Recipient:
    """Note that a member whom no mail reaches was told of the meeting in another way: by telephone, or by hand.

    Who      `may_note_told`.
    Records  CallDelivered.
    """
    recipient = recipient_visible_to(actor, recipient_id)
    may_note_told(actor, recipient).require()
    recipient.told_at, recipient.told_by_id = now(), actor.appointment
    recipient.save(update_fields=["told_at", "told_by"])
    record(
        CallDelivered(recipient.pk, recipient.meeting_id, "told"),
        by=actor,
        cooperation=recipient.cooperation_id,
    )
    return recipient
