"""A post that covers named municipalities stays inside those of today, also when the last of them has ended."""

from django.db import migrations

# The function is changed where it stands, so that whatever else has been added to it stays.
CHANGE = """
set local role samrad_guard;
do $$ declare
    v_now text := pg_get_functiondef('guard.enter'::regproc);
    v_then text;
begin
    v_then := replace(v_now, 'where c.post_id = v_post.id and c.valid_to is null;',
        'where c.post_id = v_post.id and c.valid_from <= v_day and (c.valid_to is null or c.valid_to >= v_day);');
    v_then := replace(v_then, '(v_covered = ''{}'' or',
        '(not exists (select 1 from parties_coverage n where n.post_id = v_post.id) or');
    if v_then not like '%c.valid_from <= v_day%' or v_then not like '%parties_coverage n%' then
        raise exception 'guard.enter is not as this change knows it';
    end if;
    execute v_then;
end $$;
reset role;
"""


class Migration(migrations.Migration):
    dependencies = [("forums", "0002_the_second_wall")]
    operations = [migrations.RunSQL(CHANGE, migrations.RunSQL.noop)]
