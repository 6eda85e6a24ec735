"""The two roles of oversight against every table: codes and dates, and not a byte of content. DESIGN §2.6, §5."""

import pytest
from django.db import DatabaseError, connection, transaction

from samrad.cooperation import wall
from samrad.kernel.clock import today
from samrad.oversight.facts.cooperations import cooperation_facts
from samrad.oversight.facts.forums import forum_facts
from samrad.oversight.tasks import LOOKER, look_at_everything
from samrad.oversight.wall import as_role
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.house.isolation import secrets_of
from tests.house.test_isolation import CANARY

pytestmark = pytest.mark.django_db
TABLES = """select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relkind in ('r', 'p', 'v') order by 1"""
# Columns of words that the roles may read, and why each is a code or an open name.
CODES = {
    "kind",
    "sector",
    "function",
    "matter",
    "status",
    "state",
    "role",
    "reply",
    "occasion",
    "partner",
    "main",
    "to",
    "service",
    "sensitivity",
    "receiver",
    "basis",
    "about",
    "side",
    "code",
    "became",
}
NAMES = {("parties_organisation", "name"), ("parties_organisation", "slug")}
# Codes and identifiers in columns whose names stand for words in other tables.
CODES_OF_ONE_TABLE = {
    ("cooperation_goal", "aim"),
    ("knowledge_contribution", "sort"),
    ("meetings_agendaitem", "face"),
    ("meetings_decision", "face"),
    ("meetings_decision", "outcome"),
    ("meetings_task", "face"),
    ("plans_exercise", "sectors"),
    ("plans_measure", "further"),
    ("plans_measure", "police_fields"),
    ("plans_promisemark", "verdict"),
}
OURS = """from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
join pg_type t on t.oid = a.atttypid where n.nspname = 'public' and c.relkind in ('r', 'p', 'v') and a.attnum > 0
    and not a.attisdropped and c.relname not like 'oversight%%'"""
WORDED = f"""select c.relname::text, a.attname::text {OURS} and has_column_privilege(%s, c.oid, a.attnum, 'SELECT')
and t.typname not in ('uuid', 'bool', 'date', 'timestamptz', 'int2', 'int4', 'int8')"""
WRITTEN = f"""select c.relname::text, a.attname::text {OURS} and (has_column_privilege(%s, c.oid, a.attnum, 'INSERT')
or has_column_privilege(%s, c.oid, a.attnum, 'UPDATE') or has_table_privilege(%s, c.oid, 'DELETE, TRUNCATE'))"""


def rows(sql: str, *given: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()


def tables() -> list[str]:
    return [str(name) for (name,) in rows(TABLES)]


def read_whole(actor: Actor, role: str, table: str) -> str:
    """Everything in a table, or «refused»."""
    try:
        with transaction.atomic(), wall.acting(actor), as_role(role):
            return str(rows(f"select coalesce(string_agg(t::text, '|'), '') from {table} t"))
    except DatabaseError as refused:
        assert "permission denied" in str(refused), table  # any other fault is ours
        return "refused"


def test_the_directorate_reads_three_tables_and_not_a_word_of_content(cast: Cast) -> None:
    """Every table there is, after every text of two cooperations was filled with words that stand nowhere else."""
    secrets_of(cast)
    look_at_everything(0)
    said = {table: read_whole(cast.oversight, "samrad_oversight", table) for table in tables()}
    assert {table for table, text in said.items() if text != "refused"} == {
        "oversight_finding",
        "oversight_status",
        "oversight_tally",
    }
    assert len(said) > 60
    for table in ("oversight_finding", "oversight_status", "oversight_tally"):
        assert len(said[table]) > 200
        assert "FUGL" not in said[table]


def test_no_other_person_gets_anything_out_of_that_role(cast: Cast) -> None:
    look_at_everything(0)
    for actor in (cast.principal, cast.operator, Actor.nobody()):
        for table in ("oversight_finding", "oversight_status", "oversight_tally"):
            assert read_whole(actor, "samrad_oversight", table) in {"[('',)]"}, (actor.name, table)


def test_the_role_for_facts_is_granted_no_column_of_text() -> None:
    for role in ("samrad_facts", "samrad_oversight"):
        worded = {(table, column) for table, column in rows(WORDED, role) if column not in CODES}
        assert worded - NAMES - CODES_OF_ONE_TABLE == set()
    assert len(rows(WORDED, "samrad_facts")) > 15


def test_the_role_for_facts_can_write_nothing() -> None:
    for role in ("samrad_facts", "samrad_oversight"):
        assert rows(WRITTEN, role, role, role) == []
    assert len(rows(WRITTEN, "samrad_app", "samrad_app", "samrad_app")) > 200


def test_facts_are_read_on_the_errand_alone(cast: Cast) -> None:
    """Whoever else takes the role sees no row of what stands behind the wall."""
    secrets_of(cast)
    with wall.acting(LOOKER), as_role("samrad_facts"):
        assert len(forum_facts(today())) == 2
        assert [
            len(one.agreements) for one in cooperation_facts(today(), {}).values() if one.agreements
        ] != []
    for actor in (cast.slt, cast.oversight, Actor.system("deliver_notices")):
        with wall.acting(actor), as_role("samrad_facts"):
            assert forum_facts(today()) == {}
            assert [one for one in cooperation_facts(today(), {}).values() if one.agreements] == []


def test_a_finding_holds_no_word_of_content(cast: Cast) -> None:
    secrets_of(cast)
    look_at_everything(0)
    with wall.acting(LOOKER):
        ((text,),) = rows("select string_agg(f::text, '') from oversight_finding f")
    assert CANARY not in str(text)
    assert "FUGL" not in str(text)


def test_a_partys_people_see_their_own_findings_and_not_the_neighbours(cast: Cast) -> None:
    look_at_everything(0)
    for actor, own, other in (
        (cast.slt, cast.places.lyngvik.pk, cast.places.storvik.pk),
        (cast.neighbour_mayor, cast.places.storvik.pk, cast.places.lyngvik.pk),
    ):
        with wall.acting(actor):
            seen = {subject for (subject,) in rows("select distinct subject from oversight_finding")}
            assert own in seen
            assert other not in seen
            assert rows("select count(*) from oversight_tally") == [(0,)]


def test_nobody_writes_a_finding_but_the_machinery(cast: Cast) -> None:
    look_at_everything(0)
    with wall.acting(cast.slt):
        assert rows("update oversight_finding set code = 'kept' returning 1") == []
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            rows(
                "insert into oversight_tally (matter, code, municipalities, inhabitants) values ('slt', 'x', 1, 1) returning 1"
            )
