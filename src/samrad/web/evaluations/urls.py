from django.urls import path

from samrad.web.evaluations import areas, reports, views, walk, writing

HOUSE = "samarbeid/<slug:slug>/evaluering/"
FORUM = "forum/<uuid:forum_id>/evaluering/"
ONE = "evaluering/<uuid:evaluation_id>/"
QUESTION = "evaluering/sporsmal/<uuid:question_id>/"
REPORT = "arsrapport/<uuid:report_id>/"
POINT = "evaluering/laringspunkt/<uuid:learned_id>/"

urlpatterns = [
    path("samarbeid/<slug:slug>/arsrapport/", reports.begin, name="begin_report"),
    path("avtale/<uuid:agreement_id>/evaluering/", areas.areas, name="areas"),
    path("evaluering/omrade/<uuid:marked_id>/ta-ut/", areas.unmark, name="unmark_area"),
    path("samarbeid/<slug:slug>/traden/", walk.walk, name="walk"),
    path(REPORT, reports.report, name="report"),
    path(REPORT + "pdf/", reports.as_pdf, name="report_pdf"),
    path(REPORT + "docx/", reports.as_docx, name="report_docx"),
    path(REPORT + "legg-fram/", reports.lay, name="lay_report"),
    path("arsrapport/del/<uuid:section_id>/", reports.section, name="report_section"),
    path(HOUSE, views.overview, name="evaluations"),
    path(FORUM + "ny/", views.begin, name="begin_evaluation"),
    path(FORUM + "over-tid/", writing.over_time, name="evaluations_over_time"),
    path(ONE, views.show, name="evaluation"),
    path(ONE + "svar/", views.answer, name="answer_evaluation"),
    path(ONE + "apne/", views.open_all, name="open_answers"),
    path(ONE + "ferdig/", views.close, name="close_evaluation"),
    path(ONE + "stans/", views.stop, name="stop_evaluation"),
    path(ONE + "laringspunkt/", writing.add_point, name="add_point"),
    path(QUESTION, writing.joint_text, name="joint_text"),
    path(QUESTION + "meld-sak/", writing.raise_gap, name="raise_gap"),
    path(POINT, writing.point, name="learning_point"),
    path(POINT + "endre/", writing.change_point, name="change_point"),
    path(POINT + "ta-bort/", writing.remove_point, name="remove_point"),
    path(POINT + "oppgave/", writing.become_task, name="point_to_task"),
    path(POINT + "sak/", writing.become_matter, name="point_to_matter"),
    path(POINT + "mal/", writing.become_goal, name="point_to_goal"),
    path(POINT + "neste-avtale/", writing.become_proposal, name="point_to_proposal"),
    path(POINT + "ingen-endring/", writing.become_nothing, name="point_to_nothing"),
    path(POINT + "utkast/", writing.take_in, name="point_into_draft"),
]
