"""A county's sheet of schools, as tests bring it in."""

from datetime import date

import pytest

from samrad.knowledge.commands.schools import bring_pupils
from samrad.knowledge.models import PupilCount
from samrad.knowledge.sheets import FaultySheet
from tests.cast import Cast

HEAD = ["skole", "ligger i", "hjemkommune", "skoleår", "elever"]
SHEET = [
    ["Lyngvik videregående skole", "Lyngvik", "Lyngvik", "2025–2026", "212"],
    ["Lyngvik videregående skole", "", "Storvik", "2025–2026", "3"],
    ["Storvik vgs", "Storvik", "Lyngvik", "2025/26", "47"],
    ["Storvik vgs", "Storvik", "Storvik kommune", "2025", "1 188"],
]


def brought(cast: Cast, *rows: list[str], **given: object) -> None:
    usual = {"source": "Fylkets inntak", "counted_on": date(2025, 10, 1), "owner_id": cast.places.county.pk}
    bring_pupils(actor=cast.people["fylke"], rows=[HEAD, *(rows or SHEET)], **usual | given)


def kept() -> list[tuple[str, int, str, int | None]]:
    rows = PupilCount.objects.select_related("pupil_year__school", "home")
    return sorted(
        (row.pupil_year.school.name, row.pupil_year.year, row.home.name, row.pupils) for row in rows
    )


def faults_of(cast: Cast, *rows: list[str], **given: object) -> list[str]:
    with pytest.raises(FaultySheet) as faulty:
        brought(cast, *rows, **given)
    return faulty.value.faults
