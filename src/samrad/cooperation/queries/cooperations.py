"""Every read of the room. What is open says so; all else takes the actor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from samrad.cooperation.models import Choice, Cooperation, CooperationParty, Matter, Offer, ServiceCard
from samrad.guide.law import SERVICES
from samrad.kernel.composed import Composed, FreeText, composed
from samrad.kernel.once import read_once
from samrad.kernel.rows import lay_beside
from samrad.kernel.together import Steps, question
from samrad.parties.actor import Actor, actor_of
from samrad.parties.models import Organisation
from samrad.parties.queries import norsk_sort, running_appointments

PARTIES = Prefetch("parties", CooperationParty.objects.select_related("organisation").order_by("order"))


@dataclass(frozen=True)
class Standing:
    """How one matter stands for one municipality: open facts only."""

    matter: str
    status: str
    asked_on: date | None
    answered_on: date | None
    since: date | None


@dataclass(frozen=True)
class MunicipalityStatus:
    """One municipality on the country page."""

    organisation: UUID
    name: str
    slug: str
    number: str
    district: UUID | None
    county: UUID | None
    tile_x: int | None
    tile_y: int | None
    population: int | None
    is_fictional: bool
    agreement: str
    council: str
    slt: str


@dataclass(frozen=True)
class PersonInside:
    """Somebody who stands inside a cooperation today, in one post, for one of its parties."""

    appointment: UUID
    person: UUID
    party: UUID
    power: str
    email: str


@read_once
def cooperations_of(actor: Actor) -> list[Cooperation]:
    """The cooperations the actor stands inside: its party's, narrowed to what a police post covers."""
    rows = Cooperation.objects.filter(pk__in=keys_inside(actor)).order_by("kind", "name")
    return list(rows.prefetch_related(PARTIES))


# `keys_inside`, written out: every page asks it, and a statement that is not composed anew costs a third.
PLACES = """
select c.name, c.slug from cooperation_cooperation c
where exists (select from cooperation_cooperationparty p
              where p.cooperation_id = c.id and p.left_on is null and p.organisation_id = any(%(parties)s::uuid[]))
  and (cardinality(%(covers)s::uuid[]) = 0 or exists (select from cooperation_cooperationparty p
              where p.cooperation_id = c.id and p.organisation_id = any(%(covers)s::uuid[])))
order by c.kind, c.name
"""


def places_of(actor: Actor) -> list[tuple[str, str]]:
    """Name and slug of each cooperation the actor stands inside, for the frame around every page. One statement."""
    if not actor.works_for_a_party:
        return []
    covers = [*actor.covers, actor.organisation] if actor.covers else []
    with connection.cursor() as cursor:
        cursor.execute(PLACES, {"parties": list(actor.parties), "covers": covers})
        return [(name, slug) for name, slug in cursor.fetchall()]


def keys_inside(actor: Actor) -> QuerySet[CooperationParty, Any]:
    """`stands_inside` as the database can answer it for all at once, as part of a larger statement: keys of cooperations."""
    if not actor.works_for_a_party:
        return CooperationParty.objects.none().values("cooperation")
    rows = CooperationParty.objects.filter(organisation__in=actor.parties, left_on=None).order_by()
    if actor.covers:
        theirs = CooperationParty.objects.filter(
            cooperation=OuterRef("cooperation"), organisation__in=actor.covers | {actor.organisation}
        )
        rows = rows.filter(Exists(theirs) | Q(cooperation__kind=Cooperation.Kind.DISTRICT))
    return rows.values("cooperation")


def cooperation_visible_to(actor: Actor, slug: str) -> Cooperation:
    """Refuses with `Cooperation.DoesNotExist`, alike for what is foreign and what is not there."""
    return _only_inside(actor, _parties_where(slug=FreeText(slug)))


def municipal_cooperation_visible_to(actor: Actor, town: Organisation) -> Cooperation:
    """The one that a municipality has from the start. Refuses with `Cooperation.DoesNotExist`. One statement."""
    return _only_inside(actor, _parties_where(town=town.pk))


def cooperation_by_id(actor: Actor, cooperation_id: UUID) -> Cooperation:
    return _only_inside(actor, _parties_where(cooperation=cooperation_id))


def with_parties(cooperation_id: UUID) -> Cooperation:
    """As a deed needs it: the permission that follows says who may. Refuses with `Cooperation.DoesNotExist`."""
    return Cooperation.objects.prefetch_related(PARTIES).get(pk=cooperation_id)


def living_parties(cooperation: Cooperation) -> list[CooperationParty]:
    """The parties that have not left, in their order. Expects them fetched along, as `PARTIES` has them."""
    return [party for party in cooperation.parties.all() if party.left_on is None]


def stands_inside(actor: Actor, cooperation: Cooperation) -> bool:
    """Whether the actor acts for a party of this cooperation, and covers it."""
    mine = {party.organisation_id for party in living_parties(cooperation)}
    return bool(actor.parties & mine) and _is_covered(actor, cooperation)


def people_inside(cooperation_id: UUID) -> list[PersonInside]:
    """Everybody who stands inside, each once, the longest in post first. Open: who holds which post, never content."""
    cooperation = with_parties(cooperation_id)
    living = {party.organisation_id for party in living_parties(cooperation)}
    rows = running_appointments().filter(
        Q(post__organisation__in=living) | Q(post__acts_for__in=living),
        post__power__in=["signatory", "coordinator", "member"],
    )
    found: dict[UUID, PersonInside] = {}
    for row in rows:
        actor = actor_of(row)
        if stands_inside(actor, cooperation):
            party = party_of(actor, cooperation).organisation_id
            found.setdefault(
                row.person_id,
                PersonInside(row.pk, row.person_id, party, row.post.power, row.person.email),
            )
    return list(found.values())


def party_of(actor: Actor, cooperation: Cooperation) -> CooperationParty:
    """The party the actor stands for here. Refuses with `CooperationParty.DoesNotExist`."""
    for party in living_parties(cooperation):
        if party.organisation_id in actor.parties:
            return party
    raise CooperationParty.DoesNotExist


def offers_visible_to(actor: Actor, cooperation: Cooperation) -> list[Offer]:
    """Offers and answers, newest first, for those who stand inside."""
    if not stands_inside(actor, cooperation):
        return []
    found = list(_offers_in(cooperation.pk))
    for offer in found:
        offer.cooperation = cooperation
    return found


@composed
def _offers_in(cooperation: UUID) -> QuerySet[Offer]:
    rows = Offer.objects.filter(cooperation=cooperation)
    return rows.select_related("organisation", "offered_by__person")


def offer_visible_to(actor: Actor, offer_id: UUID) -> Offer:
    """Refuses with `Offer.DoesNotExist`."""
    offer = Offer.objects.select_related("cooperation", "organisation").get(pk=offer_id)
    if not stands_inside(actor, offer.cooperation):
        raise Offer.DoesNotExist
    return offer


@question
def offers_waiting_for(actor: Actor) -> Steps[list[Offer]]:
    """Unanswered offers to the actor's own municipality. Never repeated, never late."""
    if actor.side != "municipality" or not actor.may_write:
        return []
    [offers] = yield [_unanswered(actor.parties)]
    return offers


@composed
def _unanswered(parties: frozenset[UUID]) -> QuerySet[Offer]:
    return Offer.objects.filter(organisation__in=parties, reply="")


@composed
def _choices(organisations: frozenset[UUID]) -> QuerySet[Choice]:
    rows = Choice.objects.filter(organisation__in=organisations)
    return rows.select_related("cooperation", "organisation")


def choices_of(organisations: Iterable[UUID]) -> dict[UUID, dict[str, Choice]]:
    """The three choices of some municipalities. Open: status and dates, never a word of why."""
    found: dict[UUID, dict[str, Choice]] = {}
    for choice in _choices(frozenset(organisations)):
        found.setdefault(choice.organisation_id, {})[choice.matter] = choice
    return found


def municipal_cooperation_of(organisation: Organisation) -> Cooperation | None:
    """The cooperation a municipality has from the start. Open: that it is there, and who its parties are."""
    return (
        Cooperation.objects.filter(kind=Cooperation.Kind.MUNICIPAL, parties__organisation=organisation)
        .prefetch_related(PARTIES)
        .first()
    )


def country_status() -> list[MunicipalityStatus]:
    """Every living municipality with its three choices, in two statements. Open.

    Source   V-2.3-c, V-4-f: no answer is better than another.
    """
    stand: dict[UUID, dict[str, str]] = {}
    for organisation, matter, status in Choice.objects.values_list("organisation", "matter", "status"):
        stand.setdefault(organisation, {})[matter] = status
    columns = (
        "pk",
        "name",
        "slug",
        "number",
        "district",
        "county",
        "tile_x",
        "tile_y",
        "population",
        "is_fictional",
    )
    rows = Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY, valid_to=None).values_list(
        *columns
    )
    three = (Matter.AGREEMENT, Matter.COUNCIL, Matter.SLT)
    return [
        MunicipalityStatus(*row, *(stand.get(row[0], {}).get(matter, "not_asked") for matter in three))
        for row in rows
    ]


# A row's own transaction and place change with every change of the row, and a transaction never comes again.
STAMP = """
select concat_ws(' ',
    (select concat_ws(' ', sum(hashtidextended(ctid, xmin::text::bigint)), count(*)) from cooperation_choice),
    (select concat_ws(' ', sum(hashtidextended(ctid, xmin::text::bigint)), count(*)) from parties_organisation))
"""


def country_stamp() -> str:
    """A mark that is another one as soon as anything `country_status` tells of may be. Open. One statement.

    Read it before what it marks: then what is kept under it is never older than it says.
    """
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
        return str(cursor.fetchone()[0])


@question
def municipalities_without_offer(actor: Actor, matter: str = Matter.AGREEMENT) -> Steps[list[Organisation]]:
    """The district's work list: municipalities with neither a recorded offer nor the thing itself.

    Shape    `matter` is the agreement to offer (V-3-c) or the council to invite to (V-4-d). Shown to the police only:
             the duty is theirs, and is met by the offer whatever the answer.
    """
    if actor.side != "police" or not actor.works_for_a_party:
        return []
    [towns] = yield [_without_offer(actor.parties, matter)]
    return towns


@composed
def _without_offer(districts: frozenset[UUID], matter: str) -> QuerySet[Organisation]:
    without = Choice.objects.filter(matter=matter, asked_on=None).exclude(status=Choice.Status.IN_FORCE)
    rows = Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY, valid_to=None)
    theirs = rows.filter(district__in=districts, pk__in=without.values("organisation"))
    return theirs.only("name", "slug").order_by("name")


@composed
def _parties_where(
    *, slug: str | None = None, town: UUID | None = None, cooperation: UUID | None = None
) -> QuerySet[CooperationParty]:
    """The parties of one cooperation, found in one of three ways."""
    rows = CooperationParty.objects.select_related("cooperation", "organisation").order_by("order")
    if slug is not None:
        return rows.filter(cooperation__slug=slug)
    if town is not None:
        kind = Cooperation.Kind.MUNICIPAL
        return rows.filter(cooperation__kind=kind, cooperation__parties__organisation=town)
    return rows.filter(cooperation=cooperation)


def _only_inside(actor: Actor, rows: Composed[CooperationParty]) -> Cooperation:
    """The cooperation, found by its parties and knowing them. One statement."""
    parties = list(rows)
    if not parties:
        raise Cooperation.DoesNotExist
    cooperation = parties[0].cooperation
    lay_beside(cooperation, "parties", parties)
    if not stands_inside(actor, cooperation):
        raise Cooperation.DoesNotExist
    return cooperation


def _is_covered(actor: Actor, cooperation: Cooperation) -> bool:
    """A police post that covers named municipalities sees theirs, what its own unit is a party to, and the district's own."""
    if not actor.covers or cooperation.kind == Cooperation.Kind.DISTRICT:
        return True
    theirs = {party.organisation_id for party in cooperation.parties.all()}
    return bool(actor.covers & theirs) or actor.organisation in theirs


def fitting_parties(actor: Actor) -> list[Organisation]:
    """Who the actor may found a cooperation with: its own houses, and what lies around them."""
    own = Organisation.objects.filter(pk__in=actor.parties)
    districts = own.values_list("district", flat=True)
    around = Q(pk__in=actor.parties) | Q(district__in=actor.parties) | Q(pk__in=districts)
    around |= Q(district__in=districts, district__isnull=False)
    around |= Q(kind__in=["school", "police_unit", "county", "police_district"])
    rows = Organisation.objects.filter(around, valid_to=None).exclude(kind="police_directorate")
    return sorted(rows.distinct(), key=lambda house: (house.kind, norsk_sort(house.name)))


def cards_of(actor: Actor, cooperation: Cooperation) -> list[ServiceCard]:
    """The cards of every service that works together here, in the register's order, for its parties. V-4.1.5-a."""
    if not stands_inside(actor, cooperation):
        return []
    rows = ServiceCard.objects.filter(cooperation=cooperation).select_related("organisation")
    return sorted(rows, key=lambda card: SERVICES.index(card.service))
