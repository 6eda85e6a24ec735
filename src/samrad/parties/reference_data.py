"""The country as facts: municipalities, counties and districts of today, and what they came from.

Source   Statistics Norway's 2024 structure and the police districts of 2016 with later moves; `reference/SOURCES.md`.
"""

import csv
from datetime import date
from pathlib import Path

from django.utils.text import slugify

from samrad.parties.models import Organisation, OrganisationName, Succession

FOLDER = Path(__file__).parent / "reference"
SINCE = date(2024, 1, 1)
POLICE_SINCE = date(2016, 1, 1)
EARLIEST = date(1964, 1, 1)  # the structure before the reform of 2020, taken as one
Kind, Sector = Organisation.Kind, Organisation.Sector


def rows_of(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def slug_of(name: str) -> str:
    """An address for a name: «Ålesund» is alesund, «Herøy (Nordland)» heroy-nordland."""
    return slugify(name.translate(str.maketrans("æøåÆØÅđŋŧ", "aoaAOAdnt")))[:80]


def directorate() -> Organisation:
    return Organisation(
        kind=Kind.POLICE_DIRECTORATE,
        sector=Sector.STATE,
        name="Politidirektoratet",
        official_name="Politidirektoratet",
        slug="politidirektoratet",
        source="politiloven",
        valid_from=date(2001, 1, 1),
    )


def districts(parent: Organisation) -> dict[str, Organisation]:
    return {
        row["name"]: Organisation(
            kind=Kind.POLICE_DISTRICT,
            sector=Sector.STATE,
            name=row["name"],
            official_name=row["official_name"],
            slug=row["slug"],
            parent=parent,
            order=int(row["order"]),
            source="Politidistriktene fra 2016",
            valid_from=POLICE_SINCE,
        )
        for row in rows_of("districts")
    }


def counties() -> dict[str, Organisation]:
    return {
        row["number"]: Organisation(
            kind=Kind.COUNTY,
            sector=Sector.COUNTY,
            name=row["name"],
            official_name=f"{row['official_name']} fylkeskommune" if row["number"] != "03" else "Oslo fylke",
            slug=slug_of(row["name"]),
            number=row["number"],
            source="SSB Klass 104, 2024",
            valid_from=SINCE,
        )
        for row in rows_of("counties")
    }


def municipalities(
    of_county: dict[str, Organisation], of_district: dict[str, Organisation]
) -> dict[str, Organisation]:
    return {
        row["number"]: Organisation(
            kind=Kind.MUNICIPALITY,
            sector=Sector.MUNICIPAL,
            name=row["name"],
            official_name=f"{row['official_name'] or row['name']} kommune",
            sami_name=row["other_names"],
            slug=slug_of(row["name"]),
            number=row["number"],
            county=of_county[row["county"]],
            district=of_district[row["district"]],
            language=row["language"],
            population=int(row["population"]),
            centrality=int(row["centrality"]),
            tile_x=int(row["tile_x"]),
            tile_y=int(row["tile_y"]),
            source="SSB Klass 131, 2024",
            valid_from=SINCE,
        )
        for row in rows_of("municipalities")
    }


def history(
    living: dict[str, Organisation],
) -> tuple[list[Organisation], list[OrganisationName], list[Succession]]:
    """What today's municipalities came from: earlier ones with their last day, their names, and who went on as whom."""
    lines = rows_of("history")
    earlier: dict[str, Organisation] = {}
    for line in lines:
        ended = date.fromisoformat(line["on"])
        number, name = line["before_number"], line["before_name"]
        began = date(2020, 1, 1) if any(other["after_number"] == number for other in lines) else EARLIEST
        earlier[number] = Organisation(
            kind=Kind.MUNICIPALITY,
            sector=Sector.MUNICIPAL,
            name=name,
            official_name=f"{name} kommune",
            slug=f"{slug_of(name)}-{number}",
            number=number,
            source=line["source"],
            valid_from=began,
            valid_to=ended.replace(year=ended.year - 1, month=12, day=31),
        )
    all_of_them = living | earlier
    links = [
        Succession(
            before=earlier[line["before_number"]],
            after=all_of_them[line["after_number"]],
            on=date.fromisoformat(line["on"]),
            part=line["part"],
            source=line["source"],
        )
        for line in lines
    ]
    return list(earlier.values()), [_name_of(house) for house in all_of_them.values()], links


def _name_of(house: Organisation) -> OrganisationName:
    return OrganisationName(
        organisation=house,
        name=house.name,
        number=house.number,
        valid_from=house.valid_from,
        valid_to=house.valid_to,
        source=house.source,
    )


def county_history(
    living: dict[str, Organisation],
) -> tuple[list[Organisation], list[OrganisationName], list[Succession]]:
    """The counties of 2020 to 2023 that were split again."""
    earlier: dict[str, Organisation] = {}
    links = []
    for line in rows_of("county_history"):
        name = line["before_name"]
        before = earlier.setdefault(
            name,
            Organisation(
                kind=Kind.COUNTY,
                sector=Sector.COUNTY,
                name=name,
                official_name=f"{name} fylkeskommune",
                slug=slug_of(name),
                source=line["source"],
                valid_from=date(2020, 1, 1),
                valid_to=date(2023, 12, 31),
            ),
        )
        links.append(
            Succession(before=before, after=living[line["after_number"]], on=SINCE, source=line["source"])
        )
    return list(earlier.values()), [_name_of(house) for house in [*living.values(), *earlier.values()]], links
