"""The role for facts reads how many provisions a thing refers to, and whether a regional council supplements: a number and a yes or no."""

from django.db import migrations

MORE = """
alter table forums_legalbasis add column reference_count integer generated always as (jsonb_array_length(provisions)) stored;
revoke select (provisions) on forums_legalbasis from samrad_facts;
grant select (reference_count) on forums_legalbasis to samrad_facts;
alter table forums_regionalplace add column is_supplement boolean generated always as (mode = 'supplements') stored;
revoke select (mode) on forums_regionalplace from samrad_facts;
grant select (is_supplement) on forums_regionalplace to samrad_facts;
"""


class Migration(migrations.Migration):
    dependencies = [("oversight", "0012_knowledge_ordered_and_fields"), ("forums", "0011_candidates")]
    operations = [migrations.RunSQL(MORE, migrations.RunSQL.noop)]
