"""Whoever comes in a member's place is among the called, and lacks a call until one has reached them or is on its way."""

from django.db import migrations, models

CALLED = """
grant create on schema public to samrad_guard;
set local role samrad_guard;
create function notices_call_is_on_its_way(p_cooperation uuid, p_appointment uuid, p_meeting uuid) returns boolean
language sql stable as $$ select exists (
    select 1 from notices_notice n join notices_delivery d on d.notice_id = n.id
    where n.cooperation_id = p_cooperation and n.appointment_id = p_appointment
      and n.kind in ('MeetingCalled', 'SubstituteNamed') and n.facts ->> 'meeting' = p_meeting::text
      and d.state in ('queued', 'sending', 'uncertain')) $$;
create or replace function notices_called_to(p_meeting uuid, p_only_new boolean)
returns table (appointment uuid, is_external boolean)
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
              or notices_call_is_on_its_way(r.cooperation_id, r.appointment_id, p_meeting)))
    union select r.substitute_appointment_id, m.is_external from meetings_recipient r
        join forums_membership m on m.id = r.membership_id
        where r.meeting_id = p_meeting and r.substitute_appointment_id is not null
          and not exists (select 1 from meetings_recipient o
                          where o.meeting_id = p_meeting and o.appointment_id = r.substitute_appointment_id)
          and not (p_only_new and (
              (r.substitute_sent_at is not null and r.substitute_bounced_at is null)
              or notices_call_is_on_its_way(r.cooperation_id, r.substitute_appointment_id, p_meeting)));
end $$;
revoke all on function notices_call_is_on_its_way, notices_called_to from public;
grant execute on function notices_called_to to samrad_app;
reset role;
revoke create on schema public from samrad_guard;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0006_who_lacks_a_call"),
        ("meetings", "0010_substitutes_are_called"),
    ]
    operations = [
        migrations.RunSQL(CALLED, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="delivery",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "I kø"),
                    ("sending", "Sendes nå"),
                    ("sent", "Sendt"),
                    ("delivered", "Levert"),
                    ("bounced", "Kom i retur"),
                    ("failed", "Kunne ikke sendes"),
                    ("uncertain", "Usikkert om den ble sendt"),
                    ("withdrawn", "Ikke sendt, mottakeren har sluttet"),
                    ("superseded", "Ikke sendt, en nyere e-post sier alt"),
                    ("unaddressed", "Ingen adresse"),
                ],
                default="queued",
                max_length=12,
            ),
        ),
    ]
