"""What was shared stands behind the wall; what is confidential behind one more."""

from django.db import migrations

from samrad.cooperation.wall import key_led_by_cooperation, protect

# What is confidential shows to whoever sent it and to the posts it names, also when the code forgets to ask.
NAMED = """
create policy named_readers on sharing_shared as restrictive for select to samrad_app, samrad_owner using (
    sensitivity <> 'confidential' or sent_by_id = (select guard.appointment())
    or exists (select from sharing_recipient r join parties_appointment a on a.post_id = r.post_id
        where r.shared_id = sharing_shared.id and a.id = (select guard.appointment())));
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_initial")]
    operations = [
        *(protect(f"sharing_{table}") for table in ("shared", "recipient", "reading", "obstacle")),
        *(
            key_led_by_cooperation(f"sharing_{table}", "shared_id", "sharing_shared")
            for table in ("recipient", "reading")
        ),
        migrations.RunSQL(NAMED, migrations.RunSQL.noop),
    ]
