"""Pages where a party writes: a wording, a new clause, a removal, a disagreement, an answer, the dates."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samrad.agreements.commands.drafting import set_terms
from samrad.agreements.commands.proposing import (
    add_clause,
    note_disagreement,
    propose_removal,
    propose_wording,
)
from samrad.agreements.commands.rounds import reply_to_proposal
from samrad.agreements.models import Agreement
from samrad.agreements.permissions import may_change_clause, may_prepare, may_reply
from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.agreements.queries.negotiation import ClauseOnTable, Table, proposal_visible_to, table_of
from samrad.cooperation.models import FocusArea
from samrad.cooperation.queries.aims import focus_areas_visible_to
from samrad.forums.models import Forum
from samrad.forums.naming import as_clause
from samrad.forums.queries import external_houses_in, forums_of
from samrad.parties.models import Organisation
from samrad.web.agreements import forms
from samrad.web.agreements.clause_card import card_of
from samrad.web.doors import for_people
from samrad.web.forms import DeedForm, sent
from samrad.web.pages import page
from samrad.web.requests import Request

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _row(request: Request, agreement_id: UUID, clause_id: UUID) -> tuple[Table, ClauseOnTable]:
    """The clause on its table, when this person may change it."""
    table = table_of(request.actor, agreement_visible_to(request.actor, agreement_id))
    row = table.row_of(clause_id)
    row.clause.agreement = table.agreement
    may_change_clause(request.actor, row.clause).require()
    return table, row


def _tried(request: Request, form: DeedForm, deed: Callable[[], object], done: str) -> bool:
    """Whether the deed is done; then the person is told so."""
    if request.method != "POST" or not form.is_valid():
        return False
    form.attempt(deed)
    if form.errors:
        return False
    messages.success(request, done)
    return True


def _sheet(request: Request, table: Table, template: str, form: DeedForm, **more: object) -> HttpResponse:
    return page(
        request,
        template,
        cooperation=table.agreement.cooperation,
        room="agreements",
        agreement=table.agreement,
        table=table,
        form=form,
        is_draft=table.agreement.state == Agreement.State.DRAFT,
        status=422 if form.errors else 200,
        **more,
    )


@for_people
@form_page
def change(request: Request, agreement_id: UUID, clause_id: UUID) -> HttpResponse:
    """Write a wording of a clause on the party's own desk."""
    table, row = _row(request, agreement_id, clause_id)
    kind = forms.ProposedWordingForm if row.clause.shared else forms.WordingForm
    started = row.ours.wording if row.ours and row.ours.wording else row.wording
    initial = {
        "heading": started.heading if started else "",
        "text": started.text if started else "",
        "reason": row.ours.reason if row.ours else "",
        "seen": row.ours.version if row.ours else 0,
        "against": row.base.pk if row.base else None,
    }
    form = kind(sent(request), initial=initial)
    done = _tried(
        request,
        form,
        lambda: propose_wording(
            actor=request.actor,
            clause_id=clause_id,
            seen=form.version,
            confirmed=form.is_confirmed,
            **form.said,
        ),
        _("Utkastet er lagret. Bare dere ser det."),
    )
    if done:
        return redirect("web:clause", agreement_id, clause_id)
    return _sheet(request, table, "agreements/change.html", form, row=row)


@for_people
@form_page
def add(request: Request, agreement_id: UUID) -> HttpResponse:
    """Write a new clause."""
    found = agreement_visible_to(request.actor, agreement_id)
    may_prepare(request.actor, found).require()
    table = table_of(request.actor, found)
    places = [(str(row.clause.pk), _place(row)) for row in table.living]
    after = request.GET.get("etter", places[-1][0] if places else "")
    living = [forum for forum in forums_of(request.actor, found.cooperation) if forum.ended_on is None]
    areas = [area for area in focus_areas_visible_to(request.actor, found.cooperation) if area.is_open]
    heading, text = _from_the_register(living, request.GET.get("forum", ""), found.language)
    if asked := request.GET.get("omrade", ""):
        heading, text = _from_the_aims(areas, asked, found.language)
    outside, opens_for = external_houses_in(request.actor, found.cooperation), request.GET.get("apner", "")
    if opens_for in outside:
        heading, text = _from_the_members(opens_for, outside[opens_for], found.language)
    initial = {"after": after, "heading": heading, "text": text, "opens_for": opens_for}
    form = forms.NewClauseForm(sent(request), places=places, initial=initial)
    done = _tried(
        request,
        form,
        lambda: add_clause(
            actor=request.actor, agreement_id=agreement_id, confirmed=form.is_confirmed, **_clause_in(form)
        ),
        _("Punktet er lagt til. Bare dere ser det til runden er levert."),
    )
    if done:
        return redirect("web:agreement", agreement_id)
    return _sheet(request, table, "agreements/add.html", form, forums=living, areas=areas,
                  outside=[(kind, Organisation.Kind(kind).label) for kind in outside])  # fmt: skip


def _from_the_register(living: list[Forum], chosen: str, language: str) -> tuple[str, str]:
    """Heading and text of a forum that is to be written into the agreement. A-forum-c."""
    forum = next((each for each in living if str(each.pk) == chosen), None)
    return as_clause(forum, language) if forum else ("", "")


def _from_the_members(kind: str, houses: list[str], language: str) -> tuple[str, str]:
    """Heading and text of a clause about extended participation, filled from those of the kind who sit there today. V-4.2-g."""
    with translation.override(language):
        label = Organisation.Kind(kind).label
        heading = _("Utvidet deltakelse: %(kind)s") % {"kind": str(label).lower()}
        text = _(
            "Partene kan ta inn andre i politirådet og i andre forum når de sammen har vurdert at en lokal utfordring trenger det. "
            "De andre ser det som er delt med forumet, og deltar i det som angår dem. I dag er disse med:"
        )
    return heading[:160], text + "\n\n" + "\n".join(f"- {house}" for house in houses)


def _from_the_aims(areas: list[FocusArea], chosen: str, language: str) -> tuple[str, str]:
    """Heading and text of the focus areas that run, with their goals: all of them, or one. They outlive agreements. A-mal-a."""
    rows = [area for area in areas if chosen in {"alle", str(area.pk)}]
    with translation.override(language):
        heading = rows[0].name if len(rows) == 1 else _("Satsingsområder og mål")
        parts = [_aim(area, named=len(rows) > 1) for area in rows]
    return (heading[:160], "\n\n".join(part for part in parts if part)) if rows else ("", "")


def _aim(area: FocusArea, *, named: bool) -> str:
    goals = [f"- {goal.name} ({goal.horizon})" for goal in area.goals.all() if goal.is_open]
    words = [area.name if named else "", area.why, "\n".join(goals)]
    return "\n\n".join(part for part in words if part)


def _place(row: ClauseOnTable) -> str:
    return _("Etter %(number)s %(heading)s") % {"number": row.number, "heading": row.heading}


def _clause_in(form: DeedForm) -> dict[str, Any]:
    said = form.said
    after = said.pop("after")
    said.pop("against")
    return said | {"level": int(said["level"]), "after": UUID(after) if after else None}


@for_people
@form_page
def remove(request: Request, agreement_id: UUID, clause_id: UUID) -> HttpResponse:
    """Take a clause out, or propose it."""
    table, row = _row(request, agreement_id, clause_id)
    form = forms.ReasonForm(sent(request), initial={"seen": row.ours.version if row.ours else 0})
    done = _tried(
        request,
        form,
        lambda: propose_removal(actor=request.actor, clause_id=clause_id, seen=form.version, **form.said),
        _("Forslaget om å ta ut punktet er lagret.")
        if row.clause.shared
        else _("Punktet er tatt ut av utkastet."),
    )
    if done:
        return redirect("web:agreement", agreement_id)
    return _sheet(request, table, "agreements/remove.html", form, row=row)


@for_people
@form_page
def disagree(request: Request, agreement_id: UUID, clause_id: UUID) -> HttpResponse:
    """Propose to note a disagreement."""
    table, row = _row(request, agreement_id, clause_id)
    form = forms.DisagreementForm(sent(request), initial={"seen": row.ours.version if row.ours else 0})
    done = _tried(
        request,
        form,
        lambda: note_disagreement(actor=request.actor, clause_id=clause_id, seen=form.version, **form.said),
        _("Uenigheten er notert i utkastet deres. Motparten ser den når runden er levert."),
    )
    if done:
        return redirect("web:clause", agreement_id, clause_id)
    return _sheet(request, table, "agreements/disagree.html", form, row=row)


@for_people
@form_page
def answer(request: Request, proposal_id: UUID) -> HttpResponse:
    """Say yes or no to a proposal; a no is asked for its reason."""
    proposal = proposal_visible_to(request.actor, proposal_id)
    may_reply(request.actor, proposal).require()
    table = table_of(request.actor, agreement_visible_to(request.actor, proposal.agreement_id))
    verdict = "accepted" if request.POST.get("verdict") == "accepted" else "declined"
    form = forms.ReasonForm(sent(request))
    done = _tried(
        request,
        form,
        lambda: reply_to_proposal(
            actor=request.actor,
            proposal_id=proposal_id,
            verdict=verdict,
            confirmed=form.is_confirmed,
            **form.said,
        ),
        _("Svaret er lagret. Motparten ser det når runden er levert."),
    )
    if done:
        return _to_clause_or_round(proposal.agreement_id, proposal.clause_id)
    row = table.row_of(proposal.clause_id) if proposal.clause_id else None
    card = card_of(request.actor, table, row, "endringer") if row else None
    return _sheet(request, table, "agreements/answer.html", form, row=row, card=card, proposal=proposal)


def _to_clause_or_round(agreement_id: UUID, clause_id: UUID | None) -> HttpResponse:
    if clause_id:
        return redirect("web:clause", agreement_id, clause_id)
    return redirect("web:round", agreement_id)


@for_people
@form_page
def terms(request: Request, agreement_id: UUID) -> HttpResponse:
    """Set the dates of a draft, or propose new ones."""
    found = agreement_visible_to(request.actor, agreement_id)
    may_prepare(request.actor, found).require()
    table = table_of(request.actor, found)
    ours = next((proposal for proposal in table.our_others if proposal.kind == "terms"), None)
    is_draft = found.state == Agreement.State.DRAFT
    seen = found.version if is_draft else ours.version if ours else 0
    kind = forms.TermsForm if is_draft else forms.ProposedTermsForm
    form = kind(sent(request), initial=_terms_of(found, ours.details if ours else {}) | {"seen": seen})
    done = _tried(
        request,
        form,
        lambda: set_terms(actor=request.actor, agreement_id=agreement_id, seen=form.version, **form.said),
        _("Datoene er lagret."),
    )
    if done:
        return redirect("web:agreement", agreement_id)
    return _sheet(request, table, "agreements/terms.html", form)


def _terms_of(agreement: Agreement, proposed: dict[str, str | None]) -> dict[str, date | str | None]:
    names = ("valid_from", "valid_to", "revision_due_on", "evaluation_due_on", "scope")
    return {name: proposed.get(name, getattr(agreement, name)) for name in names}
