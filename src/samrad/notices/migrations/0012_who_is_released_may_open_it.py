"""Whoever reads that they are no longer a substitute may open the notice too: from then on it is read.

Only `read_at` can be changed by anybody; who may read which notice stays as it was.
"""

from django.db import migrations

INSIDE = """cooperation_id = any((select guard.cooperations() || guard.forum_cooperations())::uuid[])
    and person_id = (select guard.person())"""
RELEASED = "kind = 'SubstituteReleased' and person_id = (select guard.person())"
MACHINE = "(select guard.errand()) = 'deliver_notices'"
WIDER = f"""
alter policy wall_update on notices_notice
    using (({INSIDE}) or ({RELEASED}) or {MACHINE}) with check (({INSIDE}) or ({RELEASED}) or {MACHINE});
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0011_who_is_released_hears_it")]
    operations = [migrations.RunSQL(WIDER, migrations.RunSQL.noop)]
