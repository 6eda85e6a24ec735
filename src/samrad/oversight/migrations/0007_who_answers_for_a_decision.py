"""The role for facts reads which post answers for a decision: an identifier."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("oversight", "0006_plans_and_knowledge")]
    operations = [
        migrations.RunSQL("grant select (responsible_id) on meetings_decision to samrad_facts", migrations.RunSQL.noop)
    ]
