"""Tells everybody who has the meeting open that something in it is new. The notice holds an id and nothing else."""

from uuid import UUID

from django.db import connection

CHANNEL = "samrad_live"


def announce(meeting_id: UUID | None) -> None:
    """Heard when the transaction is committed, and not at all when it is undone."""
    if meeting_id:
        with connection.cursor() as cursor:
            cursor.execute("select pg_notify(%s, %s)", [CHANNEL, str(meeting_id)])
