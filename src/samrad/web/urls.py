"""Every address of the web, each area with its own."""

from django.urls import include, path

app_name = "web"
urlpatterns = [
    path("", include(f"samrad.web.{area}.urls"))
    for area in (
        "start",
        "login",
        "posts",
        "help",
        "guide",
        "law",
        "country",
        "contacts",
        "sharing",
        "status",
        "cooperations",
        "agreements",
        "forums",
        "meetings",
        "tasks",
        "knowledge",
        "plans",
        "evaluations",
        "notices",
    )
]
