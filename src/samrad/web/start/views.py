"""The start page: what waits for the person, in the post they act in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from samrad.agreements.queries.clocks import former_agreements_running
from samrad.cooperation.models import Matter
from samrad.cooperation.queries import municipalities_without_offer
from samrad.kernel.clock import today
from samrad.kernel.once import reading_once
from samrad.kernel.together import Steps, together
from samrad.web.doors import open_to_all
from samrad.web.forums.year import year_of_own
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.start.waiting import grouped, waiting_for


@open_to_all
@require_safe
@reading_once()
def start(request: Request) -> HttpResponse:
    """What waits for me; for others the country."""
    if not request.user.is_authenticated:
        return redirect("web:country")
    actor = request.actor
    questions: dict[str, Steps[Any]] = {
        "waiting": waiting_for.steps(actor),
        "year": year_of_own(actor, today()),
        "without_offer": municipalities_without_offer.steps(actor),
        "without_invitation": municipalities_without_offer.steps(actor, Matter.COUNCIL),
        "former": former_agreements_running.steps(actor),
    }
    found = dict(zip(questions, together(questions.values()), strict=True))
    groups, year = grouped(found.pop("waiting")), found.pop("year")
    return page(request, "start/start.html", today=today(), groups=groups, **year, **found)
