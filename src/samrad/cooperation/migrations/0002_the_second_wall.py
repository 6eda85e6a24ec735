"""The guard: who stands inside which cooperation, found and signed by the database itself."""

from django.db import migrations

from samrad.cooperation import wall

# HMAC-SHA-256 from the built-in sha256: no extension is needed.
SIGNING = """
create schema guard authorization samrad_guard;
set local role samrad_guard;
create table guard.key (id int primary key check (id = 1), inner_pad bytea not null, outer_pad bytea not null,
                        secret_hash text not null);
create function guard.mac(p_text text) returns text language sql stable security definer
set search_path = guard, pg_temp as $$
    select encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(
        p_text || '|' || pg_backend_pid() || '|' || transaction_timestamp(), 'UTF8'))), 'hex') from guard.key k
$$;
create function guard.part(p_number int) returns text language plpgsql stable security definer
set search_path = guard, pg_temp as $$
declare v_context text := nullif(current_setting('samrad.ctx', true), '');
begin
    if v_context is null then return null; end if;
    if guard.mac(split_part(v_context, '#', 1)) <> split_part(v_context, '#', 2) then
        raise exception 'the context was not made by the guard' using errcode = '42501';
    end if;
    return nullif(split_part(split_part(v_context, '#', 1), ';', p_number), '');
end $$;
create function guard.appointment() returns uuid language sql stable as $$ select guard.part(1)::uuid $$;
create function guard.parties() returns uuid[] language sql stable as $$
    select coalesce(string_to_array(guard.part(2), ',')::uuid[], '{}') $$;
create function guard.cooperations() returns uuid[] language sql stable as $$
    select coalesce(string_to_array(guard.part(3), ',')::uuid[], '{}') $$;
create function guard.asked() returns text language sql stable as $$
    select nullif(current_setting('samrad.asked', true), '') $$;
reset role;
"""

ENTER = """
set local role samrad_guard;
create function guard.enter(p_secret text, p_appointment uuid) returns void language plpgsql security definer
set search_path = public, guard, pg_temp as $$
declare
    v_post parties_post;
    v_parties uuid[] := '{}';
    v_cooperations uuid[] := '{}';
    v_covered uuid[];
    v_context text;
begin
    if not exists (select 1 from guard.key where secret_hash = encode(sha256(convert_to(p_secret, 'UTF8')), 'hex')) then
        raise exception 'the guard does not know this process' using errcode = '42501';
    end if;
    if p_appointment is not null then
        select p.* into v_post from parties_post p join parties_appointment a on a.post_id = p.id
            where a.id = p_appointment and a.valid_from <= (now() at time zone 'Europe/Oslo')::date
              and (a.valid_to is null or a.valid_to >= (now() at time zone 'Europe/Oslo')::date);
        if found and v_post.power in ('signatory', 'coordinator', 'member') then
            v_parties := array_remove(array[v_post.organisation_id, v_post.acts_for_id], null);
            select coalesce(array_agg(c.organisation_id), '{}') into v_covered from parties_coverage c
                where c.post_id = v_post.id and c.valid_to is null;
            select coalesce(array_agg(distinct m.cooperation_id), '{}') into v_cooperations
                from cooperation_cooperationparty m
                where m.organisation_id = any(v_parties) and m.left_on is null
                  and (v_covered = '{}' or m.organisation_id = v_post.organisation_id or exists (
                       select 1 from cooperation_cooperationparty o
                       where o.cooperation_id = m.cooperation_id and o.organisation_id = any(v_covered)));
        end if;
    end if;
    v_context := coalesce(p_appointment::text, '') || ';' || array_to_string(v_parties, ',')
        || ';' || array_to_string(v_cooperations, ',');
    perform set_config('samrad.ctx', v_context || '#' || guard.mac(v_context), true);
end $$;
revoke all on all functions in schema guard from public;
grant usage on schema guard to samrad_app, samrad_owner;
grant execute on function guard.enter, guard.part, guard.appointment, guard.parties, guard.cooperations, guard.asked
    to samrad_app, samrad_owner;
reset role;
grant select on parties_post, parties_appointment, parties_coverage, cooperation_cooperationparty to samrad_guard;
"""

LEDGER = """
alter table ledger_entry enable row level security;
alter table ledger_entry force row level security;
create policy open_base on ledger_entry using (true) with check (true);
create policy wall_read on ledger_entry as restrictive for select to samrad_app using (
    cooperation = any((select guard.cooperations())::uuid[])
    and (party is null or party = any((select guard.parties())::uuid[])));
create policy wall_owner on ledger_entry as restrictive for all to samrad_owner using (false) with check (false);
"""

CHOICES = """
alter table cooperation_choice enable row level security;
alter table cooperation_choice force row level security;
create policy open_base on cooperation_choice using (true) with check (true);
create policy wall_update on cooperation_choice as restrictive for update using (
    cooperation_id = any((select guard.cooperations())::uuid[]));
create policy wall_delete on cooperation_choice as restrictive for delete using (false);
"""


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0001_initial"), ("ledger", "0002_append_only")]
    operations = [
        migrations.RunSQL(SIGNING, migrations.RunSQL.noop),
        migrations.RunSQL(ENTER, migrations.RunSQL.noop),
        migrations.RunSQL(LEDGER, migrations.RunSQL.noop),
        migrations.RunSQL(CHOICES, migrations.RunSQL.noop),
        wall.protect("cooperation_offer"),
    ]
