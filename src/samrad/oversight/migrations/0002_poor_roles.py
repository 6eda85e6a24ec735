"""Two roles that can read no text: one gathers facts for the rules, one sees findings. And the wall around findings."""

from django.db import migrations

GRANTED = {
    "parties_organisation": "id, kind, sector, parent_id, county_id, district_id, population, centrality, name, slug, tile_x, tile_y, valid_from, valid_to",
    "parties_succession": "before_id, after_id",
    "parties_post": "id, organisation_id, function, acts_for_id",
    "parties_appointment": "id, person_id, post_id, valid_from, valid_to, share",
    "parties_coverage": "post_id, organisation_id, valid_from, valid_to",
    "cooperation_cooperation": "id, kind, ended_on",
    "cooperation_cooperationparty": "cooperation_id, organisation_id, left_on",
    "cooperation_choice": "organisation_id, matter, status, asked_on, answered_on, since",
    "cooperation_offer": "organisation_id, matter, offered_on",
    "agreements_agreement": "id, cooperation_id, kind, state, valid_from, valid_to, started_on, revision_due_on, "
    "evaluation_due_on, superseded_on, predecessor_id, frame_id",
    "agreements_clause": "id, agreement_id, kind, role, state, shared, template_place",
    "agreements_proposal": "clause_id, kind, status, shared",
    "agreements_version": "id, agreement_id, voided_at, is_described",
    "agreements_approval": "version_id, party_id",
    "agreements_revisionrequest": "agreement_id, asked_on, reply",
    "agreements_frame": "agreement_id, valid_from, valid_to",
    "forums_forum": "id, cooperation_id, kind, steers_slt, begun_on, ended_on, notice_days, meetings_a_year",
    "forums_membership": "id, cooperation_id, forum_id, post_id, party_id, is_external, assessment_id, valid_from, valid_to",
    "forums_assessment": "id, agreed_on",
    "meetings_meeting": "id, cooperation_id, forum_id, starts_at, state",
    "meetings_recipient": "meeting_id, called_at",
    "meetings_attendance": "cooperation_id, meeting_id, membership_id, substitute_id, state",
    "meetings_agendaitem": "id, meeting_id, kind, is_about_slt",
    "meetings_task": "id, forum_id, item_id, state, due_on, first_due_on",
    "meetings_taskstep": "task_id, at",
    "meetings_minutes": "meeting_id, state, approved_at",
}
OPEN = {table for table in GRANTED if table.startswith("parties_")} | {
    "cooperation_cooperation", "cooperation_cooperationparty", "cooperation_choice",
}  # fmt: skip
SEEN = ("oversight_finding", "oversight_status", "oversight_tally")
# Whether a version has a line that says what it is: the line itself is nobody's to read here.
DESCRIBED = """
alter table agreements_version add column is_described boolean generated always as (description <> '') stored;
"""
ROLES = """
do $$ begin
    if not (select count(*) = 2 from pg_roles where rolname in ('samrad_facts', 'samrad_oversight')) then
        raise exception 'the roles samrad_facts and samrad_oversight are not there: docs/operations.md says how they are made';
    end if;
end $$;
set local role samrad_guard;
grant usage on schema guard to samrad_facts, samrad_oversight;
grant execute on function guard.errand, guard.part, guard.appointment, guard.parties, guard.cooperations, guard.person
    to samrad_facts, samrad_oversight;
create function guard.is_oversight() returns boolean language sql stable security definer
set search_path = public, guard, pg_temp as $$
    select exists (select from parties_appointment a join parties_post p on p.id = a.post_id
                   where a.id = guard.appointment() and p.function = 'oversight') $$;
revoke all on function guard.is_oversight from public;
grant execute on function guard.is_oversight to samrad_app, samrad_owner, samrad_facts, samrad_oversight;
reset role;
"""
OWN = {
    "oversight_finding": """cooperation = any((select guard.cooperations())::uuid[])
        or (cooperation is null and organisation = any((select guard.parties())::uuid[]))
        or organisation in (select s.before_id from parties_succession s where s.after_id = any((select guard.parties())::uuid[]))""",
    "oversight_status": "organisation = any((select guard.parties())::uuid[]) or district = any((select guard.parties())::uuid[])",
    "oversight_tally": "false",
}


def wall_for(table: str) -> str:
    errand = "(select guard.errand()) = 'refresh_findings'"
    seen = f"{errand} or (select guard.is_oversight()) or {OWN[table]}"
    return f"""
    alter table {table} enable row level security;
    alter table {table} force row level security;
    create policy open_base on {table} using (true) with check (true);
    create policy wall_read on {table} as restrictive for select using ({seen});
    create policy wall_insert on {table} as restrictive for insert with check ({errand});
    create policy wall_update on {table} as restrictive for update using ({errand}) with check ({errand});
    create policy wall_delete on {table} as restrictive for delete using ({errand});
    """


def facts_from(table: str) -> str:
    """The wall of the parties is theirs; the role for facts has one of its own: only on its errand, and only these columns."""
    granted = f"grant select ({GRANTED[table]}) on {table} to samrad_facts;"
    if table in OPEN:
        return granted
    return f"""
    {granted}
    alter policy wall_read on {table} to samrad_app, samrad_owner;
    create policy wall_facts on {table} as restrictive for select to samrad_facts
        using ((select guard.errand()) = 'refresh_findings');
    """


LOOKING = f"""
grant select on {", ".join(SEEN)} to samrad_oversight;
grant select ({GRANTED["parties_organisation"]}) on parties_organisation to samrad_oversight;
grant select (before_id, after_id) on parties_succession to samrad_oversight;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0001_initial"),
        ("agreements", "0005_what_came_before_stands_inside"),
        ("cooperation", "0003_machinery_on_an_errand"),
        ("forums", "0002_the_second_wall"),
        ("meetings", "0003_every_key_within_the_cooperation"),
    ]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (
            DESCRIBED,
            ROLES,
            *(facts_from(table) for table in GRANTED),
            *(wall_for(table) for table in SEEN),
            LOOKING,
        )
    ]
