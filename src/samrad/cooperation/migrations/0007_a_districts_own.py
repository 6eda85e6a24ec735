"""A district may have a cooperation with nobody but itself; whoever covers a part of the district stands inside it too."""

from django.db import migrations, models

# The function is changed where it stands, so that whatever else has been added to it stays.
GUARD = """
set local role samrad_guard;
do $$ declare
    v_now text := pg_get_functiondef('guard.enter'::regproc);
    v_then text;
begin
    v_then := replace(v_now, 'm.organisation_id = v_post.organisation_id or exists (',
        'm.organisation_id = v_post.organisation_id or not exists (
                       select 1 from cooperation_cooperationparty t
                       where t.cooperation_id = m.cooperation_id and t.organisation_id <> m.organisation_id) or exists (');
    if v_then not like '%t.organisation_id <> m.organisation_id%' then
        raise exception 'guard.enter is not as this change knows it';
    end if;
    execute v_then;
end $$;
reset role;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cooperation", "0006_challenges"),
        ("forums", "0007_a_party_that_left"),
        ("meetings", "0010_substitutes_are_called"),
    ]
    operations = [
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="cooperation",
            name="kind",
            field=models.CharField(
                choices=[
                    ("municipal", "Kommune og politidistrikt"),
                    ("regional", "Flere kommuner og politidistrikt"),
                    ("school", "Videregående skole og politienhet"),
                    ("county", "Fylkeskommune og politidistrikt"),
                    ("district", "Politidistriktet alene"),
                ],
                max_length=12,
            ),
        ),
    ]
