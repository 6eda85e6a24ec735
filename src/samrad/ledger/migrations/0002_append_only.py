"""The ledger is written by its own function, chained, and closed to every other hand."""

from django.db import migrations

APPEND = """
create function ledger_append(
    p_cooperation uuid, p_party uuid, p_at timestamptz, p_kind text, p_payload jsonb
) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
    v_chain text := coalesce(p_cooperation::text, 'system') || coalesce(':' || p_party::text, '');
    v_head ledger_head;
    v_hash text;
    v_mine uuid;
begin
    if p_cooperation is not null and not p_cooperation = any(guard.cooperations()) then
        raise exception 'this actor does not stand inside cooperation %', p_cooperation using errcode = '42501';
    end if;
    if p_party is not null and not p_party = any(guard.parties()) then
        raise exception 'this actor does not act for party %', p_party using errcode = '42501';
    end if;
    insert into ledger_head (chain, seq, hash) values (v_chain, 0, repeat('0', 64)) on conflict do nothing;
    select * into v_head from ledger_head where chain = v_chain for update;
    select organisation_id into v_mine from cooperation_cooperationparty
        where cooperation_id = p_cooperation and organisation_id = any(guard.parties()) limit 1;
    v_hash := ledger_hash(v_head.hash, v_chain, v_head.seq + 1, p_at, p_kind, p_payload, guard.appointment(), v_mine);
    insert into ledger_entry
        (chain, seq, cooperation, party, at, kind, payload, appointment, acting_party, previous, hash)
    values (v_chain, v_head.seq + 1, p_cooperation, p_party, p_at, p_kind, p_payload,
            guard.appointment(), v_mine, v_head.hash, v_hash);
    update ledger_head set seq = v_head.seq + 1, hash = v_hash where chain = v_chain;
    return v_head.seq + 1;
end $$;
"""

HASH = """
create function ledger_hash(
    p_previous text, p_chain text, p_seq bigint, p_at timestamptz, p_kind text, p_payload jsonb,
    p_appointment uuid, p_party uuid
) returns text language sql immutable set search_path = public, pg_temp as $$
    select encode(sha256(convert_to(concat_ws(chr(31), p_previous, p_chain, p_seq::text,
        to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), p_kind, p_payload::text,
        coalesce(p_appointment::text, '-'), coalesce(p_party::text, '-')), 'UTF8')), 'hex')
$$;
"""

VERIFY = """
create function ledger_problems() returns table (chain text, seq bigint, problem text)
language sql stable security definer set search_path = public, pg_temp as $$
    with rows as (
        select e.*, lag(e.hash) over (partition by e.chain order by e.seq) as before,
               lag(e.seq) over (partition by e.chain order by e.seq) as seq_before
        from ledger_entry e
    )
    select r.chain, r.seq, 'changed' from rows r
        where r.hash <> ledger_hash(r.previous, r.chain, r.seq, r.at, r.kind, r.payload, r.appointment, r.acting_party)
    union all
    select r.chain, r.seq, 'broken' from rows r
        where r.previous <> coalesce(r.before, repeat('0', 64)) or r.seq <> coalesce(r.seq_before, 0) + 1
    union all
    select h.chain, h.seq, 'cut' from ledger_head h
        left join lateral (select e.seq, e.hash from ledger_entry e where e.chain = h.chain order by e.seq desc limit 1)
            last on true
        where h.seq <> coalesce(last.seq, 0) or (h.seq > 0 and h.hash <> last.hash)
    union all
    select e.chain, max(e.seq), 'headless' from ledger_entry e
        where not exists (select 1 from ledger_head h where h.chain = e.chain) group by e.chain
    order by 1, 2
$$;
create function ledger_heads() returns table (chain text, seq bigint, hash text)
language sql stable security definer set search_path = public, pg_temp as $$
    select h.chain::text, h.seq, h.hash::text from ledger_head h order by h.chain
$$;
create function ledger_hash_at(p_chain text, p_seq bigint) returns text
language sql stable security definer set search_path = public, pg_temp as $$
    select e.hash::text from ledger_entry e where e.chain = p_chain and e.seq = p_seq
$$;
"""

CLOSE = """
create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is append-only' using errcode = '42501';
end $$;
create trigger rows_stay before update or delete on ledger_entry
    for each row execute function ledger_is_append_only();
create trigger the_ledger_stays before truncate on ledger_entry
    for each statement execute function ledger_is_append_only();
revoke all on ledger_entry, ledger_head from samrad_app;
grant select on ledger_entry to samrad_app;
grant select, insert on ledger_entry to samrad_guard;
grant select, insert, update on ledger_head to samrad_guard;
grant usage on sequence ledger_entry_id_seq to samrad_guard;
grant create on schema public to samrad_guard;
alter function ledger_append owner to samrad_guard;
alter function ledger_problems owner to samrad_guard;
alter function ledger_heads owner to samrad_guard;
alter function ledger_hash_at owner to samrad_guard;
revoke create on schema public from samrad_guard;
set local role samrad_guard;
revoke all on function ledger_append, ledger_problems, ledger_heads, ledger_hash_at from public;
grant execute on function ledger_append, ledger_problems, ledger_heads, ledger_hash_at to samrad_app;
reset role;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (HASH, APPEND, VERIFY, CLOSE)
    ]
