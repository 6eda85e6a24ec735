import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models

from samrad.cooperation.wall import key_led_by_cooperation, protect


class Migration(migrations.Migration):

    dependencies = [
        ('cooperation', '0006_challenges'),
        ('forums', '0009_frames_of_law'),
    ]

    operations = [
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('agency', 'Offentlig etat'), ('profession', 'Faggruppe'), ('voluntary', 'Frivillig organisasjon'), ('business', 'Næringsliv')], max_length=10)),
                ('name', models.CharField(max_length=120)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('model', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='forums.preventionmodel')),
            ],
            options={
                'ordering': ['kind', 'name'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('cooperation', 'model', 'name'), name='a_partner_takes_part_once'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='a_partner_leaves_after_it_came')],
            },
        ),
        protect("forums_partner"),
        key_led_by_cooperation("forums_partner", "model_id", "forums_preventionmodel"),
    ]
