"""A picture can go on from a frozen one, and has the parties' own figures."""

import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models

from samrad.cooperation.wall import key_led_by_cooperation, protect


class Migration(migrations.Migration):

    dependencies = [
        ('cooperation', '0006_challenges'),
        ('knowledge', '0004_tables_of_any_kind'),
    ]

    operations = [
        migrations.AddField(
            model_name='situationpicture',
            name='begun_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='knowledge.situationpicture'),
        ),
        migrations.AlterField(
            model_name='frozenpart',
            name='kind',
            field=models.CharField(choices=[('contribution', 'Bidrag'), ('view', 'Syn'), ('figures', 'Tall'), ('series', 'Egne tall')], max_length=12),
        ),
        migrations.CreateModel(
            name='PictureSeries',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chosen_series', to='knowledge.situationpicture')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='knowledge.series')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cooperation', 'picture', 'series'), name='a_series_stands_once_in_a_picture')],
            },
        ),
        protect("knowledge_pictureseries"),
        key_led_by_cooperation("knowledge_pictureseries", "picture_id", "knowledge_situationpicture"),
        key_led_by_cooperation("knowledge_pictureseries", "series_id", "knowledge_series"),
        key_led_by_cooperation("knowledge_situationpicture", "begun_from_id", "knowledge_situationpicture"),
    ]
