"""A small country full of secrets: each party's own word in each party's own text, and who may see which word.

The words are nonsense that stands nowhere else, so that a word in an answer is a leak, wherever in it it stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

from django.db import connection
from django.http import HttpResponse
from django.test import Client

from samrad.agreements.commands.finishing import reopen_agreement
from samrad.agreements.commands.living import ask_for_revision
from samrad.agreements.commands.proposing import add_clause
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round
from samrad.agreements.models import Agreement
from samrad.cooperation import wall
from samrad.kernel import clock
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.house.test_isolation import CANARY, PRIVATE, Objects, addresses, objects_of
from tests.knowledge.situations import a_draft_of
from tests.situations import a_draft, approve, clauses_of, do, freeze, on_the_table, take_into_force
from tests.visit import login_as

TABLE, TOWN, POLICE = CANARY, PRIVATE, "POLITIFUGL"
SEALED, LOCKED, DRAFT = "SEGLFUGL", "LAASFUGL", "UTKASTFUGL"
WORDS = {TABLE, TOWN, POLICE, SEALED, LOCKED, DRAFT}
MAY_SEE: dict[str, set[str]] = {
    "slt": {TABLE, TOWN},
    "leser": {TABLE, TOWN},
    "politikontakt": {TABLE, POLICE},
    "enhetsleder": {TABLE, POLICE},
    "nabokommune": {SEALED, LOCKED, DRAFT},
    "nabopoliti": {SEALED, LOCKED},
    "skole": set(),
    "direktorat": set(),
    "drift": set(),
    "": set(),
}
LOOK_FROM_OUTSIDE = {"slt", "nabokommune"}  # one in each cooperation asks for the headers alone, too
SENT = {
    "heading": "x", "text": "x", "reason": "x", "message": "x", "words": "x", "reply": "no", "verdict": "accepted",
    "direction": "up", "status": "later", "form": "internal", "decided_on": "2026-01-05", "scope": "whole", "level": "1",
    "kind": "description", "valid_from": "2027-01-01", "valid_to": "2030-12-31", "offered_on": "2026-01-05",
    "channel": "samrad", "description": "x", "seen": "1", "seen_hash": "0" * 64, "confirmed": "on",
}  # fmt: skip


@dataclass(frozen=True)
class Secret:
    """One thing behind the wall, by the addresses that name it, and the words that whoever may see it sees.

    Shape    `known_to` are those who may know that it is there, and are told that it is not theirs to read: a draft.
    """

    addresses: list[str]
    words: set[str]
    is_open: bool = False
    known_to: str = ""

    def is_for(self, username: str) -> bool:
        return self.is_open or bool(self.words & MAY_SEE[username])


@dataclass(frozen=True)
class Cell:
    """One question: this address, asked so, by this person."""

    username: str
    address: str
    method: str
    is_theirs: bool
    is_known: bool


def secrets_of(cast: Cast) -> list[Secret]:
    """Lyngvik and its police with all they share, each with a desk of its own; next door a sealed text, a locked one, a draft.

    The pages that name none of it are walked too: a word may come out on a map, in a search or on a start page.
    """
    return [*_lyngvik(cast), *_next_door(cast)]


def _lyngvik(cast: Cast) -> list[Secret]:
    named = objects_of(cast)
    hidden = do(
        cast.police_contact,
        add_clause,
        agreement_id=named.agreement_id,
        heading=POLICE,
        text=POLICE,
        reason=POLICE,
    )
    unshared = a_draft_of(cast.police_contact, named.knowledge_id, POLICE, POLICE)
    keys = {name: key for name, key in vars(named).items() if isinstance(key, UUID)}
    shared = [
        key
        for name, key in keys.items()
        if name not in {"proposal_id", "key", "approval_id", "published_id", "school_id"}
    ]
    desk = [address for address in addresses(named) if _names(address, keys["proposal_id"])]
    table = [a for a in addresses(named) if a not in desk and _names(a, *shared, "samarbeid/lyngvik")]
    police = [a for a in addresses(replace(named, clause_id=hidden.pk)) if _names(a, hidden.pk)]
    police += [a for a in addresses(replace(named, contribution_id=unshared.pk)) if _names(a, unshared.pk)]
    plain = [a for a in addresses(named) if a not in desk and a not in table]
    return [
        Secret(table, {TABLE}),
        Secret(desk, {TOWN}),
        Secret(police, {POLICE}),
        Secret(plain, set(), is_open=True),
    ]


def _next_door(cast: Cast) -> list[Secret]:
    first, second = cast.neighbour_mayor, cast.foreign_contact
    sealed = _agreed(first, second, cast, SEALED)
    take_into_force(first, second, sealed)
    with clock.set_to(datetime(2027, 5, 3, 9, tzinfo=UTC)):
        asked = do(first, ask_for_revision, agreement_id=sealed.pk, reason=SEALED)
    locked = _agreed(first, second, cast, LOCKED)
    approve(first, freeze(first, locked))
    do(second, reopen_agreement, agreement_id=locked.pk, reason=LOCKED)
    freeze(second, locked)
    draft = a_draft(first, cast.neighbours, points=((DRAFT, DRAFT),))
    return [
        Secret(_about(first, sealed, asked.pk), {SEALED}),
        Secret(_about(first, locked, uuid4()), {LOCKED}),
        Secret(_about(first, draft, uuid4()), {DRAFT}, known_to="nabopoliti"),
    ]


def _agreed(first: Actor, second: Actor, cast: Cast, word: str) -> Agreement:
    agreement = on_the_table(first, cast.neighbours, points=((word, word),))
    do(second, accept_remaining, agreement_id=agreement.pk)
    do(second, hand_over_round, agreement_id=agreement.pk)
    return agreement


def _about(actor: Actor, agreement: Agreement, request_id: object) -> list[str]:
    clause = clauses_of(actor, agreement)[0].pk
    nothing = {part.name: uuid4() for part in fields(Objects)}
    usual = {"slug": "storvik", "town": "storvik", "matter": "council", "number": 1, "section": "4.1.2"}
    here = {"agreement_id": agreement.pk, "clause_id": clause, "request_id": request_id}
    named = Objects(**nothing | usual | here)  # type: ignore[arg-type] # identifiers, and a few words
    keys = (agreement.pk, request_id)
    return [address for address in addresses(named) if _names(address, *keys)]


def _names(address: str, *keys: object) -> bool:
    return any(str(key) in address for key in keys)


def cells(secrets: list[Secret], usernames: list[str]) -> Iterator[Cell]:
    """Every secret by every person: read by all, and written to and looked at from outside by those it is not for."""
    for username in usernames:
        for secret in secrets:
            theirs, known = secret.is_for(username), username == secret.known_to != ""
            for address in secret.addresses:
                yield Cell(username, address, "get", theirs, known)
                if not theirs:
                    yield Cell(username, address, "post", theirs, known)
                if not theirs and username in LOOK_FROM_OUTSIDE:
                    yield Cell(username, address, "head", theirs, known)


def browsers(usernames: list[str]) -> dict[str, Client]:
    """Each person in a browser. A page of ours that breaks is an answer too: it must not tell either."""
    found = {}
    for username in usernames:
        found[username] = login_as(username) if username else Client()
        found[username].raise_request_exception = False
    return found


def answer_to(client: Client, cell: Cell) -> HttpResponse:
    if cell.method == "post":
        return client.post(cell.address, SENT)
    return getattr(client, cell.method)(cell.address)  # type: ignore[no-any-return]


def words_in(answer: HttpResponse) -> set[str]:
    """The secret words that stand in the answer: in its body or in any of its headers."""
    body = b"".join(answer) if answer.streaming else answer.content
    told = body.decode(errors="replace") + " ".join(f"{name}: {value}" for name, value in answer.items())
    return {word for word in WORDS if word in told}


def leaks(answer: HttpResponse, cell: Cell) -> set[str]:
    """What this person was told and may not know. A file of a foreign secret is a leak whatever its bytes look like."""
    found = words_in(answer) - MAY_SEE[cell.username]
    if (
        not cell.is_theirs
        and answer.status_code == 200
        and "html" not in answer.headers.get("Content-Type", "")
    ):
        found.add(f"a file: {answer.headers.get('Content-Type')}")
    return found


WALLED = """select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
where c.relforcerowsecurity and a.attname = 'cooperation_id' order by 1"""


def content_seen_by(actors: list[Actor]) -> list[tuple[str, str]]:
    """Everything that stands behind the wall, as those it belongs to see it, in one line for each table and person."""
    found = []
    for actor in actors:
        with wall.acting(actor), connection.cursor() as cursor:
            cursor.execute(WALLED)
            for (table,) in cursor.fetchall():
                cursor.execute(
                    f"select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {table} t"
                )
                found.append((f"{actor.name} {table}", cursor.fetchone()[0]))
    return found
