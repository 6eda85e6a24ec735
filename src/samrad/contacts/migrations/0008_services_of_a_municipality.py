"""How a service and the police work together, and that they work on single cases too. V-4.3-e."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0007_placements")]
    operations = [
        migrations.AddField("entry", "works_together", models.CharField(blank=True, max_length=600)),
        migrations.AddField("entry", "has_case_work", models.BooleanField(default=False)),
    ]
