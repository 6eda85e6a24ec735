"""How a forum has worked the last year: what its own meetings show, beside the six things that experience says help."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.cooperation.models import Area
from samrad.cooperation.queries.aims import open_focus_areas
from samrad.forums.models import Forum
from samrad.forums.queries import forum_visible_to
from samrad.kernel.clock import today
from samrad.knowledge.queries.given import contributions_since
from samrad.meetings.models import AgendaItem
from samrad.meetings.queries.working import YEAR, Working, working_of
from samrad.parties.actor import Actor
from samrad.plans.queries.measures import measures_to_decide_on
from samrad.web.doors import for_people
from samrad.web.meetings.forms import STEPS
from samrad.web.meetings.planning import forum_page
from samrad.web.requests import Request


@for_people
@require_safe
def working(request: Request, forum_id: UUID) -> HttpResponse:
    """Six things that help, each with what the year shows; what was raised and never treated; the ladder. V-4.1-b, V-2.3-h."""
    forum = forum_visible_to(request.actor, forum_id)
    found = working_of(request.actor, forum, today())
    given = contributions_since(request.actor, forum, today() - YEAR)
    names = {int(value): label for value, label in STEPS if value} | {None: _("Ikke satt")}
    levels = dict(AgendaItem.Level.choices)
    return forum_page(
        request,
        "meetings/working.html",
        forum,
        found=found,
        steps=[(names[step], count) for step, count in found.steps.items()],
        levels=[(levels[level], count) for level, count in found.levels.items()],
        scopes=_scopes(request.actor, forum, found),
        given=[(each.party, given[each.party.pk]) for each in found.exchanges],
        both_share=all(each.exchanged or given[each.party.pk] for each in found.exchanges),
    )


def _scopes(actor: Actor, forum: Forum, found: Working) -> list[tuple[str, int, int, int, int]]:
    """For each area: matters treated and waiting, and the goals and measures that run, so that none is crowded out. V-4-b."""
    areas = open_focus_areas(actor, forum.cooperation, with_goals=True)
    measures = measures_to_decide_on(actor, forum.cooperation)
    return [
        (
            str(area.label),
            *found.scopes[area],
            sum(goal.is_open for each in areas if area in each.areas for goal in each.goals.all()),
            sum(area in measure.areas for measure in measures),
        )
        for area in Area
    ]
