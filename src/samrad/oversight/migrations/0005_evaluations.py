"""The role for facts reads days and codes of evaluations, and of the points of the year: never an answer, a text or who said what."""

from django.db import migrations

from samrad.oversight.wall import granted_to_facts

WALLED = {
    "evaluations_evaluation": "id, cooperation_id, forum_id, about, state, alone_first, begun_on, closed_on",
    "evaluations_asked": "evaluation_id, side, answered_on",
    "evaluations_question": "id, evaluation_id, code, item_id",
    "evaluations_learningpoint": "id, evaluation_id, kind, became, item_id",
    "evaluations_restson": "point_id, question_id",
    "evaluations_area": "id, cooperation_id, agreement_id",
    "evaluations_cover": "area_id, evaluation_id",
    "forums_wheelpoint": 'cooperation_id, forum_id, kind, "on", done_on',
}


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0004_sharing"),
        ("evaluations", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(granted_to_facts(table, columns, walled=True), migrations.RunSQL.noop)
        for table, columns in WALLED.items()
    ] + [migrations.RunSQL("grant select (state) on meetings_agendaitem to samrad_facts", migrations.RunSQL.noop)]
