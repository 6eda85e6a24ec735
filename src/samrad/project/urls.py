"""The root of all addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("samrad.web.urls")),
]
handler400 = "samrad.web.errors.bad_request"
handler403 = "samrad.web.errors.forbidden"
handler404 = "samrad.web.errors.not_found"
handler500 = "samrad.web.errors.broken"
