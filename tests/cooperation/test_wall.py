"""The second wall: what the database itself refuses, whatever the code asks. SECURITY.md M2."""

import pytest
from django.db import DatabaseError, connection, connections, transaction

from samrad.agreements.models import Agreement, Clause, Proposal, Wording
from samrad.cooperation import wall
from samrad.cooperation.models import Offer
from samrad.ledger.models import Entry
from tests.cast import Cast
from tests.situations import a_draft, on_the_table

pytestmark = pytest.mark.django_db
CONTENT = """
select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
where a.attname = 'cooperation_id' and c.relkind = 'r' and c.relname not in
('cooperation_cooperationparty', 'cooperation_choice')
"""


def tables(sql: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {row[0] for row in cursor.fetchall()}


def test_it_stands_on_every_table_with_content() -> None:
    forced = tables("select relname from pg_class where relrowsecurity and relforcerowsecurity")
    assert tables(CONTENT) - forced == set()
    assert {"agreements_wording", "agreements_seal", "ledger_entry"} <= forced


def test_the_application_role_owns_nothing_and_bypasses_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == (False, False)
        cursor.execute("select count(*) from pg_tables where tableowner = current_user")
        assert cursor.fetchone() == (0,)


def test_without_an_actor_no_content_shows(cast: Cast) -> None:
    on_the_table(cast.slt, cast.cooperation)
    for model in (Agreement, Clause, Wording, Proposal, Offer, Entry):
        assert model.objects.count() == 0


def test_a_private_draft_shows_to_its_own_party_only(cast: Cast) -> None:
    a_draft(cast.slt, cast.cooperation, points=(("KANARIFUGL", "KANARIFUGL"),))
    for actor, seen in (
        (cast.slt, 1),
        (cast.police_contact, 0),
        (cast.neighbour_mayor, 0),
        (cast.oversight, 0),
    ):
        with wall.acting(actor), connection.cursor() as cursor:
            cursor.execute("select count(*) from agreements_wording where text like %s", ["%KANARIFUGL%"])
            assert cursor.fetchone() == (seen,), actor.name


def test_it_closes_again_and_cannot_be_forged(cast: Cast) -> None:
    on_the_table(cast.slt, cast.cooperation)
    with transaction.atomic():
        wall.enter(cast.slt)
        with connection.cursor() as cursor:
            cursor.execute("select current_setting('samrad.ctx')")
            context = cursor.fetchone()[0]
        wall.leave()
        assert Clause.objects.count() == 0
    forged = (
        context.split("#")[0].replace(str(cast.slt.appointment), str(cast.mayor.appointment)) + "#" + "0" * 64
    )
    with pytest.raises(DatabaseError, match="not made by the guard"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select set_config('samrad.ctx', %s, true)", [forged])
        Clause.objects.count()


def test_a_process_without_the_secret_opens_nothing(cast: Cast, settings: object) -> None:
    settings.GUARD_KEY = "another"  # type: ignore[attr-defined]
    with pytest.raises(DatabaseError, match="does not know this process"), transaction.atomic():
        wall.enter(cast.slt)


def test_nobody_writes_into_a_foreign_cooperation(cast: Cast) -> None:
    agreement = on_the_table(cast.slt, cast.cooperation)
    with pytest.raises(DatabaseError, match="row-level security"), wall.acting(cast.neighbour_mayor):
        Clause.objects.create(
            cooperation=cast.cooperation,
            agreement_id=agreement.pk,
            role="own",
            position=1,
            owner=cast.places.storvik,
        )
    with wall.acting(cast.neighbour_mayor):
        assert Clause.objects.update(role="stolen") == 0
        assert Clause.objects.all().delete()[0] == 0


def test_what_is_handed_over_is_never_changed(cast: Cast) -> None:
    on_the_table(cast.slt, cast.cooperation)
    with pytest.raises(DatabaseError, match="never changed"), wall.acting(cast.slt):
        Wording.objects.update(text="annet")


def test_a_checksum_opens_its_own_seal_only(cast: Cast) -> None:
    with transaction.atomic():
        wall.ask_for_checksum("0" * 64)
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from agreements_seal")
            assert cursor.fetchone() == (0,)
    assert connections["default"].settings_dict["USER"] == "samrad_app"
