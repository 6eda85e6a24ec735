"""An evaluation may look back on one measure."""

import django.db.models.deletion
from django.db import migrations, models

from samrad.cooperation.wall import key_led_by_cooperation


class Migration(migrations.Migration):

    dependencies = [
        ('evaluations', '0001_initial'),
        ('plans', '0002_the_second_wall'),
    ]

    operations = [
        migrations.AddField(
            model_name='evaluation',
            name='measure',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.measure'),
        ),
        key_led_by_cooperation('evaluations_evaluation', 'measure_id', 'plans_measure'),
    ]
