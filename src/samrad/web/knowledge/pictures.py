"""The common picture: put together, agreed on, and shown as it was when a decision came to rest on it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samrad.cooperation.models import CooperationParty
from samrad.cooperation.queries import living_parties
from samrad.cooperation.queries.challenges import challenges_of
from samrad.forums.queries import forum_visible_to
from samrad.kernel.clock import OSLO, today
from samrad.knowledge.commands.freezing import rest_decision_on
from samrad.knowledge.commands.pictures import (
    begin_from,
    begin_picture,
    choose_contribution,
    choose_figures,
    choose_series,
    confirm_problem,
    propose_problem,
    write_view,
)
from samrad.knowledge.models import SituationPicture
from samrad.knowledge.permissions import may_order_knowledge, may_rest_on, may_work_on_picture
from samrad.knowledge.queries.pictures import (
    contributions_to_choose,
    decisions_on,
    decisions_to_rest,
    frozen_of,
    parts_of,
    picture_visible_to,
)
from samrad.knowledge.queries.series import series_in, towns_of
from samrad.meetings.models import Decision
from samrad.parties.actor import Actor
from samrad.web.contacts.deeds import deed_page, form_page
from samrad.web.doors import for_people
from samrad.web.forms import seen_in, sent
from samrad.web.knowledge.picture_drawing import drawn, drawn_frozen
from samrad.web.knowledge.picture_forms import PictureForm, ProblemForm, RestForm, TitleForm, ViewForm
from samrad.web.knowledge.views import asked_table
from samrad.web.knowledge.words import table_in_words
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.ways import address


@for_people
@form_page
def begin(request: Request, forum_id: UUID) -> HttpResponse:
    """Begin a picture."""
    forum = forum_visible_to(request.actor, forum_id)
    may_order_knowledge(request.actor, forum).require()
    raised = [(str(row.pk), str(row)) for row in challenges_of(request.actor, forum.cooperation)]
    form = PictureForm(sent(request), challenges=raised)
    if request.method == "POST" and form.is_valid():
        made = form.attempt(
            lambda: begin_picture(
                actor=request.actor, forum_id=forum_id, confirmed=form.is_confirmed, **form.facts
            )
        )
        if made:
            messages.success(request, _("Bildet er begynt. Begge parter ser det."))
            return redirect("web:picture", made.pk)
    return page(
        request,
        "knowledge/begin_picture.html",
        cooperation=forum.cooperation,
        room="knowledge",
        form=form,
        status=422 if form.errors else 200,
    )


@for_people
@form_page
def begin_again(request: Request, picture_id: UUID) -> HttpResponse:
    """Begin a picture that goes on from a frozen one."""
    old = picture_visible_to(request.actor, picture_id)
    may_order_knowledge(request.actor, old.forum).require()
    form = TitleForm(sent(request), initial={"title": old.title})
    if request.method == "POST" and form.is_valid():
        made = form.attempt(
            lambda: begin_from(
                actor=request.actor, picture_id=picture_id, confirmed=form.is_confirmed, **form.said
            )
        )
        if made:
            messages.success(request, _("Bildet er begynt. Begge parter ser det."))
            return redirect("web:picture", made.pk)
    return page(
        request,
        "knowledge/begin_picture.html",
        cooperation=old.forum.cooperation,
        room="knowledge",
        form=form,
        status=422 if form.errors else 200,
    )


@for_people
@form_page
def show(request: Request, picture_id: UUID) -> HttpResponse:
    """The picture as it is worked on, or as it was frozen. V-4.1.5-g."""
    found = picture_visible_to(request.actor, picture_id)
    frozen = frozen_of(request.actor, found) if found.frozen_on else None
    common: dict[str, Any] = {
        "cooperation": found.forum.cooperation,
        "room": "knowledge",
        "picture": found,
        "may_rest": may_rest_on(request.actor, found),
        "today": today(),
    }
    if frozen:
        lines = drawn_frozen(frozen.parts)
        return page(
            request,
            "knowledge/frozen.html",
            frozen=frozen,
            lines=lines,
            series=[part for part in frozen.parts if part.kind == part.Kind.SERIES],
            may_begin=may_order_knowledge(request.actor, found.forum),
            decisions=decisions_on(request.actor, found),
            **common,
        )
    parts = parts_of(request.actor, found)
    return page(
        request,
        "knowledge/picture.html",
        parts=parts,
        lines=drawn(parts.figures),
        yeses=_yeses(found),
        has_said_yes=_own_yes(request.actor, found),
        own_view=next((row for row in parts.views if row.owner_id in request.actor.parties), None),
        may_work=may_work_on_picture(request.actor, found),
        **common,
    )


def _yeses(picture: SituationPicture) -> list[tuple[CooperationParty, object]]:
    """Each party, and the day on which it confirmed this wording."""
    said = {
        row.party_id: row.said_on
        for row in picture.yeses.all()
        if row.problem_version == picture.problem_version
    }
    return [(party, said.get(party.organisation_id)) for party in living_parties(picture.forum.cooperation)]


def _own_yes(actor: Actor, picture: SituationPicture) -> bool:
    return any(
        row.party_id in actor.parties and row.problem_version == picture.problem_version
        for row in picture.yeses.all()
    )


@for_people
@form_page
def problem(request: Request, picture_id: UUID) -> HttpResponse:
    """Propose a description of the problem."""
    found = picture_visible_to(request.actor, picture_id)
    may_work_on_picture(request.actor, found).require()
    form = ProblemForm(sent(request), initial={"text": found.problem, "seen": found.problem_version})
    return deed_page(
        request,
        "knowledge/problem.html",
        form,
        lambda: propose_problem(
            actor=request.actor,
            picture_id=picture_id,
            text=form.said["text"],
            seen=form.version,
            confirmed=form.is_confirmed,
        ),
        said=_("Beskrivelsen er foreslått. Motparten svarer for seg."),
        back=address("picture", picture_id),
        cooperation=found.forum.cooperation,
        room="knowledge",
        picture=found,
    )


@for_people
@require_POST
def confirm(request: Request, picture_id: UUID) -> HttpResponse:
    """Say yes to the description that was on the screen."""
    confirm_problem(actor=request.actor, picture_id=picture_id, seen=seen_in(request))
    messages.success(request, _("Dere har sagt ja til beskrivelsen."))
    return redirect("web:picture", picture_id)


@for_people
@form_page
def view(request: Request, picture_id: UUID) -> HttpResponse:
    """What one's own party sees differently."""
    found = picture_visible_to(request.actor, picture_id)
    may_work_on_picture(request.actor, found).require()
    own = next(
        (row for row in parts_of(request.actor, found).views if row.owner_id in request.actor.parties), None
    )
    initial = (
        {"text": own.text, "seen": own.version, "share": "yes" if own.shared else "no"}
        if own
        else {"share": "no"}
    )
    form = ViewForm(sent(request), initial=initial)
    return deed_page(
        request,
        "knowledge/view.html",
        form,
        lambda: write_view(
            actor=request.actor,
            picture_id=picture_id,
            text=form.said["text"],
            share=form.said["share"] == "yes",
            seen=form.version,
            confirmed=form.is_confirmed,
        ),
        said=_("Teksten er lagret."),
        back=address("picture", picture_id),
        cooperation=found.forum.cooperation,
        room="knowledge",
        picture=found,
    )


@for_people
@form_page
def choose(request: Request, picture_id: UUID) -> HttpResponse:
    """Choose what the picture is made of. Each press puts one thing in or takes one out."""
    found = picture_visible_to(request.actor, picture_id)
    may_work_on_picture(request.actor, found).require()
    if request.method == "POST":
        _put(request, found)
        return redirect("web:choose_parts", picture_id)
    cooperation = found.forum.cooperation
    towns = towns_of(cooperation)
    asked = next((town for town in towns if town.slug == request.GET.get("kommune")), next(iter(towns), None))
    parts = parts_of(request.actor, found)
    chosen = {(line.town.pk, line.line.indicator.pk) for line in parts.figures}
    figures = asked_table(request, asked) if asked else None
    lines = figures.lines if figures else ()
    return page(
        request,
        "knowledge/choose_parts.html",
        cooperation=cooperation,
        room="knowledge",
        picture=found,
        parts=parts,
        to_choose=contributions_to_choose(cooperation, found),
        towns=towns,
        town=asked,
        tables=[(number, table_in_words(number, title)) for number, title in figures.tables]
        if figures
        else [],
        table=lines[0].indicator.table if lines else "",
        lines=[row for row in lines if asked and (asked.pk, row.indicator.pk) not in chosen],
        own=[
            row
            for row in series_in(request.actor, cooperation)
            if row.pk not in {table.series.pk for table in parts.series}
        ],
    )


def _put(request: Request, picture: SituationPicture) -> None:
    said, out = request.POST, "ut" in request.POST
    given: dict[str, Any] = {"actor": request.actor, "picture_id": picture.pk, "leave_out": out}
    contribution, town, own = (_identifier(said.get(name, "")) for name in ("bidrag", "kommune", "egne"))
    if own:
        choose_series(series_id=own, **given)
    elif contribution:
        choose_contribution(contribution_id=contribution, **given)
    elif town:
        code, table = said.get("gruppe", "")[:120], said.get("tabell", "")[:12]
        choose_figures(town_id=town, code=code, table=table, **given)


def _identifier(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


@for_people
@form_page
def rest(request: Request, picture_id: UUID) -> HttpResponse:
    """Say which decision rests on the picture; the first one freezes it."""
    found = picture_visible_to(request.actor, picture_id)
    may_rest_on(request.actor, found).require()
    decisions = [(str(row.item_id), _decision_in_words(row)) for row in decisions_to_rest(found.forum)]
    wanted = {"item_id": request.GET.get("sak", "")}
    form = RestForm(sent(request), decisions=decisions, initial=wanted)
    return deed_page(
        request,
        "knowledge/rest.html",
        form,
        lambda: rest_decision_on(
            actor=request.actor, picture_id=picture_id, confirmed=form.is_confirmed, **form.facts
        ),
        said=_("Beslutningen bygger på bildet, og bildet er fryst."),
        back=address("picture", picture_id),
        cooperation=found.forum.cooperation,
        room="knowledge",
        picture=found,
    )


def _decision_in_words(decision: Decision) -> str:
    day = f"{decision.made_at.astimezone(OSLO):%d.%m.%Y}"
    return f"{decision.item.case_number} {decision.item.title}, {day}".strip()
