"""A plan as a file: a document to print and keep, and its measures as a sheet, out and in."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.cooperation.models import Cooperation
from samrad.knowledge.sheets import LARGEST
from samrad.parties.actor import Actor
from samrad.plans.commands.bringing import bring_measures
from samrad.plans.documents import content_of, plan_pdf
from samrad.plans.models import Plan
from samrad.plans.permissions import may_change
from samrad.plans.queries.ground import ground_of
from samrad.plans.queries.measures import measures_of
from samrad.plans.queries.plans import plan_visible_to
from samrad.plans.sheet import allowed, heads, row_of
from samrad.web.contacts.deeds import deed_page, form_page
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.plans.form_pages import ROOM
from samrad.web.plans.sheet_form import MeasuresForm
from samrad.web.requests import Request
from samrad.web.tables import csv_file, download, xlsx_file
from samrad.web.ways import address


@for_people
@require_safe
def document(request: Request, plan_id: UUID) -> HttpResponse:
    """The plan as a PDF, as the parties read it. V-4-n."""
    plan, cooperation = plan_visible_to(request.actor, plan_id)
    measures = measures_of(request.actor, plan, cooperation)
    made = plan_pdf(content_of(plan, measures, cooperation, for_all=False))
    return download(made, "application/pdf", _name(plan, "pdf"))


def _name(plan: Plan, ending: str) -> str:
    return f"{slugify(plan.name) or 'plan'}.{ending}"


def _rows(actor: Actor, plan: Plan, cooperation: Cooperation) -> list[list[str]]:
    ground = ground_of(actor, cooperation, forum=plan.forum_id)
    measures = measures_of(actor, plan, cooperation, parts=True)
    return [heads(), *(row_of(measure, ground) for measure in measures)]


@for_people
@require_safe
def table(request: Request, plan_id: UUID) -> HttpResponse:
    """The measures as CSV, one a row."""
    plan, cooperation = plan_visible_to(request.actor, plan_id)
    return csv_file(_name(plan, "csv"), _rows(request.actor, plan, cooperation))


@for_people
@require_safe
def workbook(request: Request, plan_id: UUID) -> HttpResponse:
    """The measures as XLSX, one a row."""
    plan, cooperation = plan_visible_to(request.actor, plan_id)
    rows = _rows(request.actor, plan, cooperation)
    return xlsx_file(_name(plan, "xlsx"), **{_("Tiltak"): rows})


@for_people
@require_safe
def template(request: Request, plan_id: UUID) -> HttpResponse:
    """An empty sheet to fill in, and beside it what may stand in the columns that point at something."""
    plan, cooperation = plan_visible_to(request.actor, plan_id)
    ground = ground_of(request.actor, cooperation, forum=plan.forum_id)
    return xlsx_file(
        f"{slugify(_('Mal for tiltak'))}.xlsx",
        **{_("Tiltak"): [heads()], _("Hva som kan stå"): allowed(ground)},
    )


@for_people
@form_page
def bring(request: Request, plan_id: UUID) -> HttpResponse:
    """A sheet of measures into the plan: whole or not at all, with a line for each faulty row."""
    plan, cooperation = plan_visible_to(request.actor, plan_id)
    may_change(request.actor, plan, cooperation).require()
    form = MeasuresForm(sent(request), request.FILES or None)
    return deed_page(
        request,
        "plans/bring.html",
        form,
        lambda: bring_measures(
            actor=request.actor,
            plan_id=plan.pk,
            filename=form.cleaned_data["sheet"].name,
            data=form.cleaned_data["sheet"].read(LARGEST + 1),
            confirmed=form.is_confirmed,
        ),
        said=_("Tiltakene står i planen. De er planlagt, og de ansvarlige får vite det."),
        back=address("plan", plan.pk),
        cooperation=cooperation,
        room=ROOM,
        plan=plan,
        heads=heads(),
    )
