"""A district's police contacts: the map, the list that says the same, and the terms they all have."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samrad.contacts.commands.starting import confirm_terms, publish_terms
from samrad.contacts.permissions import may_confirm_terms, may_direct_contacts
from samrad.contacts.queries.district import (
    contact_posts_of,
    district_visible_to,
    has_confirmed,
    newest_terms,
)
from samrad.contacts.queries.facts import Contact, MunicipalityContacts, contacts_facts
from samrad.kernel.clock import today
from samrad.web.contacts.deeds import deed_page, form_page
from samrad.web.contacts.forms import TermsForm
from samrad.web.doors import for_people
from samrad.web.forms import DeedForm, sent
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.ways import address


@dataclass(frozen=True)
class Tile:
    """One municipality on the map and in the list: the same words in both."""

    town: MunicipalityContacts
    tile_x: int
    tile_y: int
    tone: str
    label: str

    @property
    def name(self) -> str:
        return self.town.name

    @property
    def url(self) -> str:
        return address("municipality", self.town.slug)


def _label(town: MunicipalityContacts) -> tuple[str, str]:
    """The sign and the words. Red is for the duty alone: every municipality shall have a contact. V-5-c."""
    held = [contact for contact in town.contacts if not contact.is_vacant]
    if not held:
        vacant = town.contacts and _("stillingen står tom")
        return "missing", vacant or _("mangler politikontakt")
    names = ", ".join(contact.title for contact in held)
    if any(contact.needs_approval and not contact.approval_covers for contact in held):
        return "work", _("%(contact)s, flere enn tre kommuner uten godkjenning") % {"contact": names}
    return "yes", names


def tiles_of(towns: Sequence[MunicipalityContacts]) -> list[Tile]:
    """Moved into the corner of the drawing. A municipality without a place on the map stands in the list alone."""
    left = min((town.tile_x for town in towns if town.tile_x is not None), default=0)
    top = min((town.tile_y for town in towns if town.tile_y is not None), default=0)
    return [
        Tile(town, (town.tile_x or left) - left, (town.tile_y or top) - top, *_label(town)) for town in towns
    ]


@dataclass(frozen=True)
class ContactRow:
    """One contact beside the others: equal conditions are seen when they stand in one table. V-5.2-g."""

    contact: Contact
    towns: tuple[str, ...]

    @property
    def count(self) -> str:
        number = len(self.towns)
        return ngettext("%(number)s kommune", "%(number)s kommuner", number) % {"number": number}


def contact_rows(towns: Sequence[MunicipalityContacts]) -> list[ContactRow]:
    """Each contact once, by title, with the municipalities by name."""
    found: dict[object, tuple[Contact, list[str]]] = {}
    for town in towns:
        for contact in town.contacts:
            found.setdefault(contact.post, (contact, []))[1].append(town.name)
    rows = [ContactRow(contact, tuple(names)) for contact, names in found.values()]
    return sorted(rows, key=lambda row: (row.contact.title, row.contact.post))


@for_people
@require_safe
def contacts(request: Request, district: str) -> HttpResponse:
    """Who is whose contact, and where one is missing. V-5-c, V-5-e, V-5.2-g."""
    house = district_visible_to(request.actor, district)
    towns = contacts_facts(today(), district=house.pk)
    tiles, rows = tiles_of(towns), contact_rows(towns)
    counts = Counter(tile.tone for tile in tiles)
    assigned = {row.contact.post for row in rows}
    return page(
        request,
        "contacts/district.html",
        house=house,
        tiles=tiles,
        on_map=[tile for tile in tiles if tile.town.tile_x is not None],
        counts={tone: counts[tone] for tone in ("yes", "work", "missing")},
        rows=rows,
        terms_number=towns[0].terms_number if towns else 0,
        without_towns=[post for post in contact_posts_of(house) if post.pk not in assigned],
        may_direct=may_direct_contacts(request.actor, house.pk),
    )


@for_people
@form_page
def terms(request: Request, district: str) -> HttpResponse:
    """The terms, alike for all: the district publishes, each contact confirms. V-5.2-g."""
    house = district_visible_to(request.actor, district)
    newest, actor = newest_terms(house), request.actor
    back = address("contacts", house.slug)
    context = {
        "house": house,
        "newest": newest,
        "may_publish": may_direct_contacts(actor, house.pk),
        "may_confirm": newest and may_confirm_terms(actor, house.pk) and not has_confirmed(actor, newest),
    }
    if request.method == "POST" and "confirm" in request.POST:
        form: DeedForm = DeedForm(sent(request))
        return deed_page(
            request,
            "contacts/terms.html",
            form,
            lambda: confirm_terms(actor=actor, district_id=house.pk, number=form.version),
            said=_("Takk. Det står at du arbeider etter disse vilkårene."),
            back=back,
            **context,
        )
    writing = TermsForm(sent(request), initial={"text": newest.text if newest else ""})
    return deed_page(
        request,
        "contacts/terms.html",
        writing,
        lambda: publish_terms(
            actor=actor, district_id=house.pk, confirmed=writing.is_confirmed, **writing.said
        ),
        said=_("Vilkårene er kunngjort. Hver kontakt bekrefter dem."),
        back=back,
        **context,
    )
