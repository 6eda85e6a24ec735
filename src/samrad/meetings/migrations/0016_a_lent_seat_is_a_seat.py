"""Whoever comes in a member's place reaches the forum no longer than the member does, nor long after the meeting was to end."""

from django.db import migrations

# The function is changed where it stands, so that whatever else has been added to it stays.
GUARD = """
set local role samrad_guard;
do $$ declare
    v_now text := pg_get_functiondef('guard.enter'::regproc);
    v_then text;
begin
    v_then := replace(v_now, 'join meetings_meeting h on h.id = r.meeting_id',
        'join meetings_meeting h on h.id = r.meeting_id join forums_membership z on z.id = r.membership_id
                     and z.valid_from <= v_day and (z.valid_to is null or z.valid_to >= v_day)
                     and (z.party_id is null or exists (select 1 from cooperation_cooperationparty y
                          where y.cooperation_id = z.cooperation_id and y.organisation_id = z.party_id and y.left_on is null))');
    v_then := replace(v_then, '(h.state in (''called'', ''in_session'') or',
        '((h.state in (''called'', ''in_session'') and h.ends_at > now() - interval ''1 day'') or');
    if v_then not like '%on z.id = r.membership_id%' or v_then not like '%interval ''1 day''%' then
        raise exception 'guard.enter is not as this change knows it';
    end if;
    execute v_then;
end $$;
reset role;
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0015_needs_knowledge"), ("cooperation", "0007_a_districts_own")]
    operations = [migrations.RunSQL(GUARD, migrations.RunSQL.noop)]
