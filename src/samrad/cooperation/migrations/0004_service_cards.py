"""The cards of the services, behind the wall."""

import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models

from samrad.cooperation.wall import protect


class Migration(migrations.Migration):

    dependencies = [
        ('cooperation', '0003_machinery_on_an_errand'),
        ('parties', '0002_mail_and_language'),
    ]

    operations = [
        migrations.CreateModel(
            name='ServiceCard',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('service', models.CharField(max_length=12)),
                ('mandate', models.TextField(blank=True)),
                ('can_share', models.TextField(blank=True)),
                ('cannot_share', models.TextField(blank=True)),
                ('how_we_decide', models.TextField(blank=True)),
                ('ask_whom', models.CharField(blank=True, max_length=200)),
                ('dated', models.DateField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
            ],
            options={
                'ordering': ['service'],
                'constraints': [
                    models.UniqueConstraint(fields=('cooperation', 'id'), name='service_card_key_is_led_by_its_cooperation'),
                    models.UniqueConstraint(fields=('cooperation', 'organisation', 'service'), name='a_service_has_one_card'),
                ],
            },
        ),
        protect('cooperation_servicecard'),
    ]
