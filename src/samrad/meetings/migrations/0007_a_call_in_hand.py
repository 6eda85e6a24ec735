"""Whoever has a link to a call stands at that one call, and at nothing else behind the wall."""

from django.db import migrations

# What was noted as delivered was that the mail server had taken it.
TAKEN_IS_SENT = """
grant update on meetings_recipient to samrad_guard;
set local role samrad_guard;
update meetings_recipient set sent_at = delivered_at, delivered_at = null where delivered_at is not null;
reset role;
revoke update on meetings_recipient from samrad_guard;
"""

IN_HAND = """
set local role samrad_guard;
create function guard.call() returns uuid language sql stable as $$ select guard.part(6)::uuid $$;
create function guard.called_to() returns uuid language sql stable as $$ select guard.part(7)::uuid $$;
create function guard.enter_for_call(p_secret text, p_recipient uuid) returns void language plpgsql security definer
set search_path = public, guard, pg_temp as $$
declare
    v_day date := (now() at time zone 'Europe/Oslo')::date;
    v_call meetings_recipient;
    v_context text := ';;;;;;';
begin
    if not exists (select 1 from guard.key where secret_hash = encode(sha256(convert_to(p_secret, 'UTF8')), 'hex')) then
        raise exception 'the guard does not know this process' using errcode = '42501';
    end if;
    select r.* into v_call from meetings_recipient r join parties_appointment a on a.id = r.appointment_id
        where r.id = p_recipient and a.valid_from <= v_day and (a.valid_to is null or a.valid_to >= v_day);
    if found then
        v_context := v_call.appointment_id || ';;;;' || v_call.cooperation_id || ';' || v_call.id || ';' || v_call.meeting_id;
    end if;
    perform set_config('samrad.ctx', v_context || '#' || guard.mac(v_context), true);
    perform set_config('samrad.errand', '', true);
end $$;
revoke all on function guard.call, guard.called_to, guard.enter_for_call from public;
grant execute on function guard.call, guard.called_to, guard.enter_for_call to samrad_app, samrad_owner;
reset role;
"""

SEEN = """cooperation_id = any((select guard.cooperations())::uuid[])
    or (forum_id = any((select guard.forums())::uuid[]) and true)"""
SHOWN = f"""
alter policy wall_read on meetings_recipient using ({SEEN} or id = (select guard.call()));
alter policy wall_update on meetings_recipient using ({SEEN} or id = (select guard.call()))
    with check ({SEEN} or id = (select guard.call()));
alter policy wall_read on meetings_meeting using ({SEEN} or id = (select guard.called_to()));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0006_what_came_of_a_call"),
        ("notices", "0003_external_members_read_theirs"),
    ]
    operations = [
        migrations.RunSQL(TAKEN_IS_SENT, migrations.RunSQL.noop),
        migrations.RunSQL(IN_HAND, migrations.RunSQL.noop),
        migrations.RunSQL(SHOWN, migrations.RunSQL.noop),
    ]
