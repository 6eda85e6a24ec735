from django.urls import path

from samrad.web.knowledge import views

urlpatterns = [
    path("samarbeid/<slug:slug>/kunnskap/", views.home, name="knowledge"),
    path("kommune/<slug:slug>/tall/", views.figures, name="figures"),
    path("kommune/<slug:slug>/tall.csv", views.download, name="figures_file"),
]
