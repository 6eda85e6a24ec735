"""What a matter is about, and a party's own decision that touches the other, with how it came to fit."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0012_theme_and_functions")]
    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="areas",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AlterField(
            model_name="agendaitem",
            name="kind",
            field=models.CharField(
                choices=[
                    ("information", "Orientering"),
                    ("discussion", "Drøfting"),
                    ("decision", "Beslutning"),
                    ("follow_up", "Oppfølging"),
                    ("exchange", "Kunnskap og erfaring"),
                    ("commitments", "Forpliktelser og ressurser"),
                    ("own_decision", "Egen beslutning som berører motparten"),
                    ("forum_organisation", "Hvordan vi organiserer oss"),
                    ("any_other", "Eventuelt"),
                ],
                default="discussion",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("taken_note", "Tatt til orientering"),
                    ("decided", "Besluttet"),
                    ("referred", "Sendt videre"),
                    ("postponed", "Utsatt"),
                    ("disagreed", "Uenighet notert"),
                    ("aligned", "Samordnet"),
                    ("adapted", "Tilpasset"),
                    ("outside", "Utenfor det partene rår over"),
                ],
                max_length=10,
            ),
        ),
    ]
