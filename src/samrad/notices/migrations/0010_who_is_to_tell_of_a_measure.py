"""The wall around reminders of measures: which measures ask for one, and that machinery may say that it has reminded."""

from django.db import migrations

from samrad.cooperation.wall import amended, key_led_by_cooperation

MACHINE = "(select guard.errand()) = 'deliver_notices'"
# A reminder shows to whoever the wall shows the task or the measure.
SEEN = """
alter policy wall_read on notices_reminder using (%s
    or exists (select 1 from meetings_task t
        where t.cooperation_id = notices_reminder.cooperation_id and t.id = notices_reminder.task_id)
    or exists (select 1 from plans_measure m
        where m.cooperation_id = notices_reminder.cooperation_id and m.id = notices_reminder.measure_id));
""" % MACHINE

# Ids and dates of running measures whose post somebody holds, and only for machinery that delivers notices.
TO_REMIND = """
alter policy wall_read on plans_measurestep to samrad_app, samrad_owner;
alter policy wall_read on plans_measurereport to samrad_app, samrad_owner;
grant select on plans_measure, plans_measurestep, plans_measurereport to samrad_guard;
create function notices_measures_to_remind(p_day date, p_until date)
returns table (measure uuid, cooperation uuid, plan uuid, owner uuid, due_on date, given_on date)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    if guard.errand() is distinct from 'deliver_notices' then
        raise exception 'measures are named for the delivery of notices only' using errcode = '42501';
    end if;
    return query
        select m.id, m.cooperation_id, m.plan_id, m.owner_id, m.report_due_on,
               (greatest(
                    (select max(s.at) from plans_measurestep s where s.measure_id = m.id
                        and s.cooperation_id = m.cooperation_id and s.kind in ('made', 'handed_over', 'under_way')),
                    (select max(r.at) from plans_measurereport r where r.measure_id = m.id
                        and r.cooperation_id = m.cooperation_id)) at time zone 'Europe/Oslo')::date
        from plans_measure m where m.state in ('planned', 'under_way') and m.report_due_on <= p_until
          and exists (select 1 from parties_appointment a where a.post_id = m.owner_id
                      and a.valid_from <= p_day and (a.valid_to is null or a.valid_to >= p_day))
          and not exists (select 1 from notices_reminder r where r.measure_id = m.id and r.cooperation_id = m.cooperation_id
                          and r.due_on = m.report_due_on
                          and r.moment = case when m.report_due_on < p_day then 'after' else 'before' end)
        order by m.report_due_on, m.id;
end $$;
grant create on schema public to samrad_guard;
alter function notices_measures_to_remind owner to samrad_guard;
revoke create on schema public from samrad_guard;
set local role samrad_guard;
revoke all on function notices_measures_to_remind from public;
grant execute on function notices_measures_to_remind to samrad_app;
reset role;
"""

# Machinery stands inside no cooperation. That it has reminded is all that it says in a cooperation's own chain.
OF_A_TASK = "p_kind = 'TaskReminded'"
OR_OF_A_MEASURE = "p_kind in ('TaskReminded', 'MeasureReminded')"


class Migration(migrations.Migration):
    dependencies = [("notices", "0009_reminders_of_measures"), ("plans", "0002_the_second_wall")]
    operations = [
        key_led_by_cooperation("notices_reminder", "measure_id", "plans_measure"),
        migrations.RunSQL(SEEN, migrations.RunSQL.noop),
        migrations.RunSQL(TO_REMIND, migrations.RunSQL.noop),
        amended("ledger_append", OF_A_TASK, OR_OF_A_MEASURE),
    ]
