"""The forums of a cooperation, a forum's home with its year, and its rules."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samrad.cooperation.queries import cooperation_visible_to
from samrad.forums.commands.bodies import change_forum, end_forum, set_up_forum
from samrad.forums.models import Forum, WheelPoint
from samrad.forums.naming import clauses_naming
from samrad.forums.permissions import may_leave_region, may_place_in_region, may_run, may_set_up
from samrad.forums.queries import forum_visible_to, forums_of, holders_of, local_choices_of, wheel_of
from samrad.forums.queries.frames import places_of
from samrad.kernel.clock import today
from samrad.kernel.together import Steps, together
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.forums import forms
from samrad.web.forums.members import missing_in, named_seats, seats_of
from samrad.web.forums.pages import forum_page
from samrad.web.forums.year import nodes_of
from samrad.web.pages import page
from samrad.web.requests import Request

form_page = require_http_methods(["GET", "HEAD", "POST"])
YEARS = 5  # before and after this one that can be leafed to


@for_people
@require_safe
def forums(request: Request, slug: str) -> HttpResponse:
    """Every forum of the cooperation, the living first."""
    cooperation = cooperation_visible_to(request.actor, slug)
    return page(
        request,
        "forums/list.html",
        cooperation=cooperation,
        room="forums",
        forums=[(forum, len(seats_of(forum))) for forum in forums_of(request.actor, cooperation)],
        may_set_up=may_set_up(request.actor, cooperation),
        may_leave=may_leave_region(request.actor, cooperation),
        gone=[party for party in cooperation.parties.all() if party.left_on],
    )


@for_people
@form_page
def set_up(request: Request, slug: str) -> HttpResponse:
    """Set up a forum in a few minutes. V-4-a, V-4.3-b, V-6-f."""
    cooperation = cooperation_visible_to(request.actor, slug)
    may_set_up(request.actor, cooperation).require()
    form = forms.SetUpForm(sent(request), cooperation=cooperation, initial={"begun_on": today()})
    if request.method == "POST" and form.is_valid():
        made = form.attempt(
            lambda: set_up_forum(
                actor=request.actor,
                cooperation_id=cooperation.pk,
                confirmed=form.is_confirmed,
                **form.said,
            )
        )
        if made:
            messages.success(request, _("Forumet er satt opp, med et årshjul å begynne med."))
            return redirect(
                "web:reasons" if made.kind == Forum.Kind.COUNCIL_REGIONAL else "web:forum", made.pk
            )
    status = 422 if form.errors else 200
    return page(
        request, "forums/set_up.html", cooperation=cooperation, room="forums", status=status, form=form
    )


@for_people
@require_safe
def home(request: Request, forum_id: UUID) -> HttpResponse:
    """The forum: its year as picture and list, who sits in it, its mandate and rules."""
    forum = forum_visible_to(request.actor, forum_id)
    day = today()
    year = _year_in(request, day.year)
    questions: dict[str, Steps[Any]] = {
        "points": wheel_of.steps(request.actor, forum, year),
        "choices": local_choices_of.steps(request.actor, forum),
        "holders": holders_of.steps(member.post_id for member in forum.memberships.all()),
        "naming": clauses_naming.steps(request.actor, forum),
    }
    points, choices, holders, naming = together(questions.values())
    return forum_page(
        request,
        forum,
        "forums/home.html",
        year=year,
        year_shown=str(year),
        years=_years(forum, year, day.year),
        nodes=nodes_of(forum, points, day),
        today=day,
        seats=named_seats(forum, holders),
        missing=missing_in(request.actor, forum, choices),
        local_choices=choices,
        **_of_region(request, forum),
        named_in=naming,
        meetings_done=sum(
            point.kind == WheelPoint.Kind.MEETING and point.done_on is not None for point in points
        ),
    )


def _of_region(request: Request, forum: Forum) -> dict[str, Any]:
    """What a regional council says beside the rest: how it stands to each municipality's own, and why it is there. V-4.4-b, V-4.4-c."""
    if forum.kind != Forum.Kind.COUNCIL_REGIONAL:
        return {"places": None}
    said = {row.organisation_id: row for row in places_of(request.actor, forum)}
    return {
        "places": [
            (party, said.get(party.organisation_id))
            for party in forum.cooperation.parties.all()
            if party.side == "municipality" and not party.left_on
        ],
        "reasons": [Forum.Reason(code).label for code in forum.reasons],
        "may_place": may_place_in_region(request.actor, forum),
    }


def _year_in(request: Request, this: int) -> int:
    """The year asked for, or this one."""
    asked = request.GET.get("ar", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else this
    return year if abs(year - this) <= YEARS else this


def _years(forum: Forum, year: int, this: int) -> list[tuple[str, str, bool]]:
    """The years beside the one shown, as a toggle. Not before the forum began."""
    home = reverse("web:forum", args=[forum.pk])
    first = max(forum.begun_on.year, this - YEARS)
    shown = [each for each in (year - 1, year, year + 1) if first <= each <= this + YEARS]
    return [(str(each), home if each == this else f"{home}?ar={each}", each == year) for each in shown]


@for_people
@form_page
def change(request: Request, forum_id: UUID) -> HttpResponse:
    """Change name, mandate and rules."""
    forum = forum_visible_to(request.actor, forum_id)
    may_run(request.actor, forum).require()
    names = ("name", "mandate", "meetings_a_year", "notice_days", "item_deadline_days", "face", "steers_slt")
    initial = {name: getattr(forum, name) for name in names} | {"seen": forum.version}
    form = forms.RulesForm(sent(request), is_council=forum.kind == Forum.Kind.COUNCIL, initial=initial)
    if request.method == "POST" and form.is_valid():
        changed = form.attempt(
            lambda: change_forum(
                actor=request.actor,
                forum_id=forum_id,
                seen=form.version,
                confirmed=form.is_confirmed,
                **form.said,
            )
        )
        if changed:
            messages.success(request, _("Reglene er lagret."))
            return redirect("web:forum", forum_id)
    return forum_page(request, forum, "forums/change.html", status=422 if form.errors else 200, form=form)


@for_people
@form_page
def end(request: Request, forum_id: UUID) -> HttpResponse:
    """Let a forum end. What it did stays readable."""
    forum = forum_visible_to(request.actor, forum_id)
    may_run(request.actor, forum).require()
    form = forms.EndForm(sent(request), initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        ended = form.attempt(lambda: end_forum(actor=request.actor, forum_id=forum_id, **form.said))
        if ended:
            messages.success(request, _("Forumet er avsluttet. Det som ble gjort, kan fortsatt leses."))
            return redirect("web:forums", forum.cooperation.slug)
    return forum_page(request, forum, "forums/end.html", status=422 if form.errors else 200, form=form)
