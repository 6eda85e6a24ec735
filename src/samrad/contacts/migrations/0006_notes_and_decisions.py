import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models

from samrad.cooperation import wall


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0005_delivery_of_services'),
        ('cooperation', '0006_challenges'),
        ('parties', '0002_mail_and_language'),
    ]

    operations = [
        migrations.CreateModel(
            name='LocalNote',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField(blank=True)),
                ('reviewed_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cooperation', 'owner'), name='a_house_has_one_note_of_a_place')],
            },
        ),
        migrations.CreateModel(
            name='AskedDecision',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('about', models.CharField(choices=[('item', 'Sak'), ('measure', 'Tiltak')], max_length=8)),
                ('about_id', models.UUIDField()),
                ('question', models.TextField()),
                ('asked_on', models.DateField()),
                ('answer', models.CharField(blank=True, choices=[('yes', 'Ja'), ('no', 'Nei'), ('yours', 'Du kan avgjøre det selv')], max_length=8)),
                ('words', models.TextField(blank=True)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('head', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.post')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
            ],
            options={
                'ordering': ['-asked_on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_on', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_on__isnull', False)), _connector='OR'), name='a_decision_that_was_asked_for_has_its_day')],
            },
        ),
        wall.protect("contacts_localnote", owner="owner_id", shared="false"),
        wall.protect("contacts_askeddecision", owner="owner_id", shared="false"),
    ]
