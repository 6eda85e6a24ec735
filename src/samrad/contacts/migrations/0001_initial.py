import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('parties', '0002_mail_and_language'),
    ]

    operations = [
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('applied_on', models.DateField()),
                ('granted', models.BooleanField(blank=True, null=True)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('reference', models.CharField(blank=True, max_length=40)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='parties.post')),
            ],
            options={
                'ordering': ['-applied_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='ApprovedTown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('approval', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='towns', to='contacts.approval')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Authority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('matter', models.CharField(choices=[('own_time', 'Bruke egen tid på et felles tiltak'), ('tasks', 'Ta på seg oppgaver og frister for politiet'), ('attend', 'Love at politiet stiller på møter'), ('knowledge', 'Dele kunnskap som er frigitt'), ('others_time', 'Binde andre ansattes tid'), ('agreement', 'Godta punkter i en avtale')], max_length=12)),
                ('decides', models.CharField(choices=[('contact', 'Politikontakten'), ('head', 'Enhetslederen'), ('both', 'Politikontakten etter samtale med enhetslederen')], max_length=8)),
                ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='authorities', to='parties.appointment')),
            ],
        ),
        migrations.CreateModel(
            name='Introduction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to', models.CharField(choices=[('leaders', 'Kommunens ledere'), ('council', 'Politirådet'), ('slt', 'Den som koordinerer forebyggingen'), ('schools', 'Skolene'), ('services', 'Tjenester for barn, unge og familier')], max_length=10)),
                ('on', models.DateField()),
                ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='introductions', to='parties.appointment')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
            ],
            options={
                'ordering': ['on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='RoleTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('published_on', models.DateField()),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_terms', to='parties.organisation')),
            ],
            options={
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='Start',
            fields=[
                ('appointment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='start', serialize=False, to='parties.appointment')),
                ('share_on', models.DateField(blank=True, null=True)),
                ('capacity_on', models.DateField(blank=True, null=True)),
                ('authority_on', models.DateField(blank=True, null=True)),
                ('mentor_on', models.DateField(blank=True, null=True)),
                ('training_on', models.DateField(blank=True, null=True)),
                ('first_talk_on', models.DateField(blank=True, null=True)),
                ('second_talk_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('mentor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.post')),
            ],
        ),
        migrations.CreateModel(
            name='TermsConfirmed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms_confirmed', to='parties.appointment')),
                ('terms', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='confirmations', to='contacts.roleterms')),
            ],
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_on', None), ('granted', None)), models.Q(('decided_on__isnull', False), ('granted__isnull', False)), _connector='OR'), name='a_decision_on_more_municipalities_has_a_date'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.UniqueConstraint(condition=models.Q(('granted', None)), fields=('post',), name='one_open_application_for_a_contact'),
        ),
        migrations.AddConstraint(
            model_name='approvedtown',
            constraint=models.UniqueConstraint(fields=('approval', 'organisation'), name='an_approval_names_a_town_once'),
        ),
        migrations.AddConstraint(
            model_name='authority',
            constraint=models.UniqueConstraint(fields=('appointment', 'matter'), name='who_decides_is_said_once_for_each_matter'),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.UniqueConstraint(fields=('appointment', 'organisation', 'to'), name='one_is_introduced_once'),
        ),
        migrations.AddConstraint(
            model_name='roleterms',
            constraint=models.UniqueConstraint(fields=('district', 'number'), name='terms_are_numbered_in_a_district'),
        ),
        migrations.AddConstraint(
            model_name='termsconfirmed',
            constraint=models.UniqueConstraint(fields=('terms', 'appointment'), name='terms_are_confirmed_once_by_each'),
        ),
    ]
