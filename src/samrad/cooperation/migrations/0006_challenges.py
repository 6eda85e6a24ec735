"""The challenges that a cooperation has raised, behind the wall."""

import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models

from samrad.cooperation.wall import protect


class Migration(migrations.Migration):

    dependencies = [
        ('cooperation', '0005_focus_areas_and_goals'),
        ('parties', '0002_mail_and_language'),
    ]

    operations = [
        migrations.CreateModel(
            name='Challenge',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(blank=True, max_length=40)),
                ('name', models.CharField(blank=True, max_length=160)),
                ('raised_on', models.DateField()),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='challenges', to='cooperation.cooperation')),
                ('raised_for', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
            ],
            options={
                'ordering': ['raised_on', 'name'],
                'constraints': [models.UniqueConstraint(fields=('cooperation', 'id'), name='challenge_key_is_led_by_its_cooperation'), models.UniqueConstraint(fields=('cooperation', 'code', 'name'), name='a_challenge_is_raised_once'), models.CheckConstraint(condition=models.Q(('code', ''), ('name', ''), _negated=True), name='a_challenge_has_a_code_or_a_name')],
            },
        ),
        protect('cooperation_challenge'),
    ]
