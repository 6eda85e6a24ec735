"""A cooperation's home, the offer and its answer, and the three choices."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samrad.agreements.queries.agreements import agreements_visible_to
from samrad.cooperation.commands import answer_offer, found_cooperation, make_offer, state_choice
from samrad.cooperation.models import Choice, Cooperation, Matter
from samrad.cooperation.permissions import may_answer, may_found, may_offer, may_state_choice
from samrad.cooperation.queries import (
    choices_of,
    cooperation_visible_to,
    fitting_parties,
    municipal_cooperation_of,
    offer_visible_to,
    offers_visible_to,
)
from samrad.forums.permissions import may_set_up
from samrad.kernel.clock import today
from samrad.kernel.once import reading_once
from samrad.ledger.queries import entries_visible_to
from samrad.parties.queries import municipality
from samrad.plans.queries.plans import areas_in_short
from samrad.web.agreements.stages import stages
from samrad.web.cooperations import forms
from samrad.web.cooperations.happened import Line, told
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.forums.year import year_of
from samrad.web.pages import page
from samrad.web.requests import Request

LINES_A_PAGE = 50
UNDECIDED = (Choice.Status.NOT_ASKED, Choice.Status.LATER)  # what there is something to invite to
form_page = require_http_methods(["GET", "HEAD", "POST"])


@for_people
@require_safe
@reading_once()
def home(request: Request, slug: str) -> HttpResponse:
    """The cooperation at a glance: parties, choices, offers, agreement."""
    cooperation = cooperation_visible_to(request.actor, slug)
    towns = [party.organisation_id for party in cooperation.parties.all() if party.side == "municipality"]
    chosen = choices_of(towns)
    rows = [
        (
            choice,
            may_state_choice(request.actor, choice),
            may_offer(request.actor, cooperation) if choice.status in UNDECIDED else None,
        )
        for own in chosen.values()
        for choice in sorted(own.values(), key=lambda choice: Matter.values.index(choice.matter))
        if choice.cooperation_id == cooperation.pk
    ]
    offers = offers_visible_to(request.actor, cooperation)
    agreements = stages(request.actor, agreements_visible_to(request.actor, cooperation), today())
    return page(
        request,
        "cooperations/home.html",
        cooperation=cooperation,
        room="home",
        choices=rows,
        offers=[(offer, may_answer(request.actor, offer)) for offer in offers],
        agreements=[row for row in agreements if row.is_running or row.is_under_work],
        today=today(),
        areas=areas_in_short(request.actor, cooperation),
        since_last=_told(request, cooperation, 3),
        may_set_up=may_set_up(request.actor, cooperation),
        **year_of(request.actor, cooperation),  # type: ignore[arg-type] # names of its own
    )


@for_people
@require_safe
def happened(request: Request, slug: str) -> HttpResponse:
    """What happened, as both parties may read it, and what one's own party did in private."""
    cooperation = cooperation_visible_to(request.actor, slug)
    names, rows = _names(cooperation), entries_visible_to(request.actor, cooperation.pk)
    shown = Paginator(rows, LINES_A_PAGE).get_page(request.GET.get("side"))
    return page(
        request,
        "cooperations/happened.html",
        cooperation=cooperation,
        room="happened",
        shown=shown,
        lines=[told(entry, names) for entry in shown],
    )


def _names(cooperation: Cooperation) -> dict[UUID, str]:
    return {party.organisation_id: party.organisation.official_name for party in cooperation.parties.all()}


def _told(request: Request, cooperation: Cooperation, most: int) -> list[Line]:
    names = _names(cooperation)
    return [told(entry, names) for entry in entries_visible_to(request.actor, cooperation.pk)[:most]]


@for_people
@form_page
def offer(request: Request, slug: str, matter: str, town: str) -> HttpResponse:
    """Offer a municipality an agreement, or invite it to a council. V-3-c, V-4-d."""
    cooperation = cooperation_visible_to(request.actor, slug)
    may_offer(request.actor, cooperation).require()
    house = municipality(town)
    form = forms.OfferForm(sent(request), initial={"offered_on": today(), "channel": "samrad"})
    if request.method == "POST" and form.is_valid():
        made = form.attempt(
            lambda: make_offer(
                actor=request.actor,
                cooperation_id=cooperation.pk,
                matter=matter,
                organisation_id=house.pk,
                confirmed=form.is_confirmed,
                **form.said,
            )
        )
        if made:
            messages.success(request, _("Tilbudet er gitt. Kommunen svarer når den vil."))
            return redirect("web:cooperation", slug)
    status = 422 if form.errors else 200
    context = {"form": form, "house": house, "matter": Matter(matter)}
    return page(
        request, "cooperations/offer.html", cooperation=cooperation, room="home", status=status, **context
    )


@for_people
@form_page
def answer(request: Request, offer_id: UUID) -> HttpResponse:
    """Answer an offer: yes, not now, no, or in another way. V-3-d, V-4-e."""
    found = offer_visible_to(request.actor, offer_id)
    may_answer(request.actor, found).require()
    initial = {"reply": found.reply, "words": found.reply_words, "seen": found.version}
    form = forms.AnswerForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        answered = form.attempt(
            lambda: answer_offer(
                actor=request.actor,
                offer_id=offer_id,
                seen=form.version,
                confirmed=form.is_confirmed,
                **form.said,
            )
        )
        if answered:
            messages.success(request, _("Svaret er gitt. Dere kan endre det når som helst."))
            return redirect("web:cooperation", found.cooperation.slug)
    status = 422 if form.errors else 200
    cooperation = cooperation_visible_to(request.actor, found.cooperation.slug)
    return page(
        request,
        "cooperations/answer.html",
        cooperation=cooperation,
        room="home",
        status=status,
        form=form,
        offer=found,
    )


@for_people
@form_page
def choose(request: Request, town: str, matter: str) -> HttpResponse:
    """Say what the municipality has chosen. V-2.3-c."""
    house = municipality(town)
    choice: Choice = choices_of([house.pk])[house.pk][matter]
    may_state_choice(request.actor, choice).require()
    form = forms.ChoiceForm(sent(request), may_be_in_force=matter != Matter.AGREEMENT)
    slug = choice.cooperation.slug
    if request.method == "POST" and form.is_valid():
        stated = form.attempt(
            lambda: state_choice(actor=request.actor, organisation_id=house.pk, matter=matter, **form.said)
        )
        if stated:
            messages.success(request, _("Valget er lagret."))
            return redirect("web:cooperation", slug)
    status = 422 if form.errors else 200
    cooperation = municipal_cooperation_of(house)
    context = {"form": form, "choice": choice, "house": house}
    return page(
        request, "cooperations/choose.html", cooperation=cooperation, room="home", status=status, **context
    )


@for_people
@form_page
def found(request: Request) -> HttpResponse:
    """Set up a regional, school or county cooperation. V-3-j, V-3-k."""
    may_found(request.actor).require()
    houses = [(str(house.pk), house.official_name) for house in fitting_parties(request.actor)]
    form = forms.FoundForm(sent(request), houses=houses, initial={"language": "nb"})
    if request.method == "POST" and form.is_valid():
        made = form.attempt(
            lambda: found_cooperation(
                actor=request.actor,
                **form.said | {"organisations": [UUID(house) for house in form.said["organisations"]]},
            )
        )
        if made:
            messages.success(request, _("Samarbeidet er satt opp."))
            return redirect("web:cooperation", made.slug)
    return page(request, "cooperations/found.html", form=form, status=422 if form.errors else 200)
