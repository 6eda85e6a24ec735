from django.urls import path, register_converter
from django.urls.converters import StringConverter

from samrad.web.cooperations import views


class MatterConverter(StringConverter):
    """One of the three choices, as an address has it."""

    regex = "council|agreement|slt"


register_converter(MatterConverter, "matter")

urlpatterns = [
    path("samarbeid/nytt/", views.found, name="found"),
    path("samarbeid/<slug:slug>/", views.home, name="cooperation"),
    path("samarbeid/<slug:slug>/hendelser/", views.happened, name="happened"),
    path("samarbeid/<slug:slug>/tilby/<matter:matter>/<slug:town>/", views.offer, name="offer"),
    path("tilbud/<uuid:offer_id>/svar/", views.answer, name="answer_offer"),
    path("kommune/<slug:town>/valg/<matter:matter>/", views.choose, name="choose"),
]
