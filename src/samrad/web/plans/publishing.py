"""Plans for everybody: each party's yes, the open page, and the file."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samrad.parties.queries import municipality
from samrad.plans.commands.publishing import publish_plan, withdraw_plan
from samrad.plans.permissions import may_plan, may_publish
from samrad.plans.queries.plans import plan_visible_to
from samrad.plans.queries.published import published_plan, published_plans_in
from samrad.web.doors import for_people, open_to_all
from samrad.web.meetings.published import pdf_file
from samrad.web.pages import page
from samrad.web.requests import Request


@for_people
@require_POST
def publish(request: Request, plan_id: UUID) -> HttpResponse:
    """One party's yes to that everybody may read the plan."""
    found, cooperation = plan_visible_to(request.actor, plan_id)
    may_publish(request.actor, found, cooperation).require()
    is_open = publish_plan(actor=request.actor, plan_id=plan_id, seen=request.POST.get("seen", ""))
    said = _("Nå kan alle lese planen.") if is_open else _("Dere har sagt ja. Den andre parten gjenstår.")
    messages.success(request, said)
    return redirect("web:plan_about", plan_id)


@for_people
@require_POST
def withdraw(request: Request, plan_id: UUID) -> HttpResponse:
    """Take it away again."""
    found, cooperation = plan_visible_to(request.actor, plan_id)
    may_plan(request.actor, cooperation).require()
    withdraw_plan(actor=request.actor, plan_id=found.pk)
    messages.success(request, _("Planen er ikke lenger åpen for alle."))
    return redirect("web:plan_about", plan_id)


@open_to_all
@require_safe
def listed(request: Request, slug: str) -> HttpResponse:
    """What the cooperations of one municipality have laid out."""
    town = municipality(slug)
    return page(request, "plans/published_list.html", town=town, plans=published_plans_in(town))


@open_to_all
@require_safe
def published(request: Request, published_id: UUID) -> HttpResponse:
    """One plan as everybody may read it."""
    found = published_plan(published_id)
    return page(request, "plans/published.html", published=found, content=found.content)


@open_to_all
@require_safe
def published_file(request: Request, published_id: UUID) -> HttpResponse:
    """The same as a file, as it was when it was laid out."""
    found = published_plan(published_id)
    return pdf_file(bytes(found.pdf), f"{slugify(found.name) or 'plan'}.pdf")
