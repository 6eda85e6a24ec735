"""A substitute from outside who is released reads that one notice of their own, though the forum is closed to them again.

It has identifiers, the time and the number of the entry, and no word of the meeting.
"""

from django.db import migrations

INSIDE = """cooperation_id = any((select guard.cooperations() || guard.forum_cooperations())::uuid[])
    and person_id = (select guard.person())"""
RELEASED = "kind = 'SubstituteReleased' and person_id = (select guard.person())"
MACHINE = "(select guard.errand()) = 'deliver_notices'"
WIDER = f"alter policy wall_read on notices_notice using (({INSIDE}) or ({RELEASED}) or {MACHINE});"


class Migration(migrations.Migration):
    dependencies = [("notices", "0010_who_is_to_tell_of_a_measure")]
    operations = [migrations.RunSQL(WIDER, migrations.RunSQL.noop)]
