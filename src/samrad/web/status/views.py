"""What was found: one's own and one municipality. The municipality sees the very page the directorate sees."""

from collections import OrderedDict
from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from samrad.kernel.clock import today
from samrad.oversight.queries.findings import FoundRow, mark_of, marked, own_municipalities
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation
from samrad.parties.queries import municipality
from samrad.web.doors import for_people
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.status.words import CODES, Line, joined, lines, town_cells

type Group = tuple[object, list[Line]]
MOST_KEPT = 60
KEPT: OrderedDict[tuple[object, ...], str] = OrderedDict()


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
    found = drawn(request.actor, house, request.LANGUAGE_CODE)
    return page(request, "status/town.html", town=house, found=found)


def drawn(actor: Actor, town: Organisation, language: str) -> str:
    """What this reader may see, kept in the process under the mark of the rows it is drawn from."""
    key = (town.pk, today(), language, mark_of(actor, town))
    kept = KEPT.get(key)
    if kept is None:
        mark, rows = marked(actor, town)
        kept = KEPT[(*key[:-1], mark)] = _drawn(rows)
        while len(KEPT) > MOST_KEPT:
            KEPT.popitem(last=False)
    return kept


def _drawn(rows: Iterable[FoundRow]) -> str:
    found = lines(rows)
    standing = [line for line in found if line.until is None]
    before = sorted((line for line in found if line.until), key=lambda line: line.since, reverse=True)[:50]
    context = {"groups": groups(standing), "folded": folded(standing), "before": before}
    return render_to_string("status/found.html", context)


def groups(standing: list[Line]) -> list[Group]:
    """What somebody may have to do something about, what is short first."""
    return [_group(standing, code) for code in ("short", "unknown")]


def folded(standing: list[Line]) -> list[Group]:
    """What is as advised, and what does not apply: nobody is reminded of what they have not chosen."""
    return [_group(standing, code) for code in ("kept", "not_applicable")]


def _group(standing: list[Line], code: str) -> Group:
    return CODES[code], joined(one for one in standing if one.code == code)
