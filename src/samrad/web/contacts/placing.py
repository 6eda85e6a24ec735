"""Where contacts stand in the police: the district's tree, each contact's place in it, and a leader's post beside."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.contacts.commands.assignments import district_of
from samrad.contacts.commands.placing import (
    explain_combination,
    place_contact,
    register_unit,
    reorganise_units,
)
from samrad.contacts.permissions import may_direct_contacts
from samrad.contacts.queries.district import district_visible_to
from samrad.contacts.queries.placing import managers_in, other_seats_of, placements_of, units_of
from samrad.kernel.clock import today
from samrad.parties.models import Organisation
from samrad.web.contacts import forms
from samrad.web.contacts.contact import contact_form, directed, held
from samrad.web.contacts.deeds import deed_page, form_page
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.ways import address


@for_people
@form_page
def place(request: Request, contact_id: UUID) -> HttpResponse:
    """Another place in the police, or another line manager. V-5.2-a."""
    post = directed(request, contact_id)
    now = next((row for row in placements_of(post) if row.valid_to is None), None)
    initial = {
        "unit_id": post.organisation_id,
        "manager_id": now.manager_id if now else None,
        "valid_from": today(),
    }
    form = forms.PlaceForm(
        sent(request),
        units=units_of(post.acts_for or post.organisation),
        managers=managers_in(district_of(post), post.pk),
        initial=initial,
    )
    return contact_form(
        request,
        "contacts/placing.html",
        post,
        form,
        lambda: place_contact(
            actor=request.actor,
            post_id=post.pk,
            unit_id=UUID(form.said["unit_id"]),
            manager_id=UUID(form.said["manager_id"]) if form.said["manager_id"] else None,
            valid_from=form.said["valid_from"],
        ),
        said=_("Plassen er ført. Kommunene er de samme som før."),
    )


@for_people
@form_page
def combination(request: Request, contact_id: UUID) -> HttpResponse:
    """Why the contact is a leader too. V-5.3-c."""
    post = directed(request, contact_id)
    holder = held(post)
    seats = [seat for seat in other_seats_of(holder.pk) if seat.is_leader]
    initial = {"leader_id": seats[0].post.pk, "reason": seats[0].reason} if len(seats) == 1 else {}
    form = forms.CombinationForm(sent(request), leaders=[seat.post for seat in seats], initial=initial)
    return contact_form(
        request,
        "contacts/combination.html",
        post,
        form,
        lambda: explain_combination(
            actor=request.actor,
            appointment_id=holder.pk,
            leader_id=UUID(form.said["leader_id"]),
            reason=form.said["reason"],
            confirmed=form.is_confirmed,
        ),
        said=_("Grunnen er ført. Den står på siden til kontakten."),
    )


@for_people
@require_safe
def units(request: Request, district: str) -> HttpResponse:
    """The district's tree, for its own people and its municipalities. V-5.2-a, V-5.3-f."""
    house = district_visible_to(request.actor, district)
    tree = units_of(house)
    return page(
        request,
        "contacts/units.html",
        house=house,
        tree=tree[1:],
        may_direct=may_direct_contacts(request.actor, house.pk),
    )


def _directing(request: Request, district: str) -> Organisation:
    house = district_visible_to(request.actor, district)
    may_direct_contacts(request.actor, house.pk).require()
    return house


@for_people
@form_page
def new_unit(request: Request, district: str) -> HttpResponse:
    """Another unit or station in the tree."""
    house = _directing(request, district)
    initial = {"on": today(), "parent_id": house.pk}
    form = forms.UnitForm(sent(request), units=units_of(house), initial=initial)
    return deed_page(
        request,
        "contacts/unit.html",
        form,
        lambda: register_unit(actor=request.actor, district_id=house.pk, **form.said),
        said=_("Enheten er ført opp."),
        back=address("units", house.slug),
        house=house,
    )


@for_people
@form_page
def reorganise(request: Request, district: str) -> HttpResponse:
    """Units go on as a new one, with posts and stations. V-5.2-a."""
    house = _directing(request, district)
    initial = {"on": today(), "parent_id": house.pk}
    form = forms.ReorganiseForm(sent(request), units=units_of(house), initial=initial)
    return deed_page(
        request,
        "contacts/reorganise.html",
        form,
        lambda: reorganise_units(actor=request.actor, district_id=house.pk, **form.said),
        said=_("Omorganiseringen er ført. Det som var før, står i historien til hver kontakt."),
        back=address("units", house.slug),
        house=house,
    )
