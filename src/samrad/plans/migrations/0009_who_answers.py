"""Who answers for what in a focus area or a measure, and on which basis. V-4.1.4-c."""

import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models

from samrad.cooperation.wall import key_led_by_cooperation, protect


class Migration(migrations.Migration):

    dependencies = [
        ('cooperation', '0010_common_understanding'),
        ('parties', '0003_heads_of_operating_units'),
        ('plans', '0008_accepted_by_the_owner'),
    ]

    operations = [
        migrations.CreateModel(
            name='Responsibility',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('share', models.CharField(choices=[('municipality', 'Kommunen'), ('police', 'Politiet'), ('shared', 'Delt'), ('other', 'Andre')], max_length=12)),
                ('who', models.CharField(blank=True, max_length=200)),
                ('division', models.TextField(blank=True)),
                ('legal', models.CharField(blank=True, max_length=300)),
                ('agreed', models.CharField(blank=True, max_length=300)),
                ('on', models.DateField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('focus_area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.focusarea')),
                ('measure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.measure')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cooperation', 'id'), name='responsibility_key_is_led_by_its_cooperation'), models.UniqueConstraint(fields=('cooperation', 'focus_area', 'measure'), name='a_responsibility_is_said_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('focus_area__isnull', False), ('measure', None)), models.Q(('focus_area', None), ('measure__isnull', False)), _connector='OR'), name='a_responsibility_is_for_one_thing'), models.CheckConstraint(condition=models.Q(('agreed', ''), ('legal', ''), _negated=True), name='a_responsibility_has_a_basis'), models.CheckConstraint(condition=models.Q(models.Q(('share', 'other'), _negated=True), models.Q(('who', ''), _negated=True), _connector='OR'), name='another_who_answers_is_named')],
            },
        ),
        protect("plans_responsibility"),
        key_led_by_cooperation("plans_responsibility", "focus_area_id", "cooperation_focusarea"),
        key_led_by_cooperation("plans_responsibility", "measure_id", "plans_measure"),
    ]
