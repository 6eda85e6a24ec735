"""Focus areas and goals: both parties set them, and each change stands with its reason."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.cooperation.commands.aims import (
    close_focus_area,
    close_goal,
    review_focus_area,
    set_focus_area,
    set_goal,
)
from samrad.cooperation.models import Cooperation, FocusArea, Goal
from samrad.cooperation.permissions import may_write_in
from samrad.cooperation.queries import cooperation_visible_to
from samrad.cooperation.queries.aims import (
    focus_area_visible_to,
    focus_areas_visible_to,
    goal_visible_to,
    open_focus_areas,
)
from samrad.cooperation.queries.understanding import understanding_of
from samrad.kernel.clock import today
from samrad.knowledge.queries.given import contributions_about
from samrad.meetings.queries.tasks import decision_in_short, decisions_about, decisions_to_rest_on
from samrad.parties.actor import Actor
from samrad.plans.queries.responsibilities import responsibility_for
from samrad.web.contacts.deeds import form_page
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.pages import page
from samrad.web.plans.aim_forms import CloseGoalForm, FocusAreaForm, GoalForm, ReviewForm
from samrad.web.plans.form_pages import ROOM, plan_form
from samrad.web.plans.talking import talk_of
from samrad.web.requests import Request
from samrad.web.ways import address


@for_people
@require_safe
def focus_areas(request: Request, slug: str) -> HttpResponse:
    """Every focus area with its goals, those that run first. A-formal-b."""
    cooperation = cooperation_visible_to(request.actor, slug)
    rows = list(focus_areas_visible_to(request.actor, cooperation))
    return page(
        request,
        "plans/aims.html",
        cooperation=cooperation,
        room=ROOM,
        running=[row for row in rows if row.is_open],
        closed=[row for row in rows if not row.is_open],
        may_write=may_write_in(request.actor, cooperation),
    )


@for_people
@require_safe
def focus_area(request: Request, area_id: UUID) -> HttpResponse:
    """One focus area: why, what it rests on, its goals, and its life. V-3-g."""
    area, cooperation = focus_area_visible_to(request.actor, area_id)
    standing = understanding_of(request.actor, area, cooperation)
    return page(
        request,
        "plans/focus_area.html",
        cooperation=cooperation,
        room=ROOM,
        area=area,
        decision=decision_in_short(request.actor, area.decision),
        decided=decisions_about(request.actor, focus_area=area.pk),
        may_write=may_write_in(request.actor, cooperation),
        standing=standing,
        lacks_our_yes=standing.lacks(request.actor),
        ours=next((row for row in standing.differing if row.party_id in request.actor.parties), None),
        responsibility=responsibility_for(request.actor, cooperation, area=area.pk),
        given=contributions_about(request.actor, cooperation, area.challenge),
        **talk_of(request.actor, cooperation, area=area.pk),
    )


def _decisions(actor: Actor, cooperation: Cooperation) -> list[tuple[str, str]]:
    return [(str(key), words) for key, words in decisions_to_rest_on(actor, cooperation.pk)]


@for_people
@form_page
def new_focus_area(request: Request, slug: str) -> HttpResponse:
    """Set one up."""
    cooperation, actor = cooperation_visible_to(request.actor, slug), request.actor
    may_write_in(actor, cooperation).require()
    form = FocusAreaForm(
        sent(request), decisions=_decisions(actor, cooperation), initial={"valid_from": today()}, is_new=True
    )
    return plan_form(
        request,
        form,
        lambda: set_focus_area(
            actor=actor, cooperation_id=cooperation.pk, confirmed=form.is_confirmed, **form.deed
        ),
        said=_("Satsingsområdet er satt opp. Begge parter ser det."),
        back=address("aims", slug),
        cooperation=cooperation,
        heading=_("Nytt satsingsområde"),
        action=_("Sett opp satsingsområdet"),
    )


@for_people
@form_page
def change_focus_area(request: Request, area_id: UUID) -> HttpResponse:
    """Change one, with the reason."""
    area, cooperation = focus_area_visible_to(request.actor, area_id)
    may_write_in(request.actor, cooperation).require()
    names = ("name", "why", "areas", "decision", "basis", "valid_from", "valid_to")
    initial = {name: getattr(area, name) for name in names} | {"seen": area.version}
    form = FocusAreaForm(
        sent(request), decisions=_decisions(request.actor, cooperation), initial=initial, is_new=False
    )
    return plan_form(
        request,
        form,
        lambda: set_focus_area(
            actor=request.actor,
            cooperation_id=cooperation.pk,
            area_id=area.pk,
            challenge=area.challenge,
            seen=form.version,
            confirmed=form.is_confirmed,
            **form.deed,
        ),
        said=_("Endringen er lagret, med begrunnelsen."),
        back=address("focus_area", area.pk),
        cooperation=cooperation,
        heading=area.name,
        action=_("Lagre endringen"),
    )


@for_people
@form_page
def review(request: Request, area_id: UUID) -> HttpResponse:
    """Look at one again: keep it, or end it, with the reason. It touches no agreement. V-3-g."""
    area, cooperation = focus_area_visible_to(request.actor, area_id)
    may_write_in(request.actor, cooperation).require()
    form = ReviewForm(sent(request), initial={"seen": area.version})
    return plan_form(
        request,
        form,
        lambda: _reviewed(request.actor, area, form),
        said=_("Det er lagret, med begrunnelsen."),
        back=address("focus_area", area.pk),
        cooperation=cooperation,
        heading=_("Se på satsingsområdet igjen"),
        about=area.name,
        action=_("Lagre"),
    )


def _reviewed(actor: Actor, area: FocusArea, form: ReviewForm) -> FocusArea:
    said = form.said
    deed = close_focus_area if said.pop("verdict") == "end" else review_focus_area
    return deed(actor=actor, area_id=area.pk, seen=form.version, confirmed=form.is_confirmed, **said)


@for_people
@form_page
def new_goal(request: Request, area_id: UUID) -> HttpResponse:
    """A goal under a focus area."""
    area, cooperation = focus_area_visible_to(request.actor, area_id)
    may_write_in(request.actor, cooperation).require()
    areas = open_focus_areas(request.actor, cooperation)
    form = GoalForm(sent(request), areas=areas, is_new=True, initial={"horizon": today().year + 4})
    return plan_form(
        request,
        form,
        lambda: set_goal(actor=request.actor, area_id=area.pk, confirmed=form.is_confirmed, **form.said),
        said=_("Målet er satt. Begge parter ser det."),
        back=address("focus_area", area.pk),
        cooperation=cooperation,
        heading=_("Nytt mål"),
        about=area.name,
        action=_("Sett målet"),
    )


@for_people
@require_safe
def goal(request: Request, goal_id: UUID) -> HttpResponse:
    """One goal and its life, across agreements and elections. V-3-h."""
    found, cooperation = goal_visible_to(request.actor, goal_id)
    return page(
        request,
        "plans/goal.html",
        cooperation=cooperation,
        room=ROOM,
        goal=found,
        may_write=may_write_in(request.actor, cooperation),
    )


@for_people
@form_page
def change_goal(request: Request, goal_id: UUID) -> HttpResponse:
    """Change a goal, or move it to another focus area, with the reason."""
    found, cooperation = goal_visible_to(request.actor, goal_id)
    may_write_in(request.actor, cooperation).require()
    names = ("name", "why", "aim", "seen_by", "horizon")
    initial = {name: getattr(found, name) for name in names}
    initial |= {"area_id": found.focus_area_id, "seen": found.version}
    form = GoalForm(
        sent(request), areas=open_focus_areas(request.actor, cooperation), is_new=False, initial=initial
    )
    return plan_form(
        request,
        form,
        lambda: _changed(request.actor, found, form),
        said=_("Endringen er lagret, med begrunnelsen."),
        back=address("goal", found.pk),
        cooperation=cooperation,
        heading=found.name,
        action=_("Lagre endringen"),
    )


def _changed(actor: Actor, goal: Goal, form: GoalForm) -> Goal:
    said = form.said
    area = UUID(said.pop("area_id"))
    return set_goal(
        actor=actor, goal_id=goal.pk, area_id=area, seen=form.version, confirmed=form.is_confirmed, **said
    )


@for_people
@form_page
def end_goal(request: Request, goal_id: UUID) -> HttpResponse:
    """End a goal, with the reason."""
    found, cooperation = goal_visible_to(request.actor, goal_id)
    may_write_in(request.actor, cooperation).require()
    form = CloseGoalForm(sent(request), initial={"seen": found.version})
    return plan_form(
        request,
        form,
        lambda: close_goal(
            actor=request.actor,
            goal_id=found.pk,
            seen=form.version,
            confirmed=form.is_confirmed,
            **form.said,
        ),
        said=_("Målet er avsluttet. Det blir stående med begrunnelsen."),
        back=address("goal", found.pk),
        cooperation=cooperation,
        heading=_("Avslutt målet"),
        about=found.name,
        action=_("Avslutt målet"),
    )
