"""The role for facts reads sectors, days and which focus areas have others: codes and identifiers, no name and no reason."""

from django.db import migrations

from samrad.oversight.wall import granted_to_facts

WALLED = {
    "forums_candidate": "id, cooperation_id, forum_id, sector, assessed_on",
    "forums_involvement": "cooperation_id, focus_area_id",
}


class Migration(migrations.Migration):
    dependencies = [("oversight", "0010_drafts_of_meetings"), ("forums", "0011_candidates")]
    operations = [
        migrations.RunSQL(granted_to_facts(table, columns, walled=True), migrations.RunSQL.noop)
        for table, columns in WALLED.items()
    ]
