"""What an external member takes part in: all of the forum, or some themes and the matters that are opened to them. V-4.2-d."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samrad.forums.models import Forum
from samrad.forums.queries import membership_visible_to, themes_of
from samrad.guide.challenges import shared_challenges
from samrad.meetings.commands.limiting import limit_member
from samrad.meetings.permissions import may_limit
from samrad.parties.actor import Actor
from samrad.web.doors import for_people
from samrad.web.forms import DeedForm, chosen_among, sent
from samrad.web.forums.forms import GuestForm
from samrad.web.forums.pages import forum_page
from samrad.web.requests import Request

ALL, SOME = "all", "some"
type Choices = list[tuple[str, str]]


def named(themes: dict[str, str]) -> Choices:
    """Themes by code with their names, the guide's in the reader's language."""
    language = get_language() or "nb"
    shared = shared_challenges()
    return [
        (code, name or shared[code].name(language)) for code, name in themes.items() if name or code in shared
    ]


def themes_to_choose(actor: Actor, forum: Forum) -> Choices:
    return named(themes_of(actor, forum))


class LimitForm(DeedForm):
    """All that is shared with the forum, or some themes of it."""

    takes_part = forms.ChoiceField(
        label=gettext_lazy("Hva medlemmet deltar i"),
        choices=[
            (ALL, gettext_lazy("Alt som er delt med hele forumet")),
            (SOME, gettext_lazy("Noen temaer, og saker som åpnes for medlemmet")),
        ],
        widget=forms.RadioSelect,
        initial=ALL,
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Temaer medlemmet deltar i"),
        help_text=gettext_lazy(
            "Medlemmet kalles inn når en sak med et av temaene står på sakslisten, og ser bare de sakene og det som hører til dem."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, themes: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "themes", themes)

    def clean(self) -> dict[str, Any]:
        """Themes without the choice that they belong to would open everything."""
        given = super().clean() or {}
        if given.get("takes_part") == ALL and given.get("themes"):
            self.add_error("takes_part", _("Du har valgt temaer. Velg «Noen temaer», eller ta bort temaene."))
        return given

    @property
    def said(self) -> dict[str, Any]:
        said = super().said
        return said | {"limited": said.pop("takes_part") == SOME}


class LimitedGuestForm(LimitForm, GuestForm):
    """A post outside the parties, and what it takes part in."""

    field_order = ("post_id", "role", "takes_part", "themes", "valid_from", "valid_to")


@for_people
@require_http_methods(["GET", "HEAD", "POST"])
def limit(request: Request, membership_id: UUID) -> HttpResponse:
    """Say what a member from outside takes part in."""
    found = membership_visible_to(request.actor, membership_id)
    may_limit(request.actor, found).require()
    now = {"takes_part": SOME if found.limited else ALL, "themes": list(found.themes), "seen": found.version}
    form = LimitForm(sent(request), themes=themes_to_choose(request.actor, found.forum), initial=now)
    if request.method == "POST" and form.is_valid():
        done = form.attempt(
            lambda: limit_member(
                actor=request.actor, membership_id=membership_id, seen=form.version, **form.said
            )
        )
        if done:
            messages.success(request, _("Det er lagret, og gjelder fra nå av."))
            return redirect("web:member", membership_id)
    status = 422 if form.errors else 200
    return forum_page(request, found.forum, "forums/limit.html", status=status, form=form, member=found)
