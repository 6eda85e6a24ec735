"""For which leader a police contact has prepared a meeting, and who approved its agenda."""

from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0013_areas_and_own_decisions"),
        ("parties", "0003_heads_of_operating_units"),
    ]
    operations = [
        migrations.AddField(
            model_name="meeting",
            name="assists",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=PROTECT, related_name="+", to="parties.post"
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="agenda_approved_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=PROTECT, related_name="+", to="parties.appointment"
            ),
        ),
    ]
