"""The register of decisions: everything decided in the forums one has part in, over the years."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samrad.meetings.queries.tasks import decisions_visible_to, shelves_of
from samrad.web.doors import for_people
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.tasks.forms import RegisterForm

A_PAGE = 25


@for_people
@require_safe
def decisions(request: Request) -> HttpResponse:
    """Decisions, newest first, by words, forum and year."""
    forums, years = shelves_of(request.actor)
    form = RegisterForm(request.GET, forums=forums, years=years)
    asked = form.asked
    rows = decisions_visible_to(
        request.actor, text=asked.get("sok", ""), forum=asked.get("forum"), year=asked.get("ar")
    )
    shown = Paginator(rows, A_PAGE).get_page(request.GET.get("side"))
    return page(request, "tasks/decisions.html", shown=shown, form=form, is_asked=bool(asked))
