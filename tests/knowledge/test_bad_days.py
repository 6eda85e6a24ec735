"""Figures on bad days: sheets that are broken, numbers of municipalities that are no more, and years on either side of a change."""

import pytest

from samrad.cooperation import wall
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.knowledge.commands.series import About, bring_series
from samrad.knowledge.models import Indicator, Observation, Series, SeriesFigure
from samrad.knowledge.own_figures import FaultySheet, cells_of
from samrad.knowledge.queries.figures import figures_of
from samrad.knowledge.sheets import MOST_ROWS, rows_of
from samrad.parties.commands import load_reference
from samrad.parties.queries import municipality
from tests.cast import MACHINERY, Cast
from tests.knowledge.test_tables import brought
from tests.situations import do

pytestmark = pytest.mark.django_db
HEAD = "kommune;linje;periode;verdi\n"


@pytest.fixture
def register(cast: Cast) -> Cast:
    load_reference(actor=MACHINERY)
    return cast


def own(cast: Cast, sheet: str | bytes, kind: str = "count") -> Series:
    data = sheet if isinstance(sheet, bytes) else (HEAD + sheet).encode()
    about = About("Egne", kind, "Egne registre", today())
    given = {"cooperation_id": cast.cooperation.pk, "about": about, "filename": "tall.csv", "data": data}
    return do(cast.slt, bring_series, **given)


class TestASheetOnABadDay:
    @pytest.mark.parametrize(
        ("row", "fault"),
        [
            (";Møter;2025;1.234", "«1.234» har punktum. Skriv desimaler med komma, og tusen uten tegn."),
            (";Møter;2025;1,234,5", "«1,234,5» er ikke et tall."),
            (";Møter;2025;12,5", "«12,5» er ikke et helt antall."),
            (";Møter;2025;1e9", "«1e9» er mindre enn null, eller for stort."),
            (";Møter;2025;NaN", "«NaN» er mindre enn null, eller for stort."),
            (";Møter;2025;=1+1", "«=1+1» er ikke et tall."),
            (";Møter;25;12", "«25» er ingen periode. Skriv et år, eller to med strek mellom."),
            (";Møter;2025-2024;12", "«2025-2024» er ingen periode. Skriv et år, eller to med strek mellom."),
        ],
    )
    def test_each_faulty_row_is_named_and_nothing_is_kept(self, cast: Cast, row: str, fault: str) -> None:
        with pytest.raises(FaultySheet) as faulty:
            own(cast, f";Møter;2024;20\n{row}\n")
        assert faulty.value.faults == [f"Rad 3: {fault}"]
        with wall.acting(cast.slt):
            assert not SeriesFigure.objects.exists()

    def test_a_row_that_is_too_short_is_named_by_what_it_lacks(self, cast: Cast) -> None:
        with pytest.raises(FaultySheet) as faulty:
            own(cast, ";Møter\n;Møter;2024;20;og mer")
        assert faulty.value.faults == ["Rad 2: «» er ingen periode. Skriv et år, eller to med strek mellom."]

    def test_letters_of_an_older_spreadsheet_are_read_as_they_were_meant(self, cast: Cast) -> None:
        own(cast, f"{HEAD};Hærverk på skøyter;2025;20".encode("cp1252"))
        with wall.acting(cast.slt):
            assert SeriesFigure.objects.get().line == "Hærverk på skøyter"

    def test_too_many_rows_are_refused_before_any_is_read(self) -> None:
        with pytest.raises(Refused, match="flere enn 10000 rader"):
            rows_of("x.csv", b"a;b\n" * (MOST_ROWS + 1))

    def test_a_hundred_percent_is_not_too_much(self) -> None:
        rows = [["linje", "periode", "verdi"], ["Trives", "2025", "100"], ["Trives", "2024", "100,01"]]
        with pytest.raises(FaultySheet) as faulty:
            cells_of(rows, {"": "x"}, "percent")
        assert faulty.value.faults == ["Rad 3: «100,01» er over 100 prosent."]


class TestMunicipalitiesThatAreNoMore:
    """A number from before 2020 or 2024 leads to today's municipality, and the change is told; nothing is joined in silence."""

    AXES = {"ContentsCode": {"Saker": "Saker"}, "Tid": ["2018", "2019", "2021", "2024"]}

    def test_numbers_from_before_both_changes_are_joined_and_the_merger_is_told(self, register: Cast) -> None:
        """Asker: three municipalities until 2019, number 3025 until 2023, and 3203 since."""
        axes = {"Region": ["0220", "0627", "0628", "3025", "3203"], **self.AXES}
        none = [None] * 4
        values = [
            100,
            110,
            None,
            None,
            50,
            55,
            None,
            None,
            20,
            25,
            None,
            None,
            None,
            None,
            200,
            None,
            *none[:3],
            210,
        ]
        brought(
            "12320", axes, values, status={str(n): "." for n, value in enumerate(values) if value is None}
        )
        found = figures_of(municipality("asker"), "12320")
        assert [(one.period, one.count) for one in found.lines[0].figures] == [
            ("2018", 170), ("2019", 190), ("2021", 200), ("2024", 210),
        ]  # fmt: skip
        assert [(each.year, sorted(each.names)) for each in found.breaks] == [
            (2020, ["Asker", "Hurum", "Røyken"])
        ]

    def test_a_new_number_alone_is_no_break(self, register: Cast) -> None:
        axes = {
            "Region": ["0229", "3028", "3220"],
            "ContentsCode": {"Saker": "Saker"},
            "Tid": ["2019", "2021", "2024"],
        }
        brought("12321", axes, [50, None, None, None, 60, None, None, None, 70])
        found = figures_of(municipality("enebakk"), "12321")
        assert [one.count for one in found.lines[0].figures] == [50, 60, 70]
        assert found.breaks == ()

    def test_what_was_split_is_never_given_to_a_part(self, register: Cast) -> None:
        axes = {
            "Region": ["1507", "1508", "1580"],
            "ContentsCode": {"Saker": "Saker"},
            "Tid": ["2022", "2024"],
        }
        brought("12322", axes, [900, None, None, 700, None, 150])
        for slug, count in (("alesund", 700), ("haram", 150)):
            found = figures_of(municipality(slug), "12322")
            assert [one.count for one in found.lines[0].figures] == [None, count]
            assert (2024, False) in [(each.year, each.is_whole) for each in found.breaks]

    def test_one_of_several_parts_without_a_figure_leaves_the_whole_without_one(self, register: Cast) -> None:
        axes = {
            "Region": ["0220", "0627", "3203"],
            "ContentsCode": {"Saker": "Saker"},
            "Tid": ["2019", "2024"],
        }
        brought("12323", axes, [100, None, 50, None, None, 210])
        assert [one.count for one in figures_of(municipality("asker"), "12323").lines[0].figures] == [
            None,
            210,
        ]

    def test_a_number_that_never_was_is_named_and_nothing_comes_in(self, register: Cast) -> None:
        axes = {"Region": ["0220", "7777"], "ContentsCode": {"Saker": "Saker"}, "Tid": ["2019"]}
        with pytest.raises(Refused, match="Registeret kjenner ikke disse kommunenumrene: 7777"):
            brought("12324", axes, [100, 100])
        assert not Indicator.objects.filter(table="12324").exists()
        assert not Observation.objects.filter(indicator__table="12324").exists()
