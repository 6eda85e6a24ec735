"""Who sits in a forum for a party reaches it no longer from the day the party leaves the cooperation."""

from django.db import migrations

# The function is changed where it stands, so that whatever else has been added to it stays.
CHANGE = """
set local role samrad_guard;
do $$ declare
    v_now text := pg_get_functiondef('guard.enter'::regproc);
    v_then text;
begin
    v_then := replace(v_now, '(s.valid_to is null or s.valid_to >= v_day);',
        '(s.valid_to is null or s.valid_to >= v_day)
         and (s.party_id is null or exists (select 1 from cooperation_cooperationparty l
              where l.cooperation_id = s.cooperation_id and l.organisation_id = s.party_id and l.left_on is null));');
    if v_then not like '%l.left_on is null%' then
        raise exception 'guard.enter is not as this change knows it';
    end if;
    execute v_then;
end $$;
reset role;
"""


class Migration(migrations.Migration):
    dependencies = [("forums", "0006_local_choices")]
    operations = [migrations.RunSQL(CHANGE, migrations.RunSQL.noop)]
