"""The role for facts reads which provisions are referred to, who was introduced to the law, and how a region stands: codes and days."""

from django.db import migrations

from samrad.oversight.wall import granted_to_facts

WALLED = {
    "forums_legalbasis": "cooperation_id, forum_id, agreement_id, provisions",
    "forums_introduction": "membership_id, holder_id",
    "forums_regionalplace": "cooperation_id, forum_id, organisation_id, mode",
}


class Migration(migrations.Migration):
    dependencies = [("oversight", "0007_who_answers_for_a_decision"), ("forums", "0009_frames_of_law")]
    operations = [
        migrations.RunSQL(granted_to_facts(table, columns, walled=True), migrations.RunSQL.noop)
        for table, columns in WALLED.items()
    ]
