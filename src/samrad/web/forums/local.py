"""What a forum does otherwise than the guide advises, with the parties' own reason."""

from datetime import timedelta
from uuid import UUID

from django import forms as fields
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from samrad.cooperation.queries import cooperation_visible_to
from samrad.forums.commands.leaving import leave_region
from samrad.forums.commands.local import choose_otherwise, take_back_choice
from samrad.forums.models import LocalChoice
from samrad.forums.permissions import may_choose_otherwise, may_leave_region
from samrad.forums.queries import forum_visible_to, local_choices_of
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.web.doors import for_people
from samrad.web.forms import DayField, DeedForm, chosen_among, sent
from samrad.web.forums.members import advice_in
from samrad.web.forums.pages import forum_page
from samrad.web.pages import page
from samrad.web.requests import Request

A_YEAR = timedelta(days=365)


class LeaveForm(DeedForm):
    """The last look before a municipality leaves a region."""

    understood = fields.BooleanField(
        label=gettext_lazy("Vi går ut av samarbeidet i dag, og ser det ikke lenger.")
    )


class OtherwiseForm(DeedForm):
    """Which advice, why not, and when the parties look at it again."""

    advice = fields.ChoiceField(label=gettext_lazy("Rådet dere ikke følger"), widget=fields.RadioSelect)
    reason = fields.CharField(
        label=gettext_lazy("Hvorfor det passer bedre hos dere"),
        help_text=gettext_lazy("Begge parter ser grunnen. Ikke navn på personer."),
        widget=fields.Textarea(attrs={"rows": 3}),
    )
    look_again_on = DayField(label=gettext_lazy("Når dere ser på valget igjen"))

    def __init__(self, *args: object, advice: list[str], **given: object) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "advice", [choice for choice in LocalChoice.Advice.choices if choice[0] in advice])


@for_people
@require_http_methods(["GET", "HEAD", "POST"])
def otherwise(request: Request, forum_id: UUID) -> HttpResponse:
    """Say why the forum does it otherwise. The advice is not given until the parties look at it again. V-1.1-b."""
    forum = forum_visible_to(request.actor, forum_id)
    may_choose_otherwise(request.actor, forum).require()
    advice = advice_in(request.actor, forum, local_choices_of(request.actor, forum))
    if not advice and request.method != "POST":
        raise Refused(_("Det er ingen råd å velge bort nå. Se forumets side."))
    initial = {"look_again_on": today() + A_YEAR, "advice": advice[0] if len(advice) == 1 else ""}
    form = OtherwiseForm(sent(request), advice=advice, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = form.attempt(
            lambda: choose_otherwise(
                actor=request.actor, forum_id=forum_id, confirmed=form.is_confirmed, **form.said
            )
        )
        if chosen:
            messages.success(request, _("Valget er lagret, og står på forumets side."))
            return redirect("web:forum", forum_id)
    status = 422 if form.errors else 200
    return forum_page(request, forum, "forums/otherwise.html", status=status, form=form)


@for_people
@require_POST
def take_back(request: Request, choice_id: UUID) -> HttpResponse:
    """Let the advice be given again."""
    choice = take_back_choice(actor=request.actor, choice_id=choice_id)
    messages.success(request, _("Valget er tatt tilbake."))
    return redirect("web:forum", choice.forum_id)


@for_people
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: Request, slug: str) -> HttpResponse:
    """Leave a region on behalf of one's own municipality. V-4.4-e."""
    cooperation = cooperation_visible_to(request.actor, slug)
    may_leave_region(request.actor, cooperation).require()
    form = LeaveForm(sent(request))
    left = None
    if request.method == "POST" and form.is_valid():
        left = form.attempt(lambda: leave_region(actor=request.actor, cooperation_id=cooperation.pk))
    if left:
        messages.success(request, _("Kommunen har gått ut av %(name)s.") % {"name": cooperation.name})
        return redirect("web:start")
    status = 422 if form.errors else 200
    return page(
        request,
        "forums/leave_region.html",
        cooperation=cooperation,
        room="forums",
        status=status,
        form=form,
    )
