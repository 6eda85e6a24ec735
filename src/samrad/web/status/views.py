"""What was found: one's own and one municipality. The municipality sees the very page the directorate sees."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from samrad.oversight.queries.findings import about_municipality, own_municipalities
from samrad.parties.queries import municipality
from samrad.web.doors import for_people
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.status.words import CODES, Line, joined, lines, town_cells


@for_people
@require_safe
def own(request: Request) -> HttpResponse:
    """The municipalities one stands for or covers. The directorate goes to the country."""
    if request.actor.is_oversight:
        return redirect("web:status_country")
    towns = own_municipalities(request.actor)
    if len(towns) == 1:
        return redirect("web:status_town", towns[0].slug)
    return page(request, "status/own.html", towns=[(town, town_cells(town)) for town in towns])


@for_people
@require_safe
def one_town(request: Request, town: str) -> HttpResponse:
    """What stands about a municipality, and how it was before."""
    house = municipality(town)
    found = lines(about_municipality(request.actor, house))
    standing = [line for line in found if line.until is None]
    return page(
        request,
        "status/town.html",
        town=house,
        groups=groups(standing),
        aside=aside(standing),
        before=sorted((line for line in found if line.until), key=lambda line: line.since, reverse=True)[:50],
    )


def groups(standing: list[Line]) -> list[tuple[object, list[Line]]]:
    """What is short first, and never what does not apply."""
    order = ("short", "unknown", "kept")
    return [(CODES[code], joined(one for one in standing if one.code == code)) for code in order]


def aside(standing: list[Line]) -> list[Line]:
    """What does not apply, folded away: nobody is reminded of what they have not chosen."""
    return joined(one for one in standing if one.code == "not_applicable")
