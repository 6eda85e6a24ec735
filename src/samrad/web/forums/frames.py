"""What things rest on in law, who was introduced to it, how a region stands to its municipalities, and what an election asks for."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django import forms as fields
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samrad.agreements.queries.agreements import agreements_visible_to
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_visible_to
from samrad.cooperation.queries.aims import focus_areas_visible_to
from samrad.forums.commands.frames import (
    NONE_NEEDED,
    explain_region,
    go_through,
    note_introduction,
    place_in_region,
    say_legal_basis,
)
from samrad.forums.models import Forum, GoneThrough, LegalBasis, RegionalPlace
from samrad.forums.permissions import may_go_through, may_place_in_region, may_run, may_say_basis
from samrad.forums.queries import forum_visible_to, forums_in_short, membership_visible_to
from samrad.forums.queries.frames import elected_seats, gone_through_since, legal_bases_of, places_of
from samrad.guide.law import police_duties
from samrad.kernel.clock import today
from samrad.parties.rules import last_election, next_election
from samrad.web.doors import for_people
from samrad.web.forms import DeedForm, sent
from samrad.web.forums.pages import forum_page
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.ways import address

form_page = require_http_methods(["GET", "HEAD", "POST"])


def references() -> list[tuple[str, str, str]]:
    """The provisions to choose between: key, name and what it says."""
    language = get_language() or "nb"
    return [
        (row.key, f"{row.act.name(language)} {row.section}", row.words.get(language, row.words["nb"]))
        for row in police_duties(today())
    ]


class BasisForm(DeedForm):
    """Which provisions, or that none is needed."""

    provisions = fields.MultipleChoiceField(
        label=gettext_lazy("Bestemmelser"), widget=fields.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: object, **given: object) -> None:
        super().__init__(*args, **given)
        field = self.fields["provisions"]
        assert isinstance(field, fields.MultipleChoiceField)
        field.choices = [
            *((key, f"{name}. {words}") for key, name, words in references()),
            (NONE_NEEDED, _("Ingen henvisning trengs")),
        ]


class PlaceForm(DeedForm):
    """How the regional council stands to the municipality's own."""

    mode = fields.ChoiceField(
        label=gettext_lazy("Det regionale rådet er for oss"),
        choices=RegionalPlace.Mode,
        widget=fields.RadioSelect,
    )


class ReasonsForm(DeedForm):
    """Why a regional council is there."""

    reasons = fields.MultipleChoiceField(
        label=gettext_lazy("Grunner"),
        choices=Forum.Reason,
        widget=fields.CheckboxSelectMultiple,
        required=False,
    )
    why = fields.CharField(
        label=gettext_lazy("Med egne ord"), required=False, widget=fields.Textarea(attrs={"rows": 4})
    )


@dataclass(frozen=True)
class Resting:
    """One thing and what it refers to; nothing was said of it yet when `basis` is none."""

    name: str
    language: str
    query: str
    basis: LegalBasis | None
    names: list[str]


def _resting(request: Request, cooperation: Cooperation) -> list[Resting]:
    """The cooperation itself, its living forums, and its agreements."""
    said = {(row.forum_id, row.agreement_id): row for row in legal_bases_of(request.actor, cooperation)}
    named = {key: name for key, name, _words in references()}
    things: list[tuple[UUID | None, UUID | None, str, str]] = [
        (None, None, cooperation.name, ""),
        *(
            (forum.id, None, forum.name, f"?forum={forum.id}")
            for forum in forums_in_short(request.actor, cooperation)
        ),
        *(
            (None, row.pk, str(row), f"?avtale={row.pk}")
            for row in agreements_visible_to(request.actor, cooperation)
        ),
    ]
    found = []
    for forum, agreement, name, query in things:
        basis = said.get((forum, agreement))
        names = [named[key] for key in basis.provisions if key in named] if basis else []
        found.append(Resting(name, cooperation.language, query, basis, names))
    return found


@for_people
@require_safe
def bases(request: Request, slug: str) -> HttpResponse:
    """What each thing rests on in law. The duties stand at the police alone. V-1-e."""
    cooperation = cooperation_visible_to(request.actor, slug)
    police = [party for party in cooperation.parties.all() if party.side == "police" and not party.left_on]
    return page(
        request,
        "forums/bases.html",
        cooperation=cooperation,
        room="forums",
        things=_resting(request, cooperation),
        duties=references(),
        police=police,
        may_say=may_say_basis(request.actor, cooperation),
    )


def _asked(request: Request, name: str) -> UUID | None:
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


@for_people
@form_page
def say_basis(request: Request, slug: str) -> HttpResponse:
    """Choose the provisions of one thing. V-1-e."""
    cooperation = cooperation_visible_to(request.actor, slug)
    may_say_basis(request.actor, cooperation).require()
    forum, agreement = _asked(request, "forum"), _asked(request, "avtale")
    query = f"?forum={forum}" if forum else f"?avtale={agreement}" if agreement else ""
    found = [each for each in _resting(request, cooperation) if each.query == query]
    if not found:
        raise Forum.DoesNotExist
    now = found[0].basis
    initial = {"provisions": (now.provisions or [NONE_NEEDED]) if now else []}
    form = BasisForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.attempt(
            lambda: say_legal_basis(
                actor=request.actor,
                cooperation_id=cooperation.pk,
                forum_id=forum,
                agreement_id=agreement,
                provisions=form.cleaned_data["provisions"],
            )
        )
        if said:
            messages.success(request, _("Det rettslige grunnlaget er lagret."))
            return redirect("web:bases", slug)
    status = 422 if form.errors else 200
    return page(
        request,
        "forums/say_basis.html",
        cooperation=cooperation,
        room="forums",
        status=status,
        form=form,
        thing=found[0],
    )


@for_people
@require_POST
def introduced(request: Request, membership_id: UUID) -> HttpResponse:
    """Note that a member was introduced to the law. V-4.3-j."""
    member = membership_visible_to(request.actor, membership_id)
    note_introduction(actor=request.actor, membership_id=membership_id)
    messages.success(request, _("Innføringen er notert."))
    return redirect("web:briefing", member.forum_id)


@for_people
@form_page
def place(request: Request, forum_id: UUID) -> HttpResponse:
    """How the regional council stands to the municipality's own. V-4.4-b."""
    forum = forum_visible_to(request.actor, forum_id)
    may_place_in_region(request.actor, forum).require()
    now = [row for row in places_of(request.actor, forum) if row.organisation_id in request.actor.parties]
    form = PlaceForm(sent(request), initial={"mode": now[0].mode if now else ""})
    if (
        request.method == "POST"
        and form.is_valid()
        and form.attempt(lambda: bool(place_in_region(actor=request.actor, forum_id=forum_id, **form.said)))
    ):
        messages.success(request, _("Det er lagret, og står på forumets side."))
        return redirect("web:forum", forum_id)
    status = 422 if form.errors else 200
    return forum_page(request, forum, "forums/place.html", status=status, form=form)


@for_people
@form_page
def reasons(request: Request, forum_id: UUID) -> HttpResponse:
    """Why a regional council is there. V-4.4-c."""
    forum = forum_visible_to(request.actor, forum_id)
    may_run(request.actor, forum).require()
    initial = {"reasons": forum.reasons, "why": forum.why, "seen": forum.version}
    form = ReasonsForm(sent(request), initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and form.attempt(
            lambda: bool(
                explain_region(
                    actor=request.actor,
                    forum_id=forum_id,
                    seen=form.version,
                    confirmed=form.is_confirmed,
                    **form.said,
                )
            )
        )
    ):
        messages.success(request, _("Grunnene er lagret, og står på forumets side."))
        return redirect("web:forum", forum_id)
    status = 422 if form.errors else 200
    return forum_page(request, forum, "forums/reasons.html", status=status, form=form)


@dataclass(frozen=True)
class ToDo:
    """One thing to go through after an election: done on a day, or where it is done."""

    name: str
    language: str
    done_on: date | None
    link: str = ""
    what: str = ""


def _to_do(request: Request, cooperation: Cooperation, election: date) -> list[ToDo]:
    """Seats, members, roles, priorities and agreement, each with the day on which it was confirmed since the election."""
    done = gone_through_since(request.actor, cooperation, election)
    found = [
        ToDo(
            seat.title, "nb", seat.since if seat.since and seat.since >= election else None, address("posts")
        )
        for seat in elected_seats(cooperation)
    ]
    found += [
        ToDo(str(GoneThrough.What(what).label), "", done.get(what), "", what)
        for what in GoneThrough.What.values
    ]
    for area in focus_areas_visible_to(request.actor, cooperation):
        if area.is_open:
            days = [
                area.valid_from,
                *(step.at.date() for step in area.steps.all() if step.kind in {"changed", "kept"}),
            ]
            seen = max(days)
            found.append(
                ToDo(
                    area.name,
                    cooperation.language,
                    seen if seen >= election else None,
                    address("focus_area", area.pk),
                )
            )
    return found


@for_people
@form_page
def after_election(request: Request, slug: str) -> HttpResponse:
    """What a municipality goes through after an election, and what is for those who are new. V-2.2-k."""
    cooperation = cooperation_visible_to(request.actor, slug)
    if request.method == "POST":
        what = request.POST.get("what", "")
        if what in GoneThrough.What.values:
            go_through(actor=request.actor, cooperation_id=cooperation.pk, what=what)
            messages.success(request, _("Det er notert at dere har gått gjennom det."))
        return redirect("web:after_election", slug)
    election = last_election(today())
    rows = _to_do(request, cooperation, election)
    return page(
        request,
        "forums/after_election.html",
        cooperation=cooperation,
        room="forums",
        election=election,
        next_election=next_election(today()),
        waiting=[row for row in rows if row.done_on is None],
        done=[row for row in rows if row.done_on],
        may_go=may_go_through(request.actor, cooperation),
    )
