"""The role for facts reads whether a matter or a measure is about crime in working life and has the business contact with it, and that
a municipality has a model of its own: yes or no, and codes.
"""

from django.db import migrations

from samrad.oversight.wall import granted_to_facts

MORE = """
alter table meetings_agendaitem add column is_work_crime boolean generated always as (theme = 'work_crime') stored,
    add column with_business boolean generated always as (functions @> '["business"]') stored;
alter table plans_measurepart add column with_business boolean generated always as (function = 'business') stored;
grant select (is_work_crime, with_business, proposed_at) on meetings_agendaitem to samrad_facts;
grant select (with_business) on plans_measurepart to samrad_facts;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0008_frames_of_law"),
        ("forums", "0010_partners"),
        ("meetings", "0012_theme_and_functions"),
        ("plans", "0003_police_fields_and_functions"),
    ]
    operations = [
        migrations.RunSQL(MORE, migrations.RunSQL.noop),
        migrations.RunSQL(
            granted_to_facts("forums_preventionmodel", "cooperation_id, kind, ended_on", walled=True),
            migrations.RunSQL.noop,
        ),
    ]
