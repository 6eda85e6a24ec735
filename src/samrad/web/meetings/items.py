"""One matter: what it is about, its papers, and where it stands."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samrad.contacts.permissions import may_know_the_place
from samrad.forums.queries import is_insider
from samrad.forums.rules import level_of
from samrad.kernel.answers import Answer, Refused
from samrad.knowledge.permissions import may_order_knowledge
from samrad.meetings.commands.agenda import change_item, withdraw_item
from samrad.meetings.commands.papers import add_paper, check_paper
from samrad.meetings.models import AgendaItem, Onward, Paper
from samrad.meetings.papers import LARGEST
from samrad.meetings.permissions import (
    may_answer_from_outside,
    may_answer_matter,
    may_arrange,
    may_change_item,
    may_coordinate,
    may_lift,
)
from samrad.meetings.queries.lifts import way_of
from samrad.meetings.queries.meetings import (
    item_visible_to,
    next_meetings,
    paper_visible_to,
    quarantined_paper,
    step_changes_of,
)
from samrad.meetings.queries.tasks import left_open, outcomes_of
from samrad.meetings.scanning import found_in
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.meetings import people
from samrad.web.meetings.forms import ItemForm, PaperForm
from samrad.web.meetings.lifting import shown_way
from samrad.web.meetings.opening import reached_by
from samrad.web.meetings.picture import between_on
from samrad.web.meetings.planning import form_page, forum_page
from samrad.web.meetings.theme import about
from samrad.web.requests import Request


@for_people
@form_page
def item(request: Request, item_id: UUID) -> HttpResponse:
    """The matter, with a way to lay papers before it."""
    found = item_visible_to(request.actor, item_id)
    form = PaperForm(sent(request), request.FILES or None, initial={"face": found.face})
    if request.method == "POST" and form.is_valid():
        paper = form.cleaned_data["paper"]
        data = paper.read(LARGEST + 1)
        added = form.attempt(
            lambda: add_paper(
                actor=request.actor,
                item_id=item_id,
                filename=paper.name,
                data=data,
                face=form.cleaned_data["face"],
            )
        )
        if added:
            _let_out(request, added)
            return redirect("web:item", item_id)
    return _page(request, found, form)


def _let_out(request: Request, paper: Paper) -> None:
    """Have the paper checked at once where there is a scanner, and say how it went. What cannot be checked now stays in."""
    if paper.state == Paper.State.QUARANTINE:
        try:
            paper = check_paper(actor=request.actor, paper_id=paper.pk, scan=found_in)
        except Refused as silent:
            messages.warning(request, str(silent))
            return
    if paper.state == Paper.State.REFUSED:
        messages.warning(
            request,
            _("Filen har skadelig innhold (%(name)s) og er ikke tatt inn.") % {"name": paper.refusal},
        )
    else:
        messages.success(request, _("Vedlegget er kontrollert og lagt ved."))


@for_people
@require_POST
def check(request: Request, paper_id: UUID) -> HttpResponse:
    """Have a paper checked that could not be when it came."""
    found = quarantined_paper(request.actor, paper_id)
    may_change_item(request.actor, found.item).require()
    _let_out(request, found)
    return redirect("web:item", found.item_id)


def _page(request: Request, found: AgendaItem, form: PaperForm) -> HttpResponse:
    decisions, tasks = outcomes_of(request.actor, [found.pk], found.forum)[found.pk]
    between = between_on(request.actor, found, decisions)
    ahead = [row for row in next_meetings(request.actor) if row.forum_id == found.forum_id]
    for row in ahead:
        row.forum = found.forum
    return forum_page(
        request,
        "meetings/item.html",
        found.forum,
        form=form,
        item=found,
        between=between.head_of(found),
        endings=[(row, between.words_of(row)) for row in decisions],
        onwards=[(row, _may_note_answer(request, found, row)) for row in between.onwards],
        tasks=tasks,
        left=left_open(request.actor, found, found.meeting),
        moves=step_changes_of(request.actor, found),
        about=about(request.actor, found),
        **reached_by(request.actor, found),
        may_ask_head=bool(may_know_the_place(request.actor, found.forum.cooperation)),
        here_slug=found.forum.cooperation.slug,
        way=shown_way(request.actor, found, way_of(request.actor, found)),
        may_lift=may_lift(request.actor, found) if level_of(found.forum.kind) else None,
        may_answer_matter=may_answer_matter(request.actor, found) if found.addressed_to_id else None,
        may_coordinate=may_coordinate(request.actor, found),
        may_change=may_change_item(request.actor, found),
        may_order=found.needs_knowledge and may_order_knowledge(request.actor, found.forum),
        places=[row for row in ahead if may_arrange(request.actor, row)] if found.state == "proposed" else [],
    )


def _may_note_answer(request: Request, found: AgendaItem, onward: Onward) -> Answer:
    onward.forum = found.forum
    return may_answer_from_outside(request.actor, onward)


@for_people
@form_page
def change(request: Request, item_id: UUID) -> HttpResponse:
    """Change the matter until it is treated."""
    found = item_visible_to(request.actor, item_id)
    may_change_item(request.actor, found).require()
    names = (
        "title",
        "kind",
        "background",
        "what_to_decide",
        "level",
        "step",
        "presenter_id",
        "time_minutes",
        "face",
        "legal_basis",
        "addressed_to_id",
        "areas",
        "needs_knowledge",
    )
    initial = {name: getattr(found, name) for name in names} | {"seen": found.version}
    inside = is_insider(request.actor, found.forum)
    for_insiders = ("level", "step", "needs_knowledge")
    form = ItemForm(
        sent(request),
        presenters=people.owners(found.forum),
        others=people.other_parties(found.forum, {found.proposed_for_id}),
        inside=inside,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        kept = {} if inside else {name: getattr(found, name) for name in for_insiders}
        changed = form.attempt(
            lambda: change_item(
                actor=request.actor,
                item_id=item_id,
                seen=form.version,
                confirmed=form.is_confirmed,
                **form.facts | kept,
            )
        )
        if changed:
            messages.success(request, _("Saken er lagret."))
            return redirect("web:item", item_id)
    return forum_page(request, "meetings/change_item.html", found.forum, form=form, item=found)


@for_people
@require_POST
def withdraw(request: Request, item_id: UUID) -> HttpResponse:
    """Take the matter back."""
    found = withdraw_item(actor=request.actor, item_id=item_id)
    messages.success(request, _("Saken er trukket."))
    return redirect("web:meetings", found.forum_id)


@for_people
@require_safe
def paper(request: Request, paper_id: UUID) -> HttpResponse:
    """The file itself: always as something to keep, never shown inside a page."""
    found = paper_visible_to(request.actor, paper_id)
    response = HttpResponse(bytes(found.data), content_type=found.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, found.filename)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
