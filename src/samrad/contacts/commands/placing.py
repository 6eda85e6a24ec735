"""Where contacts stand in the police: placed by the district, at any level, and kept through every reorganisation."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from samrad.contacts.commands.assignments import contact_post, district_of
from samrad.contacts.commands.starting import holder
from samrad.contacts.events import CombinationExplained, ContactPlaced, UnitRegistered, UnitsReorganised
from samrad.contacts.models import Combination, Placement
from samrad.contacts.permissions import may_direct_contacts
from samrad.contacts.queries.placing import houses_within, managers_in, other_seats_of, stands_in
from samrad.cooperation.models import CooperationParty
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.parties.commands import carry_posts
from samrad.parties.models import POLICE_HOUSES, Organisation, Post, Succession
from samrad.parties.reference_data import slug_of

CONTACT = Post.Function.POLICE_CONTACT
BELOW = POLICE_HOUSES[1:]
SOURCE = "registrert i Samråd"
A_DAY = timedelta(days=1)


@command
def place_contact(
    *, actor: Actor, post_id: UUID, unit_id: UUID, valid_from: date, manager_id: UUID | None = None
) -> Placement:
    """Let a contact's post stand in one house of the police from a day, under a line manager. Where it stood before is kept.

    Who      `may_direct_contacts`: the municipality neither approves nor blocks.
    Shape    the first placement that is written also keeps where the post stood until then, from its first holder on.
    Refuses  a house outside the district; a leader who is none there; a day that has not come, or before the last placement.
    Records  ContactPlaced. The municipalities stay as they are.
    Source   V-5.2-a, V-5.3-e.
    """
    district = district_of(Post.objects.get(pk=post_id, function=CONTACT))
    may_direct_contacts(actor, district).require()
    units, post = _tree(district), contact_post(post_id)
    if unit_id not in units:
        raise Refused(_("Velg et sted i politidistriktet."))
    if manager_id and manager_id not in {row.pk for row in managers_in(district, post.pk)}:
        raise Refused(_("Nærmeste leder må ha en lederstilling i distriktet. Velg en av dem i listen."))
    if valid_from > today():
        raise Refused(_("Dagen har ikke vært ennå. Skriv den når det er gjort."))
    placed = _placed(post, units[unit_id], manager_id, valid_from)
    record(ContactPlaced(post.pk, unit_id, valid_from), by=actor)
    return placed


def _tree(district: UUID) -> dict[UUID, Organisation]:
    """The houses of a district, held until the deed is done: two who change the tree in one instant come one after the other."""
    Organisation.objects.select_for_update(no_key=True).get(pk=district)
    return {unit.pk: unit for unit in houses_within(district)}


def _placed(post: Post, unit: Organisation, manager: UUID | None, on: date) -> Placement:
    """The last placement ends the day before; one that began the same day is corrected."""
    last = post.placements.filter(valid_to=None).first() or _as_it_stood(post, on)
    if last and last.valid_from > on:
        raise Refused(_("Kontakten fikk plassen sin senere enn det. Velg en senere dag."))
    if last and last.valid_from < on:
        last.valid_to = on - A_DAY
        last.save(update_fields=["valid_to"])
        last = None
    placed = last or Placement(post=post, valid_from=on)
    placed.unit, placed.manager_id, placed.stood_in = unit, manager, stands_in(unit)
    placed.save()
    _move(post, unit)
    return placed


def _as_it_stood(post: Post, on: date) -> Placement | None:
    """Where the post stood before anybody wrote it down: in its house, since it was first held."""
    first = post.appointments.order_by("valid_from").values_list("valid_from", flat=True).first()
    if first is None or first >= on:
        return None
    house = post.organisation
    return Placement.objects.create(post=post, unit=house, stood_in=stands_in(house), valid_from=first)


def _move(post: Post, unit: Organisation) -> None:
    if post.organisation_id == unit.pk:
        return
    if Post.objects.filter(organisation=unit, title=post.title).exists():
        raise Refused(
            _("Det finnes allerede en stilling med samme tittel der. Gi den ene en annen tittel først.")
        )
    post.acts_for_id = district_of(post)
    post.organisation = unit
    post.save(update_fields=["acts_for", "organisation"])


@command
def explain_combination(
    *, actor: Actor, appointment_id: UUID, leader_id: UUID, reason: str, confirmed: bool = False
) -> Combination:
    """Say why a contact is a leader too: there can be good reasons, and everybody sees which.

    Who      `may_direct_contacts`.
    Refuses  a leader's post that the same person does not hold; no reason; what looks personal, until confirmed.
    Records  CombinationExplained.
    Source   V-5.3-c.
    """
    appointment = holder(appointment_id)
    may_direct_contacts(actor, district_of(appointment.post)).require()
    if leader_id not in {seat.post.pk for seat in other_seats_of(appointment.pk) if seat.is_leader}:
        raise Refused(_("Kontakten har ikke denne lederstillingen."))
    words = " ".join(guarded(reason, confirmed=confirmed, longest=400).split())
    if not words:
        raise Refused(_("Skriv hvorfor det er ordnet slik."))
    said, _new = Combination.objects.update_or_create(
        appointment=appointment, leader_id=leader_id, defaults={"reason": words, "noted_on": today()}
    )
    record(CombinationExplained(appointment.pk, leader_id), by=actor)
    return said


@command
def register_unit(
    *, actor: Actor, district_id: UUID, name: str, kind: str, parent_id: UUID, on: date
) -> Organisation:
    """Put an operating unit, a unit or a station into the district's tree from a day.

    Who      `may_direct_contacts`.
    Refuses  no name, or one that is taken; a place in the tree where such a house does not stand; a day that has not come.
    Records  UnitRegistered.
    Source   V-5.2-a, V-5.3-f.
    """
    may_direct_contacts(actor, district_id).require()
    unit = _made(_tree(district_id).get(parent_id), name, kind, on)
    record(UnitRegistered(unit.pk, kind), by=actor)
    return unit


def _made(parent: Organisation | None, name: str, kind: str, on: date) -> Organisation:
    if on > today():
        raise Refused(_("Dagen har ikke vært ennå. Skriv den når det er gjort."))
    if kind not in BELOW or parent is None or not _fits_under(kind, parent.kind):
        raise Refused(
            _(
                "En driftsenhet ligger under distriktet, en tjenesteenhet under en driftsenhet, og et tjenestested under en enhet."
            )
        )
    called = " ".join(guarded(name, longest=120).split())
    slug = slug_of(called)
    if not slug or Organisation.objects.filter(kind=kind, slug=slug, valid_to=None).exists():
        raise Refused(_("Det finnes allerede en virksomhet med dette navnet. Velg et annet navn."))
    return Organisation.objects.create(
        kind=kind, sector=Organisation.Sector.STATE, name=called, official_name=called, slug=slug, parent=parent,
        source=SOURCE, valid_from=on, is_fictional=parent.is_fictional,
    )  # fmt: skip


@command
def reorganise_units(
    *,
    actor: Actor,
    district_id: UUID,
    unit_ids: Collection[UUID],
    name: str,
    kind: str,
    parent_id: UUID,
    on: date,
) -> Organisation:
    """Let one or more units go on as a new one from a day. Posts and stations follow, and each contact's earlier place is kept.

    Who      `may_direct_contacts`.
    Refuses  none; a unit of another district, or younger than the day; a unit that is a party to a cooperation; the new one under
             one that ends; a new one under which what is left cannot stand; what `register_unit` refuses.
    Records  UnitsReorganised.
    Source   V-5.2-a.
    """
    may_direct_contacts(actor, district_id).require()
    houses = _tree(district_id)
    units = [house for key, house in houses.items() if key in unit_ids and key != district_id]
    if not units or len(units) != len(set(unit_ids)) or any(unit.valid_from >= on for unit in units):
        raise Refused(_("Velg enheter i distriktet som fantes før den dagen."))
    if parent_id in unit_ids:
        raise Refused(_("Den nye kan ikke ligge under en enhet som slutter."))
    if CooperationParty.objects.filter(
        organisation__in=units, left_on=None, cooperation__ended_on=None
    ).exists():
        raise Refused(
            _("En av enhetene er part i et samarbeid. Avslutt samarbeidet først, eller la enheten stå.")
        )
    Organisation.objects.filter(pk__in=[unit.pk for unit in units]).update(valid_to=on - A_DAY)
    new = _made(houses.get(parent_id), name, kind, on)
    left = [house for key, house in houses.items() if house.parent_id in unit_ids and key not in unit_ids]
    if not all(_fits_under(house.kind, kind) for house in left):
        raise Refused(
            _("Noe av det som ligger under, får ikke plass under den nye. Ta det med i omorganiseringen.")
        )
    Succession.objects.bulk_create(Succession(before=unit, after=new, on=on, source=SOURCE) for unit in units)
    _carry(district_id, units, new, on)
    record(UnitsReorganised(new.pk, len(units), on), by=actor)
    return new


def _fits_under(kind: str, above: str) -> bool:
    return POLICE_HOUSES.index(kind) > POLICE_HOUSES.index(above)


def _carry(district: UUID, units: Collection[Organisation], new: Organisation, on: date) -> None:
    """What stands under the units follows them. Whoever has another place or another path gets a new row, and the old one ends."""
    contacts = Post.objects.filter(Q(acts_for=district) | Q(organisation=district), function=CONTACT)
    contacts = contacts.select_related("organisation__parent__parent__parent")
    placed = list(Placement.objects.select_for_update(of=("self",)).filter(post__in=contacts, valid_to=None))
    known = {row.post_id for row in placed}
    unwritten = [post for post in contacts if post.pk not in known]
    placed += [row for row in (_as_it_stood(post, on) for post in unwritten) if row]
    carry_posts(list(units), new)
    houses = {house.pk: house for house in houses_within(district)}
    for row in placed:
        house = houses.get(row.unit_id, new)
        if stands_in(house) != row.stood_in:
            _go_on(row, house, on)


def _go_on(row: Placement, house: Organisation, on: date) -> None:
    if row.valid_from >= on:  # written after the reorganisation was
        row.unit, row.stood_in = house, stands_in(house)
        row.save(update_fields=["unit", "stood_in"])
        return
    row.valid_to = on - A_DAY
    row.save(update_fields=["valid_to"])
    Placement.objects.create(
        post_id=row.post_id, unit=house, manager_id=row.manager_id, stood_in=stands_in(house), valid_from=on
    )
