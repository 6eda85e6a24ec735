from django.urls import path

from samrad.web.country import views

urlpatterns = [
    path("landet/", views.country, name="country"),
    path("landet/sok/", views.search, name="search"),
    path("kommune/<slug:slug>/", views.one, name="municipality"),
]
