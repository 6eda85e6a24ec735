"""The minutes that were sent before there were limited members, matter by matter.

A migration of its own: keys that are made and rows that are written do not go together in one transaction.
"""

from django.db import migrations

SENT_BEFORE = """
grant select on meetings_minutesface to samrad_guard;
grant insert on meetings_minutespart to samrad_guard;
set local role samrad_guard;
insert into meetings_minutespart (id, cooperation_id, forum_id, minutes_id, item_id, place, content)
select gen_random_uuid(), f.cooperation_id, f.forum_id, f.minutes_id, null, 0, f.content - 'matters'
    from meetings_minutesface f where f.face = 'forum' and f.only_for_id is null
union all
select gen_random_uuid(), f.cooperation_id, f.forum_id, f.minutes_id, (e.matter ->> 'id')::uuid, e.place, e.matter
    from meetings_minutesface f, jsonb_array_elements(f.content -> 'matters') with ordinality e(matter, place)
    where f.face = 'forum' and f.only_for_id is null and e.matter ->> 'hidden' = 'false';
reset role;
revoke select on meetings_minutesface from samrad_guard;
revoke insert on meetings_minutespart from samrad_guard;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0018_limited_members'),
    ]

    operations = [
        migrations.RunSQL(SENT_BEFORE, migrations.RunSQL.noop),
    ]
