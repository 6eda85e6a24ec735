from django.urls import path

from samrad.web.login import account, views

urlpatterns = [
    path("logg-inn/", views.login, name="login"),
    path("logg-inn/kode/", views.code, name="code"),
    path("logg-ut/", views.log_out, name="logout"),
    path("bekreft/", views.confirm, name="confirm"),
    path("post/", views.act_as, name="act_as"),
    path("konto/", account.account, name="account"),
    path("konto/innlogginger/avslutt/", account.end_logins, name="end_logins"),
    path("konto/to-trinn/", account.second_factor, name="second_factor"),
    path("konto/to-trinn/av/", account.second_factor_off, name="second_factor_off"),
    path("konto/reservekoder/", account.recovery_codes, name="recovery_codes"),
]
