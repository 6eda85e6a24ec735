"""The map of responsibility between police, municipality and others, and the form that says it."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_visible_to
from samrad.cooperation.queries.aims import focus_area_visible_to
from samrad.plans.commands.responsibilities import set_responsibility
from samrad.plans.models import Responsibility
from samrad.plans.permissions import may_plan
from samrad.plans.queries.measures import measure_visible_to
from samrad.plans.queries.responsibilities import responsibility_for, responsibility_maps
from samrad.web.contacts.deeds import form_page
from samrad.web.doors import for_people
from samrad.web.forms import DeedForm, sent
from samrad.web.pages import page
from samrad.web.plans.aim_forms import words
from samrad.web.plans.form_pages import ROOM, plan_form
from samrad.web.requests import Request
from samrad.web.ways import address

NAMES = ("share", "who", "division", "legal", "agreed")


class ResponsibilityForm(DeedForm):
    """Who answers, and on which basis."""

    share = forms.ChoiceField(
        label=gettext_lazy("Hvem har ansvaret?"), choices=Responsibility.Share, widget=forms.RadioSelect
    )
    who = forms.CharField(
        label=gettext_lazy("Hvilken virksomhet, når det er andre"), max_length=200, required=False
    )
    division = words(gettext_lazy("Hvordan det er delt"), 3, required=False)
    legal = forms.CharField(
        label=gettext_lazy("Grunnlag i lov"),
        help_text=gettext_lazy("For eksempel politiloven § 2. Skriv dette, eller det dere har avtalt."),
        max_length=300,
        required=False,
    )
    agreed = forms.CharField(
        label=gettext_lazy("Avtalt grunnlag"),
        help_text=gettext_lazy("For eksempel punktet i avtalen, eller saken i politirådet."),
        max_length=300,
        required=False,
    )


@for_people
@require_safe
def responsibilities(request: Request, slug: str) -> HttpResponse:
    """Every focus area that runs with its measures: police, municipality, shared or others, and why. V-4.1.4-c."""
    cooperation = cooperation_visible_to(request.actor, slug)
    return page(
        request,
        "plans/responsibilities.html",
        cooperation=cooperation,
        room=ROOM,
        maps=responsibility_maps(request.actor, [cooperation.pk]),
        may_write=may_plan(request.actor, cooperation),
    )


@for_people
@form_page
def for_area(request: Request, area_id: UUID) -> HttpResponse:
    """Say it of a focus area."""
    area, cooperation = focus_area_visible_to(request.actor, area_id)
    return _say(request, cooperation, area.name, area=area.pk)


@for_people
@form_page
def for_measure(request: Request, measure_id: UUID) -> HttpResponse:
    """Say it of a measure."""
    measure, cooperation = measure_visible_to(request.actor, measure_id)
    return _say(request, cooperation, measure.name, measure=measure.pk)


def _say(
    request: Request,
    cooperation: Cooperation,
    name: str,
    *,
    area: UUID | None = None,
    measure: UUID | None = None,
) -> HttpResponse:
    may_plan(request.actor, cooperation).require()
    said = responsibility_for(request.actor, cooperation, area=area, measure=measure)
    initial: dict[str, Any] = {"seen": 0}
    if said:
        initial = {each: getattr(said, each) for each in NAMES} | {"seen": said.version}
    form = ResponsibilityForm(sent(request), initial=initial)
    return plan_form(
        request,
        form,
        lambda: set_responsibility(
            actor=request.actor,
            area_id=area,
            measure_id=measure,
            seen=form.version,
            confirmed=form.is_confirmed,
            **form.said,
        ),
        said=_("Det er lagret hvem som har ansvaret. Alle parter ser det."),
        back=address("responsibilities", cooperation.slug),
        cooperation=cooperation,
        heading=_("Hvem har ansvaret?"),
        about=name,
        action=_("Lagre"),
    )
