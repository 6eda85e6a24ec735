"""Small figures cannot be worked out from two faces of the same thing: own figures, the other party's, the national, and what a municipality was made of."""

import csv
import io
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samrad.cooperation import wall
from samrad.kernel.clock import today
from samrad.knowledge.commands.freezing import rest_decision_on
from samrad.knowledge.commands.pictures import choose_series
from samrad.knowledge.commands.series import About, bring_series
from samrad.knowledge.models import Observation, Series
from samrad.knowledge.queries.pictures import frozen_of, picture_visible_to
from samrad.knowledge.queries.series import tables_of
from samrad.knowledge.side_by_side import NATIONAL, Stood, given_away
from samrad.knowledge.small import SMALL, is_small
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation, Succession
from samrad.project.demo_figures import make_figures_up
from tests.cast import MACHINERY, Cast
from tests.knowledge.situations import a_decision, a_whole_picture
from tests.meetings.settings import a_council
from tests.situations import do
from tests.visit import login_as, visit

PLACE, PERIOD = "x-lyngvik", "2023-2024"


def stood(source: str, **counts: int | None) -> list[Stood]:
    """Counts of one place and period. None is a small one; «I_alt» is a sum."""
    return [
        Stood(source, PLACE, line.replace("_", " "), PERIOD, value, value is None)
        for line, value in counts.items()
    ]


def gone(*rows: list[Stood], made_of: dict[str, frozenset[str]] | None = None) -> set[str]:
    found = given_away([one for row in rows for one in row], made_of or {})
    return {f"{one.source}: {one.line}" for one in found}


class TestAttacks:
    def test_the_other_partys_total_less_what_one_shows(self) -> None:
        assert gone(stood("a", Vold=None, Tyveri=40), stood("b", I_alt=43)) == {"a: Tyveri"}

    def test_where_nothing_of_ones_own_is_left_to_hide_the_total_goes(self) -> None:
        assert gone(stood("a", Vold=None), stood("b", I_alt=3 + 5 - 4)) == {"b: I alt"}

    def test_where_the_total_is_national_it_is_not_even_told_which_are_small(self) -> None:
        found = given_away([*stood("a", Vold=None, Tyveri=5), *stood(NATIONAL, Alle_lovbrudd=5)], {})
        assert {one.line for one in found} == {"Vold", "Tyveri"}

    def test_a_total_of_something_else_stays(self) -> None:
        assert gone(stood("a", Vold=None, Tyveri=40), stood("b", I_alt=900)) == set()

    def test_the_same_line_under_the_same_name_in_another_sheet(self) -> None:
        assert gone(stood("a", Vold=None), stood("b", vold=12)) == {"b: vold"}

    def test_a_line_that_the_national_table_hides_to_guard_a_small_one(self) -> None:
        national = Stood(NATIONAL, PLACE, "Rusmiddellovbrudd", PERIOD, None, False, ("Rusmiddellovbrot",))
        own = [Stood("a", PLACE, "rusmiddellovbrot", PERIOD, 7)]
        assert gone([national], own) == {"a: rusmiddellovbrot"}

    def test_ones_own_total_beside_the_groups_of_the_national_table(self) -> None:
        national = stood(NATIONAL, Vold=None, Tyveri=40)
        assert gone(national, stood("a", I_alt=42)) == {"a: I alt"}
        added_up_again = stood("a", I_alt=42, Dag=20, Natt=22)
        assert gone(national, added_up_again) == {"a: I alt", "a: Dag"}

    def test_the_national_total_beside_ones_own_groups(self) -> None:
        assert gone(stood(NATIONAL, Alle_lovbrudd=44), stood("a", Vold=None, Tyveri=41, Hærverk=6)) == set()
        assert gone(stood(NATIONAL, Alle_lovbrudd=50), stood("a", Vold=None, Tyveri=41, Hærverk=6)) == {
            "a: Hærverk"
        }

    def test_a_municipality_less_what_it_was_made_of(self) -> None:
        parts = [Stood("a", "8801", "Møter", "2019", 10), Stood("a", "8802", "Møter", "2019", None, True)]
        whole = Stood("a", PLACE, "Møter", "2019", 13)
        found = given_away([*parts, whole], {PLACE: frozenset({"8801", "8802"})})
        assert found == {whole}

    @settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.integers(0, 12), min_size=2, max_size=4), st.booleans())
    def test_whoever_tries_every_way_finds_no_small_one(self, counts: list[int], is_national: bool) -> None:
        """One sheet with the groups, as it is brought in; the sum of them in another sheet, or in the national table."""
        groups = {f"g{number}": count for number, count in enumerate(counts)}
        rows = stood("a", **{key: None if is_small(value) else value for key, value in groups.items()})
        total = stood(NATIONAL if is_national else "b", I_alt=sum(counts))
        away = given_away([*rows, *total], {})
        if is_small(sum(counts)) or total[0] in away:
            return
        small = {one.line for one in rows if one.is_small and one not in away}
        hidden = {one.line for one in rows if one.value is None or one in away}
        left = sum(counts) - sum(value for key, value in groups.items() if key not in hidden)
        guarding = len(hidden) - len(small)
        sums = {0}
        for _one in range(len(small) - 1):
            sums = {have + more for have in sums for more in range(SMALL + 1)}
        for tried in range(SMALL + 1) if small else ():
            rest = {left - tried - have for have in sums}
            assert any(one >= (SMALL + 1) * guarding if guarding else one == 0 for one in rest), (
                groups,
                hidden,
            )


def brought(
    cast: Cast, person: Actor, name: str, sheet: str, *, kind: str = "count", unit: str = ""
) -> Series:
    data = f"kommune;linje;periode;verdi\n{sheet}".encode()
    about = About(name, kind, "Egne registre", today(), unit)
    given = {"cooperation_id": cast.cooperation.pk, "about": about, "filename": "x.csv", "data": data}
    return do(person, bring_series, **given)


def cells(cast: Cast) -> dict[str, str]:
    with wall.acting(cast.slt) as actor:
        tables = tables_of(actor, cast.cooperation, cast.places.lyngvik)
    return {
        f"{table.series.name}: {label}": "–"
        if cell is None
        else cell.state
        if cell.value is None
        else str(int(cell.value))
        for table in tables
        for label, row in table.rows
        for _period, cell in row
    }


@pytest.mark.django_db
class TestEveryFace:
    """Page, file and frozen picture say the same, whichever of the two came first."""

    def test_two_sheets_that_could_be_subtracted(self, cast: Cast) -> None:
        brought(cast, cast.slt, "Skolene", ";Vold;2025;3\n;Tyveri;2025;40\n;Hærverk;2025;12")
        brought(cast, cast.police_contact, "Patruljen", ";I alt;2025;55")
        assert cells(cast) == {
            "Patruljen: I alt": "55", "Skolene: Hærverk": "guarding", "Skolene: Tyveri": "40", "Skolene: Vold": "small",
        }  # fmt: skip
        client = login_as("slt")
        page = visit(client, "/kommune/lyngvik/tall/").text
        assert "Hærverk skjult" in page
        sheet = client.get("/kommune/lyngvik/tall.csv").content.decode("utf-8-sig")
        found = {row[1]: row[3] for row in csv.reader(io.StringIO(sheet), delimiter=";") if ": " in row[1]}
        assert found == {
            "Patruljen: I alt": "55", "Skolene: Hærverk": "skjult", "Skolene: Tyveri": "40", "Skolene: Vold": "≤4",
        }  # fmt: skip

    def test_a_sheet_that_says_what_the_national_table_hides(self, cast: Cast) -> None:
        make_figures_up(MACHINERY, cast.places)
        row = Observation.objects.filter(place=PLACE, indicator__code__startswith="7AAAAA").order_by(
            "-period"
        )[0]
        Observation.objects.filter(pk=row.pk).update(state="guarding", value=9)
        brought(cast, cast.slt, "Egen telling", f";Ordens- og integritetskrenkelse;{row.period};9")
        assert cells(cast) == {"Egen telling: Ordens- og integritetskrenkelse": "guarding"}
        Observation.objects.filter(pk=row.pk).update(state="shown")
        assert cells(cast) == {"Egen telling: Ordens- og integritetskrenkelse": "9"}

    def test_percents_that_would_tell_a_hidden_count(self, cast: Cast) -> None:
        """5 % of 60 is three; and what the other two are short of a hundred is the five."""
        shares = ";Vold;2025;5\n;Tyveri;2025;75\n;Hærverk;2025;20\n;Vold;2024;8\n"
        brought(cast, cast.slt, "Andeler", shares, kind="percent")
        assert cells(cast)["Andeler: Vold"] == "5"
        brought(cast, cast.police_contact, "Antall", ";Vold;2025;3\n;I alt;2025;60")
        with wall.acting(cast.slt) as actor:
            found = {
                (table.series.name, label): [(p, cell.value) for p, cell in row if cell]
                for table in tables_of(actor, cast.cooperation, cast.places.lyngvik)
                for label, row in table.rows
                if table.series.name == "Andeler"
            }
        assert found == {
            ("Andeler", "Hærverk"): [("2025", None)],
            ("Andeler", "Tyveri"): [("2025", None)],
            ("Andeler", "Vold"): [("2024", 8), ("2025", None)],
        }

    def test_a_rate_goes_alone(self, cast: Cast) -> None:
        brought(cast, cast.slt, "Per 1000", ";Vold;2025;1,5\n;Tyveri;2025;9", kind="measure", unit="per 1000")
        brought(cast, cast.police_contact, "Antall", ";Vold;2025;3\n;I alt;2025;60")
        assert cells(cast) == {
            "Antall: I alt": "guarding", "Antall: Vold": "small", "Per 1000: Tyveri": "9", "Per 1000: Vold": "guarding",
        }  # fmt: skip

    def test_what_a_municipality_was_made_of(self, cast: Cast) -> None:
        for number in ("8801", "8802"):
            gone_house = Organisation.objects.create(
                kind="municipality", sector="municipal", name=f"Gamle {number}", official_name=number, number=number,
                slug=number, source="test", valid_from=date(1964, 1, 1), valid_to=date(2019, 12, 31),
            )  # fmt: skip
            Succession.objects.create(
                before=gone_house, after=cast.places.lyngvik, on=date(2020, 1, 1), source="test"
            )
        brought(
            cast, cast.slt, "Møter", "8801;Møter;2019;10\n8802;Møter;2019;3\nLyngvik kommune;Møter;2019;13"
        )
        assert cells(cast) == {
            "Møter: Møter (Gamle 8801, –2019)": "10", "Møter: Møter (Gamle 8802, –2019)": "small", "Møter: Møter": "guarding",
        }  # fmt: skip

    def test_the_frozen_picture_keeps_what_was_shown_and_no_more(self, cast: Cast) -> None:
        council = a_council(cast)
        one = brought(cast, cast.slt, "Skolene", ";Vold;2025;3\n;Tyveri;2025;40\n;Hærverk;2025;12")
        two = brought(cast, cast.police_contact, "Patruljen", ";I alt;2025;55")
        picture = a_whole_picture(cast, council.pk, "Uro")
        for series in (one, two):
            do(cast.slt, choose_series, picture_id=picture.pk, series_id=series.pk)
        do(cast.slt, rest_decision_on, picture_id=picture.pk, item_id=a_decision(cast, council).item_id)
        with wall.acting(cast.police_contact) as actor:
            found = frozen_of(actor, picture_visible_to(actor, picture.pk))
        assert found
        kept = {part.heading: part.facts["rows"] for part in found.parts if part.kind == "series"}
        assert kept == {
            "Patruljen": [["I alt", [["55.00", "shown"]]]],
            "Skolene": [["Hærverk", [["", "guarding"]]], ["Tyveri", [["40.00", "shown"]]], ["Vold", [["", "small"]]]],
        }  # fmt: skip
