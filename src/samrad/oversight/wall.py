"""The two poor roles of oversight: one reads codes and dates for the rules, one reads findings for the directorate.

Neither can read a word that somebody wrote: no column with text is granted to them, whatever a statement asks for.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from samrad.parties.actor import Actor


def granted_to_facts(table: str, columns: str, *, walled: bool) -> str:
    """SQL for a migration: the role for facts may read these columns. Behind a wall it sees rows on its errand alone."""
    granted = f"grant select ({columns}) on {table} to samrad_facts;"
    if not walled:
        return granted
    return f"""
    {granted}
    alter policy wall_read on {table} to samrad_app, samrad_owner;
    create policy wall_facts on {table} as restrictive for select to samrad_facts
        using ((select guard.errand()) = 'refresh_findings');
    """


@contextmanager
def as_role(role: str) -> Iterator[None]:
    """Be this role in the database inside the block, and the application's own again after it."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('role', %s, true)", [role])
        yield
        cursor.execute("select set_config('role', 'none', true)")


@contextmanager
def looking(actor: Actor) -> Iterator[None]:
    """The directorate looks through its own role; everybody else through the wall they stand behind."""
    if actor.is_oversight:
        with as_role("samrad_oversight"):
            yield
    else:
        yield
