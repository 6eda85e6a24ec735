"""The ledger: what happened, once, in order, and nobody can make it otherwise."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from samrad.cooperation import wall
from samrad.cooperation.commands import make_offer
from samrad.kernel.records import plug_in, record
from samrad.ledger.commands import write
from samrad.ledger.models import Entry
from samrad.ledger.queries import ChainHead, entries_visible_to, heads, problems, problems_against
from samrad.parties.actor import Actor
from tests.cast import Cast, gather
from tests.situations import do, on_the_table


def kinds(actor: Actor, cast: Cast) -> list[str]:
    with wall.acting(actor):
        return [entry.kind for entry in entries_visible_to(actor, cast.cooperation.pk)]


def offer(cast: Cast) -> None:
    do(
        cast.police_contact,
        make_offer,
        cooperation_id=cast.cooperation.pk,
        matter="agreement",
        organisation_id=cast.places.lyngvik.pk,
        offered_on=date(2026, 11, 2),
    )


def test_both_parties_read_what_is_shared_and_each_its_own(cast: Cast) -> None:
    offer(cast)
    on_the_table(cast.slt, cast.cooperation)
    assert kinds(cast.police_contact, cast) == ["RoundHandedOver", "AgreementStarted", "OfferMade"]
    assert kinds(cast.slt, cast).count("ProposalPrepared") == 3
    for stranger in (cast.neighbour_mayor, cast.oversight, cast.operator):
        assert kinds(stranger, cast) == []


def test_holds_and_says_so(cast: Cast) -> None:
    offer(cast)
    assert problems() == []
    kept = heads()
    assert str(cast.cooperation.pk) in {head.chain for head in kept}
    assert problems_against(kept) == []
    assert [p.problem for p in problems_against([ChainHead("system", 1, "0" * 64)])] == ["anchor"]


@pytest.mark.parametrize(
    "sql", ["update ledger_entry set kind = 'x'", "delete from ledger_entry", "truncate ledger_entry"]
)
def test_nobody_changes_it(cast: Cast, sql: str) -> None:
    offer(cast)
    with wall.acting(cast.slt), connection.cursor() as cursor:
        cursor.execute("select count(*) from ledger_entry")
        before = cursor.fetchone()
    with pytest.raises(DatabaseError), wall.acting(cast.slt), connection.cursor() as cursor:
        cursor.execute(sql)
    with wall.acting(cast.slt), connection.cursor() as cursor:
        cursor.execute("select count(*) from ledger_entry")
        assert cursor.fetchone() == before


@pytest.mark.usefixtures("own_database")
def test_a_changed_byte_and_a_cut_tail_are_found() -> None:
    """An administrator with all rights switches the triggers off, changes one row and cuts another."""
    cast = gather()
    offer(cast)
    kept = heads()
    host, name = os.environ["SAMRAD_DATABASE_HOST"], connection.settings_dict["NAME"]
    with psycopg.connect(host=host, user="samrad", dbname=name, autocommit=True) as root:
        root.execute("alter table ledger_entry disable trigger user")
        chain = str(cast.cooperation.pk)
        root.execute(
            'update ledger_entry set payload = payload || \'{"channel": "letter"}\' where chain = %s', [chain]
        )
        assert [(p.chain, p.problem) for p in problems()] == [(chain, "changed")]
        root.execute("delete from ledger_entry where chain = %s", [chain])
        assert chain in {p.chain for p in problems()}
        assert (chain, "anchor") in {(p.chain, p.problem) for p in problems_against(kept)}


@pytest.mark.django_db
def test_holds_ids_dates_and_codes_only() -> None:
    @dataclass(frozen=True)
    class Odd:
        thing: object

    with pytest.raises(TypeError, match="an event is a dataclass"):
        write("words", by=None, cooperation=None, party=None)
    with pytest.raises(TypeError, match="ids, dates, codes and counts"):
        write(Odd(object()), by=None, cooperation=None, party=None)
    with transaction.atomic():
        record(Odd([uuid4(), datetime(2026, 1, 1, tzinfo=UTC)]), by=None)
        entry = Entry(chain="system", seq=1, kind="Odd")
        assert str(entry) == "system 1 Odd"


def test_another_recorder_can_listen(cast: Cast) -> None:
    heard: list[object] = []
    unplug = plug_in(lambda event, **_given: heard.append(event))
    offer(cast)
    unplug()
    offer_events = [type(event).__name__ for event in heard]
    assert offer_events == ["OfferMade"]
