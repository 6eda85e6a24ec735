"""What was found about one municipality, one district, or about the reader's own; by the same definition for everybody."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Min, Q
from django.db.models.expressions import RawSQL

from samrad.oversight.models import Finding, Status
from samrad.oversight.permissions import may_see_district, may_see_municipality
from samrad.oversight.tallies import MATTERS
from samrad.oversight.wall import looking
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation, Succession
from samrad.parties.queries import norsk_sort

SHOWN = (
    "requirement",
    "subject_kind",
    "subject",
    "cooperation",
    "code",
    "reason",
    "step",
    "numbers",
    "since",
    "until",
)
IN_ORDER = ("requirement", "subject_kind", "subject", "-since")


@dataclass(frozen=True)
class FoundRow:
    """One finding, as a page has it."""

    requirement: str
    subject_kind: str
    subject: UUID
    cooperation: UUID | None
    code: str
    reason: str
    step: str
    numbers: dict[str, Any]
    since: date
    until: date | None


@dataclass(frozen=True)
class Town:
    """A municipality with its code in each of the six matters, and its place on the map where it has one."""

    name: str
    slug: str
    codes: dict[str, str]
    tile_x: int | None = None
    tile_y: int | None = None


def _mark(town: UUID) -> RawSQL:
    """A row's own transaction and place change with every change of the row. Through the wall: of the rows this reader sees."""
    return RawSQL(
        """
        select coalesce(sum(hashtextextended(f.xmin::text || f.ctid::text, 0)), 0)::text || ' ' || count(*) from oversight_finding f
        where f.organisation = any(array(select %s::uuid union all select before_id from parties_succession where after_id = %s))
        """,
        [town, town],
    )


def mark_of(actor: Actor, town: Organisation) -> str:
    """A mark of the very rows that `marked` gives this reader: two readers have it in common if they see the same.

    Who      `may_see_municipality`; the directorate reads it in its own role.
    """
    may_see_municipality(actor, town).require()
    mark = _mark(town.pk)
    with looking(actor), connection.cursor() as cursor:
        cursor.execute(mark.sql, mark.params)
        return str(cursor.fetchone()[0])


def marked(actor: Actor, town: Organisation) -> tuple[str, list[FoundRow]]:
    """Everything that stands, and how it was before, also of the municipalities that this one came from.

    Shape    The mark and the rows are read in one statement: the mark is of these rows and of no others.
    Who      `may_see_municipality`; the directorate reads it in its own role.
    """
    may_see_municipality(actor, town).require()
    came_from = Succession.objects.filter(after=town.pk).values("before")
    rows = Finding.objects.filter(Q(organisation=town.pk) | Q(organisation__in=came_from)).order_by(*IN_ORDER)
    with looking(actor):
        found = list(rows.values_list(_mark(town.pk), *SHOWN))
    return (found[0][0] if found else ""), [FoundRow(*row) for _mark, *row in found]


def about_district(actor: Actor, district: Organisation) -> tuple[list[FoundRow], list[Town]]:
    """What stands about the district itself, and its municipalities by name.

    Who      `may_see_district`; the directorate reads it in its own role.
    """
    may_see_district(actor, district).require()
    with looking(actor):
        found = _rows(organisation=district.pk, subject_kind="district")
        towns = _towns(district=district.pk)
    return found, towns


@dataclass(frozen=True)
class Then:
    """How a district stood at the end of a day: its findings, and of each municipality that was there whether it had its contact."""

    found: list[FoundRow]
    towns: list[Town]


def district_then(actor: Actor, district: Organisation, day: date) -> Then:
    """What stood about a district when a day ended, out of findings alone. Empty before anything was looked at.

    Who      `may_see_district`; the directorate reads it in its own role.
    """
    may_see_district(actor, district).require()
    with looking(actor):
        found = _stood(day, organisation=district.pk, subject_kind="district")
        of_district = Organisation.objects.filter(district=district.pk, kind=Organisation.Kind.MUNICIPALITY)
        places = of_district.values_list("pk", "name", "slug", "tile_x", "tile_y")
        names = {row[0]: row[1:] for row in places}
        rows = _stood(day, organisation__in=names, subject_kind="municipality", requirement="V-5-c")
    towns = [
        Town(name, slug, {"contact": row.code}, tile_x, tile_y)
        for row in rows
        for name, slug, tile_x, tile_y in [names[row.subject]]
    ]
    return Then(found, sorted(towns, key=lambda town: norsk_sort(town.name)))


def years_known(actor: Actor, district: Organisation, this_year: int) -> list[int]:
    """Earlier years about which something was found, the newest first."""
    may_see_district(actor, district).require()
    with looking(actor):
        first = Finding.objects.filter(organisation=district.pk).aggregate(first=Min("since"))["first"]
    return list(range(this_year - 1, first.year - 1, -1)) if first else []


def _stood(day: date, **wanted: object) -> list[FoundRow]:
    found = Finding.objects.filter(Q(until=None) | Q(until__gte=day), since__lte=day, **wanted)
    rows = found.order_by(*IN_ORDER).values_list(*SHOWN)
    return [FoundRow(*row) for row in rows]


def own_municipalities(actor: Actor) -> list[Town]:
    """The municipalities the actor stands for or covers; all of the district for one who covers no one in particular."""
    if not actor.works_for_a_party:
        return []
    if actor.side == "municipality" or actor.covers:
        return _towns(organisation__in=actor.covers or actor.parties)
    return _towns(district__in=actor.parties)


def own_findings(actor: Actor, requirements: Collection[str]) -> list[FoundRow]:
    """What stands today about these points, of what the actor stands inside. The wall says which."""
    if not actor.works_for_a_party:
        return []
    return _rows(requirement__in=requirements, until=None)


def _rows(**wanted: object) -> list[FoundRow]:
    found = Finding.objects.filter(**wanted).order_by(*IN_ORDER)
    return [FoundRow(*row) for row in found.values_list(*SHOWN)]


def _towns(**wanted: object) -> list[Town]:
    found = Status.objects.filter(**wanted).order_by("name")
    return [
        Town(name, slug, dict(zip(MATTERS, codes, strict=True)), tile_x, tile_y)
        for name, slug, tile_x, tile_y, *codes in found.values_list(
            "name", "slug", "tile_x", "tile_y", *MATTERS
        )
    ]
