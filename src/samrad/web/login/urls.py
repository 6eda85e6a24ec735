from django.urls import path

from samrad.web.login import views

urlpatterns = [
    path("logg-inn/", views.login, name="login"),
    path("logg-ut/", views.log_out, name="logout"),
    path("bekreft/", views.confirm, name="confirm"),
    path("post/", views.act_as, name="act_as"),
]
