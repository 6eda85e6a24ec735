"""What stands in a forum names a forum of its own cooperation, and so does every point of an agenda."""

from django.db import migrations

from samrad.cooperation.wall import key_led_by_cooperation

IN_A_FORUM = (
    "attendance",
    "decision",
    "disqualification",
    "minutes",
    "minutesapproval",
    "minutesface",
    "note",
    "paper",
    "recipient",
    "remark",
    "taskstep",
)
KEYS = (
    *((table, "forum_id", "forums_forum") for table in IN_A_FORUM),
    ("attendance", "from_item_id", "meetings_agendaitem"),
    ("attendance", "left_before_id", "meetings_agendaitem"),
)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_the_second_wall")]
    operations = [key_led_by_cooperation(f"meetings_{table}", column, target) for table, column, target in KEYS]
