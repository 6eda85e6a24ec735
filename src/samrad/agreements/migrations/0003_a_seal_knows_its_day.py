"""A seal says from which day its agreement is superseded, so that it stands right until that day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_the_second_wall")]
    operations = [
        migrations.RemoveField("seal", "standing"),
        migrations.AddField("seal", "superseded_on", models.DateField(null=True)),
    ]
