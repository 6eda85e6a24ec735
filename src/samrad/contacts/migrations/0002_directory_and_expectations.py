import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models

from samrad.cooperation import wall


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0001_initial'),
        ('cooperation', '0003_machinery_on_an_errand'),
        ('parties', '0002_mail_and_language'),
    ]

    operations = [
        migrations.CreateModel(
            name='Division',
            fields=[
                ('district', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='division', serialize=False, to='parties.organisation')),
                ('changed_on', models.DateField()),
                ('contact_on', models.DateField(blank=True, null=True)),
                ('unit_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='Heard',
            fields=[
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='heard', serialize=False, to='parties.organisation')),
                ('asked_on', models.DateField(blank=True, null=True)),
                ('stated_on', models.DateField(blank=True, null=True)),
                ('answered_on', models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='DividedTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=160)),
                ('main', models.CharField(choices=[('contact', 'Politikontakten'), ('unit', 'Forebyggende enhet'), ('head', 'Enhetslederen')], max_length=8)),
                ('together', models.BooleanField(default=False)),
                ('division', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='contacts.division')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('division', 'number'), name='tasks_are_numbered_in_a_division')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=24)),
                ('title', models.CharField(blank=True, max_length=120)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('confirmed_on', models.DateField()),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='parties.organisation')),
                ('town', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'kind', 'town'), name='a_function_stands_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('email', ''), ('phone', ''), _negated=True), name='a_function_can_be_reached')],
            },
        ),
        migrations.CreateModel(
            name='Expectation',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('stated_on', models.DateField()),
                ('answer', models.TextField(blank=True)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expectations', to='cooperation.cooperation')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
                ('stated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
            ],
            options={
                'ordering': ['-stated_on', '-id'],
                'indexes': [models.Index(fields=['cooperation', 'organisation'], name='contacts_ex_coopera_316a11_idx')],
            },
        ),
        wall.protect("contacts_expectation"),
    ]
