"""The role for facts reads for which leader a meeting was drafted and who said yes to it: identifiers alone."""

from django.db import migrations

from samrad.oversight.wall import granted_to_facts

GRANTS = """
grant select (planned_by_id, assists_id, agenda_approved_by_id) on meetings_meeting to samrad_facts;
grant select (id) on meetings_minutes to samrad_facts;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0009_themes_and_models"),
        ("meetings", "0014_drafts_for_a_leader"),
    ]
    operations = [
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(
            granted_to_facts("meetings_minutesapproval", "minutes_id, by_id", walled=True), migrations.RunSQL.noop
        ),
    ]
