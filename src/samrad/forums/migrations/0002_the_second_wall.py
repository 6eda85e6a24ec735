"""The guard knows who sits in which forum; row-level security on the room's tables; keys that cannot cross the wall."""

from django.db import migrations

from samrad.cooperation.wall import key_led_by_cooperation, protect_in_forum

KEYS = (
    ("assessment", "forum_id", "forum"),
    ("assessmentyes", "assessment_id", "assessment"),
    ("membership", "forum_id", "forum"),
    ("membership", "assessment_id", "assessment"),
    ("wheelpoint", "forum_id", "forum"),
)

MEMBERS = """
grant select on forums_membership to samrad_guard;
set local role samrad_guard;
create function guard.forums() returns uuid[] language sql stable as $$
    select coalesce(string_to_array(guard.part(4), ',')::uuid[], '{}') $$;
create function guard.forum_cooperations() returns uuid[] language sql stable as $$
    select coalesce(string_to_array(guard.part(5), ',')::uuid[], '{}') $$;
create or replace function guard.enter(p_secret text, p_appointment uuid) returns void language plpgsql security definer
set search_path = public, guard, pg_temp as $$
declare
    v_day date := (now() at time zone 'Europe/Oslo')::date;
    v_post parties_post;
    v_parties uuid[] := '{}';
    v_cooperations uuid[] := '{}';
    v_forums uuid[] := '{}';
    v_forum_cooperations uuid[] := '{}';
    v_covered uuid[];
    v_context text;
begin
    if not exists (select 1 from guard.key where secret_hash = encode(sha256(convert_to(p_secret, 'UTF8')), 'hex')) then
        raise exception 'the guard does not know this process' using errcode = '42501';
    end if;
    if p_appointment is not null then
        select p.* into v_post from parties_post p join parties_appointment a on a.post_id = p.id
            where a.id = p_appointment and a.valid_from <= v_day and (a.valid_to is null or a.valid_to >= v_day);
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
        if v_post.id is not null and v_post.power <> 'none' then
            select coalesce(array_agg(distinct s.forum_id), '{}'), coalesce(array_agg(distinct s.cooperation_id), '{}')
                into v_forums, v_forum_cooperations
                from forums_membership s
                where s.post_id = v_post.id and s.valid_from <= v_day and (s.valid_to is null or s.valid_to >= v_day);
        end if;
    end if;
    v_context := coalesce(p_appointment::text, '') || ';' || array_to_string(v_parties, ',')
        || ';' || array_to_string(v_cooperations, ',') || ';' || array_to_string(v_forums, ',')
        || ';' || array_to_string(v_forum_cooperations, ',');
    perform set_config('samrad.ctx', v_context || '#' || guard.mac(v_context), true);
end $$;
revoke all on function guard.forums, guard.forum_cooperations from public;
grant execute on function guard.forums, guard.forum_cooperations to samrad_app, samrad_owner;
reset role;
"""

LEDGER = """
grant create on schema public to samrad_guard;
set local role samrad_guard;
create or replace function ledger_append(
    p_cooperation uuid, p_party uuid, p_at timestamptz, p_kind text, p_payload jsonb
) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
    v_chain text := coalesce(p_cooperation::text, 'system') || coalesce(':' || p_party::text, '');
    v_head ledger_head;
    v_hash text;
    v_mine uuid;
begin
    if p_cooperation is not null and not p_cooperation = any(guard.cooperations() || guard.forum_cooperations()) then
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
reset role;
revoke create on schema public from samrad_guard;
"""


class Migration(migrations.Migration):
    dependencies = [("forums", "0001_initial"), ("cooperation", "0002_the_second_wall"), ("ledger", "0002_append_only")]
    operations = [
        migrations.RunSQL(MEMBERS, migrations.RunSQL.noop),
        migrations.RunSQL(LEDGER, migrations.RunSQL.noop),
        protect_in_forum("forums_forum", forum="id", faced=False, shared="true"),
        protect_in_forum("forums_membership", faced=False, shared="true"),
        protect_in_forum("forums_wheelpoint"),
        protect_in_forum("forums_assessment", faced=False),
        protect_in_forum("forums_assessmentyes", faced=False),
        *(key_led_by_cooperation(f"forums_{t}", c, f"forums_{target}") for t, c, target in KEYS),
    ]
