"""What was found about one municipality, one district, or about the reader's own; by the same definition for everybody."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from samrad.oversight.models import Finding, Status
from samrad.oversight.permissions import may_see_district, may_see_municipality
from samrad.oversight.tallies import MATTERS
from samrad.oversight.wall import looking
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation, Succession

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


def about_municipality(actor: Actor, town: Organisation) -> list[FoundRow]:
    """Everything that stands, and how it was before, also of the municipalities that this one came from.

    Who      `may_see_municipality`; the directorate reads it in its own role.
    """
    may_see_municipality(actor, town).require()
    with looking(actor):
        came_from = Succession.objects.filter(after=town.pk).values_list("before", flat=True)
        return _rows(organisation__in=[town.pk, *came_from])


def about_district(actor: Actor, district: Organisation) -> tuple[list[FoundRow], list[Town]]:
    """What stands about the district itself, and its municipalities by name.

    Who      `may_see_district`; the directorate reads it in its own role.
    """
    may_see_district(actor, district).require()
    with looking(actor):
        found = _rows(organisation=district.pk, subject_kind="district")
        towns = _towns(district=district.pk)
    return found, towns


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
    found = Finding.objects.filter(**wanted).order_by("requirement", "subject_kind", "subject", "-since")
    return [FoundRow(*row) for row in found.values_list(*SHOWN)]


def _towns(**wanted: object) -> list[Town]:
    found = Status.objects.filter(**wanted).order_by("name")
    return [
        Town(name, slug, dict(zip(MATTERS, codes, strict=True)), tile_x, tile_y)
        for name, slug, tile_x, tile_y, *codes in found.values_list(
            "name", "slug", "tile_x", "tile_y", *MATTERS
        )
    ]
