from django.urls import path

from samrad.web.plans import aims

urlpatterns = [
    path("samarbeid/<slug:slug>/satsingsomrader/", aims.focus_areas, name="aims"),
    path("samarbeid/<slug:slug>/satsingsomrader/nytt/", aims.new_focus_area, name="new_focus_area"),
    path("satsingsomrade/<uuid:area_id>/", aims.focus_area, name="focus_area"),
    path("satsingsomrade/<uuid:area_id>/endre/", aims.change_focus_area, name="change_focus_area"),
    path("satsingsomrade/<uuid:area_id>/se-pa/", aims.review, name="review_focus_area"),
    path("satsingsomrade/<uuid:area_id>/nytt-mal/", aims.new_goal, name="new_goal"),
    path("mal/<uuid:goal_id>/", aims.goal, name="goal"),
    path("mal/<uuid:goal_id>/endre/", aims.change_goal, name="change_goal"),
    path("mal/<uuid:goal_id>/avslutt/", aims.end_goal, name="end_goal"),
]
