"""The yearly report: begun from what is known, edited section by section, read as page, PDF and DOCX, and laid before the council."""

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.agreements.prose import blocks
from samrad.cooperation.queries import cooperation_visible_to
from samrad.evaluations.commands.reporting import begin_report, lay_report, write_section
from samrad.evaluations.documents import ReportFigures, report_docx, report_pdf, report_title
from samrad.evaluations.models import Report
from samrad.evaluations.permissions import may_account, may_edit, may_lay
from samrad.evaluations.queries.reports import report_visible_to, section_visible_to, towns_of
from samrad.kernel.clock import today
from samrad.web.agreements.pdf import pdf_answer
from samrad.web.doors import for_people
from samrad.web.evaluations.forms import LayForm, ReportForm, SectionForm
from samrad.web.evaluations.views import form_page
from samrad.web.forms import DeedForm, sent
from samrad.web.knowledge.picture_drawing import DrawnLines, drawn_facts
from samrad.web.pages import page
from samrad.web.requests import Request

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _page(request: Request, template: str, report: Report, **context: object) -> HttpResponse:
    form = context.get("form")
    status = 422 if isinstance(form, DeedForm) and form.errors else 200
    return page(
        request,
        template,
        cooperation=report.cooperation,
        room="evaluation",
        status=status,
        report=report,
        title=report_title(report),
        **context,
    )


@for_people
@form_page
def begin(request: Request, slug: str) -> HttpResponse:
    """Choose municipality and year; the first draft is written from what is known."""
    cooperation = cooperation_visible_to(request.actor, slug)
    may_account(request.actor, cooperation).require()
    towns = towns_of(cooperation)
    initial = {"year": today().year, "organisation_id": str(towns[0].pk) if towns else ""}
    form = ReportForm(sent(request), towns=towns, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.said
        made = form.attempt(
            lambda: begin_report(
                actor=request.actor,
                cooperation_id=cooperation.pk,
                organisation_id=UUID(said["organisation_id"]),
                year=said["year"],
            )
        )
        if made:
            messages.success(
                request, _("Det første utkastet er skrevet av det Samråd vet. Les og rett hver del.")
            )
            return redirect("web:report", made.pk)
    status = 422 if form.errors else 200
    return page(
        request,
        "evaluations/begin_report.html",
        cooperation=cooperation,
        room="evaluation",
        form=form,
        status=status,
    )


@for_people
@require_safe
def report(request: Request, report_id: UUID) -> HttpResponse:
    """The whole report, with a way into each section."""
    found = report_visible_to(request.actor, report_id)
    return _page(
        request,
        "evaluations/report.html",
        found,
        sections=[(section, blocks(section.text)) for section in found.sections.all()],
        lines=_lines(found),
        may_edit=may_edit(request.actor, found),
        may_lay=may_lay(request.actor, found),
    )


def _lines(report: Report) -> DrawnLines:
    """The figures as they were when the report was begun."""
    return drawn_facts(facts for section in report.sections.all() for facts in section.figures)


@for_people
@form_page
def section(request: Request, section_id: UUID) -> HttpResponse:
    """One section, with what Samråd drafted beside it."""
    found = section_visible_to(request.actor, section_id)
    may_edit(request.actor, found.report).require()
    form = SectionForm(sent(request), initial={"text": found.text, "seen": found.version})
    if request.method == "POST" and form.is_valid():
        saved = form.attempt(
            lambda: write_section(
                actor=request.actor,
                section_id=section_id,
                seen=form.version,
                confirmed=form.is_confirmed,
                **form.said,
            )
        )
        if saved:
            messages.success(request, _("«%(heading)s» er lagret.") % {"heading": found.heading})
            return redirect("web:report", found.report_id)
    return _page(request, "evaluations/section.html", found.report, section=found, form=form)


@for_people
@form_page
def lay(request: Request, report_id: UUID) -> HttpResponse:
    """The municipality notes that the report is laid before its council."""
    found = report_visible_to(request.actor, report_id)
    may_lay(request.actor, found).require()
    form = LayForm(sent(request), initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        done = form.attempt(lambda: lay_report(actor=request.actor, report_id=report_id, **form.said))
        if done:
            messages.success(request, _("Rapporten er ført som lagt fram."))
            return redirect("web:report", report_id)
    return _page(request, "evaluations/lay_report.html", found, form=form)


@for_people
@require_safe
def as_pdf(request: Request, report_id: UUID) -> HttpResponse:
    """The report for readers and archives."""
    found = report_visible_to(request.actor, report_id)
    with translation.override(found.cooperation.language):
        charts = [asdict(chart) for chart in _lines(found).charts]
    return pdf_answer(
        request, report_pdf(found, charts), _("aarsrapport-%(year)s.pdf") % {"year": found.year}
    )


@for_people
@require_safe
def as_docx(request: Request, report_id: UUID) -> HttpResponse:
    """The report for those who go on writing."""
    found = report_visible_to(request.actor, report_id)
    name = _("aarsrapport-%(year)s.docx") % {"year": found.year}
    with translation.override(found.cooperation.language):
        lines = _lines(found)
        occurred = _("Anmeldt er ikke det samme som skjedd.")
        figures = ReportFigures(
            [asdict(chart) for chart in lines.charts],
            lines.periods,
            [(name, [cell for _period, cell in cells]) for name, cells in lines.rows],
            [*lines.notes, occurred],
        )
        made = report_docx(found, figures)
    response = HttpResponse(made, content_type=WORD)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
