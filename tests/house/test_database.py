"""What the database itself holds to, whatever the code does. SECURITY.md (b): B5, B11, T3, T5.

Each rule is read out of the catalogue, so that a table or function that comes later is held to it without being named.
"""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from samrad.agreements.models import Agreement, Clause, Wording
from samrad.cooperation import wall
from tests.cast import Cast
from tests.situations import a_draft, on_the_table

pytestmark = pytest.mark.django_db
# Tables without a wall, each with the reason why nothing in it is content of a cooperation.
OPEN = {
    "account_emailaddress": "a login's own; none are kept",
    "account_emailconfirmation": "a login's own; none are kept",
    "agreements_template": "texts to begin from, open to all",
    "auth_group": "Django's own, unused",
    "auth_group_permissions": "Django's own, unused",
    "auth_permission": "Django's own, unused",
    "auth_user": "logins",
    "auth_user_groups": "Django's own, unused",
    "auth_user_user_permissions": "Django's own, unused",
    "contacts_approval": "dates and a yes or no of the directorate's, about a post; no word of why",
    "contacts_approvedtown": "which municipalities an approval names",
    "contacts_authority": "who decides in which kind of matter, in codes; a municipality is to see it",
    "contacts_bylaws": "days and the body that adopted them; bylaws are open to all",
    "contacts_combination": "why a contact is a leader too, in the district's words; everybody is to see it",
    "contacts_dividedtask": "a district's own list of who does what; its municipalities are to see it",
    "contacts_division": "when that list was changed and confirmed",
    "contacts_entry": "mailboxes of functions, open to all",
    "contacts_heard": "days on which a municipality was asked, spoke and was answered; never a word",
    "contacts_introduction": "dates and codes",
    "contacts_placement": "where a contact's post stands in the police, between which days",
    "contacts_presence": "dates and codes: on which day a contact was in a municipality, and with whom",
    "contacts_roleterms": "a district's own words to all its contacts; content of no cooperation",
    "contacts_start": "dates of a contact's first time in the role",
    "contacts_termsconfirmed": "dates",
    "cooperation_cooperation": "that a cooperation is there is open",
    "cooperation_cooperationparty": "who works with whom is open, and what the guard itself reads",
    "django_content_type": "Django's own",
    "django_migrations": "Django's own",
    "guard.key": "the guard's secret: readable by the guard alone",
    "knowledge_indicator": "national figures, open to all",
    "knowledge_observation": "national figures, open to all",
    "knowledge_pupilcount": "how many pupils a school has from a municipality, never fewer than five; open to all",
    "knowledge_pupilyear": "where those figures come from; open to all",
    "ledger_head": "hashes, closed to the application",
    "mfa_authenticator": "a login's own",
    "parties_appointment": "the register, and what the guard itself reads",
    "parties_coverage": "the register, and what the guard itself reads",
    "parties_organisation": "the register",
    "parties_organisationname": "the register",
    "parties_person": "the register",
    "parties_post": "the register, and what the guard itself reads",
    "parties_school": "the register",
    "parties_succession": "the register",
    "procrastinate_events": "the queue's own: errands by identifier",
    "procrastinate_jobs": "the queue's own: errands by identifier",
    "procrastinate_periodic_defers": "the queue's own: errands by identifier",
    "procrastinate_workers": "the queue's own: errands by identifier",
    "project_opensession": "logins",
    "project_sentform": "fingerprints of forms, and where each led",
}
# Walled, with what is different about it.
OPEN_TO_READ = {
    "cooperation_choice": "the three choices are open facts, and the machinery makes the rows",
    "meetings_publishedminutes": "what both parties have approved for everybody to read",
    "plans_publishedplan": "what both parties have said yes to that everybody reads",
}
WITHOUT_A_COOPERATION = {
    "ledger_entry": "the system's own chain belongs to no cooperation",
    "notices_calendarfeed": "a person's own",
    "notices_preference": "a person's own",
    "oversight_finding": "codes, dates and counts: of a district and the country, too",
    "oversight_status": "codes: the directorate's, a municipality's own and its police's",
    "oversight_tally": "counts: the directorate's",
}
# What runs with more rights than the application, and all that each can give out: identifiers, states, hashes, counts,
# and the events of the ledger, which hold no free text.
DEFINERS = {
    "guard.enter": "void",
    "guard.enter_for_call": "void",
    "guard.enter_for_report": "void",
    "guard.errand": "text",
    "guard.is_oversight": "boolean",
    "guard.mac": "text",
    "guard.measures_in_hand": "uuid[]",
    "guard.part": "text",
    "guard.person": "uuid",
    "guard.reached_items": "uuid[]",
    "guard.take_errand": "void",
    "guard.takes_part_in": "boolean",
    "public.ledger_append": "bigint",
    "public.ledger_hash_at": "text",
    "public.ledger_heads": "TABLE(chain text, seq bigint, hash text)",
    "public.ledger_problems": "TABLE(chain text, seq bigint, problem text)",
    "public.ledger_shared_since": "TABLE(id bigint, seq bigint, at timestamp with time zone, kind text, payload jsonb, "
    "appointment uuid, acting_party uuid)",
    "public.meetings_last_number": "integer",
    "public.notices_called_to": "TABLE(appointment uuid, is_external boolean)",
    "public.notices_forget": "TABLE(notices bigint, addresses bigint, calendars bigint)",
    "public.notices_post_counts": "TABLE(state text, mails bigint, oldest timestamp with time zone)",
    "public.notices_measures_to_remind": "TABLE(measure uuid, cooperation uuid, plan uuid, owner uuid, due_on date, given_on date)",
    "public.notices_tasks_to_remind": "TABLE(task uuid, cooperation uuid, forum uuid, owner uuid, due_on date, given_on date)",
}
# A key of one identifier made at random, or a checksum: a guess hits nothing, so a clash tells nothing.
UNGUESSABLE = {"uuid", "sha256"}
# A frame is an open fact about a county's agreement, which a school's agreement names across the wall. V-3-k.
ACROSS = {("agreements_agreement", "agreements_frame")}


def rows(sql: str, *given: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())


def names(sql: str, *given: object) -> set[str]:
    return {str(row[0]) for row in rows(sql, *given)}


OURS = "n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and n.nspname !~ '^pg_temp'"
NAMED = "case n.nspname when 'public' then '' else n.nspname || '.' end"
TABLES = (
    f"select {NAMED} || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where {OURS}"
)
NOT_AN_EXTENSIONS = "not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')"


class TestTheWall:
    def test_every_table_stands_behind_it_or_is_open_by_name(self) -> None:
        """A table that comes later must get its wall, or a reason here; a reason no longer needed must go."""
        walled = names(f"{TABLES} and c.relkind in ('r', 'p') and c.relrowsecurity and c.relforcerowsecurity")
        assert names(f"{TABLES} and c.relkind in ('r', 'p')") - walled == set(OPEN)
        assert set(OPEN_TO_READ) | set(WITHOUT_A_COOPERATION) <= walled

    def test_has_a_rule_for_each_thing_that_can_be_done_with_a_row(self) -> None:
        policies = rows("select tablename, cmd, roles from pg_policies where permissive = 'RESTRICTIVE'")
        ruled = {(table, cmd) for table, cmd, roles in policies}
        walled = names(f"{TABLES} and c.relrowsecurity") - set(OPEN_TO_READ) - set(WITHOUT_A_COOPERATION)
        four = {(table, cmd) for table in walled for cmd in ("SELECT", "INSERT", "UPDATE", "DELETE")}
        assert four - ruled == set()
        assert {("cooperation_choice", "UPDATE"), ("cooperation_choice", "DELETE")} <= ruled
        assert {(table, "SELECT") for table in WITHOUT_A_COOPERATION} <= ruled

    def test_every_row_behind_it_says_whose_it_is(self) -> None:
        """A NOT NULL cooperation, and a key that begins with it wherever another table points at the row."""
        with_owner = names(
            f"""{TABLES} and c.relrowsecurity and exists (select from pg_attribute a where a.attrelid = c.oid
                and a.attname = 'cooperation_id' and a.attnotnull)"""
        )
        assert names(f"{TABLES} and c.relrowsecurity") - with_owner == set(WITHOUT_A_COOPERATION)

    def test_every_key_into_it_is_led_by_the_cooperation(self) -> None:
        """No key by the identifier alone: it could point across, and would tell a foreign row from a missing one."""
        keys = rows(
            """select k.conrelid::regclass::text, k.confrelid::regclass::text,
                array(select attname::text from pg_attribute where attrelid = k.conrelid and attnum = any(k.conkey)
                      order by array_position(k.conkey, attnum))
            from pg_constraint k join pg_class source on source.oid = k.conrelid join pg_class target on target.oid = k.confrelid
            where k.contype = 'f' and source.relrowsecurity and target.relrowsecurity"""
        )
        assert len(keys) > 15
        by_itself = {(source, target) for source, target, columns in keys if columns[0] != "cooperation_id"}
        assert by_itself == ACROSS

    def test_no_clash_of_keys_tells_of_another_cooperations_rows(self) -> None:
        """T3. Every promise of uniqueness begins with the cooperation, or is of something nobody can guess."""
        unique = rows(
            """select i.indrelid::regclass::text, i.indexrelid::regclass::text,
                array(select a.attname::text from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any(i.indkey)
                      order by array_position(i.indkey::int2[], a.attnum)),
                array(select t.typname::text from pg_attribute a join pg_type t on t.oid = a.atttypid
                      where a.attrelid = i.indrelid and a.attnum = any(i.indkey))
            from pg_index i join pg_class c on c.oid = i.indrelid where i.indisunique and c.relrowsecurity"""
        )
        tells = {
            name
            for table, name, columns, types in unique
            if table not in WITHOUT_A_COOPERATION
            and columns[0] != "cooperation_id"
            and not (len(columns) == 1 and {*types, *columns} & UNGUESSABLE)
        }
        assert tells == {
            "cooperation_choice_pkey",  # an open table's counter
            "a_municipality_chooses_each_matter_once",  # that each has three is open
        }

    def test_nothing_looks_past_it(self) -> None:
        """No view without the reader's own rights, no kept copy, and no function that gives out content. B11."""
        assert names(f"{TABLES} and c.relkind in ('m', 'f')") == set()
        assert (
            names(
                f"{TABLES} and c.relkind = 'v' and not coalesce(c.reloptions @> '{{security_invoker=true}}', false)"
            )
            == set()
        )
        found = rows(
            f"""select n.nspname || '.' || p.proname, pg_get_function_result(p.oid), p.proconfig from pg_proc p
            join pg_namespace n on n.oid = p.pronamespace where {OURS} and p.prosecdef and {NOT_AN_EXTENSIONS}"""
        )
        assert {name: result for name, result, _config in found} == DEFINERS
        assert [
            name
            for name, _result, config in found
            if not any("search_path=" in line for line in config or [])
        ] == []


class TestTheApplicationsRole:
    def test_is_nobody_in_particular(self) -> None:
        """No superuser, no way past row security, no way to make roles, and no other roles but two that can do less."""
        assert (
            rows(
                """select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles
            where rolname in (current_user, 'samrad_facts', 'samrad_oversight')"""
            )
            == [(False, False, False, False, False)] * 3
        )
        assert rows(
            """select m.roleid::regrole::text, m.inherit_option, m.admin_option, r.rolcanlogin from pg_auth_members m
            join pg_roles r on r.oid = m.roleid where m.member = (select oid from pg_roles where rolname = current_user)
            order by 1"""
        ) == [("samrad_facts", False, False, False), ("samrad_oversight", False, False, False)]
        assert rows(
            """select count(*) from pg_auth_members m join pg_roles r on r.oid = m.member
            where r.rolname in ('samrad_facts', 'samrad_oversight')"""
        ) == [(0,)]

    def test_owns_nothing(self) -> None:
        owned = """select count(*) from pg_shdepend d join pg_roles r on r.oid = d.refobjid
            where d.deptype = 'o' and r.rolname = current_user"""
        assert rows(owned) == [(0,)]

    def test_may_make_nothing(self) -> None:
        assert names("select nspname from pg_namespace where has_schema_privilege(oid, 'CREATE')") == set()
        assert rows(
            "select has_database_privilege(current_database(), 'CREATE'), has_database_privilege(current_database(), 'TEMP')"
        ) == [(False, False)]
        too_much = (
            f"{TABLES} and c.relkind = 'r' and has_table_privilege(c.oid, 'TRUNCATE, TRIGGER, REFERENCES')"
        )
        assert names(too_much) == set()

    @pytest.mark.parametrize(
        "statement",
        [
            "create table mine (id int)",
            "create temporary table mine (id int)",
            "create view mine as select * from agreements_wording",
            "create function mine() returns int language sql as 'select 1'",
            "alter table agreements_wording disable row level security",
            "alter table agreements_wording no force row level security",
            "drop policy wall_read on agreements_wording",
            "drop table agreements_wording",
            "truncate agreements_wording",
            "alter table ledger_entry disable trigger all",
            "insert into ledger_entry select * from ledger_entry",
            "update ledger_head set seq = 0",
            "select * from ledger_head",
            "select * from guard.key",
            "update guard.key set secret_hash = ''",
            "select guard.mac('x')",
            "set role samrad_owner",
            "set role samrad_guard",
            "set session authorization samrad_owner",
            "set session_replication_role = replica",
            "alter role samrad_app bypassrls",
            "update django_migrations set name = ''",
        ],
    )
    def test_is_refused(self, statement: str) -> None:
        with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert getattr(refused.value.__cause__, "sqlstate", "") == "42501", refused.value

    def test_cannot_switch_row_security_off_and_read_on(self, cast: Cast) -> None:
        on_the_table(cast.slt, cast.cooperation)
        with (
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("set local row_security = off")
            cursor.execute("select count(*) from agreements_wording")


class TestForeignAndMissing:
    """T3. What another cooperation has and what nobody has are refused in the same words."""

    @pytest.mark.parametrize("column", ["agreement_id", "agreed_wording_id"])
    def test_look_alike_to_a_key(self, cast: Cast, column: str) -> None:
        foreign = on_the_table(cast.neighbour_mayor, cast.neighbours)
        own = a_draft(cast.slt, cast.cooperation)
        points_at = {"agreement_id": foreign.pk, "agreed_wording_id": _wording_of(cast, foreign)}[column]
        sentences = {self._refusal(cast, own, column, target) for target in (points_at, uuid.uuid4())}
        assert len(sentences) == 1, sentences

    def _refusal(self, cast: Cast, own: Agreement, column: str, target: uuid.UUID) -> str:
        given = {"cooperation": cast.cooperation, "agreement_id": own.pk, "role": "own", "position": 9}
        given |= {"owner": cast.places.lyngvik, column: target}
        with pytest.raises(DatabaseError) as refused, wall.acting(cast.slt), connection.cursor() as cursor:
            Clause.objects.create(**given)
            cursor.execute("set constraints all immediate")
        return str(refused.value).replace(str(target), "?").partition("violates")[2]

    def test_an_agreement_cannot_build_on_a_foreign_one(self, cast: Cast) -> None:
        foreign = on_the_table(cast.neighbour_mayor, cast.neighbours)
        own = a_draft(cast.slt, cast.cooperation)
        with (
            pytest.raises(DatabaseError, match="within_cooperation"),
            wall.acting(cast.slt),
            connection.cursor() as cursor,
        ):
            Agreement.objects.filter(pk=own.pk).update(predecessor=foreign.pk)
            cursor.execute("set constraints all immediate")


def _wording_of(cast: Cast, agreement: Agreement) -> uuid.UUID:
    with wall.acting(cast.neighbour_mayor):
        return Wording.objects.filter(clause__agreement=agreement).latest("written_at").pk
