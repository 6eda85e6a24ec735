from django.urls import path

from samrad.web.guide import views

urlpatterns = [
    path("veilederen/", views.contents, name="guide"),
    path("veilederen/<section>/", views.one, name="guide_section"),
]
