"""A district: what was found, its municipalities on the map, and the same as a document to hand out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.kernel.clock import today
from samrad.kernel.days import dated
from samrad.oversight.documents import DistrictYear, FoundLine, Legend, Picture, Tile, district_pdf
from samrad.oversight.queries.findings import Town, about_district, district_then, years_known
from samrad.oversight.tallies import MATTERS
from samrad.parties.models import Organisation
from samrad.parties.queries import district_by_slug
from samrad.web.agreements.pdf import pdf_answer
from samrad.web.doors import for_people
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.status.views import Group, folded, groups
from samrad.web.status.words import NAMES, Line, columns, lines, tone, town_cells
from samrad.web.ways import address


@dataclass(frozen=True)
class Drawn:
    """One matter among the municipalities: how many have each tone, and each on the map."""

    code: str
    name: str
    counts: dict[str, int]
    legend: list[tuple[str, str, int]]
    tiles: list[dict[str, object]]


def drawn(towns: Sequence[Town], matter: str) -> Drawn:
    """The same picture for the page and for the document."""
    words = columns(matter)
    tones = {town.slug: tone(matter, town.codes[matter]) for town in towns}
    counts = {name: list(tones.values()).count(name) for name in words}
    placed = [town for town in towns if town.tile_x is not None and town.tile_y is not None]
    left = min((town.tile_x or 0 for town in placed), default=0)
    top = min((town.tile_y or 0 for town in placed), default=0)
    tiles = [
        {
            "tile_x": (town.tile_x or 0) - left,
            "tile_y": (town.tile_y or 0) - top,
            "name": town.name,
            "url": address("status_town", town.slug),
            "tone": tones[town.slug],
            "label": words[tones[town.slug]],
        }
        for town in placed
    ]
    legend = [(name, words[name], count) for name, count in counts.items()]
    return Drawn(matter, str(NAMES[matter]), counts, legend, tiles)


def _asked(request: Request) -> str:
    asked = request.GET.get("tema", "")
    return asked if asked in MATTERS else MATTERS[0]


def _standing(request: Request, house: Organisation) -> tuple[list[Line], list[Town]]:
    found, towns = about_district(request.actor, house)
    return lines(row for row in found if row.until is None), towns


@for_people
@require_safe
def one_district(request: Request, district: str) -> HttpResponse:
    """What stands about a district, and its municipalities by name, on the map one matter at a time."""
    house, matter = district_by_slug(district), _asked(request)
    standing, towns = _standing(request, house)
    return page(
        request,
        "status/district.html",
        district=house,
        groups=groups(standing),
        folded=folded(standing),
        towns=[(town, town_cells(town)) for town in towns],
        shares=[drawn(towns, each) for each in MATTERS],
        map=drawn(towns, matter),
        options=[(NAMES[each], f"?tema={each}", each == matter) for each in MATTERS],
        year=today().year,
        earlier=years_known(request.actor, house, today().year),
    )


@for_people
@require_safe
def as_pdf(request: Request, district: str) -> HttpResponse:
    """The year so far as a document, made of findings alone: the same pictures, with the table beside them."""
    house = district_by_slug(district)
    standing, towns = _standing(request, house)
    name = _("status-%(district)s-%(year)s.pdf") % {"district": house.slug, "year": today().year}
    return pdf_answer(request, district_pdf(_document(house, standing, towns, today())), name)


@for_people
@require_safe
def past_pdf(request: Request, district: str, year: int) -> HttpResponse:
    """How an earlier year ended, out of what was found then. A year about which nothing was found has no document."""
    house = district_by_slug(district)
    if year not in years_known(request.actor, house, today().year):
        raise Http404
    day = date(year, 12, 31)
    then = district_then(request.actor, house, day)
    name = _("status-%(district)s-%(year)s.pdf") % {"district": house.slug, "year": year}
    document = _document(house, lines(then.found), then.towns, day, ("contact",))
    return pdf_answer(request, district_pdf(document), name)


def _told(standing: list[Line]) -> list[Group]:
    """What a paper cannot fold away is told in full, but for what does not apply."""
    return [*groups(standing), folded(standing)[0]]


def _document(
    house: Organisation,
    standing: list[Line],
    towns: list[Town],
    day: date,
    matters: Sequence[str] = MATTERS,
) -> DistrictYear:
    """Of an earlier year only the matters that findings tell of are drawn."""
    return DistrictYear(
        language=get_language() or "nb",
        title=_("Status %(year)s for %(name)s") % {"year": day.year, "name": house.official_name},
        authors=[house.official_name],
        keywords=[],
        date=(day.year, day.month, day.day),
        footer=_("Status per %(day)s") % {"day": dated(day)},
        page=_("Side %(page)s av %(pages)s") % {"page": "{page}", "pages": "{pages}"},
        lead=_(
            "Laget av svar, datoer og funn, og ikke av det partene har skrevet. Avtale, råd og SLT er frivillig. "
            "Bare det som er politiets plikt, kan mangle."
        ),
        pictures_heading=_("Kommunene på kartet"),
        pictures=[_picture(drawn(towns, matter), len(towns)) for matter in matters],
        table_heading=_("Kommunene"),
        head=[_("Kommune"), *(str(NAMES[matter]) for matter in matters)],
        rows=[[town.name, *(word for _name, _tone, word in town_cells(town, matters))] for town in towns],
        findings_heading=_("Hva veilederen sier, og hvor vi står"),
        findings=[(str(name), [_line(row) for row in rows]) for name, rows in _told(standing) if rows],
    )


def _line(row: Line) -> FoundLine:
    numbers = ", ".join(f"{label}: {number}" for label, number in row.numbers)
    section = _("Veilederen %(number)s") % {"number": row.section}
    return FoundLine(row.title, row.reason, ". ".join(part for part in (numbers, section) if part))


def _picture(found: Drawn, whole: int) -> Picture:
    """A drawing with its words: who cannot see it is told the same."""
    said = ", ".join(f"{name}: {count}" for _tone, name, count in found.legend)
    return Picture(
        heading=found.name,
        alt=_("%(matter)s i %(whole)s kommuner. %(counts)s.")
        % {"matter": found.name, "whole": whole, "counts": said},
        tiles=[
            Tile(int(str(row["tile_x"])), int(str(row["tile_y"])), str(row["tone"])) for row in found.tiles
        ],
        legend=[Legend(tone_, name, count) for tone_, name, count in found.legend],
    )
