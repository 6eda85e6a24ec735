"""The jobs: woken by the ledger, or by the clock. Each may run twice, and does its work once.

A job holds ids only. What it must know it reads, inside its own transaction, on its own errand.
"""

import logging
import mailbox
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from samrad.cooperation import wall
from samrad.notices import postman
from samrad.notices.commands.forgetting import forget_old_notices
from samrad.notices.commands.posting import (
    begin_sending,
    leave_uncertain,
    put_off,
    settle_mail,
    try_again,
    write_letter,
)
from samrad.notices.commands.reminding import remind_of_measures, remind_of_tasks
from samrad.notices.commands.returning import note_report
from samrad.notices.commands.telling import gather_digests, tell
from samrad.notices.letters import Letter, message
from samrad.notices.models import Delivery
from samrad.notices.outcomes import take_answer
from samrad.notices.permissions import ERRAND
from samrad.notices.queries import cooperations_with_news, overdue_mails
from samrad.notices.replies import reply_in
from samrad.notices.returns import report_in
from samrad.notices.telling import TOLD
from samrad.parties.actor import Actor

QUEUE = "notices"
POSTMAN = Actor.system(ERRAND)
PATIENT = RetryStrategy(max_attempts=6, exponential_wait=4)  # when the database is away, or the fault is ours
State = Delivery.State
log = logging.getLogger("samrad.notices")


def wake(event: object, *, by: object, cooperation: UUID | None, party: UUID | None) -> None:
    """The ledger's own ending: a shared event that somebody is told of leaves a job, in the very same transaction."""
    if cooperation is not None and party is None and type(event).__name__ in TOLD:
        tell_of.defer(cooperation=str(cooperation))


@app.task(queue=QUEUE, retry=PATIENT)
def tell_of(cooperation: str) -> None:
    """Tell of what has happened in one cooperation."""
    with wall.acting(POSTMAN) as actor:
        made = tell(actor=actor, cooperation_id=UUID(cooperation))
        send_soon(delivery.mail for delivery in made if delivery.mail)


def send_soon(mails: Iterable[UUID], at: datetime | None = None) -> None:
    """Leave a job for each mail, unless one waits already."""
    for mail in mails:
        try:
            with transaction.atomic():
                send.configure(queueing_lock=f"mail {mail}", schedule_at=at).defer(mail=str(mail))
        except AlreadyEnqueued:
            continue


@app.task(queue=QUEUE, retry=PATIENT)
def send(mail: str) -> None:
    """Send one mail, once. Without a mail server it stays in its queue."""
    if not postman.is_set_up():
        return
    number = UUID(mail)
    with ExitStack() as while_the_line_is_open:
        with wall.acting(POSTMAN) as actor:
            letter = write_letter(actor=actor, mail=number)
            if letter is None:
                return
            try:
                line = while_the_line_is_open.enter_context(postman.offer(message(letter), number))
            except postman.Undelivered as refused:
                _did_not_go(actor, letter, refused)
                return
            if not begin_sending(actor=actor, mail=number, address=letter.to):
                return
        # Committed: from here until it is settled, a worker that dies leaves the mail uncertain, and never sent twice.
        _hand_over(line, letter)


def _hand_over(line: postman.Line, letter: Letter) -> None:
    try:
        line.hand_over(message(letter))
    except postman.Undelivered as refused:
        with wall.acting(POSTMAN) as actor:
            _did_not_go(actor, letter, refused)
    except postman.Uncertain:
        log.error("mail %s is uncertain: the line broke", letter.mail)
        with wall.acting(POSTMAN) as actor:
            settle_mail(actor=actor, mail=letter.mail, state=State.UNCERTAIN, error="line_broke")
    else:
        with wall.acting(POSTMAN) as actor:
            settle_mail(actor=actor, mail=letter.mail, state=State.SENT)


def _did_not_go(actor: Actor, letter: Letter, refused: postman.Undelivered) -> None:
    """Bounced, failed for good, or to be tried again later. The log has a number and a code; never a name."""
    log.warning("mail %s did not go: %s", letter.mail, refused.code)
    if refused.forever:
        state = State.BOUNCED if refused.bounced else State.FAILED
        settle_mail(actor=actor, mail=letter.mail, state=state, error=refused.code, address=letter.to)
        return
    due_at = put_off(actor=actor, mail=letter.mail, error=refused.code)
    if due_at is None:
        log.error("mail %s is given up: %s", letter.mail, refused.code)
        return
    send_soon([letter.mail], due_at)


def send_again(state: str) -> int:
    """An operator's word at the terminal: what is in this state goes out again. Gives back how many mails."""
    with wall.acting(POSTMAN) as actor:
        mails = try_again(actor=actor, state=state)
        send_soon(mails)
    return len(mails)


@app.periodic(cron="*/10 * * * *")
@app.task(queue=QUEUE, queueing_lock="remind")
def remind(timestamp: int) -> None:
    """From seven in the morning, and again while the day lasts: whoever was away at seven is late, and reminds all the same."""
    with wall.acting(POSTMAN) as actor:
        remind_of_tasks(actor=actor)
        remind_of_measures(actor=actor)


def take_in(data: bytes) -> bool:
    """Read a message that came to the return address; whether it was a report on a mail of ours, or a calendar's answer."""
    reply = reply_in(data)
    if reply is not None:
        take_answer(reply)
        return True
    found = report_in(data)
    if found is None:
        return False
    with wall.acting(POSTMAN) as actor:
        note_report(
            actor=actor,
            mail=found.mail,
            state=found.state,
            code=found.code,
            is_wrong_address=found.is_wrong_address,
        )
    return True


def take_in_folder(folder: str) -> tuple[int, int]:
    """Read what is new in a Maildir: reports, which are then thrown away, and the rest, which is left for somebody to read."""
    box = mailbox.Maildir(folder, create=False)
    reports = others = 0
    for key in list(box.keys()):
        letter = box.get_message(key)
        if letter.get_subdir() != "new":
            continue
        if take_in(box.get_bytes(key)):
            box.discard(key)
            reports += 1
        else:
            letter.set_subdir("cur")
            box[key] = letter
            others += 1
    return reports, others


@app.periodic(cron="*/2 * * * *")
@app.task(queue=QUEUE, queueing_lock="returns")
def read_returns(timestamp: int) -> None:
    """Every other minute: what has come back, where a folder for it is set."""
    if not settings.MAIL_RETURN_FOLDER:
        return
    try:
        _reports, others = take_in_folder(settings.MAIL_RETURN_FOLDER)
    except (OSError, mailbox.Error) as wrong:
        log.error("the folder for what comes back cannot be read: %s", wrong)  # no more is known
        return
    if others:
        log.warning("%d messages to the return address are no reports: let somebody read them", others)


@app.periodic(cron="20 3 * * *")
@app.task(queue=QUEUE, queueing_lock="forget")
def forget(timestamp: int) -> None:
    """Each night: what has been kept long enough is thrown away."""
    with wall.acting(POSTMAN) as actor:
        forget_old_notices(actor=actor)


@app.periodic(cron="* * * * *")
@app.task(queue=QUEUE, queueing_lock="sweep")
def sweep(timestamp: int) -> None:
    """Each minute: what nobody was woken for, the morning's digests, what is overdue, and what a dead worker left."""
    with wall.acting(POSTMAN) as actor:
        for cooperation in cooperations_with_news(actor):
            tell_of.defer(cooperation=str(cooperation))
        gathered = gather_digests(actor=actor)
        send_soon(gathered)
        if postman.is_set_up():
            send_soon(overdue_mails(actor))
        lost = leave_uncertain(actor=actor)
    if lost:
        log.error("%d mails are uncertain: their worker died", lost)
