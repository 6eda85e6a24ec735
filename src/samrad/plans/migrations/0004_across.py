"""Means of each party, what works against what, adjusted plans, exercises, and whom a measure waits for."""

import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cooperation', '0009_consequences'),
        ('meetings', '0009_matters_between_the_parties'),
        ('parties', '0002_mail_and_language'),
        ('plans', '0003_police_fields_and_functions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Adjustment',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('plan_name', models.CharField(max_length=200)),
                ('change', models.TextField()),
                ('unit', models.CharField(max_length=200)),
                ('goal', models.CharField(max_length=300)),
                ('body', models.CharField(max_length=200)),
                ('on', models.DateField()),
                ('link', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ['-on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('about', models.TextField()),
                ('noted_on', models.DateField()),
                ('outcome', models.TextField(blank=True)),
                ('settled_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['noted_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Exercise',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('plivo', 'Pågående livstruende vold (PLIVO)'), ('other', 'En annen øvelse')], default='plivo', max_length=8)),
                ('name', models.CharField(max_length=160)),
                ('planned_on', models.DateField(blank=True, null=True)),
                ('held_on', models.DateField(blank=True, null=True)),
                ('sectors', models.JSONField(blank=True, default=list)),
                ('houses', models.CharField(blank=True, max_length=500)),
                ('findings', models.TextField(blank=True)),
                ('improvements', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ['-held_on', '-planned_on', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Means',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('can', models.TextField()),
                ('needs', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.AddField(
            model_name='measure',
            name='alone_because',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='measure',
            name='waits_for',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation'),
        ),
        migrations.AddField(
            model_name='measure',
            name='waits_since',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('waits_for', None), ('waits_since', None)), models.Q(('waits_for__isnull', False), ('waits_since__isnull', False)), _connector='OR'), name='a_measure_waits_since_a_day'),
        ),
        migrations.AddField(
            model_name='adjustment',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment'),
        ),
        migrations.AddField(
            model_name='adjustment',
            name='cooperation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation'),
        ),
        migrations.AddField(
            model_name='adjustment',
            name='measure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='adjustments', to='plans.measure'),
        ),
        migrations.AddField(
            model_name='adjustment',
            name='party',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation'),
        ),
        migrations.AddField(
            model_name='conflict',
            name='cooperation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation'),
        ),
        migrations.AddField(
            model_name='conflict',
            name='decision',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.decision'),
        ),
        migrations.AddField(
            model_name='conflict',
            name='noted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment'),
        ),
        migrations.AddField(
            model_name='conflict',
            name='one',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.measure'),
        ),
        migrations.AddField(
            model_name='conflict',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.measure'),
        ),
        migrations.AddField(
            model_name='exercise',
            name='cooperation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation'),
        ),
        migrations.AddField(
            model_name='means',
            name='challenge',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='means', to='cooperation.challenge'),
        ),
        migrations.AddField(
            model_name='means',
            name='cooperation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation'),
        ),
        migrations.AddField(
            model_name='means',
            name='party',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation'),
        ),
        migrations.AddConstraint(
            model_name='adjustment',
            constraint=models.UniqueConstraint(fields=('cooperation', 'id'), name='adjustment_key_is_led_by_its_cooperation'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.UniqueConstraint(fields=('cooperation', 'id'), name='conflict_key_is_led_by_its_cooperation'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.CheckConstraint(condition=models.Q(('one', models.F('other')), _negated=True), name='a_conflict_is_between_two'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.CheckConstraint(condition=models.Q(('settled_on', None), ('decision__isnull', False), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='what_is_settled_says_how'),
        ),
        migrations.AddConstraint(
            model_name='exercise',
            constraint=models.UniqueConstraint(fields=('cooperation', 'id'), name='exercise_key_is_led_by_its_cooperation'),
        ),
        migrations.AddConstraint(
            model_name='means',
            constraint=models.UniqueConstraint(fields=('cooperation', 'id'), name='means_key_is_led_by_its_cooperation'),
        ),
        migrations.AddConstraint(
            model_name='means',
            constraint=models.UniqueConstraint(fields=('cooperation', 'challenge', 'party'), name='a_party_has_its_means_once'),
        ),
        migrations.AddConstraint(
            model_name='means',
            constraint=models.CheckConstraint(condition=models.Q(('can', ''), _negated=True), name='means_say_what_can_be_done'),
        ),
    ]
