from django.urls import path

from samrad.web.status import country, district, views

urlpatterns = [
    path("status/", views.own, name="status"),
    path("status/landet/", country.country, name="status_country"),
    path("status/landet.csv", country.as_csv, name="status_csv"),
    path("status/landet.json", country.as_json, name="status_json"),
    path("status/kommune/<slug:town>/", views.one_town, name="status_town"),
    path("status/distrikt/<slug:district>/", district.one_district, name="status_district"),
    path("status/distrikt/<slug:district>/<int:year>.pdf", district.past_pdf, name="status_district_past"),
    path("status/distrikt/<slug:district>/aret.pdf", district.as_pdf, name="status_district_pdf"),
]
