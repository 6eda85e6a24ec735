"""The country as the directorate sees it: counts, tiles and months, in as many statements whatever the filter."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Sum

from samrad.kernel.clock import today
from samrad.oversight.models import Status, Tally
from samrad.oversight.permissions import may_see_country
from samrad.oversight.tallies import MATTERS
from samrad.oversight.wall import looking
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation

DIMENSIONS = ("district", "county", "centrality", "size")
DONE = ("in_force", "kept")


@dataclass(frozen=True)
class Filters:
    """What the country is narrowed to; none of one is all."""

    district: UUID | None = None
    county: UUID | None = None
    centrality: int | None = None
    size: int | None = None

    def chosen(self) -> dict[str, UUID | int]:
        return {name: value for name in DIMENSIONS if (value := getattr(self, name)) is not None}


@dataclass(frozen=True)
class Count:
    """So many municipalities with so many inhabitants have this code."""

    matter: str
    code: str
    municipalities: int
    inhabitants: int


@dataclass(frozen=True)
class Place:
    """A municipality on the map."""

    name: str
    slug: str
    code: str
    tile_x: int
    tile_y: int


@dataclass(frozen=True)
class House:
    """A district or a county, for names and filters."""

    id: UUID
    kind: str
    name: str
    slug: str


@dataclass(frozen=True)
class Country:
    """Everything on the page. `months` are how many had it at the end of each month, the oldest first."""

    day: date
    counts: tuple[Count, ...]
    by_district: dict[UUID, tuple[Count, ...]]
    months: tuple[tuple[date, int], ...]
    places: tuple[Place, ...]
    houses: tuple[House, ...]

    def total(self, matter: str) -> tuple[int, int]:
        own = [count for count in self.counts if count.matter == matter]
        return sum(count.municipalities for count in own), sum(count.inhabitants for count in own)


def country(actor: Actor, matter: str, filters: Filters) -> Country:
    """The country, or what a filter leaves of it. Five statements, and two that step into the directorate's role.

    Who      the directorate (`may_see_country`).
    Source   V-6-e: shares of municipalities and of inhabitants; V-2.3-c: no answer is better than another.
    """
    may_see_country(actor).require()
    dims = {name: getattr(filters, name) for name in DIMENSIONS}
    elsewhere = {name: value for name, value in dims.items() if name != "district"}
    with looking(actor):
        counts = _counts(Tally.objects.filter(month=None, **dims))
        districts = Tally.objects.filter(month=None, matter=matter, **elsewhere)
        districts = (
            districts.filter(district=filters.district)
            if filters.district
            else districts.exclude(district=None)
        )
        by_district = _by_district(districts)
        months = _months(Tally.objects.filter(matter=matter, code__in=DONE, month__isnull=False, **dims))
        on_map = Status.objects.filter(tile_x__isnull=False, **filters.chosen())
        places = tuple(Place(*row) for row in on_map.values_list("name", "slug", matter, "tile_x", "tile_y"))
        houses = tuple(
            House(*row)
            for row in Organisation.objects.filter(kind__in=("police_district", "county"), valid_to=None)
            .order_by("name")
            .values_list("pk", "kind", "name", "slug")
        )
    return Country(today(), counts, by_district, months, places, houses)


# The rows of the whole country are written anew with every change of any municipality, and a transaction never comes again.
STAMP = """
select coalesce(sum(hashtextextended(xmin::text || ctid::text, 0)), 0)::text || ' ' || count(*) from oversight_tally
where county is null and centrality is null and size is null and month is null and district is null
"""


def stamp(actor: Actor) -> str:
    """A mark that is another one as soon as anything on the country page may be. Read it before what it marks.

    Who      the directorate (`may_see_country`).
    """
    may_see_country(actor).require()
    with connection.cursor() as cursor:  # no row is read but its age, so no other role is needed
        cursor.execute(STAMP)
        return str(cursor.fetchone()[0])


def _counts(rows: Any) -> tuple[Count, ...]:
    found = rows.order_by("matter", "code").values_list("matter", "code", "municipalities", "inhabitants")
    return tuple(Count(*row) for row in found)


def _by_district(rows: Any) -> dict[UUID, tuple[Count, ...]]:
    found: dict[UUID, list[Count]] = defaultdict(list)
    for district, *row in rows.order_by("code").values_list(
        "district", "matter", "code", "municipalities", "inhabitants"
    ):
        found[district].append(Count(*row))
    return {district: tuple(counts) for district, counts in found.items()}


def _months(rows: Any) -> tuple[tuple[date, int], ...]:
    changes = (
        rows.values("month").annotate(n=Sum("municipalities")).order_by("month").values_list("month", "n")
    )
    return tuple(_added_up(changes))


def _added_up(changes: Iterable[tuple[date, int]]) -> Iterable[tuple[date, int]]:
    total = 0
    for month, change in changes:
        total += change
        yield month, total


def figures(actor: Actor, filters: Filters) -> list[tuple[House | None, Count]]:
    """Every matter by district, and for the whole that the filter leaves: for the table that is taken away."""
    may_see_country(actor).require()
    dims = {name: getattr(filters, name) for name in DIMENSIONS if name != "district"}
    with looking(actor):
        rows = list(
            Tally.objects.filter(month=None, **dims)
            .order_by("matter", "code")
            .values_list("district", "matter", "code", "municipalities", "inhabitants")
        )
        houses = {
            row[0]: House(*row)
            for row in Organisation.objects.filter(kind="police_district", valid_to=None).values_list(
                "pk", "kind", "name", "slug"
            )
        }
    kept = [row for row in rows if filters.district in (None, row[0])]
    found = [(houses.get(row[0]) if row[0] else None, Count(*row[1:])) for row in kept]
    return sorted(
        found, key=lambda row: (row[0].name if row[0] else "", MATTERS.index(row[1].matter), row[1].code)
    )
