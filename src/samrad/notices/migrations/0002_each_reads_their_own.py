"""The wall around notices: a person reads their own, and machinery that delivers them stands at each."""

from django.db import migrations

from samrad.cooperation import wall

MACHINE = "(select guard.errand()) = 'deliver_notices'"
OWN = "person_id = (select guard.person())"
INSIDE = f"cooperation_id = any((select guard.cooperations())::uuid[]) and {OWN}"

# What was done before the room was there is history, not news.
BEGIN_NOW = """
insert into notices_cursor (cooperation_id, seq)
select c.id, h.seq from ledger_head h join cooperation_cooperation c on c.id::text = h.chain;
"""


def guarded(table: str, *, read: str, insert: str, update: str, delete: str = "false") -> migrations.RunSQL:
    """Row-level security for the two roles that the outside can reach, forced also for the tables' owner."""
    whom = "to samrad_app, samrad_owner"
    return migrations.RunSQL(
        f"""
        alter table {table} enable row level security;
        alter table {table} force row level security;
        create policy open_base on {table} using (true) with check (true);
        create policy wall_read on {table} as restrictive for select {whom} using ({read});
        create policy wall_insert on {table} as restrictive for insert {whom} with check ({insert});
        create policy wall_update on {table} as restrictive for update {whom} using ({update}) with check ({update});
        create policy wall_delete on {table} as restrictive for delete {whom} using ({delete});
        """,
        migrations.RunSQL.noop,
    )


GRANTS = """
revoke update, delete on notices_notice from samrad_app;
grant update (read_at) on notices_notice to samrad_app;
revoke delete on notices_delivery, notices_cursor from samrad_app;
grant select on notices_delivery to samrad_guard;
"""

# Numbers for whoever runs the installation: how many mails, in which state, since when. No address, no person.
COUNTS = """
create function notices_post_counts() returns table (state text, mails bigint, oldest timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
    select d.state::text, count(distinct coalesce(d.mail, d.id)), min(d.changed_at)
    from notices_delivery d group by d.state
$$;
grant create on schema public to samrad_guard;
alter function notices_post_counts owner to samrad_guard;
revoke create on schema public from samrad_guard;
set local role samrad_guard;
revoke all on function notices_post_counts from public;
grant execute on function notices_post_counts to samrad_app;
reset role;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_initial"),
        ("ledger", "0003_news_for_machinery"),
        ("cooperation", "0003_machinery_on_an_errand"),
    ]
    operations = [
        wall.key_led_by_cooperation("notices_delivery", "notice_id", "notices_notice"),
        migrations.RunSQL(BEGIN_NOW, migrations.RunSQL.noop),
        guarded(
            "notices_notice",
            read=f"({INSIDE}) or {MACHINE}",
            insert=MACHINE,
            update=f"({INSIDE}) or {MACHINE}",
        ),
        guarded("notices_delivery", read=f"({INSIDE}) or {MACHINE}", insert=MACHINE, update=MACHINE),
        guarded("notices_preference", read=f"{OWN} or {MACHINE}", insert=OWN, update=OWN, delete=OWN),
        guarded(
            "notices_calendarfeed",
            read=f"{OWN} or key_sha256 = (select guard.asked())",
            insert=OWN,
            update=OWN,
            delete=OWN,
        ),
        guarded("notices_cursor", read=MACHINE, insert=MACHINE, update=MACHINE),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(COUNTS, migrations.RunSQL.noop),
    ]
