"""National figures come in: whole, or not at all; and what is small is hidden on the way."""

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from samrad.kernel.answers import Denied, Refused
from samrad.knowledge.commands.statistics import import_statistics, load_reference_figures
from samrad.knowledge.models import Indicator, Observation
from samrad.knowledge.queries.figures import figures_of, rates_beside, towns_like
from samrad.parties.commands import load_reference
from samrad.parties.models import Organisation, Succession
from samrad.parties.queries import municipality
from tests.cast import MACHINERY, Cast

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parents[3] / "shared" / "data" / "ssb" / "samples"
TABLE: dict[str, Any] = {
    "version": "2.0",
    "class": "dataset",
    "label": "08487: Lovbrudd",
    "source": "SSB",
    "id": ["Gjerningssted", "LovbruddKrim", "ContentsCode", "Tid"],
    "size": [2, 3, 1, 2],
    "dimension": {
        "Gjerningssted": {"category": {"index": {"0301": 0, "K-4614": 1}}},
        "LovbruddKrim": {
            "category": {
                "index": {"1AAAAA-9ZZZZz": 0, "1AAAAA-1ZZZZz": 1, "N": 2},
                "label": {"N": "¬ Noe nytt"},
            }
        },
        "ContentsCode": {
            "category": {"index": ["AnmeldteLovbrudd"], "label": {"AnmeldteLovbrudd": "Anmeldte"}}
        },
        "Tid": {"category": {"index": ["2022-2023", "2023-2024"]}},
    },
    "value": [50, 60, 20, 30, 30, 30, 41, None, 3, 9, 38, 2],
    "status": {"7": ":"},
    "role": {"geo": ["Gjerningssted"], "time": ["Tid"]},
    "extension": {"px": {"tableid": "08487"}},
}


@pytest.fixture
def register(cast: Cast) -> Cast:
    load_reference(actor=MACHINERY)
    return cast


def told(**changed: Any) -> bytes:
    return json.dumps(copy.deepcopy(TABLE) | changed).encode()


def stored(place: str) -> dict[str, tuple[int | None, str]]:
    rows = Observation.objects.filter(place=place).select_related("indicator").order_by("pk")
    return {f"{row.indicator.code.split('/')[0]} {row.period}": (row.value, row.state) for row in rows}


@pytest.mark.usefixtures("register")
class TestImport:
    def test_every_cell_is_kept_with_place_period_and_whether_it_may_be_shown(self) -> None:
        assert import_statistics(actor=MACHINERY, data=told()) == 12
        assert stored("4614") == {
            "1AAAAA-9ZZZZz 2022-2023": (41, "shown"),
            "1AAAAA-9ZZZZz 2023-2024": (None, "small"),
            "1AAAAA-1ZZZZz 2022-2023": (3, "small"),
            "1AAAAA-1ZZZZz 2023-2024": (9, "shown"),
            "N 2022-2023": (38, "guarding"),
            "N 2023-2024": (2, "small"),
        }
        new = Indicator.objects.get(code="N/AnmeldteLovbrudd")
        assert (new.name_nb, new.source, new.baseline) == ("Noe nytt, Anmeldte", "SSB", "2022-2023")

    def test_a_newer_table_takes_the_place_of_the_older_and_leaves_the_rest(self) -> None:
        import_statistics(actor=MACHINERY, data=told())
        newer = told(value=[70, 80, 20, 30, 50, 50, 41, None, 13, 9, 28, 12])
        import_statistics(actor=MACHINERY, data=newer)
        assert Observation.objects.count() == 12
        assert stored("4614")["N 2022-2023"] == (28, "shown")

    def test_cells_may_come_as_a_list_with_holes(self) -> None:
        sparse = {str(number): value for number, value in enumerate(TABLE["value"]) if value is not None}
        import_statistics(actor=MACHINERY, data=told(value=sparse))
        assert stored("4614")["1AAAAA-9ZZZZz 2023-2024"] == (None, "small")

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (b"{", "Filen er ikke JSON-stat 2."),
            (b"[]", "Filen er ikke JSON-stat 2."),
            (b"[" * 200_000, "Filen er ikke JSON-stat 2."),
            (told(version="1.0"), "Filen er ikke JSON-stat 2."),
            (told(size=[2, 3, 1, 3]), "Tabellen er ikke hel: size."),
            (told(value=[1]), "Tabellen er ikke hel: value."),
            (told(id=["LovbruddKrim"]), "Tabellen er ikke hel"),
            (told(value=[1.5] * 12), "Tabellen har verdien 1.5, og her leses bare antall."),
            (told(value=[-1] * 12), "Tabellen har verdien -1, og her leses bare antall."),
            (told(value=["x"] * 12), "Tabellen har verdien x, og her leses bare antall."),
        ],
    )
    def test_what_is_not_a_whole_table_is_refused_and_changes_nothing(
        self, data: bytes, sentence: str
    ) -> None:
        with pytest.raises(Refused, match=sentence.replace(".", r"\.")):
            import_statistics(actor=MACHINERY, data=data)
        assert not Observation.objects.exists()

    def test_a_number_that_no_municipality_has_had_is_named(self) -> None:
        dimension = copy.deepcopy(TABLE["dimension"])
        dimension["Gjerningssted"]["category"]["index"] = {"0301": 0, "7777": 1}
        data = told(dimension=dimension)
        with pytest.raises(Refused, match="Registeret kjenner ikke disse kommunenumrene: 7777"):
            import_statistics(actor=MACHINERY, data=data)
        assert import_statistics(actor=MACHINERY, data=data, leave_out_unknown=True) == 6

    def test_a_table_that_has_a_place_twice_is_refused(self) -> None:
        dimension = copy.deepcopy(TABLE["dimension"])
        dimension["Gjerningssted"]["category"]["index"] = {"0301": 0, "K-0301": 1}
        with pytest.raises(Refused, match="Tabellen er ikke hel: Gjerningssted"):
            import_statistics(actor=MACHINERY, data=told(dimension=dimension))
        assert not Observation.objects.exists()

    def test_only_whoever_runs_the_installation(self, register: Cast) -> None:
        with pytest.raises(Denied):
            import_statistics(actor=register.slt, data=told())

    @pytest.mark.skipif(not SAMPLES.exists(), reason="the shared samples are not here")
    def test_tables_in_the_shape_that_statistics_norway_gives(self) -> None:
        for name, cells in (("07459_population", 49), ("08487_offences", 224)):
            assert (
                import_statistics(actor=MACHINERY, data=(SAMPLES / f"{name}.jsonstat2.json").read_bytes())
                == cells
            )
        assert stored("4629")["1AAAAA-9ZZZZz 2023-2024"][1] == "small"


@pytest.mark.usefixtures("register")
class TestFigures:
    def test_those_that_come_with_samrad_are_put_in_place_once(self) -> None:
        assert load_reference_figures(actor=MACHINERY) == 358 * 7 + 1432 * 7
        assert load_reference_figures(actor=MACHINERY) == 0

    def test_a_rate_is_cases_for_each_thousand_inhabitants(self) -> None:
        load_reference_figures(actor=MACHINERY)
        oslo = figures_of(municipality("oslo"))
        assert oslo.people == 728_714
        assert oslo.sum_line is not None
        assert [(f.period, f.count, f.per_1000) for f in oslo.sum_line.figures][-1] == (
            "2023-2024",
            70_192,
            97.8,
        )

    def test_a_hidden_figure_is_not_in_the_rate_of_those_beside_it(self) -> None:
        people = told(
            id=["Region", "ContentsCode", "Tid"],
            size=[2, 1, 2],
            dimension={
                "Region": {"category": {"index": ["0301", "4614"]}},
                "ContentsCode": {"category": {"index": ["Personer1"]}},
                "Tid": {"category": {"index": ["2023", "2024"]}},
            },
            value=[1_000, 1_000, 500, 500],
            status=None,
            role={"geo": ["Region"], "time": ["Tid"]},
            extension={"px": {"tableid": "07459"}},
        )
        for data in (people, told()):
            import_statistics(actor=MACHINERY, data=data)
        new = Indicator.objects.get(code="N/AnmeldteLovbrudd")
        beside = rates_beside(new, {"both": ["0301", "4614"], "one": ["0301"]})
        assert beside["both"] == beside["one"]
        assert beside["one"].rates == {"2022-2023": 30.0, "2023-2024": 30.0}
        theft = rates_beside(Indicator.objects.get(code__startswith="1AAAAA-1"), {"both": ["0301", "4614"]})
        assert theft["both"].rates == {"2022-2023": 20.0, "2023-2024": 26.0}

    def test_those_to_stand_beside(self) -> None:
        town = municipality("gratangen")
        assert len(towns_like(town, "county")) == 21
        assert "1804" in [row.number for row in towns_like(town, "district")]
        like = towns_like(town, "like")
        assert {row.centrality for row in like} == {town.centrality}
        assert all(town.population / 2 <= row.population <= 2 * town.population for row in like)
        assert (town in like, len(like)) == (True, 61)


@pytest.mark.usefixtures("register")
class TestLineage:
    """Municipalities merge and split. Figures on either side of that day are never joined in silence."""

    def test_a_merger_is_added_up_and_said(self) -> None:
        town = municipality("lyngvik")
        for number in ("8801", "8802"):
            gone = Organisation.objects.create(
                kind="municipality", sector="municipal", name=f"Gamle {number}", official_name=number, number=number,
                slug=number, source="test", valid_from=date(1964, 1, 1), valid_to=date(2019, 12, 31),
            )  # fmt: skip
            Succession.objects.create(before=gone, after=town, on=date(2020, 1, 1), source="test")
        dimension = copy.deepcopy(TABLE["dimension"])
        dimension["Gjerningssted"]["category"]["index"] = ["8801", "8802"]
        dimension["Tid"]["category"]["index"] = ["2017-2018", "2018-2019"]
        values = [90, 110, 20, 30, 70, 80, 50, 60, 25, 3, 25, 57]
        import_statistics(actor=MACHINERY, data=told(dimension=dimension, value=values))
        found = figures_of(town)
        assert [(c.year, c.names, c.is_whole) for c in found.breaks] == [
            (2020, ("Gamle 8801", "Gamle 8802"), True)
        ]
        assert found.sum_line is not None
        assert [figure.count for figure in found.sum_line.figures] == [140, 170]
        theft = next(line for line in found.groups if str(line.indicator) == "Eiendomstyveri")
        assert [(figure.count, figure.state) for figure in theft.figures] == [
            (45, "shown"),
            (None, "guarding"),
        ]

    def test_part_of_a_place_that_was_split_has_no_figures_from_before(self) -> None:
        dimension = copy.deepcopy(TABLE["dimension"])
        dimension["Gjerningssted"]["category"]["index"] = ["1507", "0301"]
        import_statistics(actor=MACHINERY, data=told(dimension=dimension))
        found = figures_of(municipality("alesund"))
        assert found.sum_line is not None
        assert {figure.state for figure in found.sum_line.figures} == {"missing"}
        assert next((change.year, change.is_whole) for change in found.breaks) == (2024, False)
