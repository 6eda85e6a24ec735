"""A party's own contribution: written behind its wall, with files, then handed over with the line, or taken back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.knowledge.commands.contributions import (
    change_contribution,
    discard_contribution,
    hand_over_contribution,
    withdraw_contribution,
    write_contribution,
)
from samrad.knowledge.commands.documents import add_document, check_document, remove_document
from samrad.knowledge.models import Contribution, Document
from samrad.knowledge.permissions import (
    may_change_contribution,
    may_contribute,
    may_withdraw_contribution,
)
from samrad.knowledge.queries.requests import (
    contribution_visible_to,
    document_visible_to,
    quarantined_document,
    request_visible_to,
)
from samrad.knowledge.typed import as_typed
from samrad.meetings.papers import LARGEST
from samrad.meetings.queries.tasks import posts_for
from samrad.meetings.scanning import found_in
from samrad.web.contacts.deeds import deed_page, form_page
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.knowledge.forms import Choices, ContributionForm, FileForm, ReleaseForm
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.ways import address

WRITTEN = ("sort", "title", "text", "sources", "valid_to", "is_intelligence", "is_phenomenon", "certainty")


@for_people
@form_page
def write(request: Request, knowledge_id: UUID) -> HttpResponse:
    """Begin a contribution. Only one's own party sees it."""
    asked = request_visible_to(request.actor, knowledge_id)
    may_contribute(request.actor, asked).require()
    form = ContributionForm(sent(request))
    if request.method == "POST" and form.is_valid():
        made = form.attempt(
            lambda: write_contribution(
                actor=request.actor, request_id=knowledge_id, given=form.given, confirmed=form.is_confirmed
            )
        )
        if made:
            messages.success(request, _("Utkastet er lagret. Bare dere ser det til dere leverer."))
            return redirect("web:contribution", made.pk)
    return _form_page(request, "knowledge/write.html", form, asked=asked, cooperation=asked.forum.cooperation)


def _form_page(request: Request, template: str, form: Any, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return page(request, template, form=form, status=status, room="knowledge", **context)


@for_people
@form_page
def show(request: Request, contribution_id: UUID) -> HttpResponse:
    """One contribution. While it is a draft, its files are laid by here."""
    found = contribution_visible_to(request.actor, contribution_id)
    may_change = may_change_contribution(request.actor, found)
    form = FileForm(sent(request), request.FILES or None)
    if request.method == "POST":
        may_change.require()
        if form.is_valid() and (added := form.attempt(_adding(request, form, contribution_id))):
            _let_out(request, added)
            return redirect("web:contribution", contribution_id)
    return _form_page(
        request,
        "knowledge/contribution_page.html",
        form,
        asked=found.request,
        cooperation=found.request.forum.cooperation,
        given=found,
        may_change=may_change,
        may_withdraw=may_withdraw_contribution(request.actor, found),
        today=today(),
    )


def _adding(request: Request, form: FileForm, contribution_id: UUID) -> Callable[[], Document]:
    paper = form.cleaned_data["paper"]
    data = paper.read(LARGEST + 1)
    return lambda: add_document(
        actor=request.actor, contribution_id=contribution_id, filename=paper.name, data=data
    )


def _let_out(request: Request, document: Document) -> None:
    """Have the file checked at once where there is a scanner, and say how it went. What cannot be checked now stays in."""
    if document.state == Document.State.QUARANTINE:
        try:
            document = check_document(actor=request.actor, document_id=document.pk, scan=found_in)
        except Refused as silent:
            messages.warning(request, str(silent))
            return
    if document.state == Document.State.REFUSED:
        said = _("Filen har skadelig innhold (%(name)s) og er ikke tatt inn.") % {"name": document.refusal}
        messages.warning(request, said)
    else:
        messages.success(request, _("Vedlegget er kontrollert og lagt ved."))


@for_people
@form_page
def change(request: Request, contribution_id: UUID) -> HttpResponse:
    """Go on writing."""
    found = contribution_visible_to(request.actor, contribution_id)
    may_change_contribution(request.actor, found).require()
    initial = {name: getattr(found, name) for name in WRITTEN}
    initial |= {"figures": as_typed(found.figures), "seen": found.version}
    form = ContributionForm(sent(request), initial=initial)
    return deed_page(
        request,
        "knowledge/write.html",
        form,
        lambda: change_contribution(
            actor=request.actor,
            contribution_id=contribution_id,
            given=form.given,
            seen=form.version,
            confirmed=form.is_confirmed,
        ),
        said=_("Utkastet er lagret. Bare dere ser det til dere leverer."),
        back=address("contribution", contribution_id),
        cooperation=found.request.forum.cooperation,
        room="knowledge",
        asked=found.request,
        given=found,
    )


@for_people
@form_page
def hand_over(request: Request, contribution_id: UUID) -> HttpResponse:
    """Look it over, write the line, and give it to the other party."""
    found = contribution_visible_to(request.actor, contribution_id)
    may_change_contribution(request.actor, found).require()
    initial = {"by": str(request.actor.post), "on": today(), "seen": found.version}
    form = ReleaseForm(sent(request), initial=initial, posts=_own_posts(found))
    return deed_page(
        request,
        "knowledge/hand_over.html",
        form,
        lambda: hand_over_contribution(
            actor=request.actor,
            contribution_id=contribution_id,
            release=form.release,
            seen=form.version,
            figures_are_safe=form.cleaned_data["figures_are_safe"],
            confirmed=form.is_confirmed,
        ),
        said=_("Bidraget er levert. Begge parter ser det nå."),
        back=address("knowledge_request", found.request_id),
        cooperation=found.request.forum.cooperation,
        room="knowledge",
        asked=found.request,
        given=found,
        today=today(),
    )


def _own_posts(found: Contribution) -> Choices:
    """The party's posts, as people know them."""
    return [
        (str(post.pk), f"{post.title}, {post.organisation.official_name}")
        for post in posts_for(found.request.forum)
        if found.owner_id in {post.organisation_id, post.acts_for_id}
    ]


@for_people
@require_POST
def discard(request: Request, contribution_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    found = discard_contribution(actor=request.actor, contribution_id=contribution_id)
    messages.success(request, _("Utkastet er slettet."))
    return redirect("web:knowledge_request", found.request_id)


@for_people
@form_page
def withdraw(request: Request, contribution_id: UUID) -> HttpResponse:
    """Take it back. Asked twice, since it is gone for everybody."""
    found = contribution_visible_to(request.actor, contribution_id)
    may_withdraw_contribution(request.actor, found).require()
    if request.method == "POST":
        withdraw_contribution(actor=request.actor, contribution_id=contribution_id)
        messages.success(request, _("Bidraget er trukket, og teksten er borte for alle."))
        return redirect("web:knowledge_request", found.request_id)
    return page(
        request,
        "knowledge/withdraw.html",
        cooperation=found.request.forum.cooperation,
        room="knowledge",
        asked=found.request,
        given=found,
    )


@for_people
@require_safe
def document(request: Request, document_id: UUID) -> HttpResponse:
    """The file itself: always as something to keep, never shown inside a page."""
    found = document_visible_to(request.actor, document_id)
    response = HttpResponse(bytes(found.data), content_type=found.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, found.filename)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@for_people
@require_POST
def check(request: Request, document_id: UUID) -> HttpResponse:
    """Have a file checked that could not be when it came."""
    found = quarantined_document(request.actor, document_id)
    may_change_contribution(request.actor, found.contribution).require()
    _let_out(request, found)
    return redirect("web:contribution", found.contribution_id)


@for_people
@require_POST
def remove(request: Request, document_id: UUID) -> HttpResponse:
    """Take a file away from a draft."""
    found = remove_document(actor=request.actor, document_id=document_id)
    messages.success(request, _("Vedlegget er tatt bort."))
    return redirect("web:contribution", found.contribution_id)
