"""Requests for knowledge and choices that wait for the actor's own party, or for the other."""

from django.utils.translation import gettext as _

from samrad.kernel.clock import today
from samrad.kernel.together import Steps
from samrad.knowledge.queries.priorities import choices_waiting_for
from samrad.knowledge.queries.requests import requests_waiting_for
from samrad.parties.actor import Actor
from samrad.web.start.waiting import Waiting, register
from samrad.web.ways import address


@register
def requests(actor: Actor) -> Steps[list[Waiting]]:
    """Ours until we have answered; the other's only when it is late."""
    found = yield from requests_waiting_for.steps(actor)
    return [
        Waiting(
            request.title,
            address("knowledge_request", request.pk),
            _("Bidra"),
            who=_("Bestilling av kunnskap, %(forum)s") % {"forum": request.forum.name},
            due=request.due_on,
            with_others="" if ours else _("Hos motparten"),
        )
        for request, ours in found
        if ours or request.due_on < today()
    ]


@register
def choices(actor: Actor) -> Steps[list[Waiting]]:
    """Choices that our party has not scored, or not answered."""
    found = yield from choices_waiting_for.steps(actor)
    said = {"scoring": _("Vurder utfordringene"), "proposed": _("Les forslaget")}
    return [
        Waiting(
            row.title,
            address("prioritisation", row.pk),
            said[row.state],
            row.opened_on or row.begun_on,
            _("Valg av satsingsområder, %(forum)s") % {"forum": row.forum.name},
        )
        for row in found
    ]
