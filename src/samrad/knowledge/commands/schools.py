"""Keep how many pupils each upper secondary school has from where: typed for one school, or from a sheet for many."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.knowledge.events import PupilsCounted, PupilYearRemoved
from samrad.knowledge.models import PupilCount, PupilYear
from samrad.knowledge.queries.schools import (
    as_lines,
    ground_for,
    place_of_school,
    pupil_years_of,
    school_by_id,
)
from samrad.knowledge.school_sheets import Coming, counting_day, read_lines, read_sheet, school_year
from samrad.knowledge.sheets import Row
from samrad.parties.actor import Actor
from samrad.parties.commands import SchoolFacts, keep_school
from samrad.parties.models import Organisation
from samrad.parties.permissions import may_keep_schools, may_keep_the_register


@dataclass(frozen=True)
class Brought:
    """What came of a sheet."""

    schools: int
    years: int
    new: int


@command
def count_pupils(
    *,
    actor: Actor,
    school_id: UUID,
    year: str,
    source: str,
    counted_on: date,
    lines: str,
    seen: int = 0,
    confirmed: bool = False,
) -> PupilYear:
    """Say how many pupils a school has from each municipality in a school year. What was said of that year before gives way.

    Who      the owner of the school, or whoever runs the installation (`may_keep_schools`).
    Refuses  with `FaultySheet`, and what is wrong on each line; no source; a day to come; a save on top of somebody else's.
    Records  PupilsCounted.
    Units    `year` as people write it, such as 2026–2027. A count of four or fewer is kept as «fewer than five».
    Source   V-4.2-e, DESIGN.md 2.2.
    """
    # Locked first: two may count the same year in the same second.
    school = Organisation.objects.select_for_update().get(pk=school_id, kind=Organisation.Kind.SCHOOL)
    owner = _owner_of(school)
    may_keep_schools(actor, owner).require()
    begins = school_year(year)
    there = next((row for row in pupil_years_of(school) if row[0].year == begins), None)
    if there and there[0].version != seen:
        raise Stale(
            _("Det står tall for dette skoleåret allerede. Se over begge, og lagre på nytt."),
            theirs=as_lines(there[1]),
            version=there[0].version,
        )
    words = _source(source, counted_on, begins, confirmed)
    homes = read_lines(lines, ground_for(owner), begins)
    kept = _keep(school, begins, words, counted_on, homes)
    record(PupilsCounted(school.pk, begins, len(homes)), by=actor)
    return kept


@command
def remove_pupil_year(*, actor: Actor, school_id: UUID, year: int) -> Organisation:
    """Take a school year away that was entered by mistake.

    Who      the owner of the school, or whoever runs the installation (`may_keep_schools`).
    Refuses  with `PupilYear.DoesNotExist`.
    Records  PupilYearRemoved.
    """
    school = school_by_id(school_id)
    may_keep_schools(actor, _owner_of(school)).require()
    PupilYear.objects.get(school=school, year=year).delete()
    record(PupilYearRemoved(school.pk, year), by=actor)
    return school


@command
def bring_pupils(
    *,
    actor: Actor,
    rows: list[Row],
    source: str,
    counted_on: date,
    owner_id: UUID | None = None,
    confirmed: bool = False,
) -> Brought:
    """Bring a sheet of schools and pupils in: all of it, or nothing. The years in it give way; all other years stay.

    Who      the owner of the schools; whoever runs the installation for several owners at once, each row naming its own.
    Refuses  with `FaultySheet`, and a line for each faulty row; no source; a day to come; whatever `keep_school` refuses.
    Records  PupilsCounted for each school and year, and SchoolKept for each school that is new or stands in another place.
    Source   V-4.2-e, DESIGN.md 2.2.
    """
    owner = Organisation.objects.get(pk=owner_id) if owner_id else None
    (may_keep_schools(actor, owner) if owner else may_keep_the_register(actor)).require()
    coming = read_sheet(rows, ground_for(owner), confirmed=confirmed)
    words = _source(source, counted_on, max(each.year for each in coming), confirmed)
    made: dict[tuple[UUID, str], Organisation] = {}
    for each in sorted(coming, key=lambda each: each.year):
        school = made.get((each.owner.pk, each.name.casefold())) or _school_of(actor, each)
        made[each.owner.pk, each.name.casefold()] = school
        _keep(school, each.year, words, counted_on, each.homes)
        record(PupilsCounted(school.pk, each.year, len(each.homes)), by=actor)
    new = {each.name.casefold() for each in coming if each.school is None}
    return Brought(len({school.pk for school in made.values()}), len(coming), len(new))


def _owner_of(school: Organisation) -> Organisation:
    assert school.parent, "a school has an owner from the first day"
    return school.parent


def _school_of(actor: Actor, coming: Coming) -> Organisation:
    """The school that the rows are about, entered or moved where the sheet says so."""
    school, place = coming.school, coming.place
    known = place_of_school(school) if school else None
    if school and (place is None or (known and known.pk == place.pk)):
        return school
    assert place, "read_sheet refuses a school without a place"
    facts = (
        SchoolFacts(school.name, place.pk, school.number or coming.number, school.valid_from)
        if school
        else SchoolFacts(coming.name, place.pk, coming.number, min(counting_day(coming.year), today()))
    )
    return keep_school(
        actor=actor, owner_id=coming.owner.pk, facts=facts, school_id=school.pk if school else None
    )


def _source(source: str, counted_on: date, year: int, confirmed: bool) -> str:
    words = " ".join(guarded(source, confirmed=confirmed, longest=200).split())
    if not words:
        raise Refused(_("Skriv hvor tallene kommer fra."))
    if counted_on > today():
        raise Refused(_("Dagen elevene ble talt, kan ikke være fram i tid."))
    return words


def _keep(
    school: Organisation,
    year: int,
    source: str,
    counted_on: date,
    homes: Mapping[UUID, int | None],
) -> PupilYear:
    """The figures of a school year in the place of those that stood there."""
    kept = PupilYear.objects.filter(school=school, year=year).first() or PupilYear(
        school=school, year=year, version=0
    )
    kept.source, kept.counted_on, kept.version = source, counted_on, kept.version + 1
    kept.save()
    PupilCount.objects.filter(pupil_year=kept).delete()
    PupilCount.objects.bulk_create(
        PupilCount(pupil_year=kept, home_id=home, pupils=pupils) for home, pupils in homes.items()
    )
    return kept
