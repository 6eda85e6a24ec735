from django.urls import path

from samrad.web.knowledge import views

urlpatterns = [
    path("kommune/<slug:slug>/tall/", views.figures, name="figures"),
    path("kommune/<slug:slug>/tall.csv", views.download, name="figures_file"),
]
