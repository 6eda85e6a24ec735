"""The start page: what waits for the person, in the post they act in."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.agreements.queries.agreements import agreements_under_way
from samrad.agreements.queries.negotiation import table_of
from samrad.cooperation.queries import cooperations_of, municipalities_without_offer, offers_waiting_for
from samrad.parties.actor import Actor
from samrad.web.doors import open_to_all
from samrad.web.pages import page
from samrad.web.requests import Request


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: what, why, and where to go."""

    text: str
    why: str
    url: str


@open_to_all
@require_safe
def start(request: Request) -> HttpResponse:
    """What waits for me; for others the country."""
    if not request.user.is_authenticated:
        return redirect("web:country")
    actor = request.actor
    waiting = [*_offers(actor), *_negotiations(actor)]
    return page(
        request,
        "start/start.html",
        waiting=waiting,
        waiting_count=len(waiting),
        cooperations=cooperations_of(actor),
        without_offer=municipalities_without_offer(actor),
    )


def _offers(actor: Actor) -> list[Waiting]:
    return [
        Waiting(
            _("Svar på tilbudet om %(matter)s") % {"matter": offer.get_matter_display().lower()},
            _("Det er frivillig, og alle svar er like gode."),
            reverse("web:answer_offer", args=[offer.pk]),
        )
        for offer in offers_waiting_for(actor)
    ]


def _negotiations(actor: Actor) -> list[Waiting]:
    found = []
    for agreement in agreements_under_way(actor):
        if not actor.may_write:
            continue
        url = reverse("web:agreement", args=[agreement.pk])
        name = agreement.cooperation.name
        if agreement.state == "draft":
            found.append(
                Waiting(
                    _("Gjør ferdig utkastet til avtale %(years)s") % {"years": agreement.years}, name, url
                )
            )
        elif agreement.state == "negotiation":
            table = table_of(actor, agreement)
            if table.is_our_turn:
                text = _("Svar i forhandlingen om avtale %(years)s") % {"years": agreement.years}
                found.append(Waiting(text, name, url))
        else:
            text = _("Godkjenn og undertegn avtale %(years)s") % {"years": agreement.years}
            found.append(Waiting(text, name, url))
    return found
