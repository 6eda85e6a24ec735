"""Inside the reader's own wall: what may go with a mail, and how it fared. Machinery is back on its errand after."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import transaction

from samrad.cooperation import wall
from samrad.kernel.answers import Denied, Refused
from samrad.meetings.commands.answering import answer_from_calendar
from samrad.meetings.queries.calls import call_in_hand, holder_of_call
from samrad.notices.models import Notice
from samrad.notices.replies import Reply, is_from
from samrad.notices.telling import TOLD
from samrad.notices.telling.registry import nobody_asks
from samrad.parties.actor import Actor
from samrad.parties.models import Person
from samrad.parties.queries import actor_in


@contextmanager
def reading_as(machine: Actor, reader: Actor) -> Iterator[Actor]:
    """The wall is open for the reader alone, and then for the errand alone."""
    wall.enter(reader)
    yield reader
    wall.enter(machine)


def report(machine: Actor, notice: Notice, state: str) -> None:
    """Tell the room that the event came from how the mail fared, where it has asked."""
    telling = TOLD.get(notice.kind)
    if telling is None or telling.outcome is nobody_asks:
        return
    reader = actor_in(notice.appointment_id)
    if reader is not None:
        with reading_as(machine, reader):
            telling.outcome(reader, notice, state)


def take_answer(reply: Reply) -> None:
    """Let a calendar's answer count for the call it belongs to, inside the wall of that one call.

    Shape    What nobody can vouch for, what answers another entry, and what comes too late changes nothing: the answer by
             the link, and on the meeting's own page, stand.
    """
    with transaction.atomic():
        wall.enter_for_call(reply.recipient)
        holder = holder_of_call(reply.recipient)
        called = actor_in(holder) if holder and is_from(reply, holder) else None
        if called and _is_their_entry(called, reply):
            with suppress(Refused, Denied):
                answer_from_calendar(
                    actor=called,
                    recipient_id=reply.recipient,
                    answer=reply.answer,
                    sequence=reply.sequence,
                    stamp=reply.stamp,
                )
        wall.leave()


def _is_their_entry(called: Actor, reply: Reply) -> bool:
    """Whether it is the reader's own answer, and to this meeting: an invitation may have been sent on to somebody else."""
    meeting = call_in_hand(called, reply.recipient).meeting_id
    email = Person.objects.get(appointments=called.appointment).email
    return reply.uid == f"{meeting}@samrad" and bool(email) and reply.attendee == email.lower()
