"""The country: every municipality and what it has chosen. Open to all, status only."""

import functools
from collections import Counter
from dataclasses import dataclass

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.cooperation.models import Choice, Matter
from samrad.cooperation.queries import (
    MunicipalityStatus,
    choices_of,
    country_stamp,
    country_status,
    municipal_cooperation_of,
    stands_inside,
)
from samrad.forums.prevention import models_called
from samrad.parties.models import Organisation
from samrad.parties.queries import history_of, municipality, norsk_sort, organisations, search_municipalities
from samrad.web.doors import open_to_all
from samrad.web.pages import page, page_around
from samrad.web.requests import Request
from samrad.web.ways import address

TONES = {
    "not_asked": "none",
    "asked": "none",
    "under_way": "work",
    "in_force": "yes",
    "later": "other",
    "no": "other",
    "another_way": "other",
}

COOPERATES = {"in_force", "another_way"}  # a form of one's own is cooperation as good as any. V-4-f


@dataclass(frozen=True)
class Tile:
    """One municipality on the map and in the list. `line` is name and status in one."""

    tile_x: int | None
    tile_y: int | None
    name: str
    url: str
    tone: str
    label: str
    line: str
    district: object


def _tile(row: MunicipalityStatus, matter: str) -> Tile:
    status = Choice.Status(getattr(row, matter))
    url = address("municipality", row.slug)
    label = str(status.label)
    line = _("%(name)s: %(status)s") % {"name": row.name, "status": label}
    return Tile(row.tile_x, row.tile_y, row.name, url, TONES[status], label, line, row.district)


def _matter(request: Request) -> Matter:
    asked = request.GET.get("valg", "")
    return Matter(asked) if asked in Matter.values else Matter.AGREEMENT


@dataclass(frozen=True)
class Drawn:
    """The map and the list, made without knowing who reads: alike for all readers of a language."""

    map: bytes
    list: bytes
    total: int


@functools.lru_cache(maxsize=18)  # three choices in three languages, before a change and after it
def _drawn(_stamp: str, matter: Matter, _language: str) -> Drawn:
    """Kept by this process for as long as nothing in the country changes. No request comes in here."""
    rows = sorted(country_status(), key=lambda row: norsk_sort(row.name))
    tiles = [_tile(row, matter) for row in rows]
    counts = Counter(tile.tone for tile in tiles)
    cooperating = Counter(row.district for row in rows if getattr(row, matter) in COOPERATES)
    districts = [
        (house, [tile for tile in tiles if tile.district == house.pk], cooperating[house.pk])
        for house in organisations(Organisation.Kind.POLICE_DISTRICT)
    ]
    context = {
        "matter": matter,
        "tiles": [tile for tile in tiles if tile.tile_x is not None],
        "counts": {tone: counts[tone] for tone in ("yes", "work", "other", "none")},
        "total": len(tiles),
        "cooperating": cooperating.total(),
        "districts": [(house, own, count) for house, own, count in districts if own],
    }
    return Drawn(
        render_to_string("country/map.html", context).encode(),
        render_to_string("country/municipalities.html", context).encode(),
        len(tiles),
    )


@open_to_all
@require_safe
def country(request: Request) -> HttpResponse:
    """The map and the list, for one of the three choices at a time. V-2.3-c, V-4-f."""
    matter = _matter(request)
    drawn = _drawn(country_stamp(), matter, request.LANGUAGE_CODE)
    return page_around(
        request,
        "country/country.html",
        {"map": drawn.map, "list": drawn.list},
        matter=matter,
        options=[
            (choice.label, f"?valg={choice.value}", choice == matter)
            for choice in (Matter.AGREEMENT, Matter.COUNCIL, Matter.SLT)
        ],
        total=drawn.total,
    )


@open_to_all
@require_safe
def search(request: Request) -> HttpResponse:
    """Find a municipality by any of its names, or for those inside the model it has for prevention. V-6-b."""
    wanted = request.GET.get("sok", "")[:80]
    return page(
        request,
        "country/search.html",
        wanted=wanted,
        found=search_municipalities(wanted),
        models=models_called(request.actor, wanted),
    )


@open_to_all
@require_safe
def one(request: Request, slug: str) -> HttpResponse:
    """One municipality: its district, language, cooperation, three choices and history."""
    town = municipality(slug)
    cooperation = municipal_cooperation_of(town)
    chosen = choices_of([town.pk]).get(town.pk, {})
    inside = bool(cooperation and stands_inside(request.actor, cooperation))
    return page(
        request,
        "country/municipality.html",
        town=town,
        own=cooperation,
        inside=inside,
        choices=[chosen[matter] for matter in Matter if matter in chosen],
        history=history_of(town),
        facts=_facts(town),
    )


def _facts(town: Organisation) -> list[tuple[str, object]]:
    facts: list[tuple[str, object]] = [
        (_("Politidistrikt"), town.district.official_name if town.district else _("Ikke kjent")),
        (_("Fylke"), town.county.name if town.county else _("Ikke kjent")),
        (_("Målform"), town.get_language_display()),
    ]
    if town.number:
        facts.append((_("Kommunenummer"), town.number))
    if town.sami_name:
        facts.append((_("Andre navn"), town.sami_name))
    if town.population:
        facts.append((_("Innbyggere"), f"{town.population:,}".replace(",", " ")))
    return facts
