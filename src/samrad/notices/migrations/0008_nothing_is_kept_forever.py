"""Old notices, the addresses that mail went to, and the calendars of those who have left, are thrown away by machinery alone."""

from django.db import migrations

FORGET = """
grant create on schema public to samrad_guard;
grant select, delete on notices_notice, notices_calendarfeed to samrad_guard;
grant select, delete, update (address) on notices_delivery to samrad_guard;
set local role samrad_guard;
create function notices_forget(p_notices_before timestamptz, p_addresses_before timestamptz)
returns table (notices bigint, addresses bigint, calendars bigint)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    v_notices bigint;
    v_addresses bigint;
    v_calendars bigint;
begin
    if guard.errand() is distinct from 'deliver_notices' then
        raise exception 'notices are thrown away by what delivers them only' using errcode = '42501';
    end if;
    delete from notices_delivery d using notices_notice n
        where n.id = d.notice_id and n.at < p_notices_before and d.state not in ('queued', 'sending');
    delete from notices_notice n
        where n.at < p_notices_before and not exists (select 1 from notices_delivery d where d.notice_id = n.id);
    get diagnostics v_notices = row_count;
    update notices_delivery set address = ''
        where address <> '' and changed_at < p_addresses_before and state not in ('queued', 'sending');
    get diagnostics v_addresses = row_count;
    delete from notices_calendarfeed f
        where f.made_at < p_notices_before and not exists (
            select 1 from parties_appointment a where a.person_id = f.person_id
              and (a.valid_to is null or a.valid_to >= p_notices_before::date));
    get diagnostics v_calendars = row_count;
    return query select v_notices, v_addresses, v_calendars;
end $$;
revoke all on function notices_forget from public;
grant execute on function notices_forget to samrad_app;
reset role;
revoke create on schema public from samrad_guard;
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0007_substitutes_are_called")]
    operations = [migrations.RunSQL(FORGET, migrations.RunSQL.noop)]
