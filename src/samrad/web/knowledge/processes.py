"""The police's processes: what runs, and where the municipality comes in. V-4.1.6-c, V-4.1.6-d."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_visible_to
from samrad.kernel.clock import today
from samrad.knowledge.commands.processes import change_process, register_process
from samrad.knowledge.models import PoliceProcess
from samrad.knowledge.permissions import may_register_process
from samrad.knowledge.queries.requests import process_visible_to, processes_in, requests_in
from samrad.knowledge.rules import involvement
from samrad.parties.actor import Actor
from samrad.web.contacts.deeds import deed_page, form_page
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.knowledge.forms import Choices, ProcessForm
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.ways import address

SAID = (
    "kind",
    "topic",
    "begun_on",
    "reason",
    "involved_on",
    "involved_how",
    "decides_on",
    "ended_on",
    "outcome",
)


@dataclass(frozen=True)
class Shown:
    """A process in a list, and where the municipality stands in it."""

    process: PoliceProcess
    where: str
    is_late: bool


def shown(rows: list[PoliceProcess], day: date) -> list[Shown]:
    said = {
        "outside": _("Kommunen har ingen rolle."),
        "in_time": _("Kommunen var med fra starten."),
        "late": _("Kommunen kom med sent."),
        "waiting": _("Kommunen skal med."),
        "missing": _("Kommunen skulle vært med."),
    }
    found = []
    for row in rows:
        state = involvement(row.begun_on, row.is_municipality_actor, row.involved_on, row.decides_on, day)
        found.append(Shown(row, said[state], state == "missing" and row.ended_on is None))
    return found


@for_people
@require_safe
def listed(request: Request, slug: str) -> HttpResponse:
    """The processes that touch the municipality, and whether it was in from the start."""
    cooperation = cooperation_visible_to(request.actor, slug)
    return page(
        request,
        "knowledge/processes.html",
        cooperation=cooperation,
        room="knowledge",
        processes=shown(processes_in(request.actor, cooperation), today()),
        may_register=may_register_process(request.actor, cooperation),
    )


@for_people
@form_page
def register(request: Request, slug: str) -> HttpResponse:
    """Tell of a process that begins."""
    cooperation = cooperation_visible_to(request.actor, slug)
    may_register_process(request.actor, cooperation).require()
    form = ProcessForm(sent(request), requests=_requests(request.actor, cooperation))
    return deed_page(
        request,
        "knowledge/process.html",
        form,
        lambda: register_process(
            actor=request.actor,
            cooperation_id=cooperation.pk,
            process=form.process,
            confirmed=form.is_confirmed,
        ),
        said=_("Prosessen er skrevet inn. Kommunen ser den."),
        back=address("processes", slug),
        cooperation=cooperation,
        room="knowledge",
    )


@for_people
@form_page
def change(request: Request, process_id: UUID) -> HttpResponse:
    """Tell what has come of it."""
    found = process_visible_to(request.actor, process_id)
    cooperation = found.cooperation
    may_register_process(request.actor, cooperation).require()
    initial = {name: getattr(found, name) for name in SAID}
    initial |= {
        "is_municipality_actor": "yes" if found.is_municipality_actor else "no",
        "request_id": str(found.request_id or ""),
        "seen": found.version,
    }
    form = ProcessForm(sent(request), initial=initial, requests=_requests(request.actor, cooperation))
    return deed_page(
        request,
        "knowledge/process.html",
        form,
        lambda: change_process(
            actor=request.actor,
            process_id=process_id,
            process=form.process,
            seen=form.version,
            confirmed=form.is_confirmed,
        ),
        said=_("Prosessen er lagret."),
        back=address("processes", cooperation.slug),
        cooperation=cooperation,
        room="knowledge",
        process=found,
    )


def _requests(actor: Actor, cooperation: Cooperation) -> Choices:
    return [(str(row.pk), row.title) for row in requests_in(actor, cooperation)]
