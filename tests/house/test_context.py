"""The guard's signed context: good for its own transaction on its own connection. SECURITY.md (b): B7, B8, T4."""

import os

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from samrad.agreements.models import Clause
from samrad.cooperation import wall
from tests.cast import gather
from tests.situations import on_the_table

pytestmark = pytest.mark.usefixtures("own_database")
CONTEXT = "select current_setting('samrad.ctx', true)"


def left() -> str:
    with connection.cursor() as cursor:
        cursor.execute(CONTEXT)
        return str(cursor.fetchone()[0])


@pytest.fixture
def context() -> str:
    """Lyngvik's, as it stood in a transaction that is over."""
    cast = gather()
    on_the_table(cast.slt, cast.cooperation)
    with transaction.atomic():
        wall.enter(cast.slt)
        assert Clause.objects.count() == 3
        return str(left())


def test_is_gone_when_its_transaction_is_over(context: str) -> None:
    assert left() == ""
    assert Clause.objects.count() == 0


def test_is_worthless_in_the_next_transaction(context: str) -> None:
    """As when a connection goes back to the pool with something left on it."""
    with (
        pytest.raises(DatabaseError, match="not made by the guard"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select set_config('samrad.ctx', %s, false)", [context])
        Clause.objects.count()


def test_is_worthless_on_another_connection(context: str) -> None:
    host, name = os.environ["SAMRAD_DATABASE_HOST"], connection.settings_dict["NAME"]
    with psycopg.connect(host=host, user="samrad_app", dbname=name) as other:
        other.execute("select set_config('samrad.ctx', %s, true)", [context])
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="not made by the guard"):
            other.execute("select count(*) from agreements_clause")


@pytest.mark.parametrize("forged", ["x", "#", ";;#", "'; drop table x; --", "\u202e#\u202e"])
def test_is_not_forged(context: str, forged: str) -> None:
    mine = context.split("#")[0]
    for text in (forged, f"{mine}#{forged}", f"{forged}#{context.split('#')[1]}"):
        with (
            pytest.raises(DatabaseError, match="not made by the guard"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("select set_config('samrad.ctx', %s, true)", [text])
            Clause.objects.count()


def test_what_breaks_inside_anothers_wall_takes_the_step_back() -> None:
    """SECURITY.md M2: nobody is left standing where they only looked in."""

    def standing() -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute("select guard.parties()::text[]")
            return set(cursor.fetchone()[0])

    cast = gather()
    with wall.acting(cast.slt):
        before = standing()
        with wall.lent_to(cast.police_contact, back_to=cast.slt):
            assert standing().isdisjoint(before)
        assert standing() == before
        with pytest.raises(RuntimeError), wall.lent_to(cast.police_contact, back_to=cast.slt):
            raise RuntimeError
        assert standing() == before
