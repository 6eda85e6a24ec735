"""What the ledger tells: to the parties what happened, to an operator whether a row was touched."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from samrad.kernel.once import read_once
from samrad.ledger.models import Entry
from samrad.parties.actor import Actor


@dataclass(frozen=True)
class Problem:
    """A place where a chain does not hold: `changed`, `broken`, `cut`, `headless`, or `anchor` against a file."""

    chain: str
    seq: int
    problem: str


@dataclass(frozen=True)
class ChainHead:
    chain: str
    seq: int
    hash: str


@dataclass(frozen=True)
class Event:
    """A shared event as machinery reads it: who acted, for which party, and a payload of ids, dates, codes and counts."""

    id: int
    seq: int
    at: datetime
    kind: str
    payload: dict[str, Any]
    appointment: UUID | None
    party: UUID | None
    cooperation: UUID


def entries_visible_to(actor: Actor, cooperation: UUID) -> QuerySet[Entry]:
    """What happened in a cooperation, newest first: shared events, and the actor's own party's private ones."""
    if not actor.works_for_a_party:
        return Entry.objects.none()
    rows = Entry.objects.filter(cooperation=cooperation)
    return (rows.filter(party=None) | rows.filter(party__in=actor.parties)).order_by("-at", "-id")


def shared_events(*, cooperation: UUID, after: int, most: int) -> list[Event]:
    """What both parties know has happened, the oldest first, after this place in the cooperation's chain.

    Who      machinery that has entered the wall to deliver notices; the database refuses everybody else.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from ledger_shared_since(%s, %s, %s)", [cooperation, after, most])
        return [
            Event(number, seq, at, kind, json.loads(payload), appointment, party, cooperation)
            for number, seq, at, kind, payload, appointment, party in cursor.fetchall()
        ]


def cooperations_and_their_last() -> dict[UUID, int]:
    """How far the chain that a cooperation's parties share has come, for each of them. Counts only."""
    return {
        UUID(head.chain): head.seq for head in heads() if head.chain != "system" and ":" not in head.chain
    }


# Written out: every page of a cooperation asks it. A number is never used again, and those of one chain come in order.
LAST = """
select (select id from ledger_entry e where e.chain = c.chain order by seq desc limit 1)
from unnest(%s::text[]) with ordinality c (chain, place) order by place
"""


@read_once
def last_entries_of(actor: Actor, cooperation: UUID) -> tuple[int | None, ...]:
    """The numbers of the last things that happened in a cooperation, as far as the actor may know: for all, for its own."""
    if not actor.works_for_a_party:
        return ()
    chains = [str(cooperation), *(f"{cooperation}:{party}" for party in sorted(actor.parties))]
    with connection.cursor() as cursor:
        cursor.execute(LAST, [chains])
        return tuple(number for (number,) in cursor.fetchall())


def problems() -> list[Problem]:
    """Every break in every chain, found by the database itself. Reads no content."""
    with connection.cursor() as cursor:
        cursor.execute("select chain, seq, problem from ledger_problems()")
        return [Problem(*row) for row in cursor.fetchall()]


def heads() -> list[ChainHead]:
    with connection.cursor() as cursor:
        cursor.execute("select chain, seq, hash from ledger_heads()")
        return [ChainHead(*row) for row in cursor.fetchall()]


def head_of(cooperation: UUID) -> ChainHead | None:
    """The last shared event of one cooperation, for one who stands inside its wall; none for others."""
    last = Entry.objects.filter(chain=str(cooperation)).order_by("-seq").first()
    return ChainHead(last.chain, last.seq, last.hash) if last else None


def problems_against(anchors: list[ChainHead]) -> list[Problem]:
    """Heads that were kept outside, held against the rows of today: this is what sees a cut and rewritten tail."""
    found = []
    with connection.cursor() as cursor:
        for anchor in anchors:
            cursor.execute("select ledger_hash_at(%s, %s)", [anchor.chain, anchor.seq])
            row = cursor.fetchone()
            if row is None or row[0] != anchor.hash:
                found.append(Problem(anchor.chain, anchor.seq, "anchor"))
    return found
