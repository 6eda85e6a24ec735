"""Whoever holds the owning post takes a measure on; one that sits in the plan's forum from outside may own one, and sees its own. V-4-j."""

import django.db.models.deletion
from django.db import migrations, models

IN_HAND = """
alter policy wall_read on plans_plan to samrad_app, samrad_owner;
grant select on plans_plan to samrad_guard;
set local role samrad_guard;
create function guard.measures_in_hand() returns uuid[] language sql stable security definer
set search_path = public, guard, pg_temp as $$
    select coalesce(array_agg(m.id), '{}') from plans_measure m
        join plans_plan p on p.id = m.plan_id
        join forums_membership s on s.forum_id = p.forum_id and s.post_id = m.owner_id and s.is_external
        join parties_appointment a on a.post_id = m.owner_id
        where a.id = guard.appointment() and p.forum_id = any(guard.forums())
          and s.valid_from <= (now() at time zone 'Europe/Oslo')::date
          and (s.valid_to is null or s.valid_to >= (now() at time zone 'Europe/Oslo')::date) $$;
revoke all on function guard.measures_in_hand from public;
grant execute on function guard.measures_in_hand to samrad_app, samrad_owner;
reset role;
"""
INSIDE = "cooperation_id = any((select guard.cooperations())::uuid[])"
MINE = "any((select guard.measures_in_hand())::uuid[])"
ALSO = f"{INSIDE} or id = (select guard.reporting()) or id = {MINE}"
OF_IT = f"{INSIDE} or measure_id = (select guard.reporting()) or measure_id = {MINE}"
SHOWN = f"""
alter policy wall_read on plans_measure using ({ALSO});
alter policy wall_update on plans_measure using ({ALSO}) with check ({ALSO});
alter policy wall_read on plans_measurereport using ({OF_IT});
alter policy wall_insert on plans_measurereport with check ({OF_IT});
alter policy wall_read on plans_measurestep using ({INSIDE} or measure_id = {MINE});
alter policy wall_insert on plans_measurestep with check ({INSIDE} or measure_id = {MINE});
alter policy wall_read on plans_plan using ({INSIDE} or id in (select m.plan_id from plans_measure m where m.id = {MINE}));
"""


class Migration(migrations.Migration):

    dependencies = [
        ('parties', '0003_heads_of_operating_units'),
        ('forums', '0011_candidates'),
        ('plans', '0007_emergency_services'),
    ]

    operations = [
        migrations.AddField(
            model_name='measure',
            name='accepted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.appointment'),
        ),
        migrations.AddField(
            model_name='measure',
            name='accepted_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='measurestep',
            name='kind',
            field=models.CharField(choices=[('made', 'Satt opp'), ('changed', 'Endret'), ('accepted', 'Tatt imot av den ansvarlige'), ('step', 'Annet samordningstrinn'), ('handed_over', 'Ny ansvarlig'), ('planned', 'Planlagt igjen'), ('under_way', 'Satt i gang'), ('paused', 'Satt på vent'), ('done', 'Gjennomført'), ('stopped', 'Stanset'), ('never', 'Ble aldri noe av')], max_length=12),
        ),
        migrations.RunSQL(IN_HAND, migrations.RunSQL.noop),
        migrations.RunSQL(SHOWN, migrations.RunSQL.noop),
    ]
