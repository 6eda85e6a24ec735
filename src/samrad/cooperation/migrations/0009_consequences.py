"""What a challenge costs, in words and with the source."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cooperation', '0008_what_was_looked_at'),
    ]

    operations = [
        migrations.AddField(
            model_name='challenge',
            name='for_people',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='challenge',
            name='for_society',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='challenge',
            name='told_by',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='challenge',
            name='version',
            field=models.PositiveIntegerField(default=1),
        ),
    ]
