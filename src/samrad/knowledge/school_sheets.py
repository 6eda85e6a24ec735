"""Rows of a sheet as pupils of upper secondary schools: which school, whose, where, from which municipality, in which school year.

All is read before anything is kept, and each faulty row is named. A count of four or fewer becomes «fewer than five» here.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.knowledge.sheets import FaultySheet, Row
from samrad.knowledge.small import is_small
from samrad.parties.models import Organisation
from samrad.parties.rules import is_organisation_number

SCHOOL, NUMBER, STANDS, OWNER, HOME, YEAR, COUNT = range(7)
HEADS = (
    {"skole", "skule", "skolens navn", "namnet på skulen", "school"},
    {"organisasjonsnummer", "orgnr", "organisation number"},
    {"ligger i", "ligg i", "skolekommune", "skulekommune", "located in"},
    {"eier", "eigar", "skoleeier", "skuleeigar", "owner"},
    {"hjemkommune", "heimkommune", "bostedskommune", "bustadskommune", "home municipality"},
    {"skoleår", "skuleår", "år", "school year", "year"},
    {"elever", "elevar", "antall", "tal", "pupils"},
)
FEW = {
    "<5",
    "< 5",
    "≤4",
    "≤ 4",
    "0-4",
    "0–4",
    "1-4",
    "1–4",
    "færre enn 5",
    "færre enn fem",
    "fewer than 5",
    "*",
    ":",
}
MOST = 99_999  # pupils of one school from one municipality
OLDEST = 2000
WRITTEN = re.compile(r"(\d{4})(?:\s*[-–/]\s*(\d{4}|\d{2}))?")


@dataclass(frozen=True)
class Town:
    """A municipality of now or earlier, by all that a sheet may call it. `since` is set where it came from others on a day."""

    pk: UUID
    name: str
    keys: frozenset[str]
    since: date | None
    until: date | None

    def stood_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass
class Ground:
    """What the rows can point at: municipalities, owners of schools, and their schools with the years that are there.

    Shape    `owner` is the one whose sheet it is; None when each row names its owner.
    """

    towns: Sequence[Town]
    owners: Sequence[Organisation]
    schools: Sequence[Organisation]
    years: Mapping[UUID, set[int]]
    owner: Organisation | None = None
    by_key: dict[str, list[Town]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_key = {}
        for town in self.towns:
            for key in town.keys:
                self.by_key.setdefault(key, []).append(town)

    def town(self, words: str, day: date) -> Town:
        """Refuses what was no municipality on that day, and a name that several had."""
        key = words.casefold().removeprefix("k-").strip()
        key = key.zfill(4) if key.isdecimal() else key
        found = [town for town in self.by_key.get(key, ()) if town.stood_on(day)]
        if len(found) > 1:
            raise Refused(_("flere kommuner heter «%(name)s». Skriv kommunenummeret") % {"name": words[:40]})
        if not found:
            raise Refused(
                _("«%(name)s» var ingen kommune %(day)s. Skriv navnet eller nummeret den hadde da")
                % {"name": words[:40], "day": day.strftime("%d.%m.%Y")}
            )
        return found[0]

    def owner_called(self, words: str) -> Organisation:
        if self.owner is not None:
            return self.owner
        found = _called(words, self.owners)
        if len(found) != 1:
            raise Refused(_("ingen skoleeier heter «%(name)s»") % {"name": words[:40]})
        return found[0]

    def school_called(self, owner: Organisation, name: str, number: str) -> Organisation | None:
        own = [school for school in self.schools if school.parent_id == owner.pk]
        by_number = [school for school in own if number and school.number == number]
        return next(iter(by_number or _called(name, own)), None)


def _called(words: str, among: Iterable[Organisation]) -> list[Organisation]:
    wanted = words.casefold()
    return [
        house
        for house in among
        if wanted and wanted in {house.name.casefold(), house.official_name.casefold(), house.number}
    ]


def counting_day(year: int) -> date:
    """The day whose municipalities a school year is counted by. One day, so that nobody is counted twice."""
    return date(year, 10, 1)


def counted_year(day: date) -> int:
    """The newest school year whose counting day has come."""
    return day.year if counting_day(day.year) <= day else day.year - 1


@dataclass
class Coming:
    """One school and school year of a sheet, with how many come from each municipality; None for fewer than five.

    Shape    `school` is None for one that is not in the register; `place` is where the sheet says that it stands.
    """

    owner: Organisation
    school: Organisation | None
    name: str
    number: str
    year: int
    place: Town | None = None
    replaces: bool = False
    homes: dict[UUID, int | None] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return f"{self.year}–{self.year + 1}"

    @property
    def small(self) -> int:
        return sum(pupils is None for pupils in self.homes.values())


def read_sheet(rows: list[Row], ground: Ground, *, confirmed: bool = False) -> list[Coming]:
    """Every school year of a sheet whose first row names its columns.

    Refuses  with `FaultySheet`: a head that is missing; an owner or a municipality that is none; a new school without a place; a
             school year that is none or has not begun; a count that is no number; the same school, municipality and year twice.
    """
    at = _columns(rows[0] if rows else [], needs_owner=ground.owner is None)
    found: dict[tuple[UUID, str, int], Coming] = {}
    sheet = FaultySheet.gathering()
    for number, row in enumerate(rows[1:], 2):
        if any(row):
            with sheet.in_row(number):
                _take(
                    [row[place].strip() if 0 <= place < len(row) else "" for place in at],
                    ground,
                    found,
                    confirmed,
                )
    sheet.require_none()
    if not found:
        raise FaultySheet([_("Rad 2: arket har ingen tall.")])
    return _placed(list(found.values()))


def _placed(coming: list[Coming]) -> list[Coming]:
    """A place that is said once holds for the school in every school year of the sheet."""
    places = {(each.owner.pk, each.name.casefold()): each.place for each in reversed(coming) if each.place}
    for each in coming:
        each.place = each.place or places.get((each.owner.pk, each.name.casefold()))
    return coming


def read_lines(text: str, ground: Ground, year: int) -> dict[UUID, int | None]:
    """What is typed about one school and year, «municipality; pupils» on each line. Refuses as a sheet does, by line."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    found: dict[UUID, int | None] = {}
    sheet = FaultySheet.gathering()
    for number, line in lines:
        with sheet.in_row(number):
            parts = [part.strip() for part in line.replace("\t", ";").split(";")]
            if len(parts) != 2:
                raise Refused(_("skriv kommunen, semikolon og hvor mange"))
            _put(found, ground.town(parts[0], counting_day(year)), _pupils(parts[1]))
    sheet.require_none()
    if not found:
        raise Refused(_("Skriv minst én kommune, og hvor mange elever som kommer derfra."))
    return found


def _columns(head: Row, *, needs_owner: bool) -> list[int]:
    names = [" ".join(name.casefold().split()) for name in head]
    at = [next((names.index(name) for name in names if name in known), -1) for known in HEADS]
    wanted = {SCHOOL: _("skole"), HOME: _("hjemkommune"), YEAR: _("skoleår"), COUNT: _("elever")}
    wanted |= {OWNER: _("eier")} if needs_owner else {}
    lacking = [label for place, label in wanted.items() if at[place] < 0]
    if lacking:
        raise FaultySheet(
            [_("Rad 1: disse kolonnene mangler: %(names)s. Bruk navnene som står i eksempelet.") % {"names": ", ".join(lacking)}]
        )  # fmt: skip
    return at


def _take(row: Row, ground: Ground, found: dict[tuple[UUID, str, int], Coming], confirmed: bool) -> None:
    owner, year = ground.owner_called(row[OWNER]), school_year(row[YEAR])
    name = " ".join(guarded(row[SCHOOL], confirmed=confirmed, longest=120).split())
    if not name:
        raise Refused(_("skolen har ikke noe navn"))
    number = "".join(row[NUMBER].split())
    if number and not is_organisation_number(number):
        raise Refused(_("et organisasjonsnummer har ni siffer"))
    school = ground.school_called(owner, name, number)
    place = ground.town(row[STANDS], today()) if row[STANDS] else None
    stands = getattr(school, "school", None)
    if place is None and stands is None and not _is_placed(found, owner, name):
        raise Refused(_("skolen er ny. Skriv hvilken kommune den ligger i"))
    home, pupils = ground.town(row[HOME], counting_day(year)), _pupils(row[COUNT])
    key = (owner.pk, str(school.pk) if school else name.casefold(), year)
    coming = found.get(key)
    if coming is None:
        is_there = school is not None and year in ground.years.get(school.pk, ())
        coming = found[key] = Coming(owner, school, name, number, year, place, is_there)
    elif place and coming.place and coming.place != place:
        raise Refused(_("skolen ligger i en annen kommune lenger oppe i arket"))
    coming.place = coming.place or place
    _put(coming.homes, home, pupils)


def _is_placed(found: Mapping[tuple[UUID, str, int], Coming], owner: Organisation, name: str) -> bool:
    return any(
        each.place and each.owner == owner and each.name.casefold() == name.casefold()
        for each in found.values()
    )


def _put(homes: dict[UUID, int | None], home: Town, pupils: int | None) -> None:
    if home.pk in homes:
        raise Refused(_("«%(name)s» står to ganger for samme skole og skoleår") % {"name": home.name})
    homes[home.pk] = pupils


def _pupils(text: str) -> int | None:
    """How many; None for four or fewer, however it is written."""
    plain = text.replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    if text.casefold() in FEW:
        return None
    if not (plain.isascii() and plain.isdecimal()) or len(plain) > len(str(MOST)):
        raise Refused(
            _("«%(text)s» er ikke et antall elever. Skriv et helt tall, eller <5") % {"text": text[:40]}
        )
    return None if is_small(int(plain)) else int(plain)


def school_year(text: str) -> int:
    """The year in which a school year begins, however it is written: 2026–2027, 2026/27 or 2026."""
    found = WRITTEN.fullmatch(text)
    year = int(found[1]) if found else 0
    follows = found is None or found[2] is None or int(found[2]) in {year + 1, (year + 1) % 100}
    if not found or not follows or not OLDEST <= year <= today().year:
        raise Refused(
            _("«%(text)s» er ikke et skoleår som har begynt. Skriv det som 2025–2026") % {"text": text[:40]}
        )
    return year
