"""The meetings of a forum, a new one, and the matters that are raised."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samrad.cooperation.queries import cooperation_visible_to
from samrad.forums.models import Forum
from samrad.forums.queries import forum_visible_to, forums_of, is_insider, limited_seat_of
from samrad.forums.rules import is_working_day
from samrad.kernel.clock import OSLO
from samrad.meetings.commands.agenda import order_agenda, place_item, propose_item
from samrad.meetings.commands.drafting import approve_agenda, ask_for_yes
from samrad.meetings.commands.enquiries import raise_advice
from samrad.meetings.commands.planning import cancel_meeting, move_meeting, plan_meeting
from samrad.meetings.models import AgendaItem, Meeting
from samrad.meetings.permissions import may_move, may_plan, may_propose
from samrad.meetings.queries.between import awaited_in
from samrad.meetings.queries.dates import proposed_days
from samrad.meetings.queries.leaders import leaders_to_assist
from samrad.meetings.queries.meetings import (
    LIVING,
    meeting_visible_to,
    meetings_in,
    meetings_of,
    proposals_of,
)
from samrad.web.contacts.enquiries import advice_behind
from samrad.web.doors import for_people
from samrad.web.forms import DeedForm, seen_in, sent
from samrad.web.forums.limits import named
from samrad.web.meetings import people
from samrad.web.meetings.forms import ItemForm, MeetingForm, ReasonForm
from samrad.web.pages import page
from samrad.web.requests import Request

form_page = require_http_methods(["GET", "HEAD", "POST"])


def forum_page(request: Request, template: str, forum: Forum, **context: Any) -> HttpResponse:
    """A page inside a forum. An external member stands outside the cooperation, so its rooms are left out."""
    cooperation = forum.cooperation if is_insider(request.actor, forum) else None
    context.setdefault("own_limit", limited_seat_of(request.actor, forum))
    form = context.get("form")
    status = 422 if isinstance(form, DeedForm) and form.errors else 200
    return page(
        request, template, cooperation=cooperation, room="meetings", forum=forum, status=status, **context
    )


@for_people
@require_safe
def all_meetings(request: Request, slug: str) -> HttpResponse:
    """The meetings of all the forums of a cooperation."""
    cooperation = cooperation_visible_to(request.actor, slug)
    rows = meetings_in(request.actor, cooperation)
    ahead = [row for row in rows if row.state in LIVING]
    return page(
        request,
        "meetings/all.html",
        cooperation=cooperation,
        room="meetings",
        ahead=ahead,
        earlier=[row for row in reversed(rows) if row not in ahead],
        forums=[forum for forum in forums_of(request.actor, cooperation) if forum.ended_on is None],
    )


@for_people
@require_safe
def meetings(request: Request, forum_id: UUID) -> HttpResponse:
    """What is ahead, what was held, and what is raised but stands on no agenda."""
    forum = forum_visible_to(request.actor, forum_id)
    rows = meetings_of(request.actor, forum)
    ahead = [row for row in rows if row.state in LIVING]
    return forum_page(
        request,
        "meetings/list.html",
        forum,
        ahead=sorted(ahead, key=lambda row: row.starts_at),
        earlier=[row for row in rows if row not in ahead],
        proposals=proposals_of(request.actor, forum),
        awaited=awaited_in(request.actor, forum),
        may_plan=may_plan(request.actor, forum),
        may_propose=may_propose(request.actor, forum),
    )


@for_people
@form_page
def plan(request: Request, forum_id: UUID) -> HttpResponse:
    """Plan a meeting, from the days that the year and the notice allow."""
    forum = forum_visible_to(request.actor, forum_id)
    may_plan(request.actor, forum).require()
    days = proposed_days(request.actor, forum)
    chosen = request.GET.get("dag", "")
    free = [one.day.on for one in days if not one.clashes]
    day = next(
        (one.day.on for one in days if one.day.on.isoformat() == chosen), (free or [days[0].day.on])[0]
    )
    initial = {
        "title": forum.name,
        "day": day,
        "begins": "09:00",
        "ends": "11:00",
        "mode": Meeting.Mode.PHYSICAL,
    }
    leaders = [(str(post.pk), people.named(post)) for post in leaders_to_assist(request.actor)]
    form = MeetingForm(sent(request), leaders=leaders, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = form.attempt(
            lambda: plan_meeting(
                actor=request.actor, forum_id=forum_id, confirmed=form.is_confirmed, **form.facts
            )
        )
        if made:
            _advise(request, made)
            return redirect("web:meeting", made.pk)
    return forum_page(request, "meetings/plan.html", forum, form=form, days=days, chosen=day)


@for_people
@require_POST
def ask_leader(request: Request, meeting_id: UUID) -> HttpResponse:
    """Ask the leader for a yes to the agenda."""
    ask_for_yes(actor=request.actor, meeting_id=meeting_id)
    messages.success(request, _("Lederen har fått beskjed om at sakslisten venter på godkjenning."))
    return redirect("web:meeting", meeting_id)


@for_people
@require_POST
def approve(request: Request, meeting_id: UUID) -> HttpResponse:
    """Say yes to an agenda that a police contact has prepared."""
    approve_agenda(actor=request.actor, meeting_id=meeting_id, seen=seen_in(request))
    messages.success(request, _("Sakslisten er godkjent. Nå kan innkallingen sendes."))
    return redirect("web:meeting", meeting_id)


def _advise(request: Request, meeting: Meeting) -> None:
    messages.success(
        request, _("Møtet er planlagt. Sett saker på sakslisten, og send innkallingen når den er klar.")
    )
    if not is_working_day(meeting.starts_at.astimezone(OSLO).date()):
        messages.info(request, _("Dagen er en helg eller helligdag. Det går bra, men se om alle kan komme."))


@for_people
@form_page
def move(request: Request, meeting_id: UUID) -> HttpResponse:
    """Another time or place. The change lands in the same entry of everybody's calendar."""
    meeting = meeting_visible_to(request.actor, meeting_id)
    may_move(request.actor, meeting).require()
    begins, ends = meeting.starts_at.astimezone(OSLO), meeting.ends_at.astimezone(OSLO)
    initial = {name: getattr(meeting, name) for name in ("title", "mode", "place", "link")}
    initial |= {"day": begins.date(), "begins": begins.time(), "ends": ends.time(), "seen": meeting.version}
    form = MeetingForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        moved = form.attempt(
            lambda: move_meeting(
                actor=request.actor,
                meeting_id=meeting_id,
                seen=form.version,
                confirmed=form.is_confirmed,
                **form.facts,
            )
        )
        if moved:
            messages.success(request, _("Møtet er endret. De som er innkalt, får beskjed."))
            return redirect("web:meeting", meeting_id)
    return forum_page(request, "meetings/move.html", meeting.forum, form=form, meeting=meeting)


@for_people
@form_page
def cancel(request: Request, meeting_id: UUID) -> HttpResponse:
    """Cancel, with a word of why. The matters go back among those that are raised."""
    meeting = meeting_visible_to(request.actor, meeting_id)
    may_move(request.actor, meeting).require()
    form = ReasonForm(sent(request))
    if request.method == "POST" and form.is_valid():
        done = form.attempt(
            lambda: cancel_meeting(
                actor=request.actor, meeting_id=meeting_id, confirmed=form.is_confirmed, **form.said
            )
        )
        if done:
            messages.success(request, _("Møtet er avlyst. Sakene ligger blant de meldte."))
            return redirect("web:meetings", meeting.forum_id)
    return forum_page(request, "meetings/cancel.html", meeting.forum, form=form, meeting=meeting)


@for_people
@form_page
def propose(request: Request, forum_id: UUID) -> HttpResponse:
    """Raise a matter: anyone in the forum, at any time. V-4.1.3-b."""
    forum = forum_visible_to(request.actor, forum_id)
    may_propose(request.actor, forum).require()
    inside = is_insider(request.actor, forum)
    limited = limited_seat_of(request.actor, forum)
    advice = advice_behind(request)
    initial = {
        "kind": AgendaItem.Kind.DISCUSSION,
        "level": "strategic",
        "face": forum.face,
        "presenter_id": request.actor.post,
        "background": f"{advice.text}\n\n{advice.answer}" if advice else "",
    }
    form = ItemForm(
        sent(request),
        presenters=people.owners(forum),
        others=people.other_parties(forum, request.actor.parties),
        inside=inside,
        is_new=True,
        themes=named(limited.themes) if limited else None,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        deed: Callable[..., AgendaItem] = (
            partial(raise_advice, enquiry_id=advice.pk) if advice else propose_item
        )
        made = form.attempt(
            lambda: deed(actor=request.actor, forum_id=forum_id, confirmed=form.is_confirmed, **form.facts)
        )
        if made:
            messages.success(
                request, _("Saken er meldt. Den som leder arbeidet, setter den på en saksliste.")
            )
            return redirect("web:item", made.pk)
    return forum_page(request, "meetings/propose.html", forum, form=form)


@for_people
@require_POST
def place(request: Request, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Put a raised matter on the agenda."""
    item = place_item(actor=request.actor, item_id=item_id, meeting_id=meeting_id)
    messages.success(
        request, _("Saken er satt på sakslisten som sak %(number)s.") % {"number": item.case_number}
    )
    return redirect("web:meeting", meeting_id)


@for_people
@require_POST
def order(request: Request, item_id: UUID) -> HttpResponse:
    """Move a matter up or down on the agenda."""
    direction = "up" if request.POST.get("direction") == "up" else "down"
    item = order_agenda(actor=request.actor, item_id=item_id, direction=direction)
    return redirect("web:meeting", item.meeting_id)
