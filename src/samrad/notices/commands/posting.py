"""A mail's way through the queue. What is certain is written down before and after the server has it in its hands."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.kernel.answers import Refused
from samrad.kernel.clock import now
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.notices.events import MailOffered, MailPutOff, MailSettled, MailTriedAgain
from samrad.notices.letters import Letter, of_a_day, of_one
from samrad.notices.models import Delivery, Notice
from samrad.notices.outcomes import reading_as, report
from samrad.notices.permissions import may_deliver
from samrad.notices.telling import TOLD
from samrad.parties.actor import Actor
from samrad.parties.commands import note_that_mail_came_back
from samrad.parties.models import Person
from samrad.parties.queries import actor_in

State = Delivery.State
OPEN = (State.QUEUED, State.SENDING)
AGAIN = (State.FAILED, State.UNCERTAIN, State.BOUNCED)
# How long to wait after each try that did not succeed; after the last of them it has failed. Some two days in all.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1_440))
IN_THE_SERVERS_HANDS = timedelta(minutes=10)  # longer than any answer of a server is waited for


@command
def write_letter(*, actor: Actor, mail: UUID) -> Letter | None:
    """Write a mail that waits, with the wall open for its reader alone; nothing when there is nothing to send.

    Shape    What the reader may not see any longer is withdrawn. The rows are locked until the transaction ends, so
             that two workers never hold the same mail.
    Who      Samråd's own machinery (`may_deliver`).
    Records  MailSettled, when none of it goes out.
    """
    may_deliver(actor).require()
    # Locked first: the same mail may be asked for twice.
    rows = list(
        Delivery.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(mail=mail, state=State.QUEUED)
        .select_related("person")
    )
    if not rows:
        return None
    person = rows[0].person
    notices = _notices_of(rows)
    reader = actor_in(notices[-1].appointment_id)
    readable = _readable(actor, reader, notices) if reader else []
    _withdraw({notice.pk for notice in notices} - {notice.pk for notice in readable})
    if reader is None or not readable or not person.email:
        state = State.UNADDRESSED if readable else State.WITHDRAWN
        record(MailSettled(mail, _settled(actor, mail, state, ""), rows[0].tries), by=actor)
        return None
    return _written(actor, reader, person, mail, readable)


def _notices_of(rows: Collection[Delivery]) -> list[Notice]:
    return list(
        Notice.objects.filter(pk__in=[row.notice_id for row in rows])
        .select_related("cooperation", "done_by", "appointment__post__organisation")
        .order_by("at", "event")
    )


def _readable(machine: Actor, reader: Actor, notices: list[Notice]) -> list[Notice]:
    """Those that the second wall shows to the reader today."""
    with reading_as(machine, reader):
        seen = set(Notice.objects.filter(pk__in=[n.pk for n in notices]).values_list("pk", flat=True))
    return [notice for notice in notices if notice.pk in seen]


def _withdraw(notices: Collection[UUID]) -> None:
    Delivery.objects.filter(notice__in=notices, state=State.QUEUED).update(
        state=State.WITHDRAWN, changed_at=now()
    )


def _written(machine: Actor, reader: Actor, person: Person, mail: UUID, notices: list[Notice]) -> Letter:
    language = person.reads_in(notices[-1].appointment.post.organisation)
    if len(notices) > 1:
        return of_a_day(reader, person.email, mail, notices, language)
    with reading_as(machine, reader):
        enclosed = TOLD[notices[0].kind].enclose(reader, notices[0])
    return of_one(reader, person.email, mail, notices[0], language, enclosed)


@command
def begin_sending(*, actor: Actor, mail: UUID, address: str) -> bool:
    """Write down that the server has said yes, and is about to be given the mail. False when it waits no more.

    Shape    From here until the mail is settled nobody knows for sure whether it went: it is not sent again by itself.
    Who      Samråd's own machinery (`may_deliver`).
    Records  MailOffered.
    """
    may_deliver(actor).require()
    rows = list(Delivery.objects.filter(mail=mail, state=State.QUEUED))
    for row in rows:
        row.state, row.address, row.changed_at, row.tries = State.SENDING, address, now(), row.tries + 1
        row.save(update_fields=["state", "address", "changed_at", "tries"])
    if rows:
        record(MailOffered(mail, max(row.tries for row in rows)), by=actor)
    return bool(rows)


@command
def settle_mail(*, actor: Actor, mail: UUID, state: str, error: str = "", address: str = "") -> None:
    """Write down how a mail ended, and tell the room that it came from.

    Who      Samråd's own machinery (`may_deliver`).
    Records  MailSettled; AddressCameBack when a server refused the address.
    """
    may_deliver(actor).require()
    tries = max(Delivery.objects.filter(mail=mail, state__in=OPEN).values_list("tries", flat=True), default=0)
    if _settled(actor, mail, State(state), error):
        record(MailSettled(mail, state, tries), by=actor)
    if state == State.BOUNCED and address:
        person = Delivery.objects.filter(mail=mail).values_list("person", flat=True).first()
        if person:
            note_that_mail_came_back(actor=actor, person_id=person, email=address)


def _settled(machine: Actor, mail: UUID, state: State, error: str) -> str:
    """Close what is open of a mail, and report each notice. Empty when nothing was open."""
    rows = list(Delivery.objects.filter(mail=mail, state__in=OPEN).select_related("notice"))
    for row in rows:
        row.state, row.error, row.changed_at = state, error, now()
        row.sent_at = now() if state == State.SENT else None
        row.save(update_fields=["state", "error", "changed_at", "sent_at"])
        report(machine, row.notice, state)
    return str(state) if rows else ""


@command
def put_off(*, actor: Actor, mail: UUID, error: str) -> datetime | None:
    """Let a mail wait for its next try; nothing when it has been tried often enough, and so has failed.

    Who      Samråd's own machinery (`may_deliver`).
    Records  MailPutOff, or MailSettled.
    """
    may_deliver(actor).require()
    rows = list(Delivery.objects.filter(mail=mail, state__in=OPEN))
    counted = [row.tries + (row.state == State.QUEUED) for row in rows]  # who is sending is counted already
    tries = max(counted, default=0)
    if tries > len(WAITS):
        Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(tries=tries)
        record(MailSettled(mail, _settled(actor, mail, State.FAILED, error), tries), by=actor)
        return None
    due_at = now() + WAITS[max(tries, 1) - 1]
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=State.QUEUED, tries=tries, error=error, due_at=due_at, changed_at=now()
    )
    record(MailPutOff(mail, error, tries), by=actor)
    return due_at


@command
def leave_uncertain(*, actor: Actor) -> int:
    """Give up knowing about mails whose worker died while the server had them in its hands.

    Shape    They are not sent again by themselves: most of them went. An operator may send them again.
    Who      Samråd's own machinery (`may_deliver`).
    Records  MailSettled for each.
    """
    may_deliver(actor).require()
    long_ago = now() - IN_THE_SERVERS_HANDS
    mails = Delivery.objects.filter(state=State.SENDING, changed_at__lt=long_ago).values_list("mail", "tries")
    lost = {mail: tries for mail, tries in mails if mail}
    for mail, tries in lost.items():
        record(MailSettled(mail, _settled(actor, mail, State.UNCERTAIN, "worker_gone"), tries), by=actor)
    return len(lost)


@command
def try_again(*, actor: Actor, state: str) -> list[UUID]:
    """Put mails that did not go, or may not have gone, back in the queue.

    Who      Samråd's own machinery (`may_deliver`), when an operator says so at the terminal.
    Refuses  a state in which there is nothing to try again.
    Records  MailTriedAgain.
    """
    may_deliver(actor).require()
    if state not in AGAIN:
        raise Refused(
            _(
                "Bare e-post som feilet, er usikker eller kom i retur (failed, uncertain, bounced), kan sendes på nytt, ikke %(state)s."
            )
            % {"state": state}
        )
    rows = Delivery.objects.filter(state=state, mail__isnull=False)
    mails = sorted({mail for mail in rows.values_list("mail", flat=True) if mail})
    rows.update(state=State.QUEUED, tries=0, error="", due_at=now(), changed_at=now())
    record(MailTriedAgain(state, len(mails)), by=actor)
    return mails
