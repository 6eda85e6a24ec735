"""A municipality's figures over time, beside its district, its county or those like it, and the country. Open to all."""

import csv
import re
from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.cooperation.models import Cooperation
from samrad.cooperation.permissions import may_write_in
from samrad.cooperation.queries import cooperation_visible_to, municipal_cooperation_visible_to
from samrad.forums.queries import forums_in_short
from samrad.knowledge.queries.figures import Figure, Figures, Line, figures_of, figures_stamp, in_short
from samrad.knowledge.queries.pictures import pictures_in
from samrad.knowledge.queries.priorities import prioritisations_in
from samrad.knowledge.queries.requests import requests_in
from samrad.knowledge.queries.series import tables_of
from samrad.knowledge.reference_data import OFFENCES
from samrad.parties.models import Organisation
from samrad.parties.queries import municipality
from samrad.web.cells import as_text
from samrad.web.doors import for_people, open_to_all
from samrad.web.knowledge.page import figures_drawn
from samrad.web.knowledge.requests import answered
from samrad.web.knowledge.words import hidden_words, own_cell, period_in_words
from samrad.web.pages import page
from samrad.web.requests import Request

KNOWN = re.compile(r"\w{1,12}")  # the number of a table


@for_people
@require_safe
def home(request: Request, slug: str) -> HttpResponse:
    """All that the cooperation has of knowledge: what is ordered, the figures, the common pictures and the choices."""
    actor, cooperation = request.actor, cooperation_visible_to(request.actor, slug)
    towns = [
        party.organisation
        for party in cooperation.parties.all()
        if party.organisation.kind == Organisation.Kind.MUNICIPALITY
    ]
    rows = answered(cooperation, requests_in(actor, cooperation))
    return page(
        request,
        "knowledge/home.html",
        cooperation=cooperation,
        room="knowledge",
        open_requests=[row for row in rows if not row.is_whole and row.request.withdrawn_on is None],
        old_requests=[row for row in rows if row.is_whole or row.request.withdrawn_on],
        forums=forums_in_short(actor, cooperation),
        may_write=may_write_in(actor, cooperation),
        rows=in_short(towns),
        pictures=pictures_in(actor, cooperation),
        choices=prioritisations_in(actor, cooperation),
    )


@open_to_all
@require_safe
def figures(request: Request, slug: str) -> HttpResponse:
    """Chart and table of one group, then every group alone. V-1-a."""
    town = municipality(slug)
    mark = figures_stamp()
    cooperation = _own(request, town)
    return page(
        request,
        "knowledge/figures.html",
        cooperation=cooperation,
        room="knowledge",
        town=town,
        own_tables=tables_of(request.actor, cooperation, town) if cooperation else [],
        drawn=figures_drawn(mark, town, request.GET, request.LANGUAGE_CODE),
    )


def _own(request: Request, town: Organisation) -> Cooperation | None:
    """The cooperation whose frame the page stands in, for those who stand inside it."""
    if not request.actor.is_person:
        return None
    try:
        return municipal_cooperation_visible_to(request.actor, town)
    except Cooperation.DoesNotExist:
        return None


def asked_table(request: Request, town: Organisation) -> Figures:
    """The table that is asked for; reported offences when it is none that there is."""
    number = request.GET.get("tabell", "")
    if number in {"", OFFENCES} or not KNOWN.fullmatch(number):
        return figures_of(town)
    found = figures_of(town, number)
    return found if found.lines else figures_of(town)


@open_to_all
@require_safe
def download(request: Request, slug: str) -> HttpResponse:
    """The same figures as a file for a spreadsheet, with the same ones hidden."""
    town = municipality(slug)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="tall-{town.slug}.csv"'
    response.write("\ufeff")
    sheet = csv.writer(response, delimiter=";")
    sheet.writerow(
        [
            _("Kommune"),
            _("Gruppe"),
            _("Periode"),
            _("Antall"),
            _("Per 1000 innbyggere"),
            _("Kilde"),
            _("Hentet"),
        ]
    )
    for line in asked_table(request, town).lines:
        for figure in line.figures:
            rate = "" if figure.per_1000 is None else f"{figure.per_1000:.1f}".replace(".", ",")
            count = _in_a_file(figure, line)
            source = f"{line.indicator.source}, {line.indicator.table}"
            day = line.indicator.retrieved_on.isoformat()
            sheet.writerow(
                [town.name, str(line.indicator), period_in_words(figure.period), count, rate, source, day]
            )
    sheet.writerows(_own_rows(request, town))
    return response


def _in_a_file(figure: Figure, line: Line) -> str:
    """As a spreadsheet here reads it: a comma for the decimals and nothing between thousands, in every language."""
    if figure.count is None:
        return hidden_words(figure)
    return f"{figure.count:.{line.indicator.decimals}f}".replace(".", ",")


def _own_rows(request: Request, town: Organisation) -> Iterator[list[str]]:
    """The parties' own figures, for those who stand inside; counts and other measures in the same column, with their source."""
    cooperation = _own(request, town)
    if cooperation is None:
        return
    for table in tables_of(request.actor, cooperation, town):
        day, source = table.series.retrieved_on.isoformat(), as_text(table.series.source)
        for label, cells in table.rows:
            for period, cell in cells:
                yield [
                    town.name,
                    as_text(f"{table.series.name}: {label}"),
                    period_in_words(period),
                    own_cell(cell),
                    "",
                    source,
                    day,
                ]
