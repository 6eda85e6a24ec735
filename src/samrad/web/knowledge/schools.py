"""The register of upper secondary schools: open to all, and kept by whoever owns the schools."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samrad.cooperation.words import guarded
from samrad.kernel.clock import today
from samrad.kernel.days import dated
from samrad.knowledge.commands.schools import bring_pupils, count_pupils, remove_pupil_year
from samrad.knowledge.queries.schools import (
    as_lines,
    ground_for,
    owner_of_schools,
    owners_of_schools,
    place_of_school,
    pupil_years_of,
    register_of,
    school_by_id,
    schools_for,
    years_for,
)
from samrad.knowledge.school_sheets import counted_year, read_sheet
from samrad.parties.commands import SchoolFacts, keep_school
from samrad.parties.models import Organisation
from samrad.parties.permissions import may_keep_schools
from samrad.parties.queries import municipality
from samrad.web.contacts.deeds import deed_page, form_page
from samrad.web.doors import for_people, open_to_all
from samrad.web.forms import sent
from samrad.web.knowledge.school_forms import BringForm, PupilsForm, SchoolForm
from samrad.web.knowledge.words import how_many_pupils
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.ways import address

MOST_NAMED = 3  # home municipalities that the register names for each school


@open_to_all
@require_safe
def owners(request: Request) -> HttpResponse:
    """Everybody who owns a school that is in the register. V-4.2-e."""
    return page(request, "knowledge/school_owners.html", owners=owners_of_schools())


@open_to_all
@require_safe
def register(request: Request, owner: str) -> HttpResponse:
    """The schools of a county, or of another owner: where each stands, and where most of its pupils are from. V-4.2-e."""
    house = owner_of_schools(owner)
    rows = [
        (row, [(each.home.name, _said(each.pupils)) for each in row.counts[:MOST_NAMED]])
        for row in register_of(house)
    ]
    may_keep = may_keep_schools(request.actor, house)
    return page(request, "knowledge/schools.html", house=house, rows=rows, may_keep=may_keep)


def _said(pupils: int | None) -> str:
    return how_many_pupils(pupils or 0, int(pupils is None))


@open_to_all
@require_safe
def one(request: Request, school_id: UUID) -> HttpResponse:
    """One school: its pupils by home municipality, in every school year there are figures for. V-4.2-e."""
    school = school_by_id(school_id)
    years = [
        (year, [(row.home, _said(row.pupils)) for row in counts]) for year, counts in pupil_years_of(school)
    ]
    return page(
        request,
        "knowledge/school.html",
        school=school,
        place=place_of_school(school),
        facts=_facts(school),
        years=years,
        may_keep=bool(school.parent and may_keep_schools(request.actor, school.parent)),
    )


def _facts(school: Organisation) -> list[tuple[str, object]]:
    facts: list[tuple[str, object]] = [(_("Fra"), dated(school.valid_from, "long"))]
    if school.number:
        facts.insert(0, (_("Organisasjonsnummer"), school.number))
    if school.valid_to:
        facts.append((_("Lagt ned"), dated(school.valid_to, "long")))
    return facts


@open_to_all
@require_safe
def for_town(request: Request, slug: str) -> HttpResponse:
    """The schools that a municipality's pupils go to, wherever they stand, the most pupils first. V-4.2-e."""
    town = municipality(slug)
    years = years_for(town)
    asked = request.GET.get("ar", "")
    year = next((each for each in years if str(each) == asked), None)
    options = [(_("Nyeste"), address("schools_for", slug), year is None)]
    options += [(f"{each}–{each + 1}", f"?ar={each}", each == year) for each in years]
    return page(
        request,
        "knowledge/schools_for.html",
        town=town,
        options=options if len(years) > 1 else [],
        rows=[(row, how_many_pupils(row.pupils, row.hidden)) for row in schools_for([town], year)],
    )


@for_people
@form_page
def new(request: Request, owner: str) -> HttpResponse:
    """Enter a school in one's register."""
    return _school_page(request, owner_of_schools(owner), None)


@for_people
@form_page
def change(request: Request, school_id: UUID) -> HttpResponse:
    """Mend a school, or say that it is closed."""
    school = school_by_id(school_id)
    assert school.parent, "a school has an owner from the first day"
    return _school_page(request, school.parent, school)


def _school_page(request: Request, house: Organisation, school: Organisation | None) -> HttpResponse:
    may_keep_schools(request.actor, house).require()
    initial: dict[str, object] = {"valid_from": today()}
    if school:
        place = place_of_school(school)
        initial = {name: getattr(school, name) for name in ("name", "number", "valid_from", "valid_to")}
        initial |= {"municipality_id": str(place.pk) if place else ""}
    form = SchoolForm(sent(request), initial=initial)

    def kept() -> Organisation:
        said = form.said
        guarded(said["name"], confirmed=form.is_confirmed, longest=120)
        facts = SchoolFacts(**said | {"municipality_id": UUID(said["municipality_id"])})
        pk = school.pk if school else None
        return keep_school(actor=request.actor, owner_id=house.pk, facts=facts, school_id=pk)

    return deed_page(
        request,
        "knowledge/school_form.html",
        form,
        kept,
        said=_("Skolen står i registeret."),
        back=address("school", school.pk) if school else address("schools", house.slug),
        house=house,
        school=school,
    )


@for_people
@form_page
def pupils(request: Request, school_id: UUID) -> HttpResponse:
    """Type how many pupils a school has from where: `?ar=` names a school year that is there."""
    school = school_by_id(school_id)
    assert school.parent, "a school has an owner from the first day"
    may_keep_schools(request.actor, school.parent).require()
    asked = request.GET.get("ar", "")
    there = next((row for row in pupil_years_of(school) if str(row[0].year) == asked), None)
    initial: dict[str, object] = {"seen": 0, "year": _this_year(), "counted_on": today()}
    if there:
        kept = there[0]
        initial = {
            "seen": kept.version,
            "year": kept.label,
            "source": kept.source,
            "text": as_lines(there[1]),
        }
        initial |= {"counted_on": kept.counted_on}
    form = PupilsForm(sent(request), initial=initial)

    def counted() -> object:
        said = form.said
        lines = said.pop("text")
        given = {"lines": lines, "seen": form.version, "confirmed": form.is_confirmed}
        return count_pupils(actor=request.actor, school_id=school.pk, **said, **given)

    return deed_page(
        request,
        "knowledge/pupils.html",
        form,
        counted,
        said=_("Elevtallene er lagret."),
        back=address("school", school.pk),
        school=school,
        there=there[0] if there else None,
    )


@for_people
@require_POST
def remove(request: Request, school_id: UUID, year: int) -> HttpResponse:
    """Take a school year away that was entered by mistake."""
    remove_pupil_year(actor=request.actor, school_id=school_id, year=year)
    messages.success(request, _("Skoleåret er tatt bort."))
    return redirect("web:school", school_id)


def _this_year() -> str:
    year = counted_year(today())
    return f"{year}–{year + 1}"


@for_people
@form_page
def bring(request: Request, owner: str) -> HttpResponse:
    """A sheet of schools and pupils: looked over first, and kept when its owner says so."""
    house = owner_of_schools(owner)
    may_keep_schools(request.actor, house).require()
    form = BringForm(sent(request), request.FILES or None, initial={"counted_on": today()})
    coming = None
    if request.method == "POST" and form.is_valid():
        if "keep" in request.POST and not form.cleaned_data["sheet"]:
            done = form.attempt(
                lambda: bring_pupils(actor=request.actor, rows=form.rows(), owner_id=house.pk, **form.about)
            )
            if done:
                messages.success(request, _("Tallene er lagt inn. Tidligere skoleår står som før."))
                return redirect("web:schools", house.slug)
        else:
            coming = form.attempt(
                lambda: read_sheet(form.rows(), ground_for(house), confirmed=form.is_confirmed)
            )
    return page(
        request,
        "knowledge/bring_pupils.html",
        status=422 if form.errors else 200,
        form=form,
        house=house,
        coming=coming,
        year=_this_year(),
    )
