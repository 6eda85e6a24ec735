from django.urls import path

from samrad.web.law import views

urlpatterns = [
    path("kan-jeg-dele/", views.may_i_share, name="may_i_share"),
    path("lov/", views.register, name="law"),
    path("lov/<slug:slug>/", views.one, name="law_of"),
]
