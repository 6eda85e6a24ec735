"""Any table of Statistics Norway: what its dimensions become, what stands where a figure does not, and what would give hidden figures away."""

import json
from typing import Any

import pytest

from samrad.kernel.answers import Refused
from samrad.knowledge.commands.statistics import import_statistics
from samrad.knowledge.models import Indicator, Observation
from samrad.knowledge.queries.figures import figures_of, measured_beside
from samrad.parties.commands import load_reference
from samrad.parties.queries import municipality
from tests.cast import MACHINERY, Cast

pytestmark = pytest.mark.django_db
type Category = dict[str, Any]


@pytest.fixture(autouse=True)
def register(cast: Cast) -> Cast:
    load_reference(actor=MACHINERY)
    return cast


def a_table(number: str, axes: dict[str, Category], values: list[Any], **more: Any) -> bytes:
    """A table by its dimensions: code and label of each category, or codes alone."""
    dimension = {
        name: {
            "category": {"index": list(codes), "label": dict(codes)}
            if isinstance(codes, dict)
            else {"index": codes}
        }
        for name, codes in axes.items()
    }
    units = more.pop("units", {})
    if units:
        dimension["ContentsCode"]["category"]["unit"] = units
    document = {
        "version": "2.0", "class": "dataset", "label": f"{number}: Prøvetabell, etter region", "source": "SSB",
        "id": list(axes), "size": [len(codes) for codes in axes.values()], "dimension": dimension, "value": values,
        "role": {"geo": ["Region"], "time": ["Tid"], "metric": ["ContentsCode"]},
        "extension": {"px": {"tableid": number}},
    }  # fmt: skip
    return json.dumps(document | more).encode()


def brought(*given: Any, **more: Any) -> int:
    return import_statistics(actor=MACHINERY, data=a_table(*given, **more))


def shown(number: str, town: str = "stord") -> dict[str, list[tuple[float | None, float | None, str]]]:
    found = figures_of(municipality(town), number)
    return {
        str(line.indicator): [(one.count, one.per_1000, one.state) for one in line.figures]
        for line in found.lines
    }


class TestDimensions:
    def test_region_and_time_are_read_as_such_and_the_others_become_lines(self) -> None:
        axes = {
            "Region": ["4614"], "Kjonn": {"0": "Begge kjønn", "1": "Menn"},
            "Alder": {"999": "Alle aldre", "016": "16 år"}, "ContentsCode": {"Personer": "Personer"}, "Tid": ["2024", "2025"],
        }  # fmt: skip
        units = {"Personer": {"base": "personer", "decimals": 0}}
        assert brought("05555", axes, [900, 910, 80, 81, 450, 455, 41, 42], units=units) == 8
        assert list(shown("05555")) == [
            "Begge kjønn, Alle aldre, Personer", "16 år, Personer", "Menn, Personer", "Menn, 16 år, Personer",
        ]  # fmt: skip
        row = Indicator.objects.get(table="05555", is_sum=True)
        assert (row.title, row.source, row.kind, row.totals, row.baseline) == (
            "Prøvetabell, etter region", "SSB", "people", "11-", "2024",
        )  # fmt: skip

    def test_inhabitants_by_age_are_not_taken_for_all_inhabitants(self) -> None:
        one = {"Region": ["4614"], "ContentsCode": {"Personer1": "Personer"}, "Tid": ["2024"]}
        units = {"Personer1": {"base": "personer", "decimals": 0}}
        brought("07459", one, [19_000], units=units)
        axes = {
            "Region": ["4614"],
            "Alder": {"016": "16 år"},
            "ContentsCode": {"Personer1": "Personer"},
            "Tid": ["2024"],
        }
        brought("07459", axes, [250], units=units)
        found = figures_of(municipality("stord"), "07459")
        assert found.people == 19_000
        assert [(str(line.indicator), line.figures[0].per_1000) for line in found.lines] == [
            ("Innbyggere", None), ("16 år, Personer", None),
        ]  # fmt: skip

    def test_what_is_measured_keeps_its_decimals_and_stands_beside_the_country_alone(self) -> None:
        axes = {
            "Region": ["0", "4614"],
            "ContentsCode": {"Andel": "Andel i lavinntekt"},
            "Tid": ["2023", "2024"],
        }
        units = {"Andel": {"base": "prosent", "decimals": 1}}
        brought("06944", axes, [10.1, 10.3, 2.4, 12.3], units=units)
        assert shown("06944") == {"Andel i lavinntekt": [(2.4, None, "shown"), (12.3, None, "shown")]}
        row = Indicator.objects.get(table="06944")
        assert measured_beside(row)["country"].rates == {"2023": 10.1, "2024": 10.3}
        with pytest.raises(Refused, match=r"Tabellen har verdien 12\.34, som ikke kan leses"):
            brought("06944", axes, [10.1, 10.3, 2.4, 12.34], units=units)


class TestWhatStandsWhereAFigureDoesNot:
    def test_each_sign_of_the_source_is_kept_and_only_what_is_kept_back_is_called_small(self) -> None:
        axes = {
            "Region": ["4614"],
            "ContentsCode": {"Saker": "Saker"},
            "Tid": ["2021", "2022", "2023", "2024", "2025"],
        }
        brought("12305", axes, [None, None, None, None, 30], status={"0": ".", "1": "..", "2": ":"})
        assert [state for _count, _rate, state in shown("12305")["Saker"]] == [
            "missing", "missing", "small", "small", "shown",
        ]  # fmt: skip
        assert list(Observation.objects.order_by("period").values_list("mark", flat=True)) == [
            ".",
            "..",
            ":",
            "",
            "",
        ]

    def test_a_missing_part_cannot_be_worked_out_from_the_sum(self) -> None:
        axes = {"Region": ["4614"], "Type": {"alle": "I alt", "a": "A", "b": "B", "c": "C"}, "Tid": ["2024"]}
        brought("12306", axes, [60, 30, 28, None], status={"3": ".."})
        assert [state for (*_count, state) in (row[0] for row in shown("12306").values())] == [
            "shown", "shown", "guarding", "missing",
        ]  # fmt: skip

    def test_a_nought_from_before_a_municipality_is_the_tables_filling(self) -> None:
        """The figures of the places that it was made of stand instead, and the break is told."""
        axes = {
            "Region": ["4204", "1001", "1017", "1018"],
            "ContentsCode": {"Saker": "Saker"},
            "Tid": ["2019", "2021"],
        }
        brought("12307", axes, [0, 700, 500, None, 60, None, 70, 0])
        found = figures_of(municipality("kristiansand"), "12307")
        assert [(one.period, one.count) for one in found.lines[0].figures] == [("2019", 630), ("2021", 700)]
        assert [(each.year, sorted(each.names), each.is_whole) for each in found.breaks] == [
            (2020, ["Kristiansand", "Songdalen", "Søgne"], True)
        ]

    def test_what_is_measured_in_several_places_is_not_added_up(self) -> None:
        axes = {
            "Region": ["1001", "1017", "1018", "4204"],
            "ContentsCode": {"Andel": "Andel"},
            "Tid": ["2019", "2021"],
        }
        units = {"Andel": {"base": "prosent", "decimals": 1}}
        brought("06945", axes, [10, None, 20, None, 30, None, None, 12.5], units=units)
        assert [row[0] for row in shown("06945", "kristiansand")["Andel"]] == [None, 12.5]


class TestWhatWouldGiveHiddenFiguresAway:
    def test_rates_of_a_table_that_has_the_counts_are_left_out(self) -> None:
        contents = {"Antall": "Antall", "Rate": "Per 1 000 innbyggere"}
        axes = {
            "Region": ["4614"],
            "Type": {"alle": "I alt", "a": "A"},
            "ContentsCode": contents,
            "Tid": ["2024"],
        }
        units = {"Antall": {"base": "antall", "decimals": 0}, "Rate": {"base": "per 1 000", "decimals": 1}}
        assert brought("12308", axes, [60, 3.2, 3, 0.2], units=units) == 2
        assert not Indicator.objects.filter(table="12308", kind="measure").exists()

    def test_also_when_they_come_later_and_by_themselves(self) -> None:
        axes = {"Region": ["4614"], "ContentsCode": {"Antall": "Antall"}, "Tid": ["2024"]}
        brought("12309", axes, [3])
        rates = {"Region": ["4614"], "ContentsCode": {"Rate": "Per 1 000"}, "Tid": ["2024"]}
        assert brought("12309", rates, [0.2], units={"Rate": {"base": "per 1 000", "decimals": 1}}) == 0
