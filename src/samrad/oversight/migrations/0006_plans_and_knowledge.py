"""The role for facts reads days and codes of focus areas, plans, measures, promises and knowledge: never a name, a text or a figure.

Where a rule wants to know whether something is written, the database says so in a column that it makes itself.
"""

from django.db import migrations

from samrad.oversight.wall import granted_to_facts

AREAS = {f"about_{code}": ("boolean", f"areas @> '[\"{code}\"]'") for code in ("crime", "preparedness", "safety")}
# A challenge is known again by a checksum of its code or its identifier.
MARK = "case when {0} <> '' then md5({0})::uuid end"
MADE = {
    "cooperation_focusarea": AREAS | {"is_based": ("boolean", "basis <> ''"), "mark": ("uuid", MARK.format("challenge"))},
    "cooperation_challenge": {"mark": ("uuid", "md5(case when code = '' then id::text else code end)::uuid")},
    "plans_plan": {
        "names_challenge": ("boolean", "challenge <> ''"),
        "looked_back": ("boolean", "learned <> '' or wise <> ''"),
    },
    "plans_anchoring": {"has_means": ("boolean", "resources <> ''")},
    "plans_measure": AREAS
    | {
        "has_purpose": ("boolean", "main_purpose <> ''"),
        "has_basis": ("boolean", "rests_on <> ''"),
        "has_needs": ("boolean", "needs <> ''"),
        "has_channel": ("boolean", "channel <> ''"),
        "has_group": ("boolean", "target_group <> ''"),
        "has_reach": ("boolean", "reach <> ''"),
        "looked_back": ("boolean", "learned <> '' or wise <> ''"),
    },
    "knowledge_contribution": {
        "has_certainty": ("boolean", "certainty <> ''"),
        "has_sources": ("boolean", "sources <> ''"),
    },
    "knowledge_situationpicture": {"has_missing_reason": ("boolean", "missing_reason <> ''")},
}
WALLED = {
    "cooperation_focusarea": "id, cooperation_id, decision, valid_from, valid_to, closed_on",
    "cooperation_goal": "id, focus_area_id, aim, horizon, closed_on",
    "cooperation_aimstep": "focus_area_id, goal_id, kind, at",
    "cooperation_challenge": "id",
    "plans_plan": "id, cooperation_id, forum_id, kind, state, valid_from, valid_to, ended_on",
    "plans_anchoring": 'cooperation_id, plan_id, party_id, kind, "on", takes_part',
    "plans_measure": "id, cooperation_id, plan_id, focus_area_id, further, owner_id, state, begins_on, ends_on, report_due_on, "
    "closed_on, step, decision_id",
    "plans_measurepart": "measure_id, party_id, involved_on",
    "plans_promise": "id, cooperation_id, clause, party_id, is_presence, closed_on",
    "plans_promisemark": "id, promise_id, due_on, verdict",
    "meetings_decision": "id, cooperation_id, forum_id, item_id, outcome, face, only_for_id, made_at",
    "knowledge_knowledgerequest": "id, cooperation_id, forum_id, item_id, ordered_on, withdrawn_on",
    "knowledge_contribution": "id, cooperation_id, request_id, owner_id, sort, state, shared, is_intelligence, is_phenomenon, valid_to, "
    "released_on, handed_over_on",
    "knowledge_situationpicture": "id, cooperation_id, forum_id, challenge_id, problem_version, frozen_on",
    "knowledge_problemyes": "picture_id, party_id, problem_version, said_on",
    "knowledge_picturecontribution": "picture_id, contribution_id",
    "knowledge_picturefigure": "picture_id",
    "knowledge_decisionbasis": "cooperation_id, picture_id, item_id, rested_on",
    "knowledge_prioritisation": "id, cooperation_id, picture_id, state, decided_on",
    "knowledge_candidate": "prioritisation_id, focus_area_id, is_chosen",
    "knowledge_policeprocess": "id, cooperation_id, is_municipality_actor, begun_on, involved_on, decides_on, ended_on, item_id, "
    "request_id",
}
MORE = """
grant select (lineage) on agreements_clause to samrad_facts;
grant select (cooperation_id, forum_id, step, face, only_for_id) on meetings_agendaitem to samrad_facts;
grant select (measure_id) on evaluations_evaluation to samrad_facts;
grant select (decision_id, owner_id, face, only_for_id) on meetings_task to samrad_facts;
"""


def made(table: str, columns: dict[str, tuple[str, str]]) -> str:
    return ";".join(
        f"alter table {table} add column {name} {kind} generated always as ({what}) stored" for name, (kind, what) in columns.items()
    )


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0005_evaluations"),
        ("cooperation", "0006_challenges"),
        ("knowledge", "0003_pictures_priorities_and_series"),
        ("meetings", "0009_matters_between_the_parties"),
        ("plans", "0002_the_second_wall"),
    ]
    operations = [
        *(migrations.RunSQL(made(table, columns), migrations.RunSQL.noop) for table, columns in MADE.items()),
        *(
            migrations.RunSQL(
                granted_to_facts(table, ", ".join((columns, *MADE.get(table, ()))), walled=True), migrations.RunSQL.noop
            )
            for table, columns in WALLED.items()
        ),
        migrations.RunSQL(MORE, migrations.RunSQL.noop),
    ]
