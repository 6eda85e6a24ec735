"""The wall around means, conflicts, adjusted plans and exercises; an exercise shows only to those who write for a party."""

from django.db import migrations

from samrad.cooperation.wall import key_led_by_cooperation, protect

TABLES = ("means", "conflict", "adjustment", "exercise")
KEYS = (
    ("means", "challenge_id", "cooperation_challenge"),
    ("conflict", "one_id", "plans_measure"),
    ("conflict", "other_id", "plans_measure"),
    ("conflict", "decision_id", "meetings_decision"),
    ("adjustment", "measure_id", "plans_measure"),
)
RESTRICTED = """
alter policy wall_read on plans_exercise using (cooperation_id = any((select guard.cooperations())::uuid[]) and exists (
    select from parties_appointment a join parties_post p on p.id = a.post_id
    where a.id = (select guard.appointment()) and p.power in ('signatory', 'coordinator')));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0004_across"),
        ("cooperation", "0009_consequences"),
        ("meetings", "0009_matters_between_the_parties"),
    ]
    operations = [
        *(protect(f"plans_{table}") for table in TABLES),
        *(key_led_by_cooperation(f"plans_{table}", column, target) for table, column, target in KEYS),
        migrations.RunSQL(RESTRICTED, migrations.RunSQL.noop),
    ]
