"""Row-level security on every table of the room; keys that cannot cross the wall; what is approved stays as it is."""

from django.db import migrations

from samrad.cooperation.wall import key_led_by_cooperation, protect_in_forum

FACED = ("paper", "note", "decision", "minutesface")
WRITTEN_BY_MEMBERS = ("agendaitem", "task", "taskstep")
KEYS = (
    ("meeting", "forum_id", "forums_forum"),
    ("meeting", "current_item_id", "meetings_agendaitem"),
    ("recipient", "meeting_id", "meetings_meeting"),
    ("recipient", "membership_id", "forums_membership"),
    ("agendaitem", "forum_id", "forums_forum"),
    ("agendaitem", "meeting_id", "meetings_meeting"),
    ("agendaitem", "carried_from_id", "meetings_agendaitem"),
    ("paper", "item_id", "meetings_agendaitem"),
    ("attendance", "meeting_id", "meetings_meeting"),
    ("attendance", "membership_id", "forums_membership"),
    ("disqualification", "item_id", "meetings_agendaitem"),
    ("disqualification", "membership_id", "forums_membership"),
    ("note", "item_id", "meetings_agendaitem"),
    ("decision", "item_id", "meetings_agendaitem"),
    ("decision", "referred_to_id", "forums_forum"),
    ("task", "forum_id", "forums_forum"),
    ("task", "item_id", "meetings_agendaitem"),
    ("task", "decision_id", "meetings_decision"),
    ("taskstep", "task_id", "meetings_task"),
    ("minutes", "meeting_id", "meetings_meeting"),
    ("minutesface", "minutes_id", "meetings_minutes"),
    ("remark", "minutes_id", "meetings_minutes"),
    ("minutesapproval", "minutes_id", "meetings_minutes"),
)

FROZEN = """
create function meetings_stays_as_it_is() returns trigger language plpgsql as $$
begin
    raise exception 'what is approved, remarked or done is never changed' using errcode = '42501';
end $$;
create trigger stays before update or delete on meetings_minutesapproval
    for each row execute function meetings_stays_as_it_is();
create trigger stays before update or delete on meetings_remark
    for each row execute function meetings_stays_as_it_is();
create trigger stays before update or delete on meetings_taskstep
    for each row execute function meetings_stays_as_it_is();
create function meetings_face_stays() returns trigger language plpgsql as $$
begin
    if new.content <> old.content or new.content_hash <> old.content_hash or (old.pdf is not null and new.pdf <> old.pdf) then
        raise exception 'minutes that are sent are never changed' using errcode = '42501';
    end if;
    return new;
end $$;
create trigger words_stay before update on meetings_minutesface
    for each row execute function meetings_face_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial"), ("forums", "0002_the_second_wall")]
    operations = [
        protect_in_forum("meetings_meeting", faced=False, shared="true"),
        protect_in_forum("meetings_minutes", faced=False, shared="true"),
        protect_in_forum("meetings_recipient", faced=False, shared="true", written_by_members=True),
        protect_in_forum("meetings_attendance", faced=False, shared="true"),
        protect_in_forum("meetings_remark", faced=False, shared="face = 'forum'", written_by_members=True),
        protect_in_forum("meetings_minutesapproval", faced=False, shared="true"),
        protect_in_forum("meetings_disqualification", faced=False),
        *(protect_in_forum(f"meetings_{table}") for table in FACED),
        *(protect_in_forum(f"meetings_{table}", written_by_members=True) for table in WRITTEN_BY_MEMBERS),
        *(key_led_by_cooperation(f"meetings_{table}", column, target) for table, column, target in KEYS),
        migrations.RunSQL(FROZEN, migrations.RunSQL.noop),
    ]
