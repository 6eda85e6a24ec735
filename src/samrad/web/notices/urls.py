from django.urls import path

from samrad.web.notices import choices, feed, post, views

urlpatterns = [
    path("varsler/", views.notices, name="notices"),
    path("varsler/lest/", views.read_all, name="read_all_notices"),
    path("varsler/valg/", choices.mail_choices, name="mail_choices"),
    path("varsler/adresse/", choices.mail_address, name="mail_address"),
    path("varsler/kalender/", choices.calendar, name="calendar"),
    path("varsler/kalender/av/", choices.calendar_off, name="calendar_off"),
    path("varsler/<uuid:notice_id>/", views.notice, name="notice"),
    path("kalender/<slug:key>.ics", feed.calendar_feed, name="calendar_feed"),
    path("utsending/", post.post, name="post"),
    path("utboks/", post.outbox, name="outbox"),
]
