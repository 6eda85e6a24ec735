"""What things rest on in law, introductions to it, a region's place beside a municipality's own council, and what an election asks for."""

import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models

from samrad.cooperation.wall import key_led_by_cooperation, protect, protect_in_forum


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0005_what_came_before_stands_inside'),
        ('cooperation', '0006_challenges'),
        ('forums', '0008_former_names'),
        ('parties', '0002_mail_and_language'),
    ]

    operations = [
        migrations.AddField(
            model_name='forum',
            name='reasons',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='forum',
            name='why',
            field=models.TextField(blank=True),
        ),
        migrations.CreateModel(
            name='GoneThrough',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('what', models.CharField(choices=[('members', 'Medlemmene i forumene'), ('roles', 'Hvem som har hvilke roller og tilganger'), ('agreement', 'Avtalen')], max_length=10)),
                ('on', models.DateField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
            ],
            options={
                'ordering': ['-on'],
                'constraints': [models.UniqueConstraint(fields=('cooperation', 'organisation', 'what', 'on'), name='a_matter_is_gone_through_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Introduction',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forums.forum')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='introductions', to='forums.membership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cooperation', 'membership', 'holder'), name='one_is_introduced_to_the_law_once')],
            },
        ),
        migrations.CreateModel(
            name='LegalBasis',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('provisions', models.JSONField(blank=True, default=list)),
                ('on', models.DateField()),
                ('agreement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agreements.agreement')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('forum', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forums.forum')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cooperation', 'id'), name='legal_basis_key_is_led_by_its_cooperation'), models.UniqueConstraint(fields=('cooperation', 'forum', 'agreement'), name='a_legal_basis_is_said_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('forum', None), ('agreement', None), _connector='OR'), name='a_legal_basis_is_of_one_thing')],
            },
        ),
        migrations.CreateModel(
            name='RegionalPlace',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('mode', models.CharField(choices=[('replaces', 'I stedet for eget politiråd'), ('supplements', 'I tillegg til eget politiråd')], max_length=12)),
                ('on', models.DateField()),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='forums.forum')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cooperation', 'forum', 'organisation'), name='a_municipality_has_one_place_in_a_region')],
            },
        ),
        protect("forums_legalbasis"),
        protect("forums_regionalplace"),
        protect("forums_gonethrough"),
        protect_in_forum("forums_introduction", faced=False, shared="true", written_by_members=True),
        key_led_by_cooperation("forums_legalbasis", "forum_id", "forums_forum"),
        key_led_by_cooperation("forums_legalbasis", "agreement_id", "agreements_agreement"),
        key_led_by_cooperation("forums_regionalplace", "forum_id", "forums_forum"),
        key_led_by_cooperation("forums_introduction", "forum_id", "forums_forum"),
        key_led_by_cooperation("forums_introduction", "membership_id", "forums_membership"),
    ]
