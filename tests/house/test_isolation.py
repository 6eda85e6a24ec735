"""No page shows a stranger what is not theirs: every address, every person, every foreign object.

The texts hold a canary, so a leak would be seen; with the first wall opened by hand, the second still stands.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern

from samrad.agreements.commands.finishing import reopen_agreement
from samrad.agreements.commands.living import ask_for_revision
from samrad.agreements.commands.proposing import propose_wording
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round
from samrad.agreements.models import Clause, Proposal
from samrad.agreements.queries import negotiation
from samrad.cooperation import queries, wall
from samrad.cooperation.commands import make_offer
from samrad.kernel import clock
from tests.cast import Cast
from tests.house.test_house import BORROWED, views
from tests.situations import approve, clauses_of, do, freeze, on_the_table, take_into_force
from tests.visit import login_as

pytestmark = pytest.mark.django_db
CANARY, PRIVATE = "KANARIFUGL", "HEMMELIGFUGL"
STRANGERS = ("nabokommune", "nabopoliti", "skole", "direktorat", "drift", "")
CLOSED = {302, 403, 404, 405}


@dataclass
class Objects:
    """What the addresses can name."""

    slug: str
    town: str
    matter: str
    offer_id: object
    agreement_id: object
    clause_id: object
    proposal_id: object
    number: object
    request_id: object
    section: str = "4.1.2"


@pytest.fixture
def foreign(cast: Cast) -> Objects:
    """An offer and a negotiation with words in them, and on the municipality's own desk one text more."""
    offer = do(
        cast.police_contact,
        make_offer,
        cooperation_id=cast.cooperation.pk,
        matter="council",
        organisation_id=cast.places.lyngvik.pk,
        offered_on=date(2026, 11, 2),
        words=CANARY,
    )
    agreement = on_the_table(cast.police_contact, cast.cooperation, points=((CANARY, CANARY),))
    clause = clauses_of(cast.slt, agreement)[0]
    own = do(
        cast.slt, propose_wording, clause_id=clause.pk, heading=PRIVATE, text=PRIVATE, reason=PRIVATE, seen=0
    )
    return Objects("lyngvik", "lyngvik", "council", offer.pk, agreement.pk, clause.pk, own.pk, 1, uuid4())


@pytest.fixture
def locked(cast: Cast, foreign: Objects) -> Objects:
    """The neighbours' text, locked, opened again with a word of why, and locked anew: version 1 is evidence."""
    first, second = cast.neighbour_mayor, cast.foreign_contact
    agreement = on_the_table(first, cast.neighbours, points=((CANARY, CANARY),))
    do(second, accept_remaining, agreement_id=agreement.pk)
    do(second, hand_over_round, agreement_id=agreement.pk)
    approve(first, freeze(first, agreement))
    do(second, reopen_agreement, agreement_id=agreement.pk, reason=CANARY)
    freeze(second, agreement)
    return replace(foreign, agreement_id=agreement.pk, clause_id=clauses_of(first, agreement)[0].pk)


@pytest.fixture
def sealed(cast: Cast, foreign: Objects) -> Objects:
    """The neighbours' sealed agreement, and a wish to revise it with a word of why."""
    first, second = cast.neighbour_mayor, cast.foreign_contact
    agreement = on_the_table(first, cast.neighbours, points=((CANARY, CANARY),))
    do(second, accept_remaining, agreement_id=agreement.pk)
    do(second, hand_over_round, agreement_id=agreement.pk)
    take_into_force(first, second, agreement)
    with clock.set_to(datetime(2027, 5, 3, 9, tzinfo=UTC)):
        asked = do(first, ask_for_revision, agreement_id=agreement.pk, reason=CANARY)
    clause = clauses_of(first, agreement)[0].pk
    return replace(foreign, slug="storvik", agreement_id=agreement.pk, clause_id=clause, request_id=asked.pk)


def addresses(named: Objects) -> list[str]:
    found = []
    for view in views():
        if not view.callback.__module__.startswith(BORROWED):
            found.append("/" + _filled(view, named))
    return found


def _filled(view: URLPattern, named: Objects) -> str:
    route = str(view.pattern)
    for name, converter in view.pattern.converters.items():
        for form in (f"<{name}>", f"<uuid:{name}>", f"<slug:{name}>", f"<matter:{name}>", f"<int:{name}>"):
            route = route.replace(form, str(getattr(named, name)))
        assert converter
    assert "<" not in route, route
    return route


def client_of(username: str) -> Client:
    return login_as(username) if username else Client()


@pytest.mark.parametrize("username", STRANGERS)
def test_a_stranger_sees_no_word_of_it(cast: Cast, foreign: Objects, username: str) -> None:
    client = client_of(username)
    for address in addresses(foreign):
        answers = [client.get(address)]
        if username and "logg-" not in address:
            answers.append(client.post(address, {"heading": "x", "text": "x", "reply": "no", "seen": "1"}))
        for answer in answers:
            assert answer.status_code < 500, address
            assert CANARY not in answer.content.decode() and PRIVATE not in answer.content.decode(), address
            if any(
                str(key) in address for key in (foreign.offer_id, foreign.agreement_id, foreign.proposal_id)
            ):
                assert answer.status_code in CLOSED, address


@pytest.mark.parametrize("username", ["politikontakt", "slt", "leser", "skole", "direktorat", "drift", ""])
def test_a_stranger_sees_no_word_of_a_locked_version(cast: Cast, locked: Objects, username: str) -> None:
    client, own = client_of(username), login_as("nabokommune")
    frozen = [address for address in addresses(locked) if str(locked.agreement_id) in address]
    assert sum(CANARY.encode() in own.get(address).content for address in frozen) >= 3
    for address in frozen:
        for answer in (client.get(address), client.post(address, {"seen_hash": "x", "reason": "x"})):
            assert answer.status_code in CLOSED, address
            assert CANARY not in answer.content.decode(), address


@pytest.mark.parametrize("username", ["politikontakt", "slt", "leser", "skole", "direktorat", "drift", ""])
def test_a_stranger_sees_no_word_of_a_sealed_agreement(cast: Cast, sealed: Objects, username: str) -> None:
    client, own = client_of(username), login_as("nabopoliti")
    keys = (str(sealed.agreement_id), str(sealed.request_id))
    named = [address for address in addresses(sealed) if any(key in address for key in keys)]
    assert sum(CANARY.encode() in own.get(address).content for address in named) >= 3
    for address in named:
        for answer in (client.get(address), client.post(address, {"reply": "yes", "reason": "x"})):
            assert answer.status_code in CLOSED, address
            assert CANARY.encode() not in answer.content, address


def test_the_other_party_sees_what_is_shared_and_nothing_of_the_desk(cast: Cast, foreign: Objects) -> None:
    client = login_as("politikontakt")
    seen = ""
    for address in addresses(foreign):
        answer = client.get(address)
        assert answer.status_code < 500, address
        assert PRIVATE not in answer.content.decode(), address
        seen += answer.content.decode()
    assert CANARY in seen
    own = "".join(login_as("slt").get(address).content.decode() for address in addresses(foreign))
    assert PRIVATE in own


def test_with_the_first_wall_open_the_second_still_stands(
    cast: Cast, foreign: Objects, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(negotiation, "visible", lambda rows, us: rows)
    monkeypatch.setattr(queries, "stands_inside", lambda actor, cooperation: True)
    with wall.acting(cast.police_contact):
        assert not Proposal.objects.filter(pk=foreign.proposal_id).exists()
    client = login_as("politikontakt")
    for address in addresses(foreign):
        assert PRIVATE not in client.get(address).content.decode(), address
    stranger = login_as("nabokommune")
    for address in addresses(foreign):
        assert CANARY not in stranger.get(address).content.decode(), address
    with wall.acting(cast.neighbour_mayor):
        assert Clause.objects.count() == 0


HOSTILE = (
    "\x00",
    "\u202e\u2066",
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% debug %}",
    "x" * 1_000_000,
    "']; drop table x; --",
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_bad_input_gets_its_sentence(cast: Cast, foreign: Objects, text: str) -> None:
    client = login_as("slt")
    names = ("heading", "text", "reason", "message", "words", "reply", "seen", "against", "valid_from", "valid_to", "scope",
             "verdict", "direction", "look_again_on", "status", "kind", "level", "after", "name", "organisations", "next", "form", "decided_on", "body", "case_number",
             "description", "seen_hash")  # fmt: skip
    for address in addresses(foreign):
        if "logg-ut" in address or "logg-inn" in address:
            continue
        answer = client.post(address, dict.fromkeys(names, text))
        assert answer.status_code < 500, (address, answer.status_code)
        assert "<script>alert(1)" not in answer.content.decode()
        assert (
            client.get(
                address, dict.fromkeys(("vis", "sok", "etter", "fra", "til", "side"), text[:100])
            ).status_code
            < 500
        )


def test_forged_ids_find_nothing(cast: Cast, foreign: Objects) -> None:
    forged = Objects(
        "finnes-ikke", "finnes-ikke", "agreement", *(uuid4() for _ in range(4)), 99, uuid4(), section="9.9"
    )
    client = login_as("slt")
    for address in addresses(forged):
        if any(str(key) in address for key in vars(forged).values()):
            for answer in (client.get(address), client.post(address, {})):
                assert answer.status_code in {404, 405}, (address, answer.status_code)


def test_a_negotiation_page_asks_as_much_with_one_clause_as_with_many(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for actor, who, points in (
        (cast.slt, "politikontakt", 1),
        (cast.neighbour_mayor, "nabopoliti", 40),
    ):
        cooperation = cast.cooperation if points == 1 else cast.neighbours
        agreement = on_the_table(actor, cooperation, points=tuple((f"P{n}", "Tekst") for n in range(points)))
        client = login_as(who)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(f"/avtale/{agreement.pk}/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
