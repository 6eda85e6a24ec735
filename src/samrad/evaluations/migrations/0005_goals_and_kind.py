"""A learning point may become a goal, and an evaluation says what it looks at."""

import django.db.models.deletion
from django.db import migrations, models

from samrad.cooperation.wall import key_led_by_cooperation


class Migration(migrations.Migration):

    dependencies = [
        ('cooperation', '0006_challenges'),
        ('evaluations', '0004_figures_of_the_year'),
    ]

    operations = [
        migrations.AddField(
            model_name='evaluation',
            name='kind',
            field=models.CharField(choices=[('process', 'Hvordan dere samarbeider'), ('result', 'Hva som ble gjort'), ('effect', 'Hva det førte til')], default='process', max_length=8),
        ),
        migrations.AddField(
            model_name='learningpoint',
            name='goal',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.goal'),
        ),
        migrations.AlterField(
            model_name='learningpoint',
            name='became',
            field=models.CharField(blank=True, choices=[('', 'Ikke bestemt'), ('task', 'Oppgave'), ('item', 'Sak'), ('goal', 'Mål'), ('agreement', 'Forslag til neste avtale'), ('no_change', 'Ingen endring')], default='', max_length=10),
        ),
        key_led_by_cooperation('evaluations_learningpoint', 'goal_id', 'cooperation_goal'),
    ]
