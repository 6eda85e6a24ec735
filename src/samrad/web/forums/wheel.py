"""The points of a forum's year, one by one: add, move, mark done, take out; and a new year."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samrad.forums.commands.wheel import (
    add_wheel_point,
    begin_year,
    change_wheel_point,
    mark_wheel_point,
    remove_wheel_point,
)
from samrad.forums.permissions import may_run
from samrad.forums.queries import forum_visible_to, wheel_point_visible_to
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.forums import forms
from samrad.web.forums.pages import forum_page
from samrad.web.forums.year import nodes_of
from samrad.web.requests import Request

form_page = require_http_methods(["GET", "HEAD", "POST"])


@for_people
@form_page
def point(request: Request, point_id: UUID) -> HttpResponse:
    """One point of the year. Those who run the forum may rename and move it."""
    found = wheel_point_visible_to(request.actor, point_id)
    forum = forum_visible_to(request.actor, found.forum_id)
    initial = {"name": found.name, "on": found.on, "mover": found.mover, "seen": found.version}
    form = forms.PointForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        changed = form.attempt(
            lambda: change_wheel_point(
                actor=request.actor,
                point_id=point_id,
                seen=form.version,
                confirmed=form.is_confirmed,
                **form.said,
            )
        )
        if changed:
            messages.success(request, _("Punktet er lagret."))
            return redirect("web:forum", forum.pk)
    return forum_page(
        request,
        forum,
        "forums/point.html",
        status=422 if form.errors else 200,
        form=form,
        point=found,
        node=nodes_of(forum, [found], today())[0],
        done=forms.DoneForm(
            initial={"done_on": found.done_on or today(), "seen": found.version}, prefix="gjort"
        ),
    )


@for_people
@require_POST
def mark(request: Request, point_id: UUID) -> HttpResponse:
    """Say that a point is done, and when; with no day, that it is not."""
    found = wheel_point_visible_to(request.actor, point_id)
    form = forms.DoneForm(sent(request), prefix="gjort")
    if not form.is_valid():
        raise Refused(_("Skriv datoen som dag.måned.år, for eksempel 01.01.2027."))
    mark_wheel_point(actor=request.actor, point_id=point_id, seen=form.version, **form.said)
    words = _("Punktet er ført som gjort.") if form.said["done_on"] else _("Punktet er åpent igjen.")
    messages.success(request, words)
    return redirect("web:forum", found.forum_id)


@for_people
@require_POST
def remove(request: Request, point_id: UUID) -> HttpResponse:
    """Take a point out of the year."""
    found = wheel_point_visible_to(request.actor, point_id)
    remove_wheel_point(actor=request.actor, point_id=point_id)
    messages.success(request, _("Punktet er tatt ut av årshjulet."))
    return redirect("web:forum", found.forum_id)


@for_people
@form_page
def add(request: Request, forum_id: UUID) -> HttpResponse:
    """Add a point of one's own."""
    forum = forum_visible_to(request.actor, forum_id)
    may_run(request.actor, forum).require()
    form = forms.NewPointForm(sent(request), initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        added = form.attempt(
            lambda: add_wheel_point(
                actor=request.actor, forum_id=forum_id, confirmed=form.is_confirmed, **form.said
            )
        )
        if added:
            messages.success(request, _("Punktet er lagt til i årshjulet."))
            return redirect("web:forum", forum_id)
    return forum_page(request, forum, "forums/add_point.html", status=422 if form.errors else 200, form=form)


@for_people
@require_POST
def begin(request: Request, forum_id: UUID) -> HttpResponse:
    """Give another year its points."""
    year = request.POST.get("year", "")
    asked = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else 0
    begin_year(actor=request.actor, forum_id=forum_id, year=asked)
    messages.success(request, _("Året har fått et årshjul å begynne med."))
    forum_home = redirect("web:forum", forum_id)
    forum_home["Location"] += f"?ar={asked}"
    return forum_home
