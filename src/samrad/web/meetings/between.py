"""A matter between the parties: the answer to it, what it coordinates, a noted disagreement, and others who must answer."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from samrad.cooperation.queries import living_parties
from samrad.kernel.clock import today
from samrad.meetings.commands.between import (
    answer_matter,
    coordinate,
    note_answer_from_outside,
    note_disagreement,
    send_outside,
)
from samrad.meetings.models import AgendaItem, Decision, Meeting, PartyWord
from samrad.meetings.permissions import (
    may_answer_from_outside,
    may_answer_matter,
    may_coordinate,
    may_write_minutes,
)
from samrad.meetings.queries.between import onward_visible_to, words_on
from samrad.meetings.queries.meetings import item_visible_to, meeting_visible_to
from samrad.meetings.queries.tasks import outcomes_of
from samrad.web.doors import for_people
from samrad.web.forms import DeedForm, sent
from samrad.web.meetings import people
from samrad.web.meetings.between_forms import (
    CoordinationForm,
    DisagreementForm,
    MatterAnswerForm,
    OutsideAnswerForm,
    OutsideForm,
)
from samrad.web.meetings.planning import form_page, forum_page
from samrad.web.requests import Request

Kind = PartyWord.Kind


def _sent(
    request: Request, item: AgendaItem, form: DeedForm, deed: Callable[[], Any], said: str
) -> HttpResponse | None:
    """Do it, and go back to where the matter is; nothing when the form is only shown, or shown again."""
    if request.method != "POST" or not form.is_valid() or not form.attempt(deed):
        return None
    messages.success(request, said)
    if item.meeting and may_write_minutes(request.actor, item.meeting):
        return redirect(f"{reverse('web:meeting', args=[item.meeting.pk])}?sak={item.pk}")
    return redirect("web:item", item.pk)


def _word(request: Request, item: AgendaItem, kind: str) -> dict[UUID, PartyWord]:
    rows = words_on(request.actor, item.forum, [item.pk])
    return {word.party_id: word for word in rows if word.kind == kind}


@for_people
@form_page
def answer(request: Request, item_id: UUID) -> HttpResponse:
    """The answer of the party that a matter is addressed to. V-1-h."""
    item = item_visible_to(request.actor, item_id)
    may_answer_matter(request.actor, item).require()
    assert item.addressed_to_id
    given = _word(request, item, Kind.ANSWER).get(item.addressed_to_id)
    initial = {"text": given.text, "resources": given.resources, "seen": given.version} if given else {}
    form = MatterAnswerForm(sent(request), initial={"seen": 0} | initial)
    return _sent(
        request,
        item,
        form,
        lambda: answer_matter(
            actor=request.actor, item_id=item_id, seen=form.version, confirmed=form.is_confirmed, **form.said
        ),
        _("Svaret er lagret, og kommer med i referatet hvis det ikke allerede er sendt."),
    ) or forum_page(request, "meetings/answer_matter.html", item.forum, form=form, item=item)


@for_people
@form_page
def coordination(request: Request, item_id: UUID) -> HttpResponse:
    """What a matter coordinates. V-2.3-b."""
    item = item_visible_to(request.actor, item_id)
    may_coordinate(request.actor, item).require()
    parties, said = living_parties(item.forum.cooperation), _word(request, item, Kind.ADAPTATION)
    initial: dict[str, Any] = {"premises": item.coordinates, "weighing": item.weighing, "seen": item.version}
    for party in parties:
        word = said.get(party.organisation_id)
        initial[f"adapts_{party.order}"] = word.text if word else ""
        initial[f"nothing_{party.order}"] = word is not None and not word.text
    form = CoordinationForm(sent(request), parties=parties, initial=initial)
    return _sent(
        request,
        item,
        form,
        lambda: coordinate(
            actor=request.actor,
            item_id=item_id,
            premises=form.cleaned_data["premises"],
            weighing=form.cleaned_data["weighing"],
            adaptations=form.adaptations,
            seen=form.version,
            confirmed=form.is_confirmed,
        ),
        _("Det saken samordner, er lagret."),
    ) or forum_page(request, "meetings/coordination.html", item.forum, form=form, item=item)


def _in_meeting(request: Request, item_id: UUID) -> AgendaItem:
    """A matter whose minutes the reader may write now."""
    item = item_visible_to(request.actor, item_id)
    if item.meeting_id is None:
        raise Meeting.DoesNotExist
    item.meeting = meeting_visible_to(request.actor, item.meeting_id)
    may_write_minutes(request.actor, item.meeting).require()
    return item


@for_people
@form_page
def disagreement(request: Request, item_id: UUID) -> HttpResponse:
    """Close a matter as a noted disagreement. V-2.3-d."""
    item = _in_meeting(request, item_id)
    parties, said = living_parties(item.forum.cooperation), _word(request, item, Kind.VIEW)
    decisions, _tasks = outcomes_of(request.actor, [item.pk], item.forum)[item.pk]
    last = decisions[-1] if decisions and decisions[-1].outcome == Decision.Outcome.DISAGREED else None
    names = ("disagreement", "text", "next_step", "responsible_id", "next_on")
    initial = {name: getattr(last, name) for name in names} if last else {}
    initial |= {
        f"view_{party.order}": said[party.organisation_id].text
        for party in parties
        if party.organisation_id in said
    }
    form = DisagreementForm(sent(request), parties=parties, posts=people.owners(item.forum), initial=initial)
    return _sent(
        request,
        item,
        form,
        lambda: note_disagreement(
            actor=request.actor, item_id=item_id, confirmed=form.is_confirmed, **form.facts
        ),
        _("Uenigheten er notert, med synet til hver part."),
    ) or forum_page(request, "meetings/disagreement.html", item.forum, form=form, item=item)


@for_people
@form_page
def outside(request: Request, item_id: UUID) -> HttpResponse:
    """Send a matter to somebody who rules over what the parties do not. V-1-i."""
    item = _in_meeting(request, item_id)
    form = OutsideForm(sent(request), posts=people.owners(item.forum), initial={"sent_on": today()})
    return _sent(
        request,
        item,
        form,
        lambda: send_outside(actor=request.actor, item_id=item_id, confirmed=form.is_confirmed, **form.facts),
        _("Saken er sendt videre i referatet. Forumet ser at dere venter på svar."),
    ) or forum_page(request, "meetings/outside.html", item.forum, form=form, item=item)


@for_people
@form_page
def outside_answer(request: Request, onward_id: UUID) -> HttpResponse:
    """Write down what came back. The next meeting hears it. V-1-i."""
    onward = onward_visible_to(request.actor, onward_id)
    may_answer_from_outside(request.actor, onward).require()
    initial = {
        "answer": onward.answer,
        "answered_on": onward.answered_on or today(),
        "seen": onward.version,
    }
    form = OutsideAnswerForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        noted = form.attempt(
            lambda: note_answer_from_outside(
                actor=request.actor,
                onward_id=onward_id,
                seen=form.version,
                confirmed=form.is_confirmed,
                **form.said,
            )
        )
        if noted:
            messages.success(request, _("Svaret er skrevet inn, og meldt til neste møte."))
            return redirect("web:item", onward.item_id)
    return forum_page(
        request, "meetings/outside_answer.html", onward.forum, form=form, item=onward.item, onward=onward
    )
