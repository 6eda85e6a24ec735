from django.urls import path

from samrad.web.guide import views

urlpatterns = [
    path("veilederen/", views.contents, name="guide"),
    path("veilederen/kilder/", views.sources, name="guide_sources"),
    path("veilederen/<section>/", views.one, name="guide_section"),
]
