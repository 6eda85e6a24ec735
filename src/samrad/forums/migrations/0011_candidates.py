"""Others whom a forum has weighed as candidates, and how each is involved in a focus area."""

import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models

from samrad.cooperation.wall import key_led_by_cooperation, protect


class Migration(migrations.Migration):

    dependencies = [
        ('cooperation', '0007_a_districts_own'),
        ('forums', '0010_partners'),
        ('parties', '0002_mail_and_language'),
    ]

    operations = [
        migrations.CreateModel(
            name='Candidate',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('sector', models.CharField(choices=[('business', 'Næringsliv'), ('voluntary', 'Frivillig organisasjon'), ('school', 'Videregående skole'), ('other', 'Annet')], max_length=10)),
                ('level', models.CharField(choices=[('local', 'Lokalt'), ('regional', 'Regionalt')], default='local', max_length=10)),
                ('has_staff', models.BooleanField(default=False)),
                ('areas', models.JSONField(blank=True, default=list)),
                ('ask_whom', models.CharField(blank=True, max_length=200)),
                ('outcome', models.CharField(blank=True, choices=[('invite', 'Skal inviteres'), ('later', 'Senere'), ('no', 'Ikke aktuelt')], max_length=8)),
                ('reason', models.TextField(blank=True)),
                ('assessed_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='candidates', to='forums.forum')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Involvement',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('how', models.CharField(choices=[('invited', 'Invitert'), ('heard', 'Hørt'), ('carries', 'Har et tiltak'), ('none', 'Ingen andre er aktuelle')], max_length=8)),
                ('on', models.DateField()),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('focus_area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cooperation.focusarea')),
                ('candidate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='involvements', to='forums.candidate')),
            ],
            options={
                'ordering': ['on'],
            },
        ),
        migrations.AddConstraint(
            model_name='candidate',
            constraint=models.UniqueConstraint(fields=('cooperation', 'id'), name='possible_partner_key_is_led_by_its_cooperation'),
        ),
        migrations.AddConstraint(
            model_name='candidate',
            constraint=models.UniqueConstraint(fields=('cooperation', 'forum', 'name'), name='a_candidate_stands_once_in_a_forum'),
        ),
        migrations.AddConstraint(
            model_name='candidate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('assessed_on', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('assessed_on__isnull', False)), _connector='OR'), name='an_assessment_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='involvement',
            constraint=models.UniqueConstraint(fields=('cooperation', 'focus_area', 'candidate'), name='a_candidate_is_involved_once_in_an_area', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='involvement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('how', 'none'), ('candidate', None)), models.Q(('candidate__isnull', False), models.Q(('how', 'none'), _negated=True)), _connector='OR'), name='nobody_is_involved_only_where_none_is_relevant'),
        ),
        protect("forums_candidate"),
        protect("forums_involvement"),
        key_led_by_cooperation("forums_candidate", "forum_id", "forums_forum"),
        key_led_by_cooperation("forums_involvement", "candidate_id", "forums_candidate"),
        key_led_by_cooperation("forums_involvement", "focus_area_id", "cooperation_focusarea"),
    ]
