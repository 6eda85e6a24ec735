"""The country for the directorate: figures, map and table, the same as files. Answers, dates and findings only."""

import csv
import functools
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.guide.references import references
from samrad.kernel.clock import today
from samrad.oversight.queries.country import DIMENSIONS, Country, Filters, House, figures, stamp
from samrad.oversight.queries.country import country as status_of
from samrad.oversight.tallies import MATTERS, SIZES
from samrad.parties.actor import Actor
from samrad.web.doors import for_people
from samrad.web.pages import page_around
from samrad.web.requests import Request
from samrad.web.status.words import COLUMNS, NAMES, columns, share, sums, tone
from samrad.web.ways import address

PARTS = {
    "figures": "status/country_figures.html",
    "map": "status/country_map.html",
    "table": "status/country_table.html",
}
CENTRALITIES = range(1, 7)
KEYS = {"district": "distrikt", "county": "fylke", "centrality": "sentralitet", "size": "storrelse"}
CHART = (340, 120)  # units of the drawing


@dataclass(frozen=True)
class Tile:
    """One municipality on the map."""

    tile_x: int
    tile_y: int
    name: str
    url: str
    tone: str
    label: str


def _filters(request: Request) -> Filters:
    """What stands in the address; what is no filter is as if it were not there."""
    found: dict[str, UUID | int] = {}
    for name in DIMENSIONS:
        asked = request.GET.get(KEYS[name], "")
        try:
            if asked:
                found[name] = UUID(asked) if name in {"district", "county"} else _small(asked)
        except ValueError:
            continue
    return replace(Filters(), **found)  # type: ignore[arg-type] # each by its own kind


def _small(asked: str) -> int:
    number = int(asked[:4])
    if not 0 <= number <= 9:
        raise ValueError(asked)
    return number


def _matter(request: Request) -> str:
    asked = request.GET.get("tema", "")
    return asked if asked in MATTERS else MATTERS[0]


@for_people
@require_safe
def country(request: Request) -> HttpResponse:
    """Agreements, councils, SLT, contacts, meetings and evaluation, one on the map at a time. V-6-e, V-2.3-c."""
    matter, filters = _matter(request), _filters(request)
    mark = stamp(request.actor)
    chosen = urlencode({KEYS[name]: str(value) for name, value in filters.chosen().items()})
    return page_around(
        request,
        "status/country.html",
        _drawn(mark, today(), matter, filters, request.LANGUAGE_CODE, AnyReader(request.actor)),
        day=today(),
        options=[(NAMES[one], f"?tema={one}&{chosen}".rstrip("&"), one == matter) for one in MATTERS],
        matter_code=matter,
        sources_to_look_at=sum(row.is_over(today()) for row in references()),
    )


class AnyReader:
    """Who asked. All who may see the country see the same, so that one reader is as good as another."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AnyReader)

    def __hash__(self) -> int:
        return 0


@functools.lru_cache(maxsize=64)
def _drawn(
    _mark: str, _day: date, matter: str, filters: Filters, _language: str, reader: AnyReader
) -> dict[str, bytes]:
    """The parts of the page that are alike for all its readers in a language. Kept by this process for as long as nothing in the country changes, and the day is the same."""
    found = status_of(reader.actor, matter, filters)
    names = columns(matter)
    totals = sums(matter, found.counts)
    context = {
        "figures": _figures(found),
        "matter": NAMES[matter],
        "matter_code": matter,
        "names": list(names.values()),
        "legend": [(name, names[name], count) for name, count in totals.items()],
        "tiles": _tiles(found, matter),
        "districts": _districts(found, matter),
        "totals": totals,
        "selects": _selects(found, filters),
        "months": found.months[-24:],
        "line": line_of(found.months[-24:]),
        "query": urlencode({KEYS[name]: str(value) for name, value in filters.chosen().items()}),
    }
    return {part: render_to_string(template, context).encode() for part, template in PARTS.items()}


def _figures(found: Country) -> list[tuple[object, int, int, str, str]]:
    """For each matter: how many have it, of how many, and the shares of municipalities and of inhabitants."""
    rows: list[tuple[object, int, int, str, str]] = []
    for matter in MATTERS:
        whole, people = found.total(matter)
        have = [
            count for count in found.counts if count.matter == matter and tone(matter, count.code) == "yes"
        ]
        number = sum(count.municipalities for count in have)
        inhabitants = sum(count.inhabitants for count in have)
        rows.append((NAMES[matter], number, whole, share(number, whole), share(inhabitants, people)))
    return rows


def _tiles(found: Country, matter: str) -> list[Tile]:
    names = columns(matter)
    return [
        Tile(
            place.tile_x,
            place.tile_y,
            place.name,
            address("status_town", place.slug),
            tone(matter, place.code),
            names[tone(matter, place.code)],
        )
        for place in found.places
    ]


def _districts(found: Country, matter: str) -> list[tuple[House, dict[str, int]]]:
    """By name: never sorted by what they have."""
    houses = [
        house for house in found.houses if house.kind == "police_district" and house.id in found.by_district
    ]
    return [(house, sums(matter, found.by_district[house.id])) for house in houses]


def _selects(found: Country, filters: Filters) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
    def houses(kind: str) -> list[tuple[str, str]]:
        return [(str(house.id), house.name) for house in found.houses if house.kind == kind]

    sizes = [_("under %(number)s") % {"number": f"{SIZES[0]:,}".replace(",", " ")}]
    sizes += [_("fra %(number)s") % {"number": f"{size:,}".replace(",", " ")} for size in SIZES]
    offered = {
        "district": (_("Politidistrikt"), houses("police_district")),
        "county": (_("Fylke"), houses("county")),
        "centrality": (_("Sentralitet"), [(str(number), str(number)) for number in CENTRALITIES]),
        "size": (_("Innbyggere"), [(str(number), size) for number, size in enumerate(sizes, 1)]),
    }
    return [
        (KEYS[name], label, [(value, text, value == str(getattr(filters, name))) for value, text in options])
        for name, (label, options) in offered.items()
    ]


def line_of(months: Sequence[tuple[date, int]]) -> str:
    """The months as a line from zero, each at its own distance; the table beside it says the same."""
    if len(months) < 2:
        return ""
    width, height = CHART
    top = max(number for _month, number in months) or 1
    at = [12 * month.year + month.month for month, _number in months]
    return " ".join(
        f"{(place - at[0]) / (at[-1] - at[0]) * width:.1f},{height - number / top * height:.1f}"
        for place, (_month, number) in zip(at, months, strict=True)
    )


@for_people
@require_safe
def as_csv(request: Request) -> HttpResponse:
    """The whole table for a spreadsheet: district, matter, code, municipalities, inhabitants."""
    text = io.StringIO()
    written = csv.writer(text, delimiter=";")
    written.writerow(["distrikt", "tema", "kode", "kommuner", "innbyggere"])
    for house, count in figures(request.actor, _filters(request)):
        name = house.name if house else "Hele landet"
        written.writerow([name, count.matter, count.code, count.municipalities, count.inhabitants])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="samrad-status-{today()}.csv"'
    return answer


@for_people
@require_safe
def as_json(request: Request) -> HttpResponse:
    """The same figures as open JSON."""
    rows = [
        {
            "district": house.slug if house else None,
            "matter": count.matter,
            "code": count.code,
            "municipalities": count.municipalities,
            "inhabitants": count.inhabitants,
        }
        for house, count in figures(request.actor, _filters(request))
    ]
    return JsonResponse({"day": today().isoformat(), "tones": COLUMNS, "rows": rows})
