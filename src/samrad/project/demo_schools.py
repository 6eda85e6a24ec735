"""The demo's upper secondary schools and where their pupils are from. All of them are invented, and so is every figure."""

from samrad.kernel.clock import today
from samrad.knowledge.commands.schools import bring_pupils
from samrad.knowledge.school_sheets import counted_year, counting_day
from samrad.parties.actor import Actor
from samrad.parties.fictional import SOURCE, Places

HEAD = ["skole", "ligger i", "hjemkommune", "skoleår", "elever"]
PUPILS = (
    ("Lyngvik videregående skole", "Lyngvik", {"Lyngvik": 212, "Havnes": 31, "Fossvik": 24, "Storvik": 3}),
    ("Storvik vidaregåande skule", "Storvik", {"Storvik": 188, "Lyngvik": 47, "Fossvik": 9}),
    ("Fossvik videregående skole", "Fossvik", {"Fossvik": 64, "Lyngvik": 18, "Havnes": 2}),
)
A_YEAR_BEFORE = 6  # how many fewer came from each, so that there is a year to look back on


def build_schools(people: dict[str, Actor], places: Places) -> None:
    """The county's own sheets, of the last school year and of this one. V-4.2-e."""
    newest = counted_year(today())
    for year in (newest - 1, newest):
        fewer = A_YEAR_BEFORE * (newest - year)
        rows = [
            [school, town, home, str(year), str(max(1, pupils - fewer))]
            for school, town, homes in PUPILS
            for home, pupils in homes.items()
        ]
        bring_pupils(
            actor=people["fylke"],
            rows=[HEAD, *rows],
            source=SOURCE,
            counted_on=counting_day(year),
            owner_id=places.county.pk,
        )
