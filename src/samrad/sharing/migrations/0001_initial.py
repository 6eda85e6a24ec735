import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cooperation', '0005_focus_areas_and_goals'),
        ('parties', '0002_mail_and_language'),
    ]

    operations = [
        migrations.CreateModel(
            name='Shared',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('theme', models.CharField(max_length=120)),
                ('text', models.TextField()),
                ('purpose', models.CharField(max_length=200)),
                ('sensitivity', models.CharField(choices=[('open', 'Åpent for alle'), ('internal', 'Bare for partene'), ('confidential', 'Bare for dem som er nevnt')], max_length=12)),
                ('receiver', models.CharField(choices=[('municipality', 'Kommunen'), ('police', 'Politiet'), ('business', 'Næringslivet, gjennom partene'), ('interest', 'Interesseorganisasjoner, gjennom partene')], max_length=12)),
                ('basis', models.CharField(blank=True, max_length=60)),
                ('shared_on', models.DateField()),
                ('kept_until', models.DateField()),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
            ],
            options={
                'ordering': ['-shared_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Recipient',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.post')),
                ('shared', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recipients', to='sharing.shared')),
            ],
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('shared', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='sharing.shared')),
            ],
            options={
                'ordering': ['-on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Obstacle',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('service', models.CharField(max_length=12)),
                ('reason', models.CharField(choices=[('confidentiality', 'Taushetsplikt hindret det'), ('unsure', 'Vi var usikre på hva loven sier'), ('no_consent', 'Samtykke manglet'), ('no_channel', 'Vi manglet en trygg måte å sende på'), ('nobody', 'Vi visste ikke hvem vi skulle spørre'), ('no_answer', 'Den vi spurte, svarte ikke i tide')], max_length=16)),
                ('basis', models.CharField(blank=True, max_length=60)),
                ('month', models.DateField()),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
            ],
            options={
                'ordering': ['-month', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('month__day', 1)), name='an_obstacle_has_a_month_and_no_day')],
            },
        ),
        migrations.AddConstraint(
            model_name='shared',
            constraint=models.UniqueConstraint(fields=('cooperation', 'id'), name='shared_key_is_led_by_its_cooperation'),
        ),
        migrations.AddConstraint(
            model_name='shared',
            constraint=models.CheckConstraint(condition=models.Q(('purpose', ''), _negated=True), name='what_is_shared_has_a_purpose'),
        ),
        migrations.AddConstraint(
            model_name='shared',
            constraint=models.CheckConstraint(condition=models.Q(('sensitivity', 'open'), models.Q(('basis', ''), _negated=True), _connector='OR'), name='what_is_not_open_has_a_basis'),
        ),
        migrations.AddConstraint(
            model_name='recipient',
            constraint=models.UniqueConstraint(fields=('cooperation', 'shared', 'post'), name='a_recipient_is_named_once'),
        ),
        migrations.AddConstraint(
            model_name='reading',
            constraint=models.UniqueConstraint(fields=('cooperation', 'shared', 'by', 'on'), name='a_reading_is_noted_once_a_day'),
        ),
    ]
