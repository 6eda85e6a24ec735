"""The posts of one's own house, who holds them, the change of holders, and the handover."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from samrad.kernel.clock import today
from samrad.kernel.once import reading_once
from samrad.parties.actor import Actor
from samrad.parties.commands import renew_posts
from samrad.parties.models import Post
from samrad.parties.permissions import may_read_handover, may_renew
from samrad.parties.queries import PostHeld, people_in_house, post_held, posts_in_house
from samrad.parties.rules import ELECTED, awaits_confirmation, last_election, next_election
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.pages import page
from samrad.web.posts.brief import brief_of
from samrad.web.posts.forms import RenewForm
from samrad.web.requests import Request

LEADERS = ELECTED | {Post.Function.MUNICIPAL_DIRECTOR}


@dataclass(frozen=True)
class Row:
    """A post in the list: whether it waits for a word after the election, and what the reader may do with it."""

    held: PostHeld
    awaits: bool
    may_renew: bool
    may_read: bool


def rows_of(actor: Actor) -> list[Row]:
    """The house's posts, those without a holder first."""
    day = today()
    return [
        Row(
            held,
            awaits_confirmation(held.post.function, held.held_since, day),
            bool(may_renew(actor, held.post)),
            bool(may_read_handover(actor, held.post)),
        )
        for held in posts_in_house(actor)
    ]


@for_people
@require_safe
def posts(request: Request) -> HttpResponse:
    """Who holds the posts of one's own house, which nobody holds, and which wait for a word after the election. V-2.2-k."""
    rows = rows_of(request.actor)
    return page(
        request,
        "posts/list.html",
        vacant=[row for row in rows if row.held.is_vacant],
        held=[row for row in rows if not row.held.is_vacant],
        awaits=[row for row in rows if row.awaits],
        last_election=last_election(today()),
        next_election=next_election(today()),
        may_renew=any(row.may_renew for row in rows),
    )


@for_people
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: Request) -> HttpResponse:
    """New holders of some posts in one step: the leaders after an election, or any of those the reader may renew."""
    rows = [row.held for row in rows_of(request.actor) if row.may_renew]
    rows.sort(key=lambda row: (row.post.function not in LEADERS, not row.is_vacant))
    form = RenewForm(
        sent(request), posts=rows, people=people_in_house(request.actor), initial={"on": today()}
    )
    if request.method == "POST" and form.is_valid():
        done = form.attempt(
            lambda: renew_posts(actor=request.actor, successors=form.successors, on=form.cleaned_data["on"])
        )
        if done:
            said = ngettext(
                "Én stilling er fornyet. Overleveringen er klar.",
                "%(count)s stillinger er fornyet. Overleveringene er klare.",
                len(done),
            )
            messages.success(request, said % {"count": len(done)})
            return redirect("web:posts")
    return page(
        request, "posts/renew.html", status=422 if form.errors else 200, form=form, may_renew=bool(rows)
    )


@for_people
@require_safe
def handover(request: Request, post_id: UUID) -> HttpResponse:
    """The brief of a post, for the one who leaves, the one who comes, and those who say who that is."""
    held = post_held(post_id)
    if not may_read_handover(request.actor, held.post):
        raise Post.DoesNotExist
    with reading_once():
        return page(
            request,
            "posts/handover.html",
            held=held,
            post=held.post,
            brief=brief_of(request.actor, held.post),
            today=today(),
        )
