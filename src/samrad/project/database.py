"""Bringing the database up to date, as the role that owns the tables."""

import secrets

from django.core.management import call_command
from django.db import connections, transaction

from samrad.cooperation import wall
from samrad.kernel.answers import Refused
from samrad.project import configuration
from samrad.project.migrating import drawing_little

KEY = """
insert into guard.key (id, inner_pad, outer_pad, secret_hash) values (1, %s, %s, %s)
on conflict (id) do update set secret_hash = excluded.secret_hash
"""


def migrate() -> None:
    """Apply the migrations, and tell the guard which process secret it shall know.

    Refuses  an installation without its secrets: the guard must never learn to know an empty one.
    """
    if sentence := configuration.missing():
        raise Refused(sentence)
    with drawing_little():
        call_command("migrate", database="owner", interactive=False, verbosity=0)
    set_guard_key()
    connections["owner"].close()


def set_guard_key() -> None:
    """The guard keeps only a hash of the process secret, and a signing key of its own that nobody else can read."""
    key = secrets.token_bytes(64)
    inner, outer = (bytes(byte ^ pad for byte in key) for pad in (0x36, 0x5C))
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("set local role samrad_guard")
        cursor.execute(KEY, [inner, outer, wall.secret_hash()])
