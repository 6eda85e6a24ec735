"""Requests for knowledge, what each party contributes inside its own wall until it hands over, and processes of the police."""

import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models

from samrad.cooperation.wall import key_led_by_cooperation, protect

KEYS = (
    ("knowledgerequest", "forum_id", "forums_forum"),
    ("knowledgerequest", "meeting_id", "meetings_meeting"),
    ("knowledgerequest", "item_id", "meetings_agendaitem"),
    ("knowledgerequest", "point_id", "forums_wheelpoint"),
    ("contribution", "request_id", "knowledge_knowledgerequest"),
    ("document", "contribution_id", "knowledge_contribution"),
    ("policeprocess", "request_id", "knowledge_knowledgerequest"),
    ("policeprocess", "item_id", "meetings_agendaitem"),
)


class Migration(migrations.Migration):

    dependencies = [
        ('cooperation', '0004_service_cards'),
        ('forums', '0005_briefings'),
        ('knowledge', '0001_initial'),
        ('meetings', '0007_a_call_in_hand'),
        ('parties', '0002_mail_and_language'),
    ]

    operations = [
        migrations.CreateModel(
            name='KnowledgeRequest',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=160)),
                ('what', models.TextField(blank=True)),
                ('why', models.TextField()),
                ('due_on', models.DateField()),
                ('ordered_on', models.DateField()),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='knowledge_requests', to='forums.forum')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.agendaitem')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.meeting')),
                ('ordered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
                ('ordered_for', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
                ('point', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='forums.wheelpoint')),
            ],
            options={
                'ordering': ['-due_on', 'title'],
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('sort', models.CharField(choices=[('crime', 'Utvikling i kriminaliteten'), ('social', 'Utvikling i samfunnet'), ('cause', 'Årsaker'), ('needs', 'Hva innbyggerne trenger'), ('experience', 'Erfaringer'), ('nothing', 'Vi har ikke noe å bidra med')], max_length=12)),
                ('title', models.CharField(blank=True, max_length=160)),
                ('text', models.TextField(blank=True)),
                ('sources', models.TextField(blank=True)),
                ('figures', models.JSONField(default=list)),
                ('released_on', models.DateField(blank=True, null=True)),
                ('basis', models.TextField(blank=True)),
                ('may_publish', models.BooleanField(default=False)),
                ('is_intelligence', models.BooleanField(default=False)),
                ('is_phenomenon', models.BooleanField(default=False)),
                ('certainty', models.CharField(blank=True, max_length=200)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('draft', 'Utkast'), ('handed_over', 'Levert'), ('withdrawn', 'Trukket')], default='draft', max_length=12)),
                ('shared', models.BooleanField(default=False)),
                ('handed_over_on', models.DateField(blank=True, null=True)),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('written_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.post')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='knowledge.knowledgerequest')),
            ],
            options={
                'ordering': ['written_at'],
            },
        ),
        migrations.CreateModel(
            name='PoliceProcess',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('priorities', 'Prioriteringsprosess'), ('measures', 'Tiltaksprosess')], max_length=12)),
                ('topic', models.CharField(max_length=160)),
                ('begun_on', models.DateField()),
                ('is_municipality_actor', models.BooleanField()),
                ('reason', models.TextField(blank=True)),
                ('involved_on', models.DateField(blank=True, null=True)),
                ('involved_how', models.CharField(blank=True, max_length=200)),
                ('decides_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('outcome', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.agendaitem')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
                ('request', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='processes', to='knowledge.knowledgerequest')),
            ],
            options={
                'ordering': ['-begun_on', 'topic'],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('shared', models.BooleanField(default=False)),
                ('filename', models.CharField(max_length=160)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('data', models.BinaryField()),
                ('state', models.CharField(choices=[('quarantine', 'Kontrolleres'), ('clean', 'Klar'), ('refused', 'Avvist')], default='quarantine', max_length=10)),
                ('refusal', models.CharField(blank=True, max_length=40)),
                ('uploaded_at', models.DateTimeField()),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='knowledge.contribution')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
            ],
            options={
                'ordering': ['uploaded_at'],
                'constraints': [models.UniqueConstraint(fields=('cooperation', 'id'), name='knowledge_document_key_is_led_by_its_cooperation')],
            },
        ),
        migrations.AddConstraint(
            model_name='knowledgerequest',
            constraint=models.UniqueConstraint(fields=('cooperation', 'id'), name='knowledge_request_key_is_led_by_its_cooperation'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.UniqueConstraint(fields=('cooperation', 'id'), name='contribution_key_is_led_by_its_cooperation'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('shared', False), ('state', 'draft')), models.Q(('shared', True), models.Q(('state', 'draft'), _negated=True)), _connector='OR'), name='a_contribution_is_shared_when_it_is_handed_over'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('released_by__isnull', False), ('released_on__isnull', False)), _connector='OR'), name='what_is_handed_over_was_released_by_a_post_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('basis', ''), ('certainty', ''), ('sources', ''), ('text', ''), ('title', '')), _connector='OR'), name='what_is_withdrawn_holds_no_word'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('is_intelligence', False), models.Q(('is_phenomenon', True), ('valid_to__isnull', False)), _connector='OR'), name='intelligence_is_handed_over_of_phenomena_and_for_a_time'),
        ),
        migrations.AddConstraint(
            model_name='policeprocess',
            constraint=models.UniqueConstraint(fields=('cooperation', 'id'), name='police_process_key_is_led_by_its_cooperation'),
        ),
        migrations.AddConstraint(
            model_name='policeprocess',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('begun_on')), _connector='OR'), name='a_process_ends_after_it_begins'),
        ),
        protect('knowledge_knowledgerequest'),
        protect('knowledge_contribution', owner='owner_id', shared='shared'),
        protect('knowledge_document', owner='owner_id', shared='shared'),
        protect('knowledge_policeprocess'),
        *(key_led_by_cooperation(f'knowledge_{table}', column, target) for table, column, target in KEYS),
    ]
