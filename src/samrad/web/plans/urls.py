from django.urls import path

from samrad.web.plans import aims, by_link, measures, promises, views

urlpatterns = [
    path("samarbeid/<slug:slug>/satsingsomrader/", aims.focus_areas, name="aims"),
    path("samarbeid/<slug:slug>/satsingsomrader/nytt/", aims.new_focus_area, name="new_focus_area"),
    path("samarbeid/<slug:slug>/planer/", views.plans, name="plans"),
    path("samarbeid/<slug:slug>/planer/ny/", views.new_plan, name="new_plan"),
    path("plan/<uuid:plan_id>/", views.plan, name="plan"),
    path("plan/<uuid:plan_id>/endre/", views.change_plan, name="change_plan"),
    path("plan/<uuid:plan_id>/vedta/", views.approve, name="approve_plan"),
    path("plan/<uuid:plan_id>/avslutt/", views.end, name="end_plan"),
    path("plan/<uuid:plan_id>/om/", views.about, name="plan_about"),
    path("plan/<uuid:plan_id>/forankring/", views.anchor, name="anchor_plan"),
    path("plan/<uuid:plan_id>/nytt-tiltak/", measures.new_measure, name="new_measure"),
    path("fortell/<link>/", by_link.report, name="report_by_link"),
    path("tiltak/<uuid:measure_id>/", measures.measure, name="measure"),
    path("tiltak/<uuid:measure_id>/endre/", measures.change_measure, name="change_measure"),
    path("tiltak/<uuid:measure_id>/status/", measures.move, name="move_measure"),
    path("tiltak/<uuid:measure_id>/fortell/", measures.report, name="report_measure"),
    path("tiltak/<uuid:measure_id>/deltaker/", measures.new_part, name="new_part"),
    path("tiltak/<uuid:measure_id>/deltaker/<uuid:part_id>/fjern/", measures.drop_part, name="drop_part"),
    path("samarbeid/<slug:slug>/lofter/", promises.promises, name="promises"),
    path("samarbeid/<slug:slug>/lofter/<uuid:agreement_id>/", promises.new_promise, name="new_promise"),
    path("lofte/<uuid:promise_id>/", promises.promise, name="promise"),
    path("satsingsomrade/<uuid:area_id>/", aims.focus_area, name="focus_area"),
    path("satsingsomrade/<uuid:area_id>/endre/", aims.change_focus_area, name="change_focus_area"),
    path("satsingsomrade/<uuid:area_id>/se-pa/", aims.review, name="review_focus_area"),
    path("satsingsomrade/<uuid:area_id>/nytt-mal/", aims.new_goal, name="new_goal"),
    path("mal/<uuid:goal_id>/", aims.goal, name="goal"),
    path("mal/<uuid:goal_id>/endre/", aims.change_goal, name="change_goal"),
    path("mal/<uuid:goal_id>/avslutt/", aims.end_goal, name="end_goal"),
]
