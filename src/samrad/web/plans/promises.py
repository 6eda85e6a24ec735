"""Promises: what the agreements oblige each party to, and what became of it."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.agreements.models import Agreement
from samrad.agreements.queries.agreements import agreements_visible_to
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_visible_to, living_parties
from samrad.kernel.clock import today
from samrad.plans.commands.promises import make_promise, mark_promise
from samrad.plans.permissions import may_mark, may_promise
from samrad.plans.queries.measures import owners_for
from samrad.plans.queries.promises import by_party, obligations_of, promise_visible_to, promises_visible_to
from samrad.web.contacts.deeds import deed_page, form_page
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.pages import page
from samrad.web.plans.form_pages import ROOM, plan_form
from samrad.web.plans.forms import MarkForm, PromiseForm
from samrad.web.requests import Request
from samrad.web.ways import address


def _in_force(request: Request, cooperation: Cooperation) -> list[Agreement]:
    rows = agreements_visible_to(request.actor, cooperation)
    return [row for row in rows if row.state == Agreement.State.IN_FORCE and row.superseded_on is None]


@for_people
@require_safe
def promises(request: Request, slug: str) -> HttpResponse:
    """What each party has promised, so that the mutual is seen. A-tjen-a."""
    cooperation = cooperation_visible_to(request.actor, slug)
    return page(
        request,
        "plans/promises.html",
        cooperation=cooperation,
        room=ROOM,
        parties=by_party(promises_visible_to(request.actor, cooperation)),
        may_write=may_promise(request.actor, cooperation),
        agreements=_in_force(request, cooperation),
    )


@for_people
@form_page
def new_promise(request: Request, slug: str, agreement_id: UUID) -> HttpResponse:
    """Write down what a clause obliges a party to."""
    cooperation = cooperation_visible_to(request.actor, slug)
    may_promise(request.actor, cooperation).require()
    agreement = agreements_visible_to(request.actor, cooperation).get(pk=agreement_id)
    clauses = obligations_of(request.actor, agreement, cooperation)
    form = PromiseForm(
        sent(request),
        clauses=[(str(each.lineage), each.name) for each in clauses],
        parties=[party.organisation for party in living_parties(cooperation)],
        posts=owners_for(cooperation),
        initial={"due_on": today(), "every": "once"},
    )
    return plan_form(
        request,
        form,
        lambda: make_promise(
            actor=request.actor, agreement_id=agreement.pk, confirmed=form.is_confirmed, **form.deed
        ),
        said=_("Forpliktelsen er skrevet ned. Begge parter ser den."),
        back=address("promises", slug),
        cooperation=cooperation,
        heading=_("Ny forpliktelse fra avtalen"),
        about="" if clauses else _("Avtalen har ingen punkter som er merket som forpliktelse."),
        action=_("Skriv det ned"),
    )


@for_people
@form_page
def promise(request: Request, promise_id: UUID) -> HttpResponse:
    """One promise, each time it was marked, and what became of it now."""
    found, cooperation = promise_visible_to(request.actor, promise_id)
    form = MarkForm(sent(request), initial={"seen": found.version})
    allowed = may_mark(request.actor, found, cooperation)
    if request.method == "POST":
        allowed.require()
    return deed_page(
        request,
        "plans/promise.html",
        form,
        lambda: mark_promise(
            actor=request.actor,
            promise_id=found.pk,
            seen=form.version,
            confirmed=form.is_confirmed,
            **form.said,
        ),
        said=_("Det er lagret. Begge parter ser hva det ble til."),
        back=address("promise", found.pk),
        cooperation=cooperation,
        room=ROOM,
        promise=found,
        allowed=allowed,
    )
