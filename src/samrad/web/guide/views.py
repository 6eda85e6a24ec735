"""The guide, section by section, in the reader's language. Open to all; who stands in a cooperation sees where it stands."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samrad.guide.editions import Edition, NoSuchSection, Page, Section, latest, page_of
from samrad.guide.references import Reference, cited_in, references
from samrad.kernel.clock import today
from samrad.web.doors import open_to_all
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.status.words import where_we_stand


def read(section: Section) -> Page:
    """The section as this reader has it."""
    return page_of(section, get_language() or "nb")


@open_to_all
@require_safe
def contents(request: Request) -> HttpResponse:
    """Every section, with a first sentence for each chapter."""
    edition = latest()
    rows = [(section.depth, read(section)) for section in edition.sections]
    return page(request, "guide/contents.html", edition=edition, rows=rows)


@dataclass(frozen=True)
class Source:
    """A source as shown: whether its own period is over, and whether it has gone too long without being checked."""

    row: Reference
    audience: str
    is_over: bool
    is_unchecked: bool


@open_to_all
@require_safe
def sources(request: Request) -> HttpResponse:
    """What the guide rests on: every source in its footnotes, and which of them should be looked at again. V-2.1-g, V-6-g, V-7-m."""
    rows = [shown(row) for row in references()]
    return page(
        request,
        "guide/sources.html",
        edition=latest(),
        rows=rows,
        over=sum(row.is_over for row in rows),
        unchecked=sum(row.is_unchecked for row in rows),
        months=settings.SOURCE_MONTHS,
    )


def shown(row: Reference) -> Source:
    audience = row.audience.get(get_language() or "nb", row.audience.get("nb", ""))
    return Source(row, audience, row.is_over(today()), row.is_unchecked(today(), settings.SOURCE_MONTHS))


@open_to_all
@require_safe
def one(request: Request, section: str) -> HttpResponse:
    """One section: what it says and how strongly, its numbers, and what Samråd does for it."""
    edition = latest()
    try:
        found = edition.section(section)
    except NoSuchSection as missing:
        raise Http404 from missing
    before, after = edition.around(section)
    language = get_language() or "nb"
    return page(
        request,
        "guide/section.html",
        edition=edition,
        section=read(found),
        parent=read(edition.section(found.parent)) if found.parent else None,
        stands=where_we_stand(request.actor, found.requirements),
        numbers=[(number, number.words[language]) for number in edition.numbers_from(section)],
        revisions=[(row, row.description[language]) for row in edition.revisions] if section == "9" else [],
        sources=[shown(row) for row in cited_in(section)],
        nearby=[(row.depth, read(row)) for row in nearby(edition, found)],
        before=read(before) if before else None,
        after=read(after) if after else None,
    )


def nearby(edition: Edition, found: Section) -> list[Section]:
    """Every chapter, and all of the one the reader stands in."""
    return [row for row in edition.sections if row.depth == 1 or row.chapter == found.chapter]
