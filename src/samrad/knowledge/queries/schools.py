"""Upper secondary schools and how many pupils each has from where. Open to all: no person, and no count under five. V-4.2-e."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from samrad.knowledge.models import PupilCount, PupilYear
from samrad.knowledge.school_sheets import Ground, Town
from samrad.parties.models import SCHOOL_OWNERS, Organisation, Succession
from samrad.parties.queries import lineages_of, norsk_sort

Kind = Organisation.Kind
OWNERS = Q(sector__in=SCHOOL_OWNERS, valid_to=None) & ~Q(kind=Kind.SCHOOL)


@dataclass(frozen=True)
class SentHere:
    """A school that pupils of some municipalities go to, in one school year.

    Shape    `pupils` is the sum of what may be shown, `hidden` how many municipalities have fewer than five there. `elsewhere` is
             the municipality that the school stands in, when it is none of these.
    """

    school: Organisation
    place: Organisation | None
    elsewhere: Organisation | None
    year: PupilYear
    pupils: int
    hidden: int


@dataclass(frozen=True)
class InRegister:
    """A school in its owner's register, with the newest school year that there are figures for, the most pupils first."""

    school: Organisation
    place: Organisation | None
    newest: PupilYear | None
    counts: list[PupilCount]


def owner_of_schools(slug: str) -> Organisation:
    """Whoever owns upper secondary schools, by address. Refuses with `Organisation.DoesNotExist`."""
    found = Organisation.objects.filter(OWNERS, slug=slug).order_by("kind", "id").first()
    if found is None:
        raise Organisation.DoesNotExist
    return found


def owners_of_schools() -> list[tuple[Organisation, int]]:
    """Everybody who owns a school that is in the register today, and how many. One statement."""
    living = Count("children", filter=Q(children__kind=Kind.SCHOOL, children__valid_to=None))
    rows = Organisation.objects.filter(OWNERS).annotate(schools=living).filter(schools__gt=0)
    return sorted(((row, row.schools) for row in rows), key=lambda pair: norsk_sort(pair[0].name))


def school_by_id(school_id: UUID) -> Organisation:
    """Refuses with `Organisation.DoesNotExist`."""
    return _schools().get(pk=school_id)


def _schools() -> "QuerySet[Organisation]":
    return Organisation.objects.filter(kind=Kind.SCHOOL).select_related("parent", "school__municipality")


def place_of_school(school: Organisation) -> Organisation | None:
    """The municipality that it stands in; none where nobody has said."""
    stands = getattr(school, "school", None)
    return stands.municipality if stands else None


def register_of(owner: Organisation) -> list[InRegister]:
    """The schools of an owner, those that are closed last. Three statements."""
    newest = PupilYear.objects.filter(_is_newest()).prefetch_related(_counts())
    rows = _schools().filter(parent=owner).prefetch_related(Prefetch("pupil_years", newest, to_attr="latest"))
    found = [
        InRegister(row, place_of_school(row), year, _most_first(year) if year else [])
        for row in rows
        for year in (next(iter(row.latest), None),)
    ]
    return sorted(found, key=lambda row: (row.school.valid_to is not None, norsk_sort(row.school.name)))


def pupil_years_of(school: Organisation) -> list[tuple[PupilYear, list[PupilCount]]]:
    """Every school year of a school, the newest first, each with the most pupils first. Two statements."""
    rows = PupilYear.objects.filter(school=school).prefetch_related(_counts()).order_by("-year")
    return [(row, _most_first(row)) for row in rows]


def _counts() -> "Prefetch[str]":
    return Prefetch("counts", PupilCount.objects.select_related("home"))


def _most_first(year: PupilYear) -> list[PupilCount]:
    return sorted(year.counts.all(), key=lambda row: (-(row.pupils or 0), norsk_sort(row.home.name)))


def _is_newest() -> Q:
    newer = PupilYear.objects.filter(school=OuterRef("school"), year__gt=OuterRef("year"))
    return Q(~Exists(newer))


def schools_for(towns: Sequence[Organisation], year: int | None = None) -> list[SentHere]:
    """Where the pupils of some municipalities go, the most pupils first. Two statements.

    Shape    without a year it is the newest of each school that is still there; a school whose newest year names none of these
             municipalities is not among them. A municipality that was merged has the pupils of all that it was made of.
    """
    if not towns:
        return []
    home = {pk for pks in _made_of(towns).values() for pk in pks}
    years = PupilYear.objects.filter(year=year) if year else _newest_living()
    rows = PupilCount.objects.filter(home__in=home, pupil_year__in=years.values("pk"))
    by_year: dict[UUID, list[PupilCount]] = {}
    for row in rows.select_related("pupil_year__school__parent", "pupil_year__school__school__municipality"):
        by_year.setdefault(row.pupil_year_id, []).append(row)
    found = [_sent(each, home) for each in by_year.values()]
    return sorted(found, key=lambda row: (-row.pupils, norsk_sort(row.school.name)))


def _newest_living() -> "QuerySet[PupilYear]":
    return PupilYear.objects.filter(_is_newest(), school__valid_to=None)


def _sent(rows: list[PupilCount], home: set[UUID]) -> SentHere:
    year = rows[0].pupil_year
    place = place_of_school(year.school)
    shown = sum(row.pupils or 0 for row in rows)
    hidden = sum(row.pupils is None for row in rows)
    elsewhere = place if place and place.pk not in home else None
    return SentHere(year.school, place, elsewhere, year, shown, hidden)


def years_for(town: Organisation) -> list[int]:
    """The school years in which somebody has counted pupils from a municipality, the newest first. Two statements."""
    home = _made_of([town])[town.pk]
    years = PupilYear.objects.filter(counts__home__in=home)
    return list(years.order_by("-year").values_list("year", flat=True).distinct())


def _made_of(towns: Iterable[Organisation]) -> dict[UUID, set[UUID]]:
    """Each municipality with all that it was made of; what was split has none from before. One statement."""
    found: dict[UUID, set[UUID]] = {}
    for town, steps in lineages_of(towns).items():
        found[town] = {town}
        for step in steps:
            if not step.is_whole:
                break
            found[town] |= step.ids
    return found


def ground_for(owner: Organisation | None) -> Ground:
    """What the rows of a sheet can point at. Four statements."""
    owners = [owner] if owner else list(Organisation.objects.filter(OWNERS))
    schools = list(_schools().filter(parent__in=owners, valid_to=None))
    years: dict[UUID, set[int]] = {}
    there = PupilYear.objects.filter(school__parent__in=owners).values_list("school", "year")
    for school, year in there:
        years.setdefault(school, set()).add(year)
    return Ground(_towns(), owners, schools, years, owner)


def _towns() -> list[Town]:
    """Every municipality of now and earlier. The day from which one stands counts where it came from others; else it stood before."""
    came = Exists(Succession.objects.filter(after=OuterRef("pk")))
    rows = Organisation.objects.filter(kind=Kind.MUNICIPALITY).annotate(came=came)
    return [
        Town(pk, name, _keys(name, official, number), since if came_from else None, until)
        for pk, name, official, number, since, until, came_from in rows.values_list(
            "pk", "name", "official_name", "number", "valid_from", "valid_to", "came"
        )
    ]


def _keys(name: str, official: str, number: str) -> frozenset[str]:
    """«Herøy (Nordland)» is called Herøy too, and then so are two."""
    plain = name.partition(" (")[0]
    return frozenset(key.casefold() for key in (name, plain, official, number) if key)


def as_lines(counts: Iterable[PupilCount]) -> str:
    """What is kept of a school year as lines again, for whoever changes it."""
    return "\n".join(f"{row.home.name}; {'<5' if row.pupils is None else row.pupils}" for row in counts)


def municipalities_to_choose() -> list[Organisation]:
    """Where a school can stand: every living municipality, by name. One statement."""
    rows = Organisation.objects.filter(kind=Kind.MUNICIPALITY, valid_to=None)
    return sorted(rows, key=lambda row: norsk_sort(row.name))
