"""The product's addresses, and the yardstick: a signed-in view that does nothing."""

from django.http import HttpResponse
from django.urls import include, path

from samrad.web.doors import for_people
from samrad.web.requests import Request


@for_people
def nothing(_request: Request) -> HttpResponse:
    """An empty answer through every middleware of the product."""
    return HttpResponse("")


urlpatterns = [path("ingenting/", nothing), path("", include("samrad.project.urls"))]
