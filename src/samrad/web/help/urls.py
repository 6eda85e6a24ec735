from django.urls import path

from samrad.web.help import views

urlpatterns = [
    path("hjelp/", views.help_page, name="help"),
    path("hvem-ser-hva/", views.who_sees_what, name="who_sees_what"),
    path("tilgjengelighet/", views.accessibility, name="accessibility"),
    path("helse/", views.health, name="health"),
    path("sprak/", views.language, name="language"),
]
