"""How a matter has been moved on the ladder: inside the walls of its forum, and never changed."""

import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models

from samrad.cooperation.wall import key_led_by_cooperation, protect_in_forum

STAYS = """
create trigger stays before update or delete on meetings_stepchange
    for each row execute function meetings_stays_as_it_is();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cooperation', '0004_service_cards'),
        ('forums', '0005_briefings'),
        ('meetings', '0007_a_call_in_hand'),
        ('parties', '0002_mail_and_language'),
    ]

    operations = [
        migrations.CreateModel(
            name='StepChange',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('from_step', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('to_step', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('face', models.CharField(choices=[('own', 'Bare oss'), ('parties', 'Partene'), ('forum', 'Hele forumet'), ('public', 'Offentlig')], default='parties', max_length=8)),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forums.forum')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='step_changes', to='meetings.agendaitem')),
                ('only_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
            ],
            options={
                'ordering': ['changed_at'],
                'constraints': [models.UniqueConstraint(fields=('cooperation', 'id'), name='step_change_key_is_led_by_its_cooperation')],
            },
        ),
        protect_in_forum("meetings_stepchange"),
        key_led_by_cooperation("meetings_stepchange", "item_id", "meetings_agendaitem"),
        key_led_by_cooperation("meetings_stepchange", "forum_id", "forums_forum"),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
    ]
