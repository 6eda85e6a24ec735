"""The product's addresses, and the yardstick: a signed-in view that does nothing."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import include, path

from samrad.web.doors import for_people
from samrad.web.requests import Request


@for_people
def nothing(request: Request) -> HttpResponse:
    """An empty answer through every middleware of the product. What is sent here is done, as any form is, by doing nothing."""
    return redirect(request.path) if request.method == "POST" else HttpResponse("")


urlpatterns = [path("ingenting/", nothing), path("", include("samrad.project.urls"))]
