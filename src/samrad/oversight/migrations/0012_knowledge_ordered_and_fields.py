"""The role for facts reads whether a matter needs knowledge, whether all was looked at, and the police's fields of a measure."""

from django.db import migrations

ALL_FOUR = '["town_priorities", "police_priorities", "town_knowledge", "police_knowledge"]'
SQL = f"""
alter table cooperation_aimstep add column looked_at_all boolean generated always as (looked_at @> '{ALL_FOUR}') stored;
grant select (looked_at_all) on cooperation_aimstep to samrad_facts;
grant select (needs_knowledge, carried_from_id) on meetings_agendaitem to samrad_facts;
alter table plans_measurepart add column with_net_patrol boolean generated always as (function = 'net_patrol') stored;
grant select (with_net_patrol) on plans_measurepart to samrad_facts;
grant select (police_fields) on plans_measure to samrad_facts;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0011_candidates"),
        ("cooperation", "0008_what_was_looked_at"),
        ("meetings", "0015_needs_knowledge"),
        ("plans", "0003_police_fields_and_functions"),
    ]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
