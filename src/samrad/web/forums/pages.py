"""The frame of a forum's pages: its parties stand in their cooperation, an external member in the forum alone."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from samrad.forums.models import Forum
from samrad.forums.permissions import may_run
from samrad.forums.queries import is_insider, limited_seat_of
from samrad.web.pages import Here, page
from samrad.web.requests import Request


def forum_page(
    request: Request, forum: Forum, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """The page, with the forum and whether the reader may run it."""
    inside = is_insider(request.actor, forum)
    context |= {"forum": forum, "inside": inside, "may_run": may_run(request.actor, forum)}
    if inside:
        context |= {"cooperation": forum.cooperation, "room": "forums"}
    else:
        context |= {
            "outside": True,
            "own_limit": limited_seat_of(request.actor, forum),
            "here": Here(forum.name, reverse("web:forum", args=[forum.pk])),
        }
    return page(request, template, status=status, **context)
