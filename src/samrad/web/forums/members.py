"""Who sits in a forum, who the guide would see there, and how others come in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samrad.agreements.queries.agreements import opened_in_force
from samrad.forums.commands.members import (
    add_member,
    agree_to_assessment,
    begin_assessment,
    change_role,
    end_membership,
    take_in_external,
)
from samrad.forums.models import Forum, LocalChoice, Membership
from samrad.forums.permissions import may_run, may_say_yes, may_take_in
from samrad.forums.queries import (
    assessment_visible_to,
    assessments_of,
    external_houses_in,
    forum_visible_to,
    holders_of,
    is_insider,
    local_choices_of,
    membership_visible_to,
    posts_outside,
    posts_to_seat,
)
from samrad.forums.rules import missing_leaders
from samrad.kernel.clock import today
from samrad.meetings.permissions import may_limit
from samrad.parties.actor import Actor
from samrad.parties.models import Appointment, Organisation, Post
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.forums import forms
from samrad.web.forums.limits import LimitedGuestForm, themes_to_choose
from samrad.web.forums.pages import forum_page
from samrad.web.forums.schools import suggested_schools
from samrad.web.requests import Request

form_page = require_http_methods(["GET", "HEAD", "POST"])
RANK = {role: place for place, role in enumerate(Membership.Role.values)}


@dataclass(frozen=True)
class Seat:
    """A member as shown: the post, who holds it today, and for whom it sits.

    `also` are the other seats here that the same person fills. V-5.3-c.
    """

    member: Membership
    holders: list[str]
    side: str
    also: list[str]


def seats_of(forum: Forum, holders: dict[UUID, list[Appointment]] | None = None) -> list[Seat]:
    """Those who sit there today, the leader first. Expects the memberships fetched along."""
    found = holders or {}
    day = today()
    seated = [member for member in forum.memberships.all() if member.sits_on(day)]
    seated.sort(key=lambda member: (RANK[member.role], member.post.organisation.name, member.post.title))
    return [
        Seat(
            member,
            [row.person.name for row in found.get(member.post_id, [])],
            member.party.side if member.party else "other",
            _other_seats(member, seated, found),
        )
        for member in seated
    ]


def _other_seats(
    member: Membership, seated: list[Membership], found: dict[UUID, list[Appointment]]
) -> list[str]:
    people = {row.person_id for row in found.get(member.post_id, [])}
    return [
        other.post.title
        for other in seated
        if other.post_id != member.post_id
        and people & {row.person_id for row in found.get(other.post_id, [])}
    ]


def seats_with_names(forum: Forum) -> list[Seat]:
    """The same, with the names of who holds each post today. One statement more."""
    return named_seats(forum, holders_of(member.post_id for member in forum.memberships.all()))


def named_seats(forum: Forum, found: dict[UUID, list[Appointment]]) -> list[Seat]:
    """The same, where the holders are at hand."""
    return seats_of(forum, found)


def missing_in(actor: Actor, forum: Forum, choices: Iterable[LocalChoice] = ()) -> list[str]:
    """Which leaders the guide would see at the table, in words. Advice to the parties, never a hindrance."""
    names = {
        "political": _("politisk ledelse i kommunen"),
        "administrative": _("administrativ ledelse i kommunen"),
        "police": _("leder for tjenesteenheten i politiet"),
    }
    return [names[code] for code in advice_in(actor, forum, choices)]


def advice_in(actor: Actor, forum: Forum, choices: Iterable[LocalChoice]) -> list[str]:
    """The same by code. What the parties have a local reason for is not said until they look at it again. V-1.1-b."""
    if not is_insider(actor, forum) or forum.ended_on:
        return []
    functions = [seat.member.post.function for seat in seats_of(forum)]
    chosen = {choice.advice for choice in choices if choice.look_again_on > today()}
    missing = missing_leaders(functions, is_council=forum.is_council)
    return [each.leadership for each in missing if each.leadership not in chosen]


@for_people
@require_safe
def members(request: Request, forum_id: UUID) -> HttpResponse:
    """Who sits in the forum, and what the parties have weighed about others."""
    forum = forum_visible_to(request.actor, forum_id)
    asked, choices = assessments_of(request.actor, forum), local_choices_of(request.actor, forum)
    for each in asked:
        each.forum = forum
    return forum_page(
        request,
        forum,
        "forums/members.html",
        seats=seats_with_names(forum),
        left=[member for member in forum.memberships.all() if not member.sits_on(today())],
        missing=missing_in(request.actor, forum, choices),
        local_choices=choices,
        unnamed=_unnamed(request.actor, forum),
        assessments=[
            (each, may_say_yes(request.actor, each), may_take_in(request.actor, forum, each))
            for each in asked
        ],
    )


def _unnamed(actor: Actor, forum: Forum) -> list[str]:
    """The kinds of external members that sit in forums here, and that the agreement in force does not speak of. A hint. V-4.2-g."""
    outside = external_houses_in(actor, forum.cooperation)
    opened = opened_in_force(actor, forum.cooperation) if outside else None
    if opened is None:
        return []
    return [str(Organisation.Kind(kind).label) for kind in sorted(set(outside) - opened)]


def _seat(
    request: Request,
    forum: Forum,
    posts: Iterable[Post],
    template: str,
    deed: Callable[..., Membership],
    kind: Callable[..., forms.MemberForm] = forms.MemberForm,
    **context: object,
) -> HttpResponse:
    """One post into the forum, by one deed or the other."""
    chosen = {"valid_from": today(), "post_id": request.GET.get("stilling", "")}
    form = kind(sent(request), posts=posts, initial=chosen)
    if request.method == "POST" and form.is_valid():
        said = form.said | {"post_id": UUID(form.said["post_id"])}
        if form.attempt(lambda: deed(actor=request.actor, forum_id=forum.pk, **said)):
            messages.success(request, _("Stillingen er medlem av forumet."))
            return redirect("web:members", forum.pk)
    return forum_page(request, forum, template, status=422 if form.errors else 200, form=form, **context)


@for_people
@form_page
def add(request: Request, forum_id: UUID) -> HttpResponse:
    """Let a post of one of the parties sit in the forum."""
    forum = forum_visible_to(request.actor, forum_id)
    may_run(request.actor, forum).require()
    return _seat(request, forum, posts_to_seat(forum), "forums/add_member.html", add_member)


@for_people
@form_page
def take_in(request: Request, assessment_id: UUID) -> HttpResponse:
    """Let somebody outside the parties in, when both have agreed. V-4.2-f."""
    assessment = assessment_visible_to(request.actor, assessment_id)
    forum = assessment.forum
    may_take_in(request.actor, forum, assessment).require()
    deed = partial(take_in_external, assessment_id=assessment_id)
    form = partial(LimitedGuestForm, themes=themes_to_choose(request.actor, forum))
    schools = suggested_schools(request.actor, forum)
    return _seat(request, forum, posts_outside(forum), "forums/take_in.html", deed, form, schools=schools)


@for_people
@form_page
def member(request: Request, membership_id: UUID) -> HttpResponse:
    """One member: the role, which those who run the forum may change."""
    found = membership_visible_to(request.actor, membership_id)
    form = forms.RoleForm(sent(request), initial={"role": found.role, "seen": found.version})
    if request.method == "POST" and form.is_valid():
        changed = form.attempt(
            lambda: change_role(
                actor=request.actor, membership_id=membership_id, seen=form.version, **form.said
            )
        )
        if changed:
            messages.success(request, _("Rollen er lagret."))
            return redirect("web:members", found.forum_id)
    seat = next((each for each in seats_with_names(found.forum) if each.member.pk == found.pk), None)
    return forum_page(
        request,
        found.forum,
        "forums/member.html",
        status=422 if form.errors else 200,
        form=form,
        member=found,
        may_limit=may_limit(request.actor, found),
        holders=seat.holders if seat else [],
    )


@for_people
@form_page
def leave(request: Request, membership_id: UUID) -> HttpResponse:
    """Let a member leave the forum."""
    found = membership_visible_to(request.actor, membership_id)
    may_run(request.actor, found.forum).require()
    form = forms.EndForm(sent(request), initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        ended = form.attempt(
            lambda: end_membership(actor=request.actor, membership_id=membership_id, **form.said)
        )
        if ended:
            messages.success(request, _("Medlemmet er gått ut av forumet."))
            return redirect("web:members", found.forum_id)
    status = 422 if form.errors else 200
    return forum_page(request, found.forum, "forums/leave.html", status=status, form=form, member=found)


@for_people
@form_page
def assess(request: Request, forum_id: UUID) -> HttpResponse:
    """Say for one's own party that the forum needs others. V-4.2-f."""
    forum = forum_visible_to(request.actor, forum_id)
    may_run(request.actor, forum).require()
    form = forms.AssessmentForm(sent(request))
    if request.method == "POST" and form.is_valid():
        begun = form.attempt(
            lambda: begin_assessment(
                actor=request.actor, forum_id=forum_id, confirmed=form.is_confirmed, **form.said
            )
        )
        if begun:
            messages.success(request, _("Vurderingen er ført med deres ja. Motparten svarer for seg."))
            return redirect("web:members", forum_id)
    return forum_page(
        request,
        forum,
        "forums/assess.html",
        status=422 if form.errors else 200,
        form=form,
        schools=suggested_schools(request.actor, forum),
    )


@for_people
@require_POST
def agree(request: Request, assessment_id: UUID) -> HttpResponse:
    """One's own party's yes."""
    assessment = assessment_visible_to(request.actor, assessment_id)
    said = agree_to_assessment(actor=request.actor, assessment_id=assessment_id)
    words = (
        _("Partene er enige. Nå kan forumet ta inn andre.")
        if said.agreed_on
        else _("Deres ja er ført. De andre partene svarer for seg.")
    )
    messages.success(request, words)
    return redirect("web:members", assessment.forum_id)
