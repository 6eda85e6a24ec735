"""The one way into the ledger: the kernel's `record` ends here."""

import json
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from samrad.kernel.clock import now


def write(event: object, *, by: object, cooperation: UUID | None, party: UUID | None) -> None:
    """Append an event to its chain. The database itself adds who acted, from the guard's signed context.

    Shape    `event` is a frozen dataclass of ids, dates, codes and counts: never a name, never free text.
    Refuses  a cooperation or party that the actor does not stand inside (the database says so).
    """
    if not is_dataclass(event) or isinstance(event, type):
        raise TypeError(f"an event is a dataclass, not {event!r}")
    payload = json.dumps(asdict(event), default=_plain)
    with connection.cursor() as cursor:
        cursor.execute(
            "select ledger_append(%s, %s, %s, %s, %s::jsonb)",
            [cooperation, party, now(), type(event).__name__, payload],
        )


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"an event holds ids, dates, codes and counts, not {value!r}")
