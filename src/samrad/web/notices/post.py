"""How the post goes, for whoever runs the installation; and in a demo the mails themselves."""

from pathlib import Path

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from samrad.notices import postman
from samrad.notices.demo_mail import kept_mail
from samrad.notices.models import Delivery
from samrad.notices.queries import jobs_that_failed, post_counts, worker_is_at_work
from samrad.parties.queries import addresses_that_came_back
from samrad.web.doors import for_people, open_to_all
from samrad.web.pages import page
from samrad.web.requests import Request

A_PAGE = 20  # mails


@for_people
@require_safe
def post(request: Request) -> HttpResponse:
    """Numbers only: how many mails are in each state. Never whose, and never what."""
    names = dict(Delivery.State.choices)
    return page(
        request,
        "notices/post.html",
        counts=[(names[count.state], count) for count in post_counts(request.actor)],
        is_set_up=postman.is_set_up(),
        is_at_work=worker_is_at_work(request.actor),
        failed_jobs=jobs_that_failed(request.actor),
        came_back=addresses_that_came_back(),
    )


@open_to_all
@require_safe
def outbox(request: Request) -> HttpResponse:
    """The mails that a demo has sent to its own mail server, newest first. No other installation has this page."""
    if not settings.DEMO:
        raise Http404
    mails = kept_mail(Path(settings.DEMO_MAIL_FOLDER)) if settings.DEMO_MAIL_FOLDER else []
    shown = Paginator(mails, A_PAGE).get_page(request.GET.get("side"))
    return page(request, "notices/outbox.html", shown=shown)
