"""Who lacks a call: whoever none has reached, and none is on its way to. And who of the called is an external member."""

from django.db import migrations

CALLED = """
grant create on schema public to samrad_guard;
grant select on notices_notice to samrad_guard;
set local role samrad_guard;
drop function notices_called_to;
create function notices_called_to(p_meeting uuid, p_only_new boolean) returns table (appointment uuid, is_external boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    if guard.errand() is distinct from 'deliver_notices' then
        raise exception 'the called are named for the delivery of notices only' using errcode = '42501';
    end if;
    return query select r.appointment_id, m.is_external from meetings_recipient r
        join forums_membership m on m.id = r.membership_id
        where r.meeting_id = p_meeting and r.appointment_id is not null
          and not (p_only_new and (
              (coalesce(r.sent_at, r.told_at) is not null
               and (r.bounced_at is null or (r.told_at is not null and r.told_at > r.bounced_at)))
              or exists (
                  select 1 from notices_notice n join notices_delivery d on d.notice_id = n.id
                  where n.cooperation_id = r.cooperation_id and n.appointment_id = r.appointment_id
                    and n.kind = 'MeetingCalled' and n.facts ->> 'meeting' = p_meeting::text
                    and d.state in ('queued', 'sending', 'uncertain'))));
end $$;
revoke all on function notices_called_to from public;
grant execute on function notices_called_to to samrad_app;
reset role;
revoke create on schema public from samrad_guard;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0005_one_reminder_before_and_one_after"),
        ("meetings", "0007_a_call_in_hand"),
    ]
    operations = [migrations.RunSQL(CALLED, migrations.RunSQL.noop)]
