"""The frame of an evaluation's pages: its parties stand in their cooperation, an external member in the forum alone."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from samrad.forums.models import Forum
from samrad.forums.queries import is_insider
from samrad.web.forms import DeedForm
from samrad.web.pages import Here, page
from samrad.web.requests import Request


def evaluation_page(request: Request, template: str, forum: Forum, **context: Any) -> HttpResponse:
    """The page, with the forum. What was sent and refused comes back with 422."""
    inside = is_insider(request.actor, forum)
    form = context.get("form")
    status = 422 if isinstance(form, DeedForm) and form.errors else 200
    context |= {"forum": forum, "inside": inside}
    if inside:
        return page(
            request, template, cooperation=forum.cooperation, room="evaluation", status=status, **context
        )
    here = Here(forum.name, reverse("web:forum", args=[forum.pk]))
    return page(request, template, status=status, here=here, **context)
