"""Answer a call by the link in the mail, without a login. Opening the link answers nothing: mail scanners open links too."""

from django.http import HttpResponse
from django.shortcuts import redirect

from samrad.cooperation import wall
from samrad.meetings.commands.answering import answer_by_link
from samrad.meetings.permissions import may_answer_call
from samrad.meetings.queries.calls import (
    Held,
    LinkIsOver,
    NoSuchLink,
    call_in_hand,
    held_by,
    posts_beside,
    the_called,
)
from samrad.parties.actor import Actor
from samrad.web import errors
from samrad.web.doors import open_to_all
from samrad.web.forms import sent
from samrad.web.meetings.forms import LinkForm
from samrad.web.meetings.planning import form_page
from samrad.web.pages import page
from samrad.web.requests import Request


@open_to_all
@form_page
def answer(request: Request, link: str) -> HttpResponse:
    """When and where, and three buttons. Whoever has the link sees no more than the mail told."""
    try:
        held = held_by(link)
        return _answering(request, link, held, the_called(held))
    except NoSuchLink as unknown:
        return errors.refused(request, unknown, status=404)
    except LinkIsOver as over:
        _back_to_oneself(request)
        return errors.refused(request, over, status=410)


def _answering(request: Request, link: str, held: Held, called: Actor) -> HttpResponse:
    form = LinkForm(sent(request), substitutes=[(str(post.pk), post.title) for post in posts_beside(called)])
    wall.enter_for_call(held.recipient)
    recipient = call_in_hand(called, held.recipient)
    answered = None
    if request.method == "POST" and form.is_valid():
        answered = form.attempt(lambda: answer_by_link(actor=called, recipient_id=recipient.pk, **form.facts))
    _back_to_oneself(request)
    if answered:
        return redirect("web:answer_by_link", link)
    return page(
        request,
        "meetings/answer_link.html",
        form=form,
        recipient=recipient,
        meeting=recipient.meeting,
        called=called,
        allowed=may_answer_call(called, recipient),
        status=422 if form.errors else 200,
    )


def _back_to_oneself(request: Request) -> None:
    """The wall is no longer open for the call, but for whoever may have logged in beside."""
    wall.leave()
    if request.actor.is_person:
        wall.enter(request.actor)
