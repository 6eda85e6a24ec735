"""The role for facts reads codes and days of what was shared: no theme, text or purpose."""

from django.db import migrations

from samrad.oversight.wall import granted_to_facts

WALLED = {
    "sharing_shared": "id, cooperation_id, party_id, sent_by_id, sensitivity, receiver, basis, shared_on",
    "sharing_recipient": "shared_id, post_id",
    "sharing_reading": 'shared_id, by_id, "on"',
}


class Migration(migrations.Migration):
    dependencies = [("oversight", "0003_contacts_and_sharing"), ("sharing", "0002_the_second_wall")]
    operations = [
        migrations.RunSQL(granted_to_facts(table, columns, walled=True), migrations.RunSQL.noop)
        for table, columns in WALLED.items()
    ]
