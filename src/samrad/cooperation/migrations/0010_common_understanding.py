"""How the parties understand a focus area together, what each sees differently, and what they say to each other. V-4.1.4-a."""

import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models

from samrad.cooperation.wall import key_led_by_cooperation, protect


class Migration(migrations.Migration):

    dependencies = [
        ('cooperation', '0009_consequences'),
        ('parties', '0003_heads_of_operating_units'),
    ]

    operations = [
        migrations.CreateModel(
            name='Summary',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('focus_area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='summaries', to='cooperation.focusarea')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
            ],
            options={
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='SummaryYes',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
                ('summary', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='yeses', to='cooperation.summary')),
            ],
            options={
                'ordering': ['on'],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('measure', models.UUIDField(blank=True, null=True)),
                ('text', models.TextField(blank=True)),
                ('taken_back_on', models.DateField(blank=True, null=True)),
                ('at', models.DateTimeField()),
                ('answers', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answered_by', to='cooperation.comment')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('focus_area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='cooperation.focusarea')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
            ],
            options={
                'ordering': ['at'],
                'indexes': [models.Index(fields=['cooperation', 'measure'], name='cooperation_coopera_5c99f3_idx')],
                'constraints': [models.UniqueConstraint(fields=('cooperation', 'id'), name='comment_key_is_led_by_its_cooperation'), models.CheckConstraint(condition=models.Q(models.Q(('focus_area__isnull', False), ('measure', None)), models.Q(('focus_area', None), ('measure__isnull', False)), _connector='OR'), name='a_comment_is_about_one_thing'), models.CheckConstraint(condition=models.Q(models.Q(('taken_back_on__isnull', False), ('text', '')), models.Q(models.Q(('text', ''), _negated=True), ('taken_back_on', None)), _connector='OR'), name='a_comment_that_is_taken_back_has_no_word')],
            },
        ),
        migrations.CreateModel(
            name='Differing',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('on', models.DateField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('focus_area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='differing', to='cooperation.focusarea')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cooperation', 'focus_area', 'party'), name='a_party_differs_once_in_an_area'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='what_is_seen_differently_is_said')],
            },
        ),
        migrations.AddConstraint(
            model_name='summary',
            constraint=models.UniqueConstraint(fields=('cooperation', 'id'), name='summary_key_is_led_by_its_cooperation'),
        ),
        migrations.AddConstraint(
            model_name='summary',
            constraint=models.UniqueConstraint(fields=('cooperation', 'focus_area', 'number'), name='wordings_of_an_area_are_numbered'),
        ),
        migrations.AddConstraint(
            model_name='summary',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_summary_says_something'),
        ),
        migrations.AddConstraint(
            model_name='summaryyes',
            constraint=models.UniqueConstraint(fields=('cooperation', 'summary', 'party'), name='a_party_says_yes_to_a_summary_once'),
        ),
        *(protect(f"cooperation_{table}") for table in ("summary", "summaryyes", "differing", "comment")),
        key_led_by_cooperation("cooperation_summary", "focus_area_id", "cooperation_focusarea"),
        key_led_by_cooperation("cooperation_summaryyes", "summary_id", "cooperation_summary"),
        key_led_by_cooperation("cooperation_differing", "focus_area_id", "cooperation_focusarea"),
        key_led_by_cooperation("cooperation_comment", "focus_area_id", "cooperation_focusarea"),
        key_led_by_cooperation("cooperation_comment", "answers_id", "cooperation_comment"),
        migrations.RunSQL(
            "revoke update, delete on cooperation_summary, cooperation_summaryyes from samrad_app", migrations.RunSQL.noop
        ),
        migrations.RunSQL("revoke delete on cooperation_comment from samrad_app", migrations.RunSQL.noop),
    ]
