"""How long it is kept who was told of what, and where mail went. What happened stays in the ledger."""

from datetime import timedelta

from django.conf import settings
from django.db import connection

from samrad.kernel.clock import now
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.notices.events import NoticesForgotten
from samrad.notices.permissions import may_deliver
from samrad.parties.actor import Actor


@command
def forget_old_notices(*, actor: Actor) -> NoticesForgotten:
    """Throw away notices that are old, addresses that mail went to, and the calendars of people who left long ago.

    Shape    A mail that is on its way keeps its notice and its address, however old. A run too many throws nothing away.
    Who      Samråd's own machinery (`may_deliver`).
    Records  NoticesForgotten, when there was anything.
    Units    `NOTICES_KEPT_DAYS` from the event, `ADDRESSES_KEPT_DAYS` from the last that was heard of the mail.
    """
    may_deliver(actor).require()
    kept = [now() - timedelta(days=d) for d in (settings.NOTICES_KEPT_DAYS, settings.ADDRESSES_KEPT_DAYS)]
    with connection.cursor() as cursor:
        cursor.execute("select notices, addresses, calendars from notices_forget(%s, %s)", kept)
        forgotten = NoticesForgotten(*cursor.fetchone())
    if forgotten != NoticesForgotten(0, 0, 0):
        record(forgotten, by=actor)
    return forgotten
