"""Whom to ask about what: a page open to all for each municipality, and where each side keeps its own functions."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.contacts.commands.directory import remove_entry, set_entry
from samrad.contacts.functions import BY_CODE
from samrad.contacts.permissions import may_keep_entries
from samrad.contacts.queries.directory import directory_of, directory_owner, entries_of, entry_of, services_of
from samrad.contacts.queries.district import municipalities_of
from samrad.cooperation.queries import municipal_cooperation_of, stands_inside
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation
from samrad.parties.queries import municipality
from samrad.web.contacts.deeds import deed_page, form_page
from samrad.web.contacts.forms import EntryForm
from samrad.web.doors import for_people, open_to_all
from samrad.web.forms import sent
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.ways import address

KEPT = ("title", "email", "phone", "trained_on", "delivery", "provider", "works_together", "has_case_work")
DISTRICT, TOWN = Organisation.Kind.POLICE_DISTRICT, Organisation.Kind.MUNICIPALITY


@open_to_all
@require_safe
def whom(request: Request, slug: str) -> HttpResponse:
    """Functions and mailboxes, no persons. V-5.3-d, V-5.3-i."""
    town = municipality(slug)
    wanted = request.GET.get("sok", "")[:80]
    lines = directory_of(town, wanted)
    return page(
        request,
        "contacts/whom.html",
        town=town,
        wanted=wanted,
        police=[line for line in lines if line.kind.side == "police"],
        own=[line for line in lines if line.kind.side == "municipality"],
        may_keep=bool(may_keep_entries(request.actor, town)),
        ask_slug=_where_to_ask(request.actor, town),
    )


@open_to_all
@require_safe
def services(request: Request, slug: str) -> HttpResponse:
    """The services that the police work with from day to day, by the guide's types. V-4.3-e."""
    town = municipality(slug)
    return page(
        request,
        "contacts/services.html",
        town=town,
        types=services_of(town),
        may_keep=bool(may_keep_entries(request.actor, town)),
    )


def _where_to_ask(actor: Actor, town: Organisation) -> str:
    """The cooperation in which the actor asks the police of this municipality; none for those outside."""
    found = municipal_cooperation_of(town)
    return found.slug if found and stands_inside(actor, found) else ""


@for_people
@require_safe
def of_district(request: Request, district: str) -> HttpResponse:
    """What the police say of their own."""
    return _of(request, directory_owner(request.actor, district, DISTRICT), "web:district_function")


@for_people
@require_safe
def of_town(request: Request, slug: str) -> HttpResponse:
    """What the municipality says of its own."""
    return _of(request, directory_owner(request.actor, slug, TOWN), "web:town_function")


def _of(request: Request, owner: Organisation, change: str) -> HttpResponse:
    return page(
        request,
        "contacts/functions.html",
        owner=owner,
        lines=entries_of(owner),
        change=change,
        may_keep=may_keep_entries(request.actor, owner),
    )


@for_people
@form_page
def change_district(request: Request, district: str, function: str) -> HttpResponse:
    return _change(
        request, directory_owner(request.actor, district, DISTRICT), function, "district_functions"
    )


@for_people
@form_page
def change_town(request: Request, slug: str, function: str) -> HttpResponse:
    return _change(request, directory_owner(request.actor, slug, TOWN), function, "town_functions")


def _change(request: Request, owner: Organisation, function: str, back: str) -> HttpResponse:
    """Say where one function is reached, that it still holds, or take it out."""
    may_keep_entries(request.actor, owner).require()
    kind = BY_CODE.get(function)
    if kind is None or kind.side != owner.side:
        raise Http404
    towns = municipalities_of(owner) if owner.side == "police" else []
    asked = next((town.pk for town in towns if town.slug == request.GET.get("kommune")), None)
    now = entry_of(owner, function, asked)
    initial = {"town_id": asked} | (
        {name: getattr(now, name) for name in KEPT} if now else {"delivery": "own"}
    )
    form = EntryForm(
        sent(request),
        towns=towns,
        is_trained=kind.is_trained,
        is_service=owner.side == "municipality",
        initial=initial,
    )
    if request.method == "POST" and "remove" in request.POST:
        remove_entry(actor=request.actor, owner_id=owner.pk, kind=function, town_id=asked)
        messages.success(request, _("Funksjonen er tatt ut."))
        return redirect(address(back, owner.slug))

    def keep() -> object:
        said = form.said
        town = said.pop("town_id", "")
        return set_entry(
            actor=request.actor,
            owner_id=owner.pk,
            kind=function,
            town_id=UUID(town) if town else None,
            **said,
        )

    return deed_page(
        request,
        "contacts/function.html",
        form,
        keep,
        said=_("Det er lagret, og bekreftet i dag."),
        back=address(back, owner.slug),
        kind=kind,
        now=now,
    )
