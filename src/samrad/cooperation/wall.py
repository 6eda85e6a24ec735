"""The second wall: PostgreSQL's own row-level security, keyed on cooperation and acting party.

`enter` opens the wall for one actor in one transaction; the database looks the post up itself and signs what it
found, so that no statement can claim to be somebody else. `protect` is what a migration says of a table.
Source: SECURITY.md M2, T4, T5.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations import RunSQL

from samrad.parties.actor import Actor


def enter(actor: Actor) -> None:
    """Open the wall for this actor until the transaction ends. Nobody sees any content, and machinery sees none
    but the tables of its own errand.

    What a person asks is small and the same from visit to visit: its statements are planned once for a connection, whatever
    their values. What machinery asks is large and differs, and the database weighs it each time.
    """
    plans = "force_generic_plan" if actor.is_person else "auto"
    with connection.cursor() as cursor:
        cursor.execute(
            "select guard.enter(%s, %s), guard.take_errand(%s, %s), set_config('plan_cache_mode', %s, true)",
            [settings.GUARD_KEY, actor.appointment, settings.GUARD_KEY, actor.machinery, plans],
        )


def enter_for_call(recipient_id: UUID) -> None:
    """Open the wall for one call to one meeting, and nothing else, with the rights of whoever is called.

    The database looks up who that is; an appointment that has ended opens nothing. Expects a link that was checked.
    """
    with connection.cursor() as cursor:
        cursor.execute("select guard.enter_for_call(%s, %s)", [settings.GUARD_KEY, recipient_id])


def enter_for_report(measure_id: UUID, appointment_id: UUID) -> None:
    """Open the wall for one measure to be told of, and nothing else, by whoever holds its owning post in this appointment.

    The database looks up whether that is so; an appointment that has ended, or another's measure, opens nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select guard.enter_for_report(%s, %s, %s)", [settings.GUARD_KEY, measure_id, appointment_id]
        )


def leave() -> None:
    """Close the wall: no cooperation can be read from here on in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('samrad.ctx', '', true), set_config('samrad.errand', '', true)")


def ask_for_checksum(sha256: str) -> None:
    """Name the checksum of a file, so that its public seal shows itself."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('samrad.asked', %s, true)", [sha256])


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """A transaction in which this actor stands inside the wall."""
    with transaction.atomic():
        enter(actor)
        yield actor
        leave()


@contextmanager
def lent_to(other: Actor, *, back_to: Actor) -> Iterator[Actor]:
    """Stand inside another party's wall for a moment of the same transaction, and then back in one's own.

    For what Samråd does for all parties at once, such as freezing what each has for itself: whoever asked sees nothing of it.
    What breaks inside takes the step back with it: the wall is a setting of the transaction, and the savepoint restores it.
    """
    with transaction.atomic():
        enter(other)
        yield other
        enter(back_to)


def secret_hash() -> str:
    return hashlib.sha256(settings.GUARD_KEY.encode()).hexdigest()


def protect(table: str, *, owner: str = "", shared: str = "", read: str = "") -> RunSQL:
    """Row-level security on a content table, forced also for its owner.

    Shape    `owner` and `shared` name the columns of a party's private work: unshared rows show for their owner only.
             `read` is one more condition under which a row may be read.
    """
    mine = "cooperation_id = any((select guard.cooperations())::uuid[])"
    if owner:
        mine += f" and ({shared} or {owner} = any((select guard.parties())::uuid[]))"
    seen = f"({mine}) or ({read})" if read else mine
    return RunSQL(
        f"""
        alter table {table} enable row level security;
        alter table {table} force row level security;
        create policy open_base on {table} using (true) with check (true);
        create policy wall_read on {table} as restrictive for select using ({seen});
        create policy wall_insert on {table} as restrictive for insert with check ({mine});
        create policy wall_update on {table} as restrictive for update using ({mine}) with check ({mine});
        create policy wall_delete on {table} as restrictive for delete using ({mine});
        """,
        RunSQL.noop,
    )


ROLES = "samrad_app, samrad_owner"  # the guard itself reads memberships to know who sits where


def protect_in_forum(
    table: str,
    *,
    forum: str = "forum_id",
    faced: bool = True,
    shared: str = "",
    written_by_members: bool = False,
) -> RunSQL:
    """Row-level security on what stands in a forum: the parties see theirs, an external member what is shared with the forum.

    Shape    `forum` names the column of the forum. `faced` tables have `face` and `only_for_id`; others show whole to every
             member when `shared` (a condition) holds, or never when it is empty. `written_by_members` lets an external member
             write too: a matter, an answer, a remark.
    """
    inside = "cooperation_id = any((select guard.cooperations())::uuid[])"
    member = f"{forum} = any((select guard.forums())::uuid[])"
    if faced:
        own = "only_for_id = any((select guard.parties())::uuid[])"
        inside += f" and ((only_for_id is null and face <> 'own') or {own})"
        member += " and face in ('forum', 'public') and only_for_id is null"
    elif shared:
        member += f" and {shared}"
    seen = f"({inside}) or ({member})" if faced or shared else inside
    written = seen if written_by_members else inside
    return RunSQL(
        f"""
        alter table {table} enable row level security;
        alter table {table} force row level security;
        create policy open_base on {table} using (true) with check (true);
        create policy wall_read on {table} as restrictive for select to {ROLES} using ({seen});
        create policy wall_insert on {table} as restrictive for insert to {ROLES} with check ({written});
        create policy wall_update on {table} as restrictive for update to {ROLES} using ({written}) with check ({written});
        create policy wall_delete on {table} as restrictive for delete to {ROLES} using ({inside});
        """,
        RunSQL.noop,
    )


WIDER = """
do $do$ declare v_now record; v_text text; begin
    for v_now in select policyname, qual, with_check from pg_policies
        where tablename = '{table}' and policyname = any('{policies}')
    loop
        v_text := format('alter policy %I on {table}', v_now.policyname);
        if v_now.qual is not null then
            v_text := v_text || ' using ((' || v_now.qual || $or$) or ({condition}))$or$;
        end if;
        if v_now.with_check is not null then
            v_text := v_text || ' with check ((' || v_now.with_check || $or$) or ({condition}))$or$;
        end if;
        execute v_text;
    end loop;
end $do$;
"""


def widened(table: str, condition: str, *policies: str) -> RunSQL:
    """Row-level security that stands already, with one more way through some of its policies."""
    wider = WIDER.replace("{table}", table).replace("{condition}", condition)
    return RunSQL(wider.replace("'{policies}'", "'{" + ",".join(policies) + "}'"), RunSQL.noop)


def key_led_by_cooperation(table: str, column: str, target: str) -> RunSQL:
    """A foreign key that cannot cross the wall: (cooperation, column) points at (cooperation, id)."""
    name = f"{table}_{column}_within_cooperation"[-63:]
    return RunSQL(
        f"alter table {table} add constraint {name} foreign key (cooperation_id, {column}) "
        f"references {target} (cooperation_id, id) deferrable initially deferred; {NO_KEY_BESIDE}",
        RunSQL.noop,
    )


def amended(function: str, was: str, becomes: str) -> RunSQL:
    """A function of the guard with one piece of its text replaced, so that whatever else has been added to it stays.

    Fails when the piece does not stand there.
    """
    return RunSQL(
        f"""
        grant create on schema public to samrad_guard;
        set local role samrad_guard;
        do $do$ declare v_text text := pg_get_functiondef('{function}'::regproc);
        begin
            if position($was${was}$was$ in v_text) = 0 then
                raise exception '{function} is not as this change knows it';
            end if;
            execute replace(v_text, $was${was}$was$, $becomes${becomes}$becomes$);
        end $do$;
        reset role;
        revoke create on schema public from samrad_guard;
        """,
        RunSQL.noop,
    )


# Django's own key, by the identifier alone, would refuse what is missing in other words than what is foreign.
NO_KEY_BESIDE = """
do $$ declare v_beside record; begin
    for v_beside in select beside.conrelid::regclass as held_by, beside.conname from pg_constraint beside
        join pg_constraint led on led.conrelid = beside.conrelid and led.confrelid = beside.confrelid
        where beside.contype = 'f' and led.contype = 'f' and cardinality(beside.conkey) = 1
          and cardinality(led.conkey) = 2 and led.conkey[2] = beside.conkey[1]
    loop
        execute format('alter table %s drop constraint %I', v_beside.held_by, v_beside.conname);
    end loop;
end $$;
"""
