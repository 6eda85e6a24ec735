"""Police contacts as plain facts: of one municipality or of all, on any day, in the same six statements. Open, never content."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery

from samrad.contacts.models import ApprovedTown, Introduction, RoleTerms, Start, TermsConfirmed
from samrad.contacts.rules import TALKS, is_sole_role, needs_approval, passed_the_rule_on
from samrad.parties.models import Appointment, Coverage, Organisation, Post, Succession
from samrad.parties.queries import norsk_sort, runs_on

CONTACT = Post.Function.POLICE_CONTACT


@dataclass(frozen=True)
class Begun:
    """How the holder came into the role. Each is the day it was done, or nothing. V-5.2-b, V-5.2-f."""

    is_first_time: bool
    authority_on: date | None = None
    mentor_on: date | None = None
    training_on: date | None = None
    talks: int = 0
    capacity_on: date | None = None
    mentor: str = ""


@dataclass(frozen=True)
class Contact:
    """A police contact who covers a municipality, as of the day that was asked for.

    Shape    `appointment` and `held_since` are empty when nobody holds the post. `towns` are all the municipalities of this contact,
             through every post of the kind that the person holds. `introduced` are the first points of contact in this municipality,
             each with its day and code. `ends_on` is the last day, where one is known. `over_since` is the
             day the fourth of today's municipalities came, `approved_on` the day the directorate said yes to this very set.
             `in_operating_unit` says whether the post sits in, or under, a geographical operating unit.
    Units    `share` is the share of full time in percent; none where it was never stated.
    Source   V-5-c to V-5-g, V-5.2-b, V-5.2-f, V-5.2-g, V-5.3-a, V-5.3-d, V-5.3-f.
    """

    coverage: int
    post: UUID
    title: str
    house: str
    covers_since: date
    ends_on: date | None
    appointment: UUID | None
    name: str
    held_since: date | None
    towns: frozenset[UUID]
    over_since: date | None
    approved_on: date | None
    share: int | None
    sole_role: bool | None
    begun: Begun
    introduced: tuple[tuple[date, str], ...]
    terms_number: int | None
    in_operating_unit: bool

    @property
    def is_vacant(self) -> bool:
        return self.appointment is None

    @property
    def needs_approval(self) -> bool:
        return needs_approval(self.towns)

    @property
    def approval_covers(self) -> bool:
        """The directorate's word names every municipality that this contact has today."""
        return self.approved_on is not None


@dataclass(frozen=True)
class MunicipalityContacts:
    """One municipality and its police contacts on a day. `terms_number` is the district's newest terms, 0 where it has none."""

    municipality: UUID
    name: str
    slug: str
    district: UUID | None
    population: int | None
    tile_x: int | None
    tile_y: int | None
    terms_number: int
    contacts: tuple[Contact, ...]

    @property
    def has_contact(self) -> bool:
        """At least one is assigned and held by somebody, whatever else the municipality has chosen. V-5-c."""
        return any(not contact.is_vacant for contact in self.contacts)

    @property
    def last_day(self) -> date | None:
        """The last day with a contact, when all that there are have an end; nothing when one goes on. V-5-c."""
        ends = [contact.ends_on for contact in self.contacts if not contact.is_vacant]
        known = [day for day in ends if day is not None]
        return max(known) if known and len(known) == len(ends) else None


@dataclass(frozen=True)
class _Read:
    """What was read, by what it is asked for."""

    coverages: list[Coverage]
    holders: dict[UUID, Appointment]
    earlier: dict[UUID, date]
    roles: Counter[UUID]
    shares: Counter[UUID]
    approvals: dict[UUID, list[tuple[date, frozenset[UUID]]]]
    introduced: dict[tuple[UUID, UUID], list[tuple[date, str]]]
    terms: dict[UUID, int]


def contacts_facts(
    day: date, *, municipalities: Collection[UUID] | None = None, district: UUID | None = None
) -> list[MunicipalityContacts]:
    """Every municipality living on a day with its police contacts, or only those asked for. Six statements, however many. Open.

    Source   V-5-c: also where there is no council, agreement or SLT.
    """
    towns = _towns(day, municipalities, district)
    everyone = municipalities is None and district is None
    read = _read(day, None if everyone else [town.pk for town in towns])
    covered: dict[UUID, list[Coverage]] = defaultdict(list)
    for row in read.coverages:
        covered[row.organisation_id].append(row)
    groups = _towns_of_contacts(read)
    return [
        MunicipalityContacts(
            town.pk, town.name, town.slug, town.district_id, town.population, town.tile_x, town.tile_y,
            getattr(town, "newest_terms", None) or 0,
            tuple(_contact(row, read, groups) for row in covered[town.pk]),
        )
        for town in towns
    ]  # fmt: skip


def _towns(day: date, municipalities: Collection[UUID] | None, district: UUID | None) -> list[Organisation]:
    newest = RoleTerms.objects.filter(district=OuterRef("district"), published_on__lte=day).order_by(
        "-number"
    )
    rows = Organisation.objects.filter(runs_on(day), kind=Organisation.Kind.MUNICIPALITY)
    if municipalities is not None:
        rows = rows.filter(pk__in=municipalities)
    if district is not None:
        rows = rows.filter(district=district)
    rows = rows.annotate(newest_terms=Subquery(newest.values("number")[:1]))
    return sorted(rows, key=lambda town: norsk_sort(town.name))


def _read(day: date, towns: list[UUID] | None) -> _Read:
    posts, people = _around(day, towns)
    coverages = Coverage.objects.filter(runs_on(day), post__in=posts).select_related(
        "post__organisation__parent__parent"
    )
    appointments = list(
        Appointment.objects.filter(person__in=people, valid_from__lte=day)
        .select_related("person", "post", "start__mentor")
        .order_by("valid_from", "id")
    )
    running = [row for row in appointments if row.valid_to is None or row.valid_to >= day]
    held = [row for row in running if row.post.function == CONTACT]
    earlier: dict[UUID, date] = {}
    for row in appointments:
        if row.post.function == CONTACT:
            earlier.setdefault(row.person_id, row.valid_from)
    of_appointments = [row.pk for row in held]
    return _Read(
        sorted(coverages, key=lambda row: (row.valid_from, row.pk)),
        {row.post_id: row for row in held},  # where two overlap, who came last holds it
        earlier,
        Counter({row.person_id for row in running if row.post.function != CONTACT}),
        _shares(held),
        _approvals(day, posts),
        _introduced(day, of_appointments),
        _terms(day, of_appointments),
    )


def _around(day: date, towns: list[UUID] | None) -> tuple["QuerySet[Post]", "QuerySet[Appointment, Any]"]:
    """The posts that cover these municipalities and every other contact post of those who hold them; and these people."""
    contacts = Post.objects.filter(function=CONTACT)
    running = Appointment.objects.filter(runs_on(day), post__function=CONTACT)
    if towns is None:
        return contacts, running.values("person")
    covering = Coverage.objects.filter(runs_on(day), organisation__in=towns, post__function=CONTACT).values(
        "post"
    )
    people = running.filter(post__in=covering).values("person")
    theirs = running.filter(person__in=people).values("post")
    return contacts.filter(pk__in=covering) | contacts.filter(pk__in=theirs), people


def _shares(held: list[Appointment]) -> Counter[UUID]:
    """The stated shares of each person's contact posts, added up."""
    found: Counter[UUID] = Counter()
    for row in held:
        start = _start(row)
        if start and start.share_on:
            found[row.person_id] += row.share
    return found


def _start(row: Appointment) -> Start | None:
    return getattr(row, "start", None)


def _approvals(day: date, posts: "QuerySet[Post]") -> dict[UUID, list[tuple[date, frozenset[UUID]]]]:
    """For each post the sets that the directorate has said yes to. A municipality that several went together into is named when
    all of them were."""
    parts = (
        Succession.objects.filter(after=OuterRef("organisation__went_on_as__after"))
        .order_by()
        .values("after")
    )
    rows = (
        ApprovedTown.objects.filter(approval__post__in=posts, approval__granted=True, approval__decided_on__lte=day)
        .exclude(approval__valid_to__lt=day)
        .annotate(parts=Subquery(parts.annotate(n=Count("before")).values("n")))
        .values_list(
            "approval", "approval__post", "approval__decided_on", "organisation", "organisation__went_on_as__after", "parts"
        )
        .order_by("approval__decided_on", "approval")
    )  # fmt: skip
    named: dict[tuple[UUID, UUID, date], set[UUID]] = defaultdict(set)
    merged: Counter[tuple[tuple[UUID, UUID, date], UUID]] = Counter()
    for approval, post, decided_on, town, after, count in rows:
        assert decided_on  # what is granted has its day: the database holds it to that
        key = approval, post, decided_on
        named[key].add(town)
        if after:
            merged[key, after] += 1
            if merged[key, after] == count:
                named[key].add(after)
    found: dict[UUID, list[tuple[date, frozenset[UUID]]]] = defaultdict(list)
    for (_approval, post, decided_on), towns in named.items():
        found[post].append((decided_on, frozenset(towns)))
    return found


def _introduced(day: date, appointments: list[UUID]) -> dict[tuple[UUID, UUID], list[tuple[date, str]]]:
    rows = Introduction.objects.filter(appointment__in=appointments, on__lte=day).order_by("on", "id")
    found: dict[tuple[UUID, UUID], list[tuple[date, str]]] = defaultdict(list)
    for appointment, town, on, to in rows.values_list("appointment", "organisation", "on", "to"):
        found[appointment, town].append((on, to))
    return found


def _terms(day: date, appointments: list[UUID]) -> dict[UUID, int]:
    rows = TermsConfirmed.objects.filter(appointment__in=appointments, on__lte=day).order_by("terms__number")
    return dict(rows.values_list("appointment", "terms__number"))


def _towns_of_contacts(read: _Read) -> dict[UUID, dict[UUID, date]]:
    """For each person, or post without a holder, the municipalities and since when."""
    found: dict[UUID, dict[UUID, date]] = defaultdict(dict)
    for row in read.coverages:
        found[_who(row, read)].setdefault(row.organisation_id, row.valid_from)
    return found


def _who(row: Coverage, read: _Read) -> UUID:
    holder = read.holders.get(row.post_id)
    return holder.person_id if holder else row.post_id


def _contact(row: Coverage, read: _Read, groups: dict[UUID, dict[UUID, date]]) -> Contact:
    holder, mine = read.holders.get(row.post_id), groups[_who(row, read)]
    towns, house = frozenset(mine), row.post.organisation
    start = _start(holder) if holder else None
    share = holder.share if holder and start and start.share_on else None
    ends = [day for day in (row.valid_to, holder.valid_to if holder else None) if day]
    approved = [on for on, named in read.approvals.get(row.post_id, []) if towns <= named]
    return Contact(
        coverage=row.pk,
        post=row.post_id,
        title=row.post.title,
        house=house.name,
        covers_since=row.valid_from,
        ends_on=min(ends, default=None),
        appointment=holder.pk if holder else None,
        name=holder.person.name if holder else "",
        held_since=holder.valid_from if holder else None,
        towns=towns,
        over_since=passed_the_rule_on(mine.values()),
        approved_on=min(approved, default=None) if needs_approval(towns) else None,
        share=share,
        sole_role=is_sole_role(share and read.shares[holder.person_id], read.roles[holder.person_id]) if holder else None,
        begun=_begun(holder, start, read) if holder else Begun(False),
        introduced=tuple(read.introduced.get((holder.pk, row.organisation_id), ())) if holder else (),
        terms_number=read.terms.get(holder.pk) if holder else None,
        in_operating_unit=_in_operating_unit(house),
    )  # fmt: skip


def _in_operating_unit(house: Organisation) -> bool:
    """Whether it is one, or stands in one: a unit directly, a station through its unit."""
    above = house.parent
    around = (house, above, above.parent if above else None)
    return Organisation.Kind.OPERATING_UNIT in {each.kind for each in around if each}


def _begun(holder: Appointment, start: Start | None, read: _Read) -> Begun:
    first = read.earlier[holder.person_id] == holder.valid_from
    if start is None:
        return Begun(first)
    talks = sum(day is not None for day in (start.first_talk_on, start.second_talk_on))
    return Begun(
        first,
        start.authority_on,
        start.mentor_on,
        start.training_on,
        min(talks, TALKS),
        start.capacity_on,
        start.mentor.title if start.mentor else "",
    )
