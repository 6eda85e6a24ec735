"""A limited member stands at some matters of a forum and at what hangs on them, and at no more of it than who meets when. V-4.2-d.

Their forum is not among `guard.forums()`, so what nobody has thought of here is closed to them.
"""

import django.db.models.deletion
import samrad.kernel.ids
from django.db import migrations, models

from samrad.cooperation.wall import amended, key_led_by_cooperation, protect_in_forum, widened

SEATED = "from forums_membership s\n                where s.post_id = v_post.id and"
LENT = "join forums_membership z on z.id = r.membership_id"
OVER = "(h.state = 'cancelled' and h.ends_at > now()));"
THEN_LIMITED = f"""{OVER}
            select coalesce(array_agg(w.id), '{{}}'), coalesce(array_agg(distinct w.forum_id), '{{}}'),
                   v_forum_cooperations || coalesce(array_agg(distinct w.cooperation_id), '{{}}')
                into v_limited_seats, v_limited_forums, v_forum_cooperations
                from forums_membership w
                where w.limited and w.valid_from <= v_day and (w.valid_to is null or w.valid_to >= v_day)
                  and (w.post_id = v_post.id or w.id in (
                       select r.membership_id from meetings_recipient r join meetings_meeting h on h.id = r.meeting_id
                       where r.substitute_appointment_id = p_appointment
                         and ((h.state in ('called', 'in_session') and h.ends_at > now() - interval '1 day')
                              or (h.state = 'cancelled' and h.ends_at > now()))));"""
DECLARED = "v_forum_cooperations uuid[] := '{}';"
SIGNED = "|| ';' || array_to_string(v_forum_cooperations, ',');"
ALSO_SIGNED = """|| ';' || array_to_string(v_forum_cooperations, ',')
        || ';;;;' || array_to_string(v_limited_seats, ',') || ';' || array_to_string(v_limited_forums, ',');"""

REACHED = """
set local role samrad_guard;
create function guard.limited_seats() returns uuid[] language sql stable as $$
    select coalesce(string_to_array(guard.part(9), ',')::uuid[], '{}') $$;
create function guard.limited_forums() returns uuid[] language sql stable as $$
    select coalesce(string_to_array(guard.part(10), ',')::uuid[], '{}') $$;
create function guard.takes_part_in(p_forum uuid, p_theme text) returns boolean language sql stable security definer
set search_path = public, guard, pg_temp as $$
    select exists (select 1 from forums_membership m
        where m.id = any(guard.limited_seats()) and m.forum_id = p_forum and jsonb_exists(m.themes, p_theme)) $$;
create function guard.reached_items() returns uuid[] language sql stable security definer
set search_path = public, guard, pg_temp as $$
    select coalesce(array_agg(i.id), '{}') from forums_membership m join meetings_agendaitem i on i.forum_id = m.forum_id
        where m.id = any(guard.limited_seats()) and i.face in ('forum', 'public') and i.only_for_id is null
          and (jsonb_exists(m.themes, i.theme) or jsonb_exists(i.opened_to, m.id::text)) $$;
revoke all on function guard.limited_seats, guard.limited_forums, guard.takes_part_in, guard.reached_items from public;
grant execute on function guard.limited_seats, guard.limited_forums, guard.takes_part_in, guard.reached_items
    to samrad_app, samrad_owner;
reset role;
"""

SEAT = "any((select guard.limited_seats())::uuid[])"
FORUM = "any((select guard.limited_forums())::uuid[])"
ITEM = "any((select guard.reached_items())::uuid[])"
SHARED = "face in ('forum', 'public') and only_for_id is null"
OF_A_MATTER = f"{SHARED} and item_id = {ITEM}"
OWN_REMARK = f"forum_id = {FORUM} and face = 'forum' and by_id = (select guard.appointment())"
OF_A_TASK = f"{SHARED} and task_id in (select t.id from meetings_task t where t.item_id = {ITEM})"
TOLD = (
    f"forum_id = {FORUM} and face in ('forum', 'public') and item_id = {ITEM} "
    f"or to_forum_id = {FORUM} and face_there in ('forum', 'public') and to_item_id = {ITEM}"
)
HANGS_ON_A_MATTER = ("paper", "note", "decision", "partyword", "onward", "stepchange", "task")
OF_THE_FORUM = ("meeting", "minutes", "recipient", "attendance", "minutesapproval")

KEYS = (("forum_id", "forums_forum"), ("minutes_id", "meetings_minutes"), ("item_id", "meetings_agendaitem"))
STAYS = """
create trigger stays before update or delete on meetings_minutespart
    for each row execute function meetings_stays_as_it_is();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0013_limited_members'),
        ('meetings', '0017_approval_asked'),
    ]

    operations = [
        migrations.AddField(
            model_name='agendaitem',
            name='opened_to',
            field=models.JSONField(blank=True, default=list),
        ),
        amended("guard.enter", DECLARED, f"{DECLARED} v_limited_seats uuid[] := '{{}}'; v_limited_forums uuid[] := '{{}}';"),
        amended("guard.enter", SEATED, f"{SEATED} not s.limited and"),
        amended("guard.enter", LENT, f"{LENT} and not z.limited"),
        amended("guard.enter", OVER, THEN_LIMITED),
        amended("guard.enter", SIGNED, ALSO_SIGNED),
        migrations.RunSQL(REACHED, migrations.RunSQL.noop),
        widened("forums_forum", f"id = {FORUM}", "wall_read"),
        widened("forums_membership", f"forum_id = {FORUM}", "wall_read"),
        widened("forums_briefing", f"membership_id = {SEAT}", "wall_read", "wall_insert", "wall_update"),
        widened("forums_introduction", f"membership_id = {SEAT}", "wall_read", "wall_insert", "wall_update"),
        *(widened(f"meetings_{table}", f"forum_id = {FORUM}", "wall_read") for table in OF_THE_FORUM),
        widened("meetings_recipient", f"membership_id = {SEAT}", "wall_update"),
        widened("meetings_remark", OWN_REMARK, "wall_read", "wall_insert"),
        widened("meetings_agendaitem", f"id = {ITEM}", "wall_read"),
        widened("meetings_agendaitem", f"id = {ITEM} and forum_id = {FORUM} and {SHARED}", "wall_update"),
        widened("meetings_agendaitem", f"guard.takes_part_in(forum_id, theme) and {SHARED}", "wall_insert"),
        *(widened(f"meetings_{table}", OF_A_MATTER, "wall_read") for table in HANGS_ON_A_MATTER),
        widened("meetings_task", OF_A_MATTER, "wall_update"),
        widened("meetings_taskstep", OF_A_TASK, "wall_read", "wall_insert"),
        widened("meetings_lift", TOLD, "wall_read"),
        migrations.CreateModel(
            name='MinutesPart',
            fields=[
                ('id', models.UUIDField(default=samrad.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('place', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('cooperation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.cooperation')),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forums.forum')),
                ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.agendaitem')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='meetings.minutes')),
            ],
            options={
                'ordering': ['place'],
                'constraints': [models.UniqueConstraint(fields=('cooperation', 'minutes', 'item'), name='minutes_have_one_part_for_each_matter', nulls_distinct=False)],
            },
        ),
        protect_in_forum("meetings_minutespart", faced=False, shared="true"),
        widened("meetings_minutespart", f"forum_id = {FORUM} and (item_id is null or item_id = {ITEM})", "wall_read"),
        *(key_led_by_cooperation("meetings_minutespart", column, target) for column, target in KEYS),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
    ]
