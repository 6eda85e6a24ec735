import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models

from samrad.cooperation import wall


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0003_presence_training_bylaws'),
        ('cooperation', '0006_challenges'),
        ('parties', '0002_mail_and_language'),
    ]

    operations = [
        migrations.CreateModel(
            name='Enquiry',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('asker', models.CharField(choices=[('municipality', 'Kommunen'), ('school', 'Skole eller barnehage'), ('business', 'Næringsliv'), ('voluntary', 'Frivillige'), ('other', 'Andre')], max_length=12)),
                ('function', models.CharField(max_length=24)),
                ('theme', models.CharField(blank=True, max_length=40)),
                ('text', models.TextField()),
                ('asked_on', models.DateField()),
                ('answer', models.TextField(blank=True)),
                ('method', models.CharField(blank=True, max_length=40)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('came_to', models.CharField(blank=True, choices=[('item', 'Sak'), ('measure', 'Tiltak')], max_length=8)),
                ('came_to_id', models.UUIDField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
            ],
            options={
                'ordering': ['-asked_on', '-id'],
                'indexes': [models.Index(fields=['cooperation', 'answered_on'], name='contacts_en_coopera_07348b_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('answered_on', None), ('answered_on__gte', models.F('asked_on')), _connector='OR'), name='an_enquiry_is_answered_after_it_was_asked'), models.CheckConstraint(condition=models.Q(models.Q(('came_to', ''), ('came_to_id', None)), models.Q(models.Q(('came_to', ''), _negated=True), ('came_to_id__isnull', False)), _connector='OR'), name='advice_becomes_one_thing')],
            },
        ),
        wall.protect("contacts_enquiry"),
    ]
