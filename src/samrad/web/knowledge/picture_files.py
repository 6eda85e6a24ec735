"""The common picture as a PDF: as it is worked on, or as it was frozen. In the cooperation's language."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.agreements.prose import blocks
from samrad.cooperation.queries import living_parties
from samrad.kernel.clock import today
from samrad.kernel.days import dated
from samrad.knowledge.documents import Figures, Part, PictureDocument, picture_pdf
from samrad.knowledge.models import Contribution, FrozenPart, SituationPicture
from samrad.knowledge.queries.pictures import (
    Frozen,
    Parts,
    decisions_on,
    frozen_of,
    parts_of,
    picture_visible_to,
)
from samrad.knowledge.queries.series import Table
from samrad.parties.actor import Actor
from samrad.web.doors import for_people
from samrad.web.knowledge.picture_drawing import DrawnLines, drawn, drawn_frozen
from samrad.web.knowledge.series_drawing import drawn_series
from samrad.web.knowledge.words import period_in_words
from samrad.web.requests import Request
from samrad.web.tables import download


@for_people
@require_safe
def document(request: Request, picture_id: UUID) -> HttpResponse:
    """What both parties see of it, and nothing that one of them has for itself."""
    found = picture_visible_to(request.actor, picture_id)
    frozen = frozen_of(request.actor, found) if found.frozen_on else None
    with translation.override(found.forum.cooperation.language):
        if frozen:
            made = _of_frozen(request.actor, found, frozen)
        else:
            made = _of_parts(found, parts_of(request.actor, found))
        return download(picture_pdf(made), "application/pdf", f"{slugify(found.title) or 'bilde'}.pdf")


def _of_parts(found: SituationPicture, parts: Parts) -> PictureDocument:
    said = [
        f"{row.party.official_name}: {_('ja')}, {dated(row.said_on)}"
        for row in found.yeses.all()
        if row.problem_version == found.problem_version
    ]
    views = [
        Part(row.owner.official_name, row.owner.side, _prose(row.text), [])
        for row in parts.views
        if row.shared
    ]
    given = [_contribution(row) for row in parts.contributions if row.state == Contribution.State.HANDED_OVER]
    return _document(
        found,
        [(_("Status"), _("Under arbeid."))],
        Part(_("Dette er vi enige om er problemet") if said else "", "", _prose(found.problem), said),
        _figures(drawn(parts.figures), parts.series),
        [(_("Bidrag"), given), (_("Dette ser vi ulikt"), views)],
        today(),
    )


def _contribution(row: Contribution) -> Part:
    post = row.released_by.title if row.released_by else ""
    return _given(
        row.title,
        row.owner.side,
        row.text,
        row.figures,
        row.sources,
        post,
        row.released_on,
        row.owner.official_name,
    )


def _of_frozen(actor: Actor, found: SituationPicture, frozen: Frozen) -> PictureDocument:
    copy = frozen.picture
    agreed = [
        _("Bekreftet av %(name)s %(day)s.") % {"name": name, "day": dated(date.fromisoformat(on))}
        for name, on in copy.agreed
    ]
    facts = [(_("Fryst"), dated(copy.frozen_on))]
    facts += [
        (_("Beslutning"), f"{row.item.case_number} {row.item.title}".strip())
        for row in decisions_on(actor, found)
    ]
    if copy.missing_reason:
        facts.append((_("Hvorfor kunnskap mangler"), copy.missing_reason))
    gone = [
        Part(
            "",
            "",
            [],
            [
                _("Her sto et bidrag fra %(name)s. Det er trukket %(day)s.")
                % {"name": row.owner, "day": dated(row.on) if row.on else ""}
            ],
        )
        for row in frozen.withdrawn
    ]
    of_kind = FrozenPart.Kind
    given = [_frozen_contribution(part) for part in frozen.parts if part.kind == of_kind.CONTRIBUTION]
    views = [
        Part(part.heading, part.owner.side if part.owner else "", _prose(part.text), [])
        for part in frozen.parts
        if part.kind == of_kind.VIEW
    ]
    series = [part for part in frozen.parts if part.kind == of_kind.SERIES]
    return _document(
        found,
        facts,
        Part(_("Problemet") if copy.problem else "", "", _prose(copy.problem), agreed),
        _figures(drawn_frozen(frozen.parts), series),
        [(_("Bidrag"), given + gone), (_("Dette så partene ulikt"), views)],
        copy.frozen_on,
    )


def _frozen_contribution(part: FrozenPart) -> Part:
    facts, owner = part.facts, part.owner
    assert owner is not None
    on = date.fromisoformat(facts["released_on"])
    return _given(
        part.heading,
        owner.side,
        part.text,
        facts["figures"],
        facts["sources"],
        facts["released_by"],
        on,
        owner.official_name,
    )


def _given(  # the facts of a contribution, from two shapes of it
    heading: str,
    side: str,
    text: str,
    figures: Sequence[Any],
    sources: str,
    post: str,
    on: date | None,
    owner: str,
) -> Part:
    small = [
        f"{what}, {period_in_words(period)}: {_typed(count, state)}" for what, period, count, state in figures
    ]
    small += [_("Bygger på: %(sources)s") % {"sources": sources}] if sources else []
    small.append(
        _("Fra %(owner)s. Frigitt av %(post)s %(day)s.")
        % {"owner": owner, "post": post, "day": dated(on) if on else ""}
    )
    return Part(heading, side, _prose(text), small)


def _typed(count: int | None, state: str) -> str:
    if count is not None:
        return str(count)
    return "≤4" if state == "small" else _("skjult")


def _figures(lines: DrawnLines, series: Sequence[Table | FrozenPart]) -> Figures:
    tables: list[dict[str, Any]] = []
    if lines.rows:
        rows = [[name, *(cell for _period, cell in cells)] for name, cells in lines.rows]
        tables.append({"name": "", "head": [_("Gruppe"), *lines.periods], "rows": rows, "notes": []})
    for found in series:
        own = drawn_series(found)
        rows = [[label, *(cell for _period, cell in cells)] for label, cells in own.rows]
        notes = [note for note in (own.source, own.note) if note]
        tables.append({"name": own.name, "head": [_("Linje"), *own.periods], "rows": rows, "notes": notes})
    notes = [*lines.notes, _("Anmeldt er ikke det samme som skjedd.")] if lines.rows else []
    notes += [_("Skravert betyr skjult. ≤4 er et tall fra 0 til 4.")] if tables else []
    return Figures(_("Tall"), [asdict(chart) for chart in lines.charts], tables, notes)


def _document(
    found: SituationPicture,
    facts: list[tuple[str, str]],
    problem: Part,
    figures: Figures,
    sections: list[tuple[str, list[Part]]],
    day: date,
) -> PictureDocument:
    parties = [row.organisation for row in living_parties(found.forum.cooperation)]
    return PictureDocument(
        language=found.forum.cooperation.language,
        title=found.title,
        authors=[party.official_name for party in parties],
        keywords=[],
        date=(day.year, day.month, day.day),
        footer=_("Slik bildet var %(day)s") % {"day": dated(day)},
        page=_("Side %(page)s av %(pages)s") % {"page": "{page}", "pages": "{pages}"},
        parties=[{"name": party.official_name, "side": party.side} for party in parties],
        facts=[(_("Forum"), found.forum.name), *facts],
        problem=problem,
        figures=figures,
        sections=[(heading, parts) for heading, parts in sections if parts],
    )


def _prose(text: str) -> list[dict[str, Any]]:
    return [asdict(block) for block in blocks(text)]
