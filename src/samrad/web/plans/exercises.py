"""Exercises that are held together: planned, and written up. For those who write for a party."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.cooperation.queries import cooperation_visible_to
from samrad.plans.commands.exercises import set_exercise
from samrad.plans.permissions import may_plan
from samrad.plans.queries.challenges import exercise_visible_to, exercises_in
from samrad.web.contacts.deeds import form_page
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.pages import page
from samrad.web.plans.challenge_forms import ExerciseForm
from samrad.web.plans.form_pages import ROOM, plan_form
from samrad.web.requests import Request
from samrad.web.ways import address

NAMES = ("kind", "name", "planned_on", "held_on", "sectors", "houses", "findings", "improvements")


@for_people
@require_safe
def exercises(request: Request, slug: str) -> HttpResponse:
    """Those to come and those held. V-2.3-m."""
    cooperation = cooperation_visible_to(request.actor, slug)
    may_plan(request.actor, cooperation).require()
    rows = exercises_in(request.actor, cooperation)
    return page(request, "plans/exercises.html", cooperation=cooperation, room=ROOM, rows=rows)


@for_people
@require_safe
def exercise(request: Request, exercise_id: UUID) -> HttpResponse:
    """One of them."""
    found, cooperation = exercise_visible_to(request.actor, exercise_id)
    may_plan(request.actor, cooperation).require()
    return page(request, "plans/exercise.html", cooperation=cooperation, room=ROOM, exercise=found)


@for_people
@form_page
def new_exercise(request: Request, slug: str) -> HttpResponse:
    """Plan one, or write one up."""
    cooperation = cooperation_visible_to(request.actor, slug)
    may_plan(request.actor, cooperation).require()
    form = ExerciseForm(sent(request), initial={"kind": "plivo", "sectors": ["police", "school", "health"]})
    return plan_form(
        request,
        form,
        lambda: set_exercise(
            actor=request.actor, cooperation_id=cooperation.pk, confirmed=form.is_confirmed, **form.said
        ),
        said=_("Øvelsen er lagret. Bare de som skriver for partene, ser den."),
        back=address("exercises", slug),
        cooperation=cooperation,
        heading=_("Ny øvelse"),
        action=_("Lagre øvelsen"),
    )


@for_people
@form_page
def change_exercise(request: Request, exercise_id: UUID) -> HttpResponse:
    """Write up what was found."""
    found, cooperation = exercise_visible_to(request.actor, exercise_id)
    may_plan(request.actor, cooperation).require()
    initial = {name: getattr(found, name) for name in NAMES} | {"seen": found.version}
    form = ExerciseForm(sent(request), initial=initial)
    return plan_form(
        request,
        form,
        lambda: set_exercise(
            actor=request.actor,
            cooperation_id=cooperation.pk,
            exercise_id=found.pk,
            seen=form.version,
            confirmed=form.is_confirmed,
            **form.said,
        ),
        said=_("Endringen er lagret."),
        back=address("exercise", found.pk),
        cooperation=cooperation,
        heading=_("Endre øvelsen"),
        about=found.name,
        action=_("Lagre endringen"),
    )
