"""What a decision is about: a focus area, and a measure by its identifier and what it was called."""

from django.db import migrations, models
from django.db.models.deletion import PROTECT

from samrad.cooperation.wall import key_led_by_cooperation


class Migration(migrations.Migration):
    dependencies = [
        ("cooperation", "0005_focus_areas_and_goals"),
        ("meetings", "0010_substitutes_are_called"),
    ]
    operations = [
        migrations.AddField(
            model_name="decision",
            name="focus_area",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=PROTECT, related_name="+", to="cooperation.focusarea"
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="measure",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="measure_name",
            field=models.CharField(blank=True, max_length=200),
        ),
        key_led_by_cooperation("meetings_decision", "focus_area_id", "cooperation_focusarea"),
    ]
