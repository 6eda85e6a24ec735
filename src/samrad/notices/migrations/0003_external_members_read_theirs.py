"""An external member reads their own notices of the cooperation in whose forum they sit; who is called to a meeting."""

from django.db import migrations

INSIDE = """cooperation_id = any((select guard.cooperations() || guard.forum_cooperations())::uuid[])
    and person_id = (select guard.person())"""
MACHINE = "(select guard.errand()) = 'deliver_notices'"

WIDER = f"""
alter policy wall_read on notices_notice using (({INSIDE}) or {MACHINE});
alter policy wall_update on notices_notice using (({INSIDE}) or {MACHINE}) with check (({INSIDE}) or {MACHINE});
alter policy wall_read on notices_delivery using (({INSIDE}) or {MACHINE});
"""

# Whom a meeting has called, by appointment only, and only for machinery that delivers notices.
CALLED = """
grant select on meetings_recipient to samrad_guard;
create function notices_called_to(p_meeting uuid, p_only_new boolean) returns table (appointment uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    if guard.errand() is distinct from 'deliver_notices' then
        raise exception 'the called are named for the delivery of notices only' using errcode = '42501';
    end if;
    return query select r.appointment_id from meetings_recipient r
        where r.meeting_id = p_meeting and r.appointment_id is not null
          and not (p_only_new and r.delivered_at is not null);
end $$;
grant create on schema public to samrad_guard;
alter function notices_called_to owner to samrad_guard;
revoke create on schema public from samrad_guard;
set local role samrad_guard;
revoke all on function notices_called_to from public;
grant execute on function notices_called_to to samrad_app;
reset role;
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_each_reads_their_own"), ("forums", "0002_the_second_wall"), ("meetings", "0002_the_second_wall")]
    operations = [
        migrations.RunSQL(WIDER, migrations.RunSQL.noop),
        migrations.RunSQL(CALLED, migrations.RunSQL.noop),
    ]
