"""What each side says of its own functions: where they are reached."""

from datetime import date
from uuid import UUID

from django.utils.text import slugify
from django.utils.translation import gettext as _

from samrad.contacts.events import EntryRemoved, EntrySet
from samrad.contacts.functions import BY_CODE
from samrad.contacts.mailboxes import is_address, is_number, looks_like_a_mobile, looks_like_a_persons
from samrad.contacts.models import Entry
from samrad.contacts.permissions import may_keep_entries
from samrad.cooperation.guard import examine
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation

NORWEGIAN = str.maketrans("æøåÆØÅ", "eoaEOA")


@command
def set_entry(
    *,
    actor: Actor,
    owner_id: UUID,
    kind: str,
    title: str = "",
    email: str = "",
    phone: str = "",
    town_id: UUID | None = None,
    trained_on: date | None = None,
    delivery: str = Entry.Delivery.OWN,
    provider: str = "",
    works_together: str = "",
    has_case_work: bool = False,
) -> Entry:
    """Say where a function is reached, or that what stands there still holds. One for each function, or one for a municipality.

    Shape    `trained_on` is the day of the last training, for the functions that are asked about it.
    Who      each side for its own (`may_keep_entries`).
    Refuses  a function of the other side; a municipality of another district; no way to reach it; what looks like a person's own
             address, mobile or name; a service by others without its provider; a description that looks personal; a training to
             come.
    Records  EntrySet.
    Source   V-2.1-h, V-2.1-m, V-2.2-g, V-4.3-e, V-5.3-d, V-5.3-i.
    """
    owner = Organisation.objects.select_for_update().get(pk=owner_id)
    may_keep_entries(actor, owner).require()
    if kind not in BY_CODE or BY_CODE[kind].side != owner.side:
        raise Refused(_("Funksjonen hører til den andre parten. Velg en av deres egne."))
    towns = list(owner.municipalities_covered.filter(valid_to=None)) if owner.side == "police" else []
    if town_id and town_id not in {town.pk for town in towns}:
        raise Refused(_("Kommunen hører ikke til politidistriktet. Velg en kommune i distriktet."))
    title, email, phone = title.strip(), email.strip(), phone.strip()
    _require_a_way_that_is_no_persons(title, email, phone, [owner, *towns])
    by_whom = _provided(owner, delivery, provider) | _together(owner, works_together, has_case_work)
    trained = {"trained_on": trained_on if BY_CODE[kind].is_trained else None}
    if trained_on and trained_on > today():
        raise Refused(_("Dagen har ikke vært ennå. Skriv den når det er gjort."))
    entry, _made = Entry.objects.update_or_create(
        owner=owner,
        kind=kind,
        town_id=town_id,
        defaults={"title": title, "email": email, "phone": phone, "confirmed_on": today()}
        | by_whom
        | trained,
    )
    record(EntrySet(owner.pk, kind), by=actor)
    return entry


def _together(owner: Organisation, words: str, has_case_work: bool) -> dict[str, object]:
    """How a service and the police cooperate. It is open to all, so nothing in it may look like a case. V-4.3-e."""
    if owner.side == "police":
        return {}
    if examine(words):
        raise Refused(
            _(
                "Beskrivelsen ligner opplysninger om en person eller en sak. Skriv hvordan dere samarbeider, ikke om hvem."
            )
        )
    return {"works_together": guarded(words, longest=600), "has_case_work": has_case_work}


def _provided(owner: Organisation, delivery: str, provider: str) -> dict[str, object]:
    """How a municipality delivers a service, and who does it. The police's functions are their own. V-2.2-g."""
    if owner.side == "police" or Entry.Delivery(delivery) == Entry.Delivery.OWN:
        return {"delivery": Entry.Delivery.OWN, "provider": ""}
    name = " ".join(provider.split())
    if not name:
        raise Refused(_("Skriv hvem som leverer tjenesten."))
    if examine(name):
        raise Refused(
            _("Navnet ligner opplysninger om en person. Skriv hva virksomheten heter, uten navn og nummer.")
        )
    return {"delivery": delivery, "provider": name}


def _require_a_way_that_is_no_persons(title: str, email: str, phone: str, places: list[Organisation]) -> None:
    """The page is open to all: nothing on it leads to somebody's own pocket, also when the writer says it is fine."""
    if not email and not phone:
        raise Refused(_("Skriv en e-postadresse eller et telefonnummer, ellers når ingen fram."))
    names = {part for house in places for part in slugify(house.name.translate(NORWEGIAN)).split("-")}
    if email and not is_address(email):
        raise Refused(
            _("Dette er ikke en e-postadresse. Skriv den som navn@kommune.no, uten æ, ø og å før @.")
        )
    if email and looks_like_a_persons(email, names):
        raise Refused(
            _(
                "«%(address)s» ligner en persons egen adresse. Bruk funksjonens postkasse, som politikontakt@ eller post@."
            )
            % {"address": email}
        )
    if phone and not is_number(phone):
        raise Refused(
            _("Dette er ikke et telefonnummer. Skriv åtte sifre, eller fem når det er et kort nummer.")
        )
    if phone and looks_like_a_mobile(phone):
        raise Refused(
            _("«%(number)s» ligner et mobilnummer. Bruk funksjonens eget nummer, som blir når folk bytter.")
            % {"number": phone}
        )
    if examine(title):
        raise Refused(
            _("Tittelen ligner opplysninger om en person. Skriv hva funksjonen heter, uten navn og nummer.")
        )


@command
def remove_entry(*, actor: Actor, owner_id: UUID, kind: str, town_id: UUID | None = None) -> None:
    """Take a function out of the directory.

    Who      `may_keep_entries`.
    Records  EntryRemoved, where there was one.
    """
    owner = Organisation.objects.get(pk=owner_id)
    may_keep_entries(actor, owner).require()
    gone, _each = Entry.objects.filter(owner=owner, kind=kind, town_id=town_id).delete()
    if gone:
        record(EntryRemoved(owner.pk, kind), by=actor)
