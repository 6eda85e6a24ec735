"""A county agreement shows its title and years as a frame; a seal shows itself by the checksum of its text too."""

import django.db.models.deletion
from django.db import migrations, models

from samrad.cooperation.wall import key_led_by_cooperation, protect

BY_EITHER_CHECKSUM = """
drop policy wall_read on agreements_seal;
create policy wall_read on agreements_seal as restrictive for select using (
    (cooperation_id = any((select guard.cooperations())::uuid[]))
    or sha256 = (select guard.asked()) or content_hash = (select guard.asked()));
create index agreements_seal_content_hash on agreements_seal (content_hash);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0003_a_seal_knows_its_day"),
        ("cooperation", "0002_the_second_wall"),
        ("parties", "0001_initial"),
    ]
    operations = [
        migrations.CreateModel(
            name="Frame",
            fields=[
                (
                    "agreement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="as_frame",
                        serialize=False,
                        to="agreements.agreement",
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField()),
                ("superseded_on", models.DateField(null=True)),
                (
                    "cooperation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cooperation.cooperation",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
            ],
        ),
        migrations.AlterField(
            "agreement",
            "frame",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="framed",
                to="agreements.frame",
            ),
        ),
        protect("agreements_frame", read="true"),
        key_led_by_cooperation("agreements_frame", "agreement_id", "agreements_agreement"),
        migrations.RunSQL(BY_EITHER_CHECKSUM, migrations.RunSQL.noop),
    ]
