"""The wall around plans, measures and promises; and the one measure that a link in a mail opens to be told of."""

from django.db import migrations

from samrad.cooperation.wall import key_led_by_cooperation, protect

TABLES = ("plan", "planyes", "anchoring", "measure", "measurepart", "measurereport", "measurestep", "promise", "promisemark")
KEYS = (
    ("plan", "forum_id", "forums_forum"),
    ("planyes", "plan_id", "plans_plan"),
    ("anchoring", "plan_id", "plans_plan"),
    ("publishedplan", "plan_id", "plans_plan"),
    ("measure", "plan_id", "plans_plan"),
    ("measure", "focus_area_id", "cooperation_focusarea"),
    ("measure", "goal_id", "cooperation_goal"),
    ("measure", "decision_id", "meetings_decision"),
    ("measurepart", "measure_id", "plans_measure"),
    ("measurereport", "measure_id", "plans_measure"),
    ("measurestep", "measure_id", "plans_measure"),
    ("promise", "agreement_id", "agreements_agreement"),
    ("promisemark", "promise_id", "plans_promise"),
)
# What was told and what happened stays as it was.
STAYS = "".join(
    f"revoke update, delete on plans_{table} from samrad_app;" for table in ("measurereport", "measurestep", "promisemark")
)
IN_HAND = """
alter policy wall_read on plans_measure to samrad_app, samrad_owner;
grant select on plans_measure to samrad_guard;
set local role samrad_guard;
create function guard.reporting() returns uuid language sql stable as $$ select guard.part(8)::uuid $$;
create function guard.enter_for_report(p_secret text, p_measure uuid, p_appointment uuid) returns void
language plpgsql security definer set search_path = public, guard, pg_temp as $$
declare
    v_day date := (now() at time zone 'Europe/Oslo')::date;
    v_measure plans_measure;
    v_context text := ';;;;;;;';
begin
    if not exists (select 1 from guard.key where secret_hash = encode(sha256(convert_to(p_secret, 'UTF8')), 'hex')) then
        raise exception 'the guard does not know this process' using errcode = '42501';
    end if;
    select m.* into v_measure from plans_measure m join parties_appointment a on a.post_id = m.owner_id
        where m.id = p_measure and a.id = p_appointment and a.valid_from <= v_day
          and (a.valid_to is null or a.valid_to >= v_day);
    if found then
        v_context := p_appointment || ';;;;' || v_measure.cooperation_id || ';;;' || v_measure.id;
    end if;
    perform set_config('samrad.ctx', v_context || '#' || guard.mac(v_context), true);
    perform set_config('samrad.errand', '', true);
end $$;
revoke all on function guard.reporting, guard.enter_for_report from public;
grant execute on function guard.reporting, guard.enter_for_report to samrad_app, samrad_owner;
reset role;
"""
INSIDE = "cooperation_id = any((select guard.cooperations())::uuid[])"
SHOWN = "".join(
    f"""
    alter policy wall_read on plans_{table} using ({INSIDE} or {column} = (select guard.reporting()));
    alter policy {write} on plans_{table} {clause};
    """
    for table, column, write, clause in (
        ("measure", "id", "wall_update",
         f"using ({INSIDE} or id = (select guard.reporting())) with check ({INSIDE} or id = (select guard.reporting()))"),
        ("measurereport", "measure_id", "wall_insert", f"with check ({INSIDE} or measure_id = (select guard.reporting()))"),
    )
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0001_initial"),
        ("cooperation", "0005_focus_areas_and_goals"),
        ("meetings", "0007_a_call_in_hand"),
    ]
    operations = [
        *(protect(f"plans_{table}") for table in TABLES),
        protect("plans_publishedplan", read="true"),
        *(key_led_by_cooperation(f"plans_{table}", column, target) for table, column, target in KEYS),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
        migrations.RunSQL(IN_HAND, migrations.RunSQL.noop),
        migrations.RunSQL(SHOWN, migrations.RunSQL.noop),
    ]
