"""Plans: the list, one plan in three views, what stands around it, and its yes from each party."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samrad.cooperation.queries import cooperation_visible_to, living_parties, party_of
from samrad.forums.queries import forums_of
from samrad.kernel.clock import today
from samrad.plans.commands.plans import anchor_plan, approve_plan, end_plan, set_plan
from samrad.plans.models import Plan, PlanYes
from samrad.plans.permissions import may_approve, may_change, may_plan, may_publish
from samrad.plans.queries.measures import owners_for
from samrad.plans.queries.plans import (
    anchorings_of,
    lacks_yes,
    plan_visible_to,
    plans_visible_to,
    yeses_to,
)
from samrad.plans.queries.published import published_copy_of, text_for_all
from samrad.web.contacts.deeds import form_page
from samrad.web.doors import for_people
from samrad.web.forms import seen_in, sent
from samrad.web.pages import page
from samrad.web.plans.drawn import BOARD, PLACE, TIME, AnyInside, plan_drawn
from samrad.web.plans.form_pages import ROOM, plan_form
from samrad.web.plans.forms import AnchoringForm, EndPlanForm, PlanForm
from samrad.web.requests import Request
from samrad.web.ways import address


@for_people
@require_safe
def plans(request: Request, slug: str) -> HttpResponse:
    """Every plan of the cooperation's forums, the newest period first. V-4-l, V-4-n."""
    cooperation = cooperation_visible_to(request.actor, slug)
    rows = list(plans_visible_to(request.actor, cooperation))
    return page(
        request,
        "plans/list.html",
        cooperation=cooperation,
        room=ROOM,
        running=[row for row in rows if row.is_open],
        ended=[row for row in rows if not row.is_open],
        may_write=may_plan(request.actor, cooperation),
    )


@for_people
@require_safe
def plan(request: Request, plan_id: UUID) -> HttpResponse:
    """One plan: its measures as list, board, time line or by place, and what hangs by nothing. A-formal-b, V-2.3-l, V-4-n."""
    found, cooperation = plan_visible_to(request.actor, plan_id)
    yeses = yeses_to(request.actor, found, cooperation)
    return page(
        request,
        "plans/plan.html",
        cooperation=cooperation,
        room=ROOM,
        plan=found,
        drawn=plan_drawn(AnyInside(request.actor, found, cooperation), request.GET, request.LANGUAGE_CODE),
        options=_views(request.GET.get("vis", "")),
        yeses=[row for row in yeses if row.to == PlanYes.To.PLAN and row.version == found.version],
        lacking=lacks_yes(yeses, found, cooperation, PlanYes.To.PLAN),
        may_write=may_change(request.actor, found, cooperation),
        may_say_yes=_may_say_yes(request, found, yeses),
    )


def _views(view: str) -> list[tuple[str, str, bool]]:
    return [
        (_("Liste"), "?", view not in {BOARD, TIME, PLACE}),
        (_("Tavle"), f"?vis={BOARD}", view == BOARD),
        (_("Tidslinje"), f"?vis={TIME}", view == TIME),
        (_("Sted"), f"?vis={PLACE}", view == PLACE),
    ]


def _may_say_yes(request: Request, plan: Plan, yeses: list[PlanYes]) -> bool:
    """Whether the reader's own party is still to say yes."""
    said = {row.party_id for row in yeses if row.version == plan.version and row.to == PlanYes.To.PLAN}
    return plan.state == Plan.State.DRAFT and request.actor.may_write and not said & request.actor.parties


@for_people
@require_safe
def about(request: Request, plan_id: UUID) -> HttpResponse:
    """Who has said yes, and where each party has anchored it. V-4-k, V-4.1.1-d."""
    found, cooperation = plan_visible_to(request.actor, plan_id)
    rows, yeses = (
        anchorings_of(request.actor, found, cooperation),
        yeses_to(request.actor, found, cooperation),
    )
    may_open = may_publish(request.actor, found, cooperation)
    text = text_for_all(request.actor, found, cooperation)[1] if may_open else ""
    unsaid = lacks_yes(yeses, found, cooperation, PlanYes.To.PUBLISHING, text)
    parties = [party.organisation for party in living_parties(cooperation)]
    return page(
        request,
        "plans/about.html",
        cooperation=cooperation,
        room=ROOM,
        plan=found,
        yeses=[(row, _is_older(row, found, text)) for row in yeses],
        text=text,
        copy=published_copy_of(found.pk),
        asks_to_open=may_open and any(party.pk in request.actor.parties for party in unsaid),
        said_open=any(row.to == PlanYes.To.PUBLISHING for row in yeses),
        by_party=[(party, [row for row in rows if row.party_id == party.pk]) for party in parties],
        may_write=may_plan(request.actor, cooperation),
    )


def _is_older(row: PlanYes, plan: Plan, text: str) -> bool:
    """Whether a yes was to something else than what stands there now."""
    is_to_the_text = row.to == PlanYes.To.PUBLISHING and text != ""
    return row.version != plan.version or (is_to_the_text and row.content_hash != text)


@for_people
@form_page
def new_plan(request: Request, slug: str) -> HttpResponse:
    """Make a plan for one of the forums."""
    cooperation, actor = cooperation_visible_to(request.actor, slug), request.actor
    may_plan(actor, cooperation).require()
    forums = [forum for forum in forums_of(actor, cooperation) if forum.ended_on is None]
    year = today().year + 1
    initial = {"kind": "overall", "valid_from": date(year, 1, 1), "valid_to": date(year, 12, 31)}
    form = PlanForm(sent(request), forums=forums, initial=initial)
    return plan_form(
        request,
        form,
        lambda: set_plan(actor=actor, confirmed=form.is_confirmed, **form.deed),
        said=_("Planen er et utkast. Legg inn tiltak, og la begge parter vedta den."),
        back=address("plans", slug),
        cooperation=cooperation,
        heading=_("Ny plan"),
        action=_("Lag planen"),
    )


@for_people
@form_page
def change_plan(request: Request, plan_id: UUID) -> HttpResponse:
    """Change a plan. An agreed one becomes a draft again."""
    found, cooperation = plan_visible_to(request.actor, plan_id)
    may_change(request.actor, found, cooperation).require()
    names = ("forum_id", "kind", "name", "challenge", "about", "valid_from", "valid_to")
    initial = {name: getattr(found, name) for name in names} | {"seen": found.version}
    form = PlanForm(sent(request), forums=[found.forum], initial=initial)
    return plan_form(
        request,
        form,
        lambda: set_plan(
            actor=request.actor, plan_id=found.pk, seen=form.version, confirmed=form.is_confirmed, **form.deed
        ),
        said=_("Endringen er lagret. Hver part vedtar planen på nytt."),
        back=address("plan", found.pk),
        cooperation=cooperation,
        heading=_("Endre planen"),
        about=found.name,
        action=_("Lagre endringen"),
    )


@for_people
@require_POST
def approve(request: Request, plan_id: UUID) -> HttpResponse:
    """One party's yes."""
    found, cooperation = plan_visible_to(request.actor, plan_id)
    may_approve(request.actor, found, cooperation).require()
    made = approve_plan(actor=request.actor, plan_id=plan_id, seen=seen_in(request))
    said = (
        _("Planen er vedtatt av alle parter.")
        if made.agreed_on
        else _("Dere har vedtatt planen. Den andre parten gjenstår.")
    )
    messages.success(request, said)
    return redirect("web:plan", plan_id)


@for_people
@form_page
def end(request: Request, plan_id: UUID) -> HttpResponse:
    """End a plan, with a look back."""
    found, cooperation = plan_visible_to(request.actor, plan_id)
    may_change(request.actor, found, cooperation).require()
    form = EndPlanForm(sent(request), initial={"seen": found.version})
    return plan_form(
        request,
        form,
        lambda: end_plan(
            actor=request.actor, plan_id=found.pk, seen=form.version, confirmed=form.is_confirmed, **form.said
        ),
        said=_("Planen er avsluttet. Alt i den kan fortsatt leses."),
        back=address("plan", found.pk),
        cooperation=cooperation,
        heading=_("Avslutt planen"),
        about=found.name,
        action=_("Avslutt planen"),
    )


@for_people
@form_page
def anchor(request: Request, plan_id: UUID) -> HttpResponse:
    """Note where one's own party has anchored it, or made it known."""
    found, cooperation = plan_visible_to(request.actor, plan_id)
    may_plan(request.actor, cooperation).require()
    ours = party_of(request.actor, cooperation).organisation_id
    posts = [p for p in owners_for(cooperation) if ours in {p.organisation_id, p.acts_for_id}]
    form = AnchoringForm(sent(request), posts=posts, initial={"kind": "anchored", "on": today()})
    return plan_form(
        request,
        form,
        lambda: anchor_plan(actor=request.actor, plan_id=found.pk, confirmed=form.is_confirmed, **form.deed),
        said=_("Det er notert, og den andre parten ser det."),
        back=address("plan_about", found.pk),
        cooperation=cooperation,
        heading=_("Noter hva dere har gjort hos dere"),
        about=found.name,
        action=_("Noter det"),
    )
