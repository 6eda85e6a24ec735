"""Which migrations have run is for the owner of the tables to write."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("project", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "revoke insert, update, delete on django_migrations from samrad_app", migrations.RunSQL.noop
        )
    ]
