"""How prevention for the young is ordered in a municipality: what it has chosen, its levels, and what goes between them."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_visible_to
from samrad.forums.commands.prevention import (
    LATER,
    NONE,
    choose_model,
    name_coordinator,
    remove_target_group,
    set_target_group,
    set_up_levels,
)
from samrad.forums.models import Forum, PreventionModel
from samrad.forums.permissions import may_choose_model, may_order_model, may_set_up_levels
from samrad.forums.prevention import (
    Level,
    coordinating,
    levels_of,
    model_of,
    partners_by_kind,
    posts_to_coordinate,
    slt_choice_of,
)
from samrad.forums.queries import forums_of
from samrad.guide.directives import directives
from samrad.kernel.answers import Sentence
from samrad.kernel.clock import today
from samrad.meetings.queries.lifts import lifts_open_in
from samrad.parties.actor import Actor
from samrad.plans.models import Plan
from samrad.plans.queries.plans import plans_visible_to
from samrad.web.doors import for_people
from samrad.web.forms import DeedForm, sent
from samrad.web.forums import prevention_forms as forms
from samrad.web.forums.members import Seat, seats_of
from samrad.web.pages import page
from samrad.web.requests import Request

form_page = require_http_methods(["GET", "HEAD", "POST"])
LEVEL_NAMES: dict[int, Sentence] = {
    3: gettext_lazy("Styrende nivå"),
    2: gettext_lazy("Koordinerende nivå"),
    1: gettext_lazy("Utførende nivå"),
}
MISSING: dict[tuple[int, str], Sentence] = {
    (3, "municipality"): gettext_lazy("Ingen øverste leder fra kommunen sitter her."),
    (3, "police"): gettext_lazy("Ingen øverste leder fra politiet sitter her."),
    (2, "municipality"): gettext_lazy("Ingen leder fra kommunen sitter her."),
    (2, "police"): gettext_lazy("Ingen leder fra politiet sitter her."),
    (1, "anyone"): gettext_lazy("Ingen er med ennå."),
}


@dataclass(frozen=True)
class ShownLevel:
    """A level as shown: its name, its forums with those who sit there, and the advice."""

    name: Sentence
    forums: list[tuple[Forum, list[Seat]]]
    missing: list[Sentence]


def _shown(level: Level) -> ShownLevel:
    return ShownLevel(
        LEVEL_NAMES[level.number],
        [(forum, seats_of(forum)) for forum in level.forums],
        [MISSING[level.number, each] for each in level.missing],
    )


@for_people
@require_safe
def overview(request: Request, slug: str) -> HttpResponse:
    """What the municipality has chosen, neutral when it has chosen nothing. V-6-a, V-6-f, V-6-l, V-6-m."""
    cooperation = cooperation_visible_to(request.actor, slug)
    choice = slt_choice_of(cooperation)
    if choice is None:
        raise Http404
    model = model_of(request.actor, cooperation)
    forums = [forum for forum in forums_of(request.actor, cooperation) if forum.ended_on is None]
    levels = levels_of(forums)
    return page(
        request,
        "forums/prevention.html",
        cooperation=cooperation,
        room="forums",
        choice=choice,
        model=model,
        partners=partners_by_kind(model) if model else [],
        plans=_plans(request.actor, cooperation, forums) if model else [],
        directive=_directive(model),
        targets=list(model.targets.all()) if model else [],
        levels=[_shown(level) for level in levels] if model and model.is_slt else [],
        is_whole=all(level.forums for level in levels),
        groups=[(forum, seats_of(forum)) for forum in forums if forum.kind == Forum.Kind.THEMATIC],
        coordinating=coordinating(request.actor, model, levels) if model else None,
        lifts=lifts_open_in(request.actor, cooperation),
        may_choose=may_choose_model(request.actor, choice),
        may_order=may_order_model(request.actor, model) if model else None,
        may_set_up=may_set_up_levels(request.actor, model) if model else None,
    )


def _plans(actor: Actor, cooperation: Cooperation, forums: list[Forum]) -> list[Plan]:
    """The plans of the model's own forums that have not ended. V-6-a."""
    own = {
        forum.pk for forum in forums if forum.is_slt or forum.steers_slt or forum.kind == Forum.Kind.THEMATIC
    }
    return [
        plan for plan in plans_visible_to(actor, cooperation) if plan.forum_id in own and not plan.ended_on
    ]


def _directive(model: PreventionModel | None) -> dict[str, object] | None:
    """What the police are directed to do where the municipality has another model. V-6-p."""
    if model is None or model.is_slt:
        return None
    found = directives()["other_structures"]
    return {
        "text": found.text(get_language() or "nb"),
        "source": found.source,
        "page": found.page,
        "open": found.is_to_be_confirmed(today()),
    }


def _form_page(
    request: Request, cooperation: Cooperation, template: str, form: DeedForm, **more: object
) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {"form": form, **more}
    return page(request, template, cooperation=cooperation, room="forums", status=status, **context)


def model_here(request: Request, slug: str) -> tuple[Cooperation, PreventionModel]:
    cooperation = cooperation_visible_to(request.actor, slug)
    model = model_of(request.actor, cooperation)
    if model is None:
        raise Http404
    return cooperation, model


@for_people
@form_page
def choose(request: Request, slug: str) -> HttpResponse:
    """Choose SLT, another model, none, or not now. V-6-b, V-6-l, V-6-m."""
    cooperation = cooperation_visible_to(request.actor, slug)
    choice = slt_choice_of(cooperation)
    if choice is None:
        raise Http404
    may_choose_model(request.actor, choice).require()
    model = model_of(request.actor, cooperation)
    names = ("kind", "name", "short_name", "description", "responsible", "begun_on")
    initial: dict[str, object] = {name: getattr(model, name) for name in names} if model else {}
    if model is None:
        initial["kind"] = {"no": NONE, "later": LATER}.get(choice.status, "")
    initial["seen"] = model.version if model else 0
    form = forms.ModelForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        before = len(form.errors)
        form.attempt(
            lambda: choose_model(
                actor=request.actor,
                organisation_id=choice.organisation_id,
                seen=form.version,
                confirmed=form.is_confirmed,
                **form.said,
            )
        )
        if len(form.errors) == before:
            messages.success(request, _("Valget er lagret."))
            return redirect("web:prevention", slug)
    return _form_page(request, cooperation, "forums/choose_model.html", form)


@for_people
@form_page
def add_target(request: Request, slug: str) -> HttpResponse:
    """Say whom the work is for. V-6-d."""
    cooperation, model = model_here(request, slug)
    may_order_model(request.actor, model).require()
    form = forms.TargetForm(sent(request))
    if request.method == "POST" and form.is_valid():
        made = form.attempt(
            lambda: set_target_group(
                actor=request.actor, model_id=model.pk, confirmed=form.is_confirmed, **form.said
            )
        )
        if made:
            messages.success(request, _("Målgruppen er lagt til."))
            return redirect("web:prevention", slug)
    return _form_page(request, cooperation, "forums/add_target.html", form)


@for_people
@require_POST
def remove_target(request: Request, slug: str, target_id: UUID) -> HttpResponse:
    """Take a target group out."""
    _cooperation, model = model_here(request, slug)
    remove_target_group(actor=request.actor, model_id=model.pk, target_id=target_id)
    messages.success(request, _("Målgruppen er tatt ut."))
    return redirect("web:prevention", slug)


@for_people
@form_page
def coordinator(request: Request, slug: str) -> HttpResponse:
    """Name the coordinator, or leave the function vacant. V-6-h, V-6-i."""
    cooperation, model = model_here(request, slug)
    may_order_model(request.actor, model).require()
    now = next((each for each in model.coordinators.all() if each.valid_to is None), None)
    initial: dict[str, object] = {"on": today()}
    if now:
        initial |= {"post_id": str(now.post_id), "form": now.form, "title": now.title, "share": now.share}
    form = forms.CoordinatorForm(
        sent(request), posts=posts_to_coordinate(request.actor, model), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        said = form.said | {"post_id": UUID(form.said["post_id"]) if form.said["post_id"] else None}
        before = len(form.errors)
        form.attempt(
            lambda: name_coordinator(
                actor=request.actor, model_id=model.pk, confirmed=form.is_confirmed, **said
            )
        )
        if len(form.errors) == before:
            messages.success(request, _("Koordinatoren er lagret."))
            return redirect("web:prevention", slug)
    return _form_page(request, cooperation, "forums/coordinator.html", form)


@for_people
@form_page
def levels(request: Request, slug: str) -> HttpResponse:
    """Set up the levels that are missing. V-6-f, V-6-k."""
    cooperation, model = model_here(request, slug)
    may_set_up_levels(request.actor, model).require()
    steers = any(forum.steers_slt for forum in forums_of(request.actor, cooperation) if not forum.ended_on)
    form = forms.LevelsForm(sent(request), initial={"steering": "council" if steers else "own"})
    if request.method == "POST" and form.is_valid():
        made = form.attempt(
            lambda: set_up_levels(
                actor=request.actor,
                model_id=model.pk,
                council_steers=form.cleaned_data["steering"] == "council",
            )
        )
        if made is not None:
            messages.success(request, _("Nivåene er satt opp. Legg til medlemmer i hvert forum."))
            return redirect("web:prevention", slug)
    return _form_page(request, cooperation, "forums/levels.html", form)
