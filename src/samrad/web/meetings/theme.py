"""The theme of a matter, which functions of the police are drawn in, and which the theme belongs to."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.contacts.functions import BY_CODE, KINDS, POLICE, function_for
from samrad.contacts.models import Entry
from samrad.contacts.queries.directory import reached_in
from samrad.forums.queries import limited_seat_of
from samrad.guide.challenges import shared_challenges
from samrad.kernel.answers import Sentence
from samrad.meetings.commands.theme import set_theme
from samrad.meetings.models import AgendaItem
from samrad.meetings.permissions import may_change_item
from samrad.meetings.queries.meetings import item_visible_to
from samrad.meetings.queries.themes import local_themes, themes_treated
from samrad.parties.actor import Actor
from samrad.web.contacts.enquiry_forms import themes
from samrad.web.doors import for_people
from samrad.web.forms import DeedForm, chosen_among, sent
from samrad.web.forums.limits import named
from samrad.web.meetings.planning import form_page, forum_page
from samrad.web.pages import page
from samrad.web.requests import Request


class ThemeForm(DeedForm):
    """A theme, and functions."""

    theme = forms.ChoiceField(label=gettext_lazy("Tema"), required=False)
    own = forms.CharField(
        label=gettext_lazy("Et eget tema, hvis det ikke står i listen"),
        help_text=gettext_lazy(
            "Det kommer på listen i samarbeidet, som alle parter leser. Ingen tema er pålagt."
        ),
        max_length=160,
        required=False,
    )
    functions = forms.MultipleChoiceField(
        label=gettext_lazy("Funksjoner i politiet som er med"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: object, local: dict[str, str], only: list[tuple[str, str]] | None, **given: object
    ) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "theme", only or [("", gettext_lazy("Noe annet")), *themes(), *local.items()])
        if only:  # a limited member's own themes
            del self.fields["own"]
        chosen_among(self, "functions", [(kind.code, kind.name) for kind in KINDS if kind.side == POLICE])


@dataclass(frozen=True)
class About:
    """What a matter says of its theme. `suggested` is the function it belongs to, when the district has it and it is not drawn in."""

    theme: str
    functions: list[Sentence]
    suggested: Sentence = ""
    entry: Entry | None = None


def about(actor: Actor, item: AgendaItem) -> About:
    """One statement, and only where a theme is local or has a function that is not drawn in. V-2.1-k, V-2.1-l."""
    challenge = shared_challenges().get(item.theme)
    name = challenge.name(get_language() or "nb") if challenge else ""
    if item.theme and not challenge:
        name = local_themes(actor, item).get(item.theme, "")
    functions = [BY_CODE[code].name for code in item.functions if code in BY_CODE]
    fits = function_for(item.theme)
    if fits is None or fits.code in item.functions:
        return About(name, functions)
    houses = [party.organisation_id for party in item.forum.cooperation.parties.all()]
    entry = reached_in(houses, fits.code)
    return About(name, functions, fits.name if entry else "", entry)


def _own_themes(actor: Actor, item: AgendaItem) -> list[tuple[str, str]] | None:
    limited = limited_seat_of(actor, item.forum)
    return named(limited.themes) if limited else None


@for_people
@form_page
def theme(request: Request, item_id: UUID) -> HttpResponse:
    """Say what it is about, and who is drawn in. V-2.1-i."""
    item = item_visible_to(request.actor, item_id)
    may_change_item(request.actor, item).require()
    form = ThemeForm(
        sent(request),
        local=local_themes(request.actor, item),
        only=_own_themes(request.actor, item),
        initial={"theme": item.theme, "functions": item.functions, "seen": item.version},
    )
    if request.method == "POST" and form.is_valid():
        done = form.attempt(
            lambda: set_theme(
                actor=request.actor,
                item_id=item_id,
                seen=form.version,
                confirmed=form.is_confirmed,
                **form.said,
            )
        )
        if done:
            narrowed = _(
                "Temaet er lagret. Det handler lett om enkeltpersoner, så saken er nå bare for partene. Dere kan åpne den igjen."
            )
            messages.success(request, narrowed if done.face != item.face else _("Temaet er lagret."))
            return redirect("web:item", item_id)
    return forum_page(request, "meetings/theme.html", item.forum, form=form, item=item)


@for_people
@require_safe
def treated(request: Request) -> HttpResponse:
    """What the councils that one has part in have put on their agendas, the guide's themes and their own. V-4.1.3-a."""
    found, language = themes_treated(request.actor), get_language() or "nb"
    shared = [(shared_challenges()[row.code].name(language), row) for row in found.shared]
    return page(request, "meetings/themes.html", found=found, shared=shared)
