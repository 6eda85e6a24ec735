"""The police's priorities as they are presented in a council, and the knowledge each is built on. V-4.1.6-a."""

import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models

from samrad.cooperation.wall import key_led_by_cooperation, protect


class Migration(migrations.Migration):

    dependencies = [
        ('cooperation', '0010_common_understanding'),
        ('forums', '0012_police_priorities'),
        ('knowledge', '0005_pictures_go_on'),
        ('parties', '0003_heads_of_operating_units'),
    ]

    operations = [
        migrations.CreateModel(
            name='PolicePriority',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('why', models.TextField(blank=True)),
                ('presented_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forums.forum')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation')),
                ('process', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='knowledge.policeprocess')),
            ],
            options={
                'ordering': ['ended_on', '-presented_on', 'name'],
            },
        ),
        migrations.CreateModel(
            name='PriorityProduct',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('source', models.CharField(blank=True, max_length=40)),
                ('contribution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='knowledge.contribution')),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='knowledge.situationpicture')),
                ('priority', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='products', to='knowledge.policepriority')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddConstraint(
            model_name='policepriority',
            constraint=models.UniqueConstraint(fields=('cooperation', 'id'), name='police_priority_key_is_led_by_its_cooperation'),
        ),
        migrations.AddConstraint(
            model_name='policepriority',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('presented_on')), _connector='OR'), name='a_priority_ends_after_it_was_presented'),
        ),
        migrations.AddConstraint(
            model_name='priorityproduct',
            constraint=models.UniqueConstraint(fields=('cooperation', 'priority', 'contribution', 'picture', 'source'), name='a_product_stands_once_under_a_priority', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='priorityproduct',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('contribution__isnull', False), ('picture', None), ('source', '')), models.Q(('contribution', None), ('picture__isnull', False), ('source', '')), models.Q(('contribution', None), ('picture', None), models.Q(('source', ''), _negated=True)), _connector='OR'), name='a_product_is_one_thing'),
        ),
        protect("knowledge_policepriority"),
        protect("knowledge_priorityproduct"),
        key_led_by_cooperation("knowledge_policepriority", "forum_id", "forums_forum"),
        key_led_by_cooperation("knowledge_policepriority", "process_id", "knowledge_policeprocess"),
        key_led_by_cooperation("knowledge_priorityproduct", "priority_id", "knowledge_policepriority"),
        key_led_by_cooperation("knowledge_priorityproduct", "contribution_id", "knowledge_contribution"),
        key_led_by_cooperation("knowledge_priorityproduct", "picture_id", "knowledge_situationpicture"),
    ]
