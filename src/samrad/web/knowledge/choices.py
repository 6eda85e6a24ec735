"""The choice: candidates weighed by each party alone, then side by side with the gaps, then a few chosen with a reason."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samrad.cooperation.models import CooperationParty
from samrad.cooperation.queries import living_parties
from samrad.forums.queries import forum_visible_to
from samrad.knowledge.commands.priorities import (
    begin_prioritisation,
    confirm_choice,
    hand_in_scores,
    propose_choice,
    score_candidates,
)
from samrad.knowledge.models import Prioritisation, Score
from samrad.knowledge.permissions import (
    may_confirm_choice,
    may_order_knowledge,
    may_propose_choice,
    may_score,
)
from samrad.knowledge.queries.priorities import Compared, compared, prioritisation_visible_to
from samrad.web.contacts.deeds import form_page
from samrad.web.doors import for_people
from samrad.web.forms import DeedForm, seen_in, sent
from samrad.web.knowledge.choice_forms import ChoiceForm, place_forms, score_forms
from samrad.web.pages import page
from samrad.web.requests import Request


@dataclass(frozen=True)
class Cell:
    """One party's score on one criterion."""

    party: CooperationParty
    value: int | None


@dataclass(frozen=True)
class Row:
    """One candidate side by side: a cell for each criterion and party, the sums, and whether the parties are far apart."""

    compared: Compared
    criteria: list[tuple[str, list[Cell], bool]]
    totals: list[Cell]


def side_by_side(found: Prioritisation, rows: list[Compared]) -> list[Row]:
    parties = living_parties(found.forum.cooperation)
    return [
        Row(
            row,
            [
                (
                    str(criterion.label),
                    [Cell(p, row.scores.get(p.organisation_id, {}).get(criterion.value)) for p in parties],
                    row.is_far_apart(criterion.value),
                )
                for criterion in Score.Criterion
            ],
            [Cell(p, row.total(p.organisation_id)) for p in parties],
        )
        for row in rows
    ]


def _page(
    request: Request, template: str, found: Prioritisation, status: int = 200, **context: Any
) -> HttpResponse:
    cooperation = found.forum.cooperation
    return page(
        request, template, cooperation=cooperation, room="knowledge", choice=found, status=status, **context
    )


@for_people
@form_page
def begin(request: Request, forum_id: UUID) -> HttpResponse:
    """Pick what is to be weighed. A-mal-b: nothing is ticked beforehand."""
    forum = forum_visible_to(request.actor, forum_id)
    may_order_knowledge(request.actor, forum).require()
    form = ChoiceForm(sent(request))
    if request.method == "POST" and form.is_valid():
        made = form.attempt(
            lambda: begin_prioritisation(
                actor=request.actor, forum_id=forum_id, confirmed=form.is_confirmed, **form.facts
            )
        )
        if made:
            messages.success(request, _("Valget er begynt. Hver part vurderer alene først."))
            return redirect("web:prioritisation", made.pk)
    return page(
        request,
        "knowledge/begin_choice.html",
        cooperation=forum.cooperation,
        room="knowledge",
        form=form,
        status=422 if form.errors else 200,
    )


@for_people
@require_safe
def show(request: Request, prioritisation_id: UUID) -> HttpResponse:
    """Where the choice stands. Another party's scores are on no page before all have scored."""
    found = prioritisation_visible_to(request.actor, prioritisation_id)
    rows = compared(request.actor, found)
    is_open = found.opened_on is not None
    yeses = {row.party_id for row in found.yeses.all() if row.proposal == found.proposal}
    done = {row.party_id for row in found.handed_in.all()}
    return _page(
        request,
        "knowledge/choice.html",
        found,
        rows=side_by_side(found, rows) if is_open else [],
        parties=[
            (p, p.organisation_id in done, p.organisation_id in yeses)
            for p in living_parties(found.forum.cooperation)
        ],
        chosen=[row.candidate for row in rows if row.candidate.is_chosen],
        later=sorted(
            (row.candidate for row in rows if row.candidate.is_chosen is False),
            key=lambda row: str(row.look_again_on),
        ),
        may_score=may_score(request.actor, found),
        may_propose=may_propose_choice(request.actor, found),
        may_confirm=may_confirm_choice(request.actor, found),
    )


@for_people
@form_page
def score(request: Request, prioritisation_id: UUID) -> HttpResponse:
    """One's own party's scores. Saved as often as one likes, then handed in."""
    found = prioritisation_visible_to(request.actor, prioritisation_id)
    may_score(request.actor, found).require()
    given = [(row.candidate, next(iter(row.scores.values()), {})) for row in compared(request.actor, found)]
    forms = score_forms(sent(request), given)
    form = DeedForm(sent(request))
    if request.method == "POST" and all(each.is_valid() for each in forms.values()) and form.is_valid():
        scores = {pk: each.scores for pk, each in forms.items()}
        saved = form.attempt(
            lambda: score_candidates(actor=request.actor, prioritisation_id=prioritisation_id, scores=scores)
        )
        if saved and "lever" not in request.POST:
            messages.success(request, _("Vurderingen er lagret. Bare dere ser den."))
            return redirect("web:score", prioritisation_id)
        if saved and form.attempt(
            lambda: hand_in_scores(actor=request.actor, prioritisation_id=prioritisation_id)
        ):
            messages.success(request, _("Vurderingen er levert."))
            return redirect("web:prioritisation", prioritisation_id)
    rows = [(row, forms[row.pk]) for row, _given in given]
    wrong = bool(form.errors) or any(each.errors for each in forms.values())
    return _page(request, "knowledge/score.html", found, 422 if wrong else 200, form=form, rows=rows)


@for_people
@form_page
def propose(request: Request, prioritisation_id: UUID) -> HttpResponse:
    """Propose which to choose, and when to look at the rest again."""
    found = prioritisation_visible_to(request.actor, prioritisation_id)
    may_propose_choice(request.actor, found).require()
    rows = compared(request.actor, found)
    forms = place_forms(sent(request), [row.candidate for row in rows])
    form = DeedForm(sent(request), initial={"seen": found.proposal})
    valid = [each.is_valid() for each in forms.values()]
    if request.method == "POST" and form.is_valid() and all(valid):
        placed = {pk: each.placed for pk, each in forms.items()}
        made = form.attempt(
            lambda: propose_choice(
                actor=request.actor,
                prioritisation_id=prioritisation_id,
                placed=placed,
                seen=form.version,
                confirmed=form.is_confirmed,
            )
        )
        if made:
            messages.success(request, _("Valget er foreslått. Motparten svarer for seg."))
            return redirect("web:prioritisation", prioritisation_id)
    wrong = bool(form.errors) or any(each.errors for each in forms.values())
    shown = [(row, forms[row.compared.candidate.pk]) for row in side_by_side(found, rows)]
    return _page(
        request,
        "knowledge/propose_choice.html",
        found,
        422 if wrong else 200,
        form=form,
        rows=shown,
        wrong=wrong,
    )


@for_people
@require_POST
def confirm(request: Request, prioritisation_id: UUID) -> HttpResponse:
    """Say yes to the proposal that was on the screen."""
    found = confirm_choice(actor=request.actor, prioritisation_id=prioritisation_id, seen=seen_in(request))
    done = _("Valget er gjort, og satsingsområdene er satt opp.")
    said = done if found.decided_on else _("Dere har sagt ja til valget.")
    messages.success(request, said)
    return redirect("web:prioritisation", prioritisation_id)
