"""Either wall alone keeps everything in: the whole matrix with the first wall open, and with the second off.

Every address × every person × the objects of a cooperation, with a canary in each party's private text. The last test opens both and
sees the canaries: what the others show could have leaked.
"""

import sys
from collections.abc import Callable

import pytest
from django.db import connection

from samrad.agreements.models import Clause, Proposal
from samrad.agreements.queries import negotiation
from samrad.cooperation import queries, wall
from samrad.forums import queries as forum_queries
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.house.test_isolation import (
    CANARY,
    PRIVATE,
    STRANGERS,
    Objects,
    addresses,
    client_of,
    foreign,  # noqa: F401 # a fixture
)
from tests.situations import a_draft

pytestmark = pytest.mark.django_db
PEOPLE = [name for name in STRANGERS if name]
FIRST_WALL: tuple[tuple[Callable[..., object], Callable[..., object]], ...] = (
    (queries.stands_inside, lambda actor, cooperation: True),
    (negotiation.visible, lambda model, us, **about: model.objects.filter(**about).order_by()),
    (forum_queries.is_insider, lambda actor, forum: True),
    (forum_queries.sits_in, lambda actor, forum: True),
    (forum_queries.shown_to, lambda actor, forum, rows: rows),
)


def open_the_first_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    """What every read asks says yes, wherever a module has taken it in by name."""
    for asked, answer in FIRST_WALL:
        for module in [m for name, m in sys.modules.items() if name.startswith("samrad.")]:
            for name, value in list(vars(module).items()):
                if value is asked:
                    monkeypatch.setattr(module, name, answer)


def turn_the_second_wall_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database shows everybody every row of every party, as if it had no policies."""
    enter = wall.enter

    def everywhere(actor: Actor) -> None:
        enter(actor)
        with connection.cursor() as cursor:
            cursor.execute("select tests_open_the_second_wall()")

    monkeypatch.setattr(wall, "enter", everywhere)


def seen_by(username: str, named: Objects) -> str:
    """All that a person can get out of every address, by reading and by sending."""
    client, seen = client_of(username), ""
    for address in addresses(named):
        if "logg-" in address:
            continue
        for answer in (client.get(address), client.post(address, {"seen": "1", "text": "x", "heading": "x"})):
            assert answer.status_code < 500, address
            seen += answer.content.decode(errors="replace") + str(dict(answer.headers))
    return seen


@pytest.mark.parametrize("username", PEOPLE)
def test_the_second_wall_alone_keeps_a_stranger_out(
    cast: Cast,
    foreign: Objects,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    username: str,
) -> None:
    open_the_first_wall(monkeypatch)
    seen = seen_by(username, foreign)
    assert (CANARY in seen, PRIVATE in seen) == (False, False)


@pytest.mark.parametrize("username", PEOPLE)
def test_the_first_wall_alone_keeps_a_stranger_out(
    cast: Cast,
    foreign: Objects,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    username: str,
) -> None:
    turn_the_second_wall_off(monkeypatch)
    seen = seen_by(username, foreign)
    assert (CANARY in seen, PRIVATE in seen) == (False, False)


@pytest.mark.parametrize("wall_off", [open_the_first_wall, turn_the_second_wall_off])
def test_either_wall_alone_keeps_the_other_party_from_the_desk(
    cast: Cast,
    foreign: Objects,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    wall_off: Callable[[pytest.MonkeyPatch], None],
) -> None:
    wall_off(monkeypatch)
    seen = seen_by("politikontakt", foreign)
    assert (CANARY in seen, PRIVATE in seen) == (True, False)


def test_with_both_walls_open_it_would_have_been_seen(
    cast: Cast,
    foreign: Objects,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_the_first_wall(monkeypatch)
    turn_the_second_wall_off(monkeypatch)
    with wall.acting(cast.neighbour_mayor):
        assert (Clause.objects.exists(), Proposal.objects.filter(pk=foreign.proposal_id).exists()) == (
            True,
            True,
        )
    assert CANARY in seen_by("nabokommune", foreign)
    assert PRIVATE in seen_by("politikontakt", foreign)


def test_a_draft_opens_for_its_own_party_only(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = a_draft(cast.slt, cast.cooperation)
    turn_the_second_wall_off(monkeypatch)
    pages = (f"/avtale/{draft.pk}/", f"/avtale/{draft.pk}/runde/")
    theirs, ours = client_of("politikontakt"), client_of("slt")
    assert [theirs.get(address).status_code for address in pages] == [403, 403]
    assert [ours.get(address).status_code for address in pages] == [200, 200]
