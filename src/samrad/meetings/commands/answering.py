"""What is done about a call besides sending it: what came of it, the answers, and who is called in a member's place."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.forums.queries import holders_of
from samrad.kernel.answers import Refused
from samrad.kernel.clock import now
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.events import CallAnswered, CallDelivered, SubstituteNamed, SubstituteReleased
from samrad.meetings.models import Recipient
from samrad.meetings.permissions import (
    may_answer_call,
    may_note_delivery,
    may_note_substitutes_delivery,
    may_note_told,
)
from samrad.meetings.queries.calls import call_in_hand, posts_beside
from samrad.meetings.queries.meetings import recipient_visible_to
from samrad.parties.actor import Actor

ANSWER = (
    "answer",
    "answered_at",
    "substitute",
    "substitute_appointment",
    "substitute_sent_at",
    "substitute_bounced_at",
)


@command
def note_delivery(*, actor: Actor, recipient_id: UUID, state: str, is_call: bool = True) -> Recipient:
    """Note what became of a mail about the meeting: sent, delivered or bounced. The first time it reached somebody counts.

    Shape    `is_call` is false for a change or a cancellation: that it came back does not undo the call before it.
    Who      the member themselves: the one who delivers acts with their rights alone.
    Records  CallDelivered.
    """
    recipient = recipient_visible_to(actor, recipient_id)
    may_note_delivery(actor, recipient).require()
    if state == "bounced":
        recipient.bounced_at = now()
        recipient.sent_at = None if is_call else recipient.sent_at
    else:
        recipient.bounced_at = None
        if is_call:
            recipient.sent_at = recipient.sent_at or now()
        if is_call and state == "delivered":
            recipient.delivered_at = recipient.delivered_at or now()
    recipient.save(update_fields=["sent_at", "delivered_at", "bounced_at"])
    _say_delivered(actor, recipient, state)
    return recipient


def _say_delivered(actor: Actor, recipient: Recipient, state: str) -> None:
    record(
        CallDelivered(recipient.pk, recipient.meeting_id, state),
        by=actor,
        cooperation=recipient.cooperation_id,
    )


@command
def note_substitutes_delivery(*, actor: Actor, recipient_id: UUID, state: str) -> Recipient:
    """Note what became of the call to whoever comes in a member's place. The member's own call stands as it was.

    Who      the substitute themselves, as `note_delivery`.
    Records  CallDelivered.
    """
    recipient = recipient_visible_to(actor, recipient_id)
    may_note_substitutes_delivery(actor, recipient).require()
    came_back = state == "bounced"
    recipient.substitute_bounced_at = now() if came_back else None
    recipient.substitute_sent_at = None if came_back else recipient.substitute_sent_at or now()
    recipient.save(update_fields=["substitute_sent_at", "substitute_bounced_at"])
    _say_delivered(actor, recipient, state)
    return recipient


@command
def answer_call(
    *, actor: Actor, recipient_id: UUID, answer: str, substitute_id: UUID | None = None
) -> Recipient:
    """Say whether one comes, or which post comes instead: one of the forum, or of the member's own house.

    Who      the member (`may_answer_call`).
    Refuses  another substitute.
    Records  CallAnswered, SubstituteNamed, SubstituteReleased.
    """
    # The link in the mail may answer too.
    Recipient.objects.select_for_update().only("pk").get(pk=recipient_id)
    recipient = recipient_visible_to(actor, recipient_id)
    may_answer_call(actor, recipient).require()
    sitting = {m.post_id for m in recipient.meeting.forum.memberships.all() if m.valid_to is None}
    own_house = {post.pk for post in posts_beside(actor)}
    _say_answered(actor, recipient, answer, substitute_id, (sitting | own_house) - {actor.post})
    return recipient


def _say_answered(
    actor: Actor,
    recipient: Recipient,
    answer: str,
    substitute_id: UUID | None,
    substitutes: Collection[UUID | None],
) -> None:
    """The answering itself. No deed of its own: whoever calls it has asked."""
    if answer not in {Recipient.Answer.YES, Recipient.Answer.NO, Recipient.Answer.SUBSTITUTE}:
        raise Refused(_("Svar ja, nei eller at en vara kommer."))
    chosen = Recipient.Answer(answer)
    if chosen == Recipient.Answer.SUBSTITUTE and substitute_id not in substitutes:
        raise Refused(
            _("Velg hvem som kommer i stedet: en som sitter i forumet, eller en fra din egen virksomhet.")
        )
    recipient.answer, recipient.answered_at = chosen, now()
    _let_come_instead(actor, recipient, substitute_id if chosen == Recipient.Answer.SUBSTITUTE else None)
    # What came of the mail is another's to write, perhaps in this second.
    recipient.save(update_fields=ANSWER)
    answered = CallAnswered(recipient.pk, recipient.meeting_id, chosen)
    record(answered, by=actor, cooperation=recipient.cooperation_id)


def _let_come_instead(actor: Actor, recipient: Recipient, post: UUID | None) -> None:
    """Whoever holds the post is called in the member's place; whoever was called before them is told that they need not come."""
    if recipient.substitute_id == post:
        return
    before = recipient.substitute_appointment_id
    holders = holders_of([post]).get(post, []) if post else []
    recipient.let_come(post, next(iter(holders), None))
    named = recipient.substitute_appointment_id
    if before:
        of = recipient.meeting
        gone = SubstituteReleased(recipient.pk, of.pk, before, of.starts_at, of.ends_at, of.sequence)
        record(gone, by=actor, cooperation=recipient.cooperation_id)
    if named:
        called = SubstituteNamed(recipient.pk, recipient.meeting_id, named)
        record(called, by=actor, cooperation=recipient.cooperation_id)


@command
def answer_by_link(
    *, actor: Actor, recipient_id: UUID, answer: str, substitute_id: UUID | None = None
) -> Recipient:
    """Answer the one call that a link opens. A substitute is named from the member's own house.

    Shape    Expects the wall open for that call alone (`wall.enter_for_call`).
    Who      the member (`may_answer_call`), known by the link.
    Refuses  another substitute; an answer that comes too late.
    Records  CallAnswered, SubstituteNamed, SubstituteReleased.
    """
    recipient = call_in_hand(actor, recipient_id, locked=True)
    may_answer_call(actor, recipient).require()
    _say_answered(actor, recipient, answer, substitute_id, [post.pk for post in posts_beside(actor)])
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
    _say_answered(actor, recipient, answer, None, [])
    recipient.answered_at = min(stamp, now())  # when it was given, however long the mail took
    recipient.save(update_fields=["answered_at"])
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
