from django.urls import path

from samrad.web.tasks import register, views

urlpatterns = [
    path("oppgaver/", views.tasks, name="tasks"),
    path("oppgave/<uuid:task_id>/", views.task, name="task"),
    path("beslutninger/", register.decisions, name="decisions"),
]
