"""Tell how a measure goes by the link in the mail, without a login. Opening the link tells nothing."""

from django.http import HttpResponse

from samrad.cooperation import wall
from samrad.parties.actor import Actor
from samrad.plans.commands.reporting import report_by_link
from samrad.plans.permissions import may_report
from samrad.plans.queries.links import (
    HeldReport,
    NoSuchReportLink,
    ReportLinkIsOver,
    report_held_by,
    the_holder,
)
from samrad.plans.queries.measures import NotInHand, measure_in_hand
from samrad.web import errors
from samrad.web.contacts.deeds import form_page
from samrad.web.doors import open_to_all
from samrad.web.forms import sent
from samrad.web.pages import page
from samrad.web.plans.forms import ReportForm
from samrad.web.requests import Request


@open_to_all
@form_page
def report(request: Request, link: str) -> HttpResponse:
    """A status, one sentence, perhaps a figure. Whoever has the link sees the measure's name, and no more."""
    try:
        held = report_held_by(link)
        return _telling(request, held, the_holder(held))
    except NoSuchReportLink as unknown:
        return errors.refused(request, unknown, status=404)
    except (ReportLinkIsOver, NotInHand) as over:
        _back_to_oneself(request)
        return errors.refused(request, over, status=410)


def _telling(request: Request, held: HeldReport, holder: Actor) -> HttpResponse:
    form = ReportForm(sent(request))
    wall.enter_for_report(held.measure, held.appointment)
    measure = measure_in_hand(holder, held.measure)
    told = None
    if request.method == "POST" and form.is_valid():
        told = form.attempt(
            lambda: report_by_link(
                actor=holder, measure_id=measure.pk, confirmed=form.is_confirmed, **form.said
            )
        )
    _back_to_oneself(request)
    return page(
        request,
        "plans/report_link.html",
        form=form,
        measure=measure,
        holder=holder,
        told=told,
        allowed=may_report(holder, measure),
        status=422 if form.errors else 200,
    )


def _back_to_oneself(request: Request) -> None:
    """The wall is no longer open for the measure, but for whoever may have logged in beside."""
    wall.leave()
    if request.actor.is_person:
        wall.enter(request.actor)
