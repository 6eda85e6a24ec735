"""Who takes part in a model of prevention, by the four kinds, and what hangs on it."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samrad.forums.commands.partners import add_partner, let_partner_go
from samrad.forums.models import Partner
from samrad.forums.permissions import may_order_model
from samrad.web.contacts.deeds import deed_page, form_page
from samrad.web.doors import for_people
from samrad.web.forms import DayField, DeedForm, sent
from samrad.web.forums.prevention import model_here
from samrad.web.requests import Request
from samrad.web.ways import address


class PartnerForm(DeedForm):
    """A house, its kind and since when."""

    name = forms.CharField(
        label=gettext_lazy("Hvem som er med"),
        help_text=gettext_lazy("Navnet på virksomheten, aldri på en person."),
        max_length=120,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Hva slags partner"), choices=Partner.Kind, widget=forms.RadioSelect
    )
    on = DayField(label=gettext_lazy("Med fra"), required=False)


@for_people
@form_page
def add(request: Request, slug: str) -> HttpResponse:
    """Name one more who takes part. V-6-a."""
    cooperation, model = model_here(request, slug)
    may_order_model(request.actor, model).require()
    form = PartnerForm(sent(request))
    return deed_page(
        request,
        "forums/add_partner.html",
        form,
        lambda: add_partner(actor=request.actor, model_id=model.pk, confirmed=form.is_confirmed, **form.said),
        said=_("Det er lagret hvem som er med."),
        back=address("prevention", slug),
        cooperation=cooperation,
        room="forums",
    )


@for_people
@require_POST
def let_go(request: Request, slug: str, partner_id: UUID) -> HttpResponse:
    """One no longer takes part."""
    _cooperation, model = model_here(request, slug)
    let_partner_go(actor=request.actor, model_id=model.pk, partner_id=partner_id)
    messages.success(request, _("Siste dag er notert."))
    return redirect("web:prevention", slug)
