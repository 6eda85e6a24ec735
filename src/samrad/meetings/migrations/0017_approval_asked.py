"""Since when a leader is asked to say yes to an agenda that a police contact has drafted. V-5.1-h."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0016_a_lent_seat_is_a_seat")]
    operations = [
        migrations.AddField(
            model_name="meeting",
            name="approval_asked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
