"""The head of an operating unit is a leader of its own kind, beside the head of a police unit. V-5.1-h."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("parties", "0002_mail_and_language")]
    operations = [
        migrations.AlterField(
            model_name="post",
            name="function",
            field=models.CharField(
                choices=[
                    ("mayor", "Ordfører"),
                    ("municipal_director", "Kommunedirektør"),
                    ("slt_coordinator", "SLT-koordinator"),
                    ("police_contact", "Politikontakt"),
                    ("police_unit_head", "Tjenesteenhetsleder"),
                    ("operating_unit_head", "Driftsenhetsleder"),
                    ("chief_of_police", "Politimester"),
                    ("principal", "Rektor"),
                    ("county_director", "Fylkesdirektør"),
                    ("oversight", "Innsyn i status"),
                    ("operator", "Drift"),
                ],
                max_length=24,
            ),
        ),
    ]
