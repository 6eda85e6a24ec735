"""A table and its keys that were made in one migration have Django's own keys beside them: those go, as everywhere else."""

from django.db import migrations

from samrad.cooperation.wall import NO_KEY_BESIDE


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0009_who_answers"),
        ("cooperation", "0010_common_understanding"),
        ("knowledge", "0006_police_priorities"),
    ]
    operations = [migrations.RunSQL(NO_KEY_BESIDE, migrations.RunSQL.noop)]
