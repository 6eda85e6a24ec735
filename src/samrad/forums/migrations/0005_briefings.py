"""What members have confirmed of the rules for sharing: read in the forum, written by each, never changed."""

import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models

from samrad.cooperation.wall import key_led_by_cooperation, protect_in_forum


class Migration(migrations.Migration):

    dependencies = [
        ('cooperation', '0003_machinery_on_an_errand'),
        ('forums', '0004_models_of_prevention'),
        ('parties', '0002_mail_and_language'),
    ]

    operations = [
        migrations.CreateModel(
            name='Briefing',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('service', models.CharField(max_length=12)),
                ('on', models.DateField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='briefings', to='forums.forum')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='briefings', to='forums.membership')),
            ],
            options={
                'ordering': ['-on'],
                'constraints': [
                    models.UniqueConstraint(fields=('cooperation', 'id'), name='briefing_key_is_led_by_its_cooperation'),
                    models.UniqueConstraint(fields=('cooperation', 'membership', 'by', 'service', 'on'), name='a_briefing_is_confirmed_once_a_day'),
                ],
            },
        ),
        protect_in_forum('forums_briefing', faced=False, shared='true', written_by_members=True),
        key_led_by_cooperation('forums_briefing', 'forum_id', 'forums_forum'),
        key_led_by_cooperation('forums_briefing', 'membership_id', 'forums_membership'),
    ]
