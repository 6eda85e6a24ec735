"""A reminder may be of a measure."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cooperation', '0006_challenges'),
        ('meetings', '0009_matters_between_the_parties'),
        ('notices', '0008_nothing_is_kept_forever'),
        ('plans', '0002_the_second_wall'),
    ]

    operations = [
        migrations.AddField(
            model_name='reminder',
            name='measure',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='plans.measure'),
        ),
        migrations.AlterField(
            model_name='reminder',
            name='task',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='meetings.task'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.UniqueConstraint(fields=('cooperation', 'measure', 'due_on', 'moment'), name='a_report_is_reminded_of_once_before_and_once_after'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.CheckConstraint(condition=models.Q(('task', None), ('measure', None), _connector='XOR'), name='a_reminder_is_of_a_task_or_of_a_measure'),
        ),
    ]
