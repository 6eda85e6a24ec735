"""A plan as a file: a document to print and keep, and a table for a spreadsheet."""

import csv
import io
from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.plans.documents import content_of, plan_pdf
from samrad.plans.models import Measure
from samrad.plans.queries.measures import measures_of
from samrad.plans.queries.plans import plan_visible_to
from samrad.web.cells import as_text
from samrad.web.doors import for_people
from samrad.web.requests import Request


@for_people
@require_safe
def document(request: Request, plan_id: UUID) -> HttpResponse:
    """The plan as a PDF, as the parties read it. V-4-n."""
    plan, cooperation = plan_visible_to(request.actor, plan_id)
    measures = measures_of(request.actor, plan, cooperation)
    made = plan_pdf(content_of(plan, measures, cooperation, for_all=False))
    return _file(made, "application/pdf", f"{slugify(plan.name) or 'plan'}.pdf")


@for_people
@require_safe
def table(request: Request, plan_id: UUID) -> HttpResponse:
    """The measures as CSV with semicolons, one a row. A cell that a spreadsheet would act on is kept as text."""
    plan, cooperation = plan_visible_to(request.actor, plan_id)
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";")
    heads = (
        _("Nummer"), _("Tiltak"), _("Status"), _("Ansvarlig"), _("Virksomhet"), _("Satsingsområde"), _("Mål"),
        _("Målgruppe"), _("Begynner"), _("Slutter"), _("Sted"), _("Hva som skal endre seg"), _("Hvordan dere ser det"),
    )  # fmt: skip
    writer.writerow(heads)
    for measure in measures_of(request.actor, plan, cooperation):
        writer.writerow([as_text(cell) for cell in _row(measure)])
    return _file(
        written.getvalue().encode("utf-8-sig"),
        "text/csv; charset=utf-8",
        f"{slugify(plan.name) or 'plan'}.csv",
    )


def _row(measure: Measure) -> list[str]:
    days = [day.isoformat() if day else "" for day in (measure.begins_on, measure.ends_on)]
    return [
        str(measure.number),
        measure.name,
        str(measure.get_state_display()),
        measure.owner.title,
        measure.owner.organisation.official_name,
        measure.focus_area.name if measure.focus_area else "",
        measure.goal.name if measure.goal else "",
        measure.target_group,
        *days,
        measure.place,
        measure.change,
        measure.seen_by,
    ]


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
