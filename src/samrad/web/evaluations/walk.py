"""Walk the thread: one clause, and all that came of it, as a picture with the same as a list beside it."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samrad.cooperation.queries import cooperation_visible_to
from samrad.evaluations.queries.walk import most_followed, walk_of
from samrad.meetings.queries.clauses import clauses_in_force
from samrad.web.doors import for_people
from samrad.web.evaluations.walk_drawing import columns_of, drawn
from samrad.web.pages import page
from samrad.web.requests import Request


@for_people
@require_safe
def walk(request: Request, slug: str) -> HttpResponse:
    """The thread of the chosen clause, else of the one that most was decided on. Every stop leads to its own page."""
    cooperation = cooperation_visible_to(request.actor, slug)
    clauses = clauses_in_force(request.actor, cooperation)
    asked = request.GET.get("punkt", "")
    chosen = next((clause for clause in clauses if str(clause.lineage) == asked), None)
    chosen = chosen or most_followed(request.actor, cooperation, clauses)
    found = walk_of(request.actor, cooperation, chosen) if chosen else None
    columns = columns_of(found, cooperation) if found else []
    return page(
        request,
        "evaluations/walk.html",
        cooperation=cooperation,
        room="evaluation",
        clauses=clauses,
        chosen=chosen,
        columns=columns,
        empty=[column.heading for column in columns if not column.stops],
        drawing=drawn(columns, found.links) if found else None,
    )
