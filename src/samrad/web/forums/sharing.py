"""What we can and cannot share: each service's card side by side, and each member's own briefing."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from samrad.cooperation.commands import write_card
from samrad.cooperation.permissions import may_write_in
from samrad.cooperation.queries import cards_of, cooperation_visible_to, party_of
from samrad.forums.commands.members import confirm_briefing
from samrad.forums.models import Membership
from samrad.forums.permissions import may_note_introduction
from samrad.forums.queries import briefings_of, forum_visible_to
from samrad.forums.queries.frames import introductions_of
from samrad.guide.law import briefing_state, changed_on
from samrad.kernel.answers import Answer, Sentence
from samrad.kernel.clock import today
from samrad.plans.queries.responsibilities import responsibility_maps
from samrad.web.doors import for_people
from samrad.web.forms import DeedForm, chosen_among, sent
from samrad.web.forums.pages import forum_page
from samrad.web.law.words import SERVICES
from samrad.web.pages import page
from samrad.web.requests import Request

form_page = require_http_methods(["GET", "HEAD", "POST"])
STATES: dict[str, Sentence] = {
    "kept": gettext_lazy("Bekreftet"),
    "new": gettext_lazy("Ny, ikke bekreftet ennå"),
    "never": gettext_lazy("Ikke bekreftet"),
    "law": gettext_lazy("Loven er endret siden sist"),
    "old": gettext_lazy("Mer enn to år siden sist"),
}


def _text(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class CardForm(DeedForm):
    """A card: one service, in its own words."""

    service = forms.ChoiceField(label=gettext_lazy("Tjeneste"))
    mandate = _text(gettext_lazy("Hva tjenesten gjør, og hvilke lover den følger"))
    can_share = _text(gettext_lazy("Dette kan vi dele"))
    cannot_share = _text(gettext_lazy("Dette kan vi ikke dele"))
    how_we_decide = _text(gettext_lazy("Slik bestemmer vi"))
    ask_whom = forms.CharField(
        label=gettext_lazy("Hvem dere spør hos oss"),
        help_text=gettext_lazy("En stilling eller en funksjon, ikke et navn."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: object, services: list[tuple[str, Sentence]], **given: object) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "service", services)


class BriefingForm(DeedForm):
    """The member's own service."""

    service = forms.ChoiceField(label=gettext_lazy("Hvor arbeider du?"), choices=[*SERVICES.items()])


@for_people
@require_safe
def cards(request: Request, slug: str) -> HttpResponse:
    """The cards side by side, across the agencies. V-4.1.5-a, V-4.3-i."""
    cooperation = cooperation_visible_to(request.actor, slug)
    return page(
        request,
        "forums/cards.html",
        cooperation=cooperation,
        room="forums",
        cards=[(SERVICES[card.service], card) for card in cards_of(request.actor, cooperation)],
        may_write=may_write_in(request.actor, cooperation),
        own=party_of(request.actor, cooperation).organisation_id,
    )


@for_people
@form_page
def card(request: Request, slug: str) -> HttpResponse:
    """Write the card of one of one's own services. V-4.1.5-a."""
    cooperation = cooperation_visible_to(request.actor, slug)
    may_write_in(request.actor, cooperation).require()
    party = party_of(request.actor, cooperation)
    own = [(code, name) for code, name in SERVICES.items() if (code == "politi") == (party.side == "police")]
    asked = request.GET.get("tjeneste", "")
    names = ("service", "mandate", "can_share", "cannot_share", "how_we_decide", "ask_whom")
    initial: dict[str, object] = {"service": asked, "seen": 0}
    for each in cards_of(request.actor, cooperation):
        if each.service == asked and each.organisation_id == party.organisation_id:
            initial = {name: getattr(each, name) for name in names} | {"seen": each.version}
    form = CardForm(sent(request), services=own, initial=initial)
    if request.method == "POST" and form.is_valid():
        written = form.attempt(
            lambda: write_card(
                actor=request.actor,
                cooperation_id=cooperation.pk,
                seen=form.version,
                confirmed=form.is_confirmed,
                **form.said,
            )
        )
        if written:
            messages.success(request, _("Kortet er lagret. Begge parter kan lese det."))
            return redirect("web:cards", slug)
    status = 422 if form.errors else 200
    return page(request, "forums/card.html", cooperation=cooperation, room="forums", status=status, form=form)


@dataclass(frozen=True)
class Told:
    """A member, and how the briefing stands."""

    member: Membership
    state: Sentence
    on: date | None
    is_kept: bool
    introduced_on: date | None
    may_note: Answer


@for_people
@form_page
def briefing(request: Request, forum_id: UUID) -> HttpResponse:
    """Who knows what their own service may share, and a way to confirm it for oneself. V-4.1.5-e."""
    forum = forum_visible_to(request.actor, forum_id)
    day = today()
    seated = [each for each in forum.memberships.all() if each.sits_on(day)]
    mine = next((each for each in seated if each.post_id == request.actor.post), None)
    service = "politi" if request.actor.side == "police" else "kommune"
    form = BriefingForm(sent(request), initial={"service": service})
    if request.method == "POST" and mine and form.is_valid():
        made = form.attempt(lambda: confirm_briefing(actor=request.actor, membership_id=mine.pk, **form.said))
        if made:
            messages.success(request, _("Du har bekreftet at du kjenner reglene for deling."))
            return redirect("web:briefing", forum_id)
    confirmed = briefings_of(request.actor, forum)
    told, introduced = [], introductions_of(request.actor, forum)
    for each in seated:
        each.forum = forum
        last = confirmed.get(each.pk)
        changed = changed_on(last.service, day) if last else day
        on = last.on if last else None
        state = briefing_state(on, joined=each.valid_from, law_changed=changed, today=day)
        may_note = may_note_introduction(request.actor, each)
        told.append(Told(each, STATES[state], on, state == "kept", introduced.get(each.pk), may_note))
    return forum_page(
        request,
        forum,
        "forums/briefing.html",
        status=422 if form.errors else 200,
        form=form,
        mine=mine,
        told=told,
        maps=responsibility_maps(request.actor, [forum.cooperation_id]),
        introduced=sum(bool(row.introduced_on) for row in told),
    )
