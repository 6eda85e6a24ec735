"""Published minutes: pages for everybody, logged in or not."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.meetings.queries.published import published_by_id, published_in
from samrad.parties.queries import municipality
from samrad.web.doors import open_to_all
from samrad.web.pages import page
from samrad.web.requests import Request


@open_to_all
@require_safe
def published_list(request: Request, slug: str) -> HttpResponse:
    """What the forums of one municipality have published, forum by forum."""
    town = municipality(slug)
    forums: dict[str, list[object]] = {}
    for row in published_in(town):
        forums.setdefault(row.forum_name, []).append(row)
    return page(request, "meetings/published_list.html", town=town, forums=list(forums.items()))


@open_to_all
@require_safe
def published(request: Request, published_id: UUID) -> HttpResponse:
    """The minutes of one meeting as everybody may read them."""
    found = published_by_id(published_id)
    return page(request, "meetings/published.html", published=found, content=found.content)


@open_to_all
@require_safe
def published_file(request: Request, published_id: UUID) -> HttpResponse:
    """The same as a file, as it was kept when it was approved."""
    found = published_by_id(published_id)
    return pdf_file(bytes(found.pdf), _("referat-%(day)s.pdf") % {"day": f"{found.held_on:%Y-%m-%d}"})


def pdf_file(pdf: bytes, name: str) -> HttpResponse:
    """A PDF to keep."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
