"""Published minutes: read by everybody, written inside the wall, and never changed.

The numbers of matters run through the year whoever has raised them: the last is told also of a matter that one party has
for itself, and nothing more of it.
"""

import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models

from samrad.cooperation.wall import key_led_by_cooperation, protect

TABLE = "meetings_publishedminutes"
STAYS = f"""
create trigger stays before update or delete on {TABLE}
    for each row execute function meetings_stays_as_it_is();
"""

NUMBERS = """
grant select on meetings_agendaitem to samrad_guard;
create function meetings_last_number(p_forum uuid, p_year integer) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
    select max(number) from meetings_agendaitem
    where forum_id = p_forum and year = p_year
      and (cooperation_id = any(guard.cooperations()) or forum_id = any(guard.forums()))
$$;
grant create on schema public to samrad_guard;
alter function meetings_last_number owner to samrad_guard;
revoke create on schema public from samrad_guard;
set local role samrad_guard;
revoke all on function meetings_last_number from public;
grant execute on function meetings_last_number to samrad_app;
reset role;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cooperation', '0003_machinery_on_an_errand'),
        ('forums', '0003_coverage_by_its_dates'),
        ('meetings', '0003_every_key_within_the_cooperation'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublishedMinutes',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('forum_name', models.CharField(max_length=120)),
                ('title', models.CharField(max_length=160)),
                ('held_on', models.DateField()),
                ('language', models.CharField(max_length=2)),
                ('content', models.JSONField()),
                ('pdf', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('published_at', models.DateTimeField()),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forums.forum')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.minutes')),
            ],
            options={
                'ordering': ['-held_on', 'forum_name'],
                'constraints': [models.UniqueConstraint(fields=('cooperation', 'id'), name='published_minutes_key_is_led_by_its_cooperation'), models.UniqueConstraint(fields=('cooperation', 'minutes'), name='minutes_are_published_once')],
            },
        ),
        protect(TABLE, read="true"),
        key_led_by_cooperation(TABLE, "forum_id", "forums_forum"),
        key_led_by_cooperation(TABLE, "minutes_id", "meetings_minutes"),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
        migrations.RunSQL(NUMBERS, migrations.RunSQL.noop),
    ]
