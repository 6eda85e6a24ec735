"""Reminders of deadlines, so that each is given once."""

import django.db.models.deletion
from django.db import migrations, models

import samrad.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0003_external_members_read_theirs"),
        ("meetings", "0003_every_key_within_the_cooperation"),
    ]
    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("due_on", models.DateField()),
                ("moment", models.CharField(choices=[("before", "Før fristen"), ("after", "Etter fristen")], max_length=6)),
                ("at", models.DateTimeField()),
                ("cooperation", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cooperation.cooperation")),
                ("task", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="reminders", to="meetings.task")),
            ],
            options={
                "ordering": ["at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cooperation", "task", "due_on", "moment"),
                        name="a_deadline_is_reminded_of_once_before_and_once_after",
                    )
                ],
            },
        ),
    ]
