"""What mail servers say of a mail after they have taken it."""

from uuid import UUID

from samrad.kernel.clock import now
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.notices.events import MailSettled
from samrad.notices.models import Delivery
from samrad.notices.outcomes import report
from samrad.notices.permissions import may_deliver
from samrad.parties.actor import Actor
from samrad.parties.commands import note_that_mail_came_back

State = Delivery.State
GONE = (State.SENDING, State.SENT, State.UNCERTAIN)


@command
def note_report(*, actor: Actor, mail: UUID, state: str, code: str, is_wrong_address: bool) -> bool:
    """Write down that a mail was delivered, or came back, and tell the room that it came from. False when it was known.

    Shape    A mail that came back after it was delivered did not stay: the last word is that it came back.
    Who      Samråd's own machinery (`may_deliver`).
    Records  MailSettled; AddressCameBack when the address itself is wrong.
    """
    may_deliver(actor).require()
    settled = State(state)
    before = (*GONE, State.DELIVERED) if settled == State.BOUNCED else GONE
    rows = list(
        Delivery.objects.select_for_update(of=("self",))
        .filter(mail=mail, state__in=before)
        .select_related("notice")
    )
    for row in rows:
        row.state, row.error, row.changed_at = settled, f"report_{code}"[:24] if code else "", now()
        row.sent_at = row.sent_at or now()
        row.save(update_fields=["state", "error", "changed_at", "sent_at"])
        report(actor, row.notice, settled)
    if rows:
        record(MailSettled(mail, settled, rows[0].tries), by=actor)
    if rows and is_wrong_address:
        note_that_mail_came_back(actor=actor, person_id=rows[0].person_id, email=rows[0].address)
    return bool(rows)
