"""Others than the parties: whom a forum has weighed, and who is involved in what."""

from uuid import UUID

from django import forms as fields
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samrad.cooperation.models import Area
from samrad.cooperation.permissions import may_write_in
from samrad.cooperation.queries.aims import open_focus_areas
from samrad.forums.commands.candidates import involve_candidate, weigh_candidate
from samrad.forums.models import Candidate, Forum, Involvement
from samrad.forums.permissions import may_run
from samrad.forums.queries import forum_visible_to, is_insider
from samrad.forums.queries.candidates import areas_without_others, candidate_visible_to, candidates_of
from samrad.guide.examples import examples
from samrad.web.doors import for_people
from samrad.web.forms import DeedForm, sent
from samrad.web.forums.pages import forum_page
from samrad.web.forums.schools import school_to_weigh, suggested_schools
from samrad.web.requests import Request

form_page = require_http_methods(["GET", "HEAD", "POST"])
KEPT = ("name", "sector", "level", "has_staff", "areas", "ask_whom", "outcome", "reason")


class CandidateForm(DeedForm):
    """An organisation and what the forum thinks of it."""

    name = fields.CharField(label=gettext_lazy("Organisasjon"), max_length=120)
    sector = fields.ChoiceField(
        label=gettext_lazy("Sektor"), choices=Candidate.Sector, widget=fields.RadioSelect
    )
    level = fields.ChoiceField(
        label=gettext_lazy("Hvor den arbeider"),
        choices=Candidate.Level,
        widget=fields.RadioSelect,
        initial="local",
    )
    has_staff = fields.BooleanField(label=gettext_lazy("Den har ansatte fagfolk"), required=False)
    areas = fields.MultipleChoiceField(
        label=gettext_lazy("Tema"), choices=Area, widget=fields.CheckboxSelectMultiple, required=False
    )
    ask_whom = fields.CharField(
        label=gettext_lazy("Hvem dere spør der"),
        help_text=gettext_lazy("En stilling eller en funksjon, ikke et navn."),
        max_length=200,
        required=False,
    )
    outcome = fields.ChoiceField(
        label=gettext_lazy("Hva dere kom fram til"),
        help_text=gettext_lazy("Ingen blir invitert av dette. Et nei er like godt som et ja."),
        choices=[("", gettext_lazy("Ikke vurdert ennå")), *Candidate.Outcome.choices],
        widget=fields.RadioSelect,
        required=False,
    )
    reason = fields.CharField(
        label=gettext_lazy("Hvorfor"), required=False, widget=fields.Textarea(attrs={"rows": 3})
    )


class InvolvementForm(DeedForm):
    """Who takes part in a focus area, and how."""

    area_id = fields.ChoiceField(label=gettext_lazy("Satsingsområde"))
    candidate_id = fields.ChoiceField(label=gettext_lazy("Hvem"), required=False)
    how = fields.ChoiceField(
        label=gettext_lazy("Hvordan"), choices=Involvement.How, widget=fields.RadioSelect
    )

    def __init__(
        self, *args: object, areas: list[tuple[str, str]], candidates: list[tuple[str, str]], **given: object
    ) -> None:
        super().__init__(*args, **given)
        area, candidate = self.fields["area_id"], self.fields["candidate_id"]
        assert isinstance(area, fields.ChoiceField)
        assert isinstance(candidate, fields.ChoiceField)
        area.choices = areas
        candidate.choices = [("", _("Ingen andre er aktuelle")), *candidates]


def _mine(request: Request, forum_id: UUID) -> Forum:
    forum = forum_visible_to(request.actor, forum_id)
    if not is_insider(request.actor, forum):
        raise Forum.DoesNotExist
    return forum


@for_people
@require_safe
def candidates(request: Request, forum_id: UUID) -> HttpResponse:
    """Whom the forum has weighed, what others have tried, and which focus areas nobody was thought of for. V-4.2-c, V-4.2-b."""
    forum = _mine(request, forum_id)
    rows, language = candidates_of(request.actor, forum), get_language() or "nb"
    return forum_page(
        request,
        forum,
        "forums/candidates.html",
        rows=[(row, [Area(code).label for code in row.areas]) for row in rows],
        regional=[row for row in rows if row.fits_a_region]
        if forum.kind == Forum.Kind.COUNCIL_REGIONAL
        else [],
        bare=areas_without_others(request.actor, forum.cooperation),
        examples=[(row, row.say("model", language), row.say("results", language)) for row in examples()],
        may_involve=may_write_in(request.actor, forum.cooperation),
        schools=suggested_schools(request.actor, forum, {row.name for row in rows}),
    )


@for_people
@form_page
def weigh(request: Request, forum_id: UUID) -> HttpResponse:
    """Put somebody on the list, or assess them anew: `?hvem=` names one who is there, `?skole=` a school with pupils from here."""
    forum = _mine(request, forum_id)
    may_run(request.actor, forum).require()
    asked = request.GET.get("hvem", "")
    known = next((row for row in candidates_of(request.actor, forum) if str(row.pk) == asked), None)
    if asked and known is None:
        raise Candidate.DoesNotExist
    initial: dict[str, object] = {"seen": 0}
    if known:
        initial = {name: getattr(known, name) for name in KEPT} | {"seen": known.version}
    elif school := request.GET.get("skole", ""):
        initial = school_to_weigh(forum, school)
    form = CandidateForm(sent(request), initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and form.attempt(
            lambda: bool(
                weigh_candidate(
                    actor=request.actor,
                    forum_id=forum_id,
                    candidate_id=known.pk if known else None,
                    seen=form.version,
                    confirmed=form.is_confirmed,
                    **form.said,
                )
            )
        )
    ):
        messages.success(request, _("Vurderingen er lagret. Ingen er invitert av det."))
        return redirect("web:candidates", forum_id)
    status = 422 if form.errors else 200
    return forum_page(request, forum, "forums/candidate_form.html", status=status, form=form, known=known)


@for_people
@form_page
def involve(request: Request, forum_id: UUID) -> HttpResponse:
    """Say how somebody is involved in a focus area, or that none is relevant. V-4.1.3-c."""
    forum = _mine(request, forum_id)
    may_write_in(request.actor, forum.cooperation).require()
    form = InvolvementForm(
        sent(request),
        areas=[(str(row.pk), row.name) for row in open_focus_areas(request.actor, forum.cooperation)],
        candidates=[(str(row.pk), row.name) for row in candidates_of(request.actor, forum)],
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        candidate = (
            candidate_visible_to(request.actor, UUID(said["candidate_id"])).pk
            if said["candidate_id"]
            else None
        )
        if form.attempt(
            lambda: bool(
                involve_candidate(
                    actor=request.actor,
                    area_id=UUID(said["area_id"]),
                    candidate_id=candidate,
                    how=said["how"],
                )
            )
        ):
            messages.success(request, _("Det er lagret."))
            return redirect("web:candidates", forum_id)
    status = 422 if form.errors else 200
    return forum_page(request, forum, "forums/involve.html", status=status, form=form)
