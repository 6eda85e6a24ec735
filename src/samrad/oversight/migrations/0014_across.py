"""The role for facts reads what stands across the parties: marks, codes and days, and whether something is written; never a word."""

from django.db import migrations

from samrad.oversight.wall import granted_to_facts

MADE = """
alter table plans_measure add column has_place boolean generated always as (place <> '') stored,
    add column stands_alone boolean generated always as (alone_because <> '') stored;
alter table plans_measurepart add column gives boolean generated always as (undertakes <> '') stored;
grant select (has_place, stands_alone, waits_for_id, waits_since) on plans_measure to samrad_facts;
grant select (gives) on plans_measurepart to samrad_facts;
grant select (cooperation_id) on cooperation_challenge to samrad_facts;
grant select (challenge_id, look_again_on) on knowledge_candidate to samrad_facts;
"""
WALLED = {
    "plans_means": "challenge_id, party_id",
    "plans_conflict": "cooperation_id, settled_on",
    "plans_adjustment": "measure_id",
    "plans_exercise": "cooperation_id, kind, planned_on, held_on, sectors",
}


class Migration(migrations.Migration):
    dependencies = [("oversight", "0013_references_as_a_number"), ("plans", "0005_the_wall_across")]
    operations = [migrations.RunSQL(MADE, migrations.RunSQL.noop)] + [
        migrations.RunSQL(granted_to_facts(table, columns, walled=True), migrations.RunSQL.noop)
        for table, columns in WALLED.items()
    ]
