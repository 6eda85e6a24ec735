"""The wall around reminders: which tasks ask for one, and the one event that machinery writes for the parties."""

from django.db import migrations

from samrad.cooperation.wall import key_led_by_cooperation

MACHINE = "(select guard.errand()) = 'deliver_notices'"
# A reminder shows to whoever the wall shows the task.
SEEN = """exists (select 1 from meetings_task t
    where t.cooperation_id = notices_reminder.cooperation_id and t.id = notices_reminder.task_id)"""
WALL = f"""
alter table notices_reminder enable row level security;
alter table notices_reminder force row level security;
create policy open_base on notices_reminder using (true) with check (true);
create policy wall_read on notices_reminder as restrictive for select to samrad_app, samrad_owner using ({MACHINE} or {SEEN});
create policy wall_insert on notices_reminder as restrictive for insert to samrad_app, samrad_owner with check ({MACHINE});
create policy wall_update on notices_reminder as restrictive for update to samrad_app, samrad_owner using (false);
create policy wall_delete on notices_reminder as restrictive for delete to samrad_app, samrad_owner using (false);
revoke update, delete on notices_reminder from samrad_app;
"""

# Ids and dates of open tasks whose post somebody holds, and only for machinery that delivers notices.
TO_REMIND = """
grant select on meetings_task, meetings_taskstep, notices_reminder to samrad_guard;
create function notices_tasks_to_remind(p_day date, p_until date)
returns table (task uuid, cooperation uuid, forum uuid, owner uuid, due_on date, given_on date)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    if guard.errand() is distinct from 'deliver_notices' then
        raise exception 'tasks are named for the delivery of notices only' using errcode = '42501';
    end if;
    return query
        select t.id, t.cooperation_id, t.forum_id, t.owner_id, t.due_on,
               (greatest(t.made_at, (select max(s.at) from meetings_taskstep s where s.task_id = t.id
                    and s.cooperation_id = t.cooperation_id and s.kind in ('moved', 'handed_over')))
                at time zone 'Europe/Oslo')::date
        from meetings_task t
        where t.state in ('open', 'accepted') and t.due_on <= p_until
          and exists (select 1 from parties_appointment a where a.post_id = t.owner_id
                      and a.valid_from <= p_day and (a.valid_to is null or a.valid_to >= p_day))
          and not exists (select 1 from notices_reminder r where r.task_id = t.id and r.cooperation_id = t.cooperation_id
                          and r.due_on = t.due_on
                          and r.moment = case when t.due_on < p_day then 'after' else 'before' end)
        order by t.due_on, t.id;
end $$;
grant create on schema public to samrad_guard;
alter function notices_tasks_to_remind owner to samrad_guard;
revoke create on schema public from samrad_guard;
set local role samrad_guard;
revoke all on function notices_tasks_to_remind from public;
grant execute on function notices_tasks_to_remind to samrad_app;
reset role;
"""

# Machinery stands inside no cooperation. That it has reminded is the one thing it says in a cooperation's own chain.
SAYS_SO = """
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
    if p_cooperation is not null and not p_cooperation = any(guard.cooperations() || guard.forum_cooperations())
       and not (p_kind = 'TaskReminded' and coalesce(guard.errand(), '') = 'deliver_notices') then
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
    dependencies = [("notices", "0004_reminders"), ("forums", "0002_the_second_wall")]
    operations = [
        key_led_by_cooperation("notices_reminder", "task_id", "meetings_task"),
        migrations.RunSQL(WALL, migrations.RunSQL.noop),
        migrations.RunSQL(TO_REMIND, migrations.RunSQL.noop),
        migrations.RunSQL(SAYS_SO, migrations.RunSQL.noop),
    ]
