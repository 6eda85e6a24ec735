"""A party's own figures come in from a sheet: whole, or not at all with a line for each faulty row; and nothing small is kept."""

import io
import zipfile
from datetime import date, timedelta

import pytest

from samrad.cooperation import wall
from samrad.kernel.answers import Denied, Refused
from samrad.kernel.clock import today
from samrad.knowledge.commands.series import About, bring_series, remove_series
from samrad.knowledge.models import Series, SeriesFigure
from samrad.knowledge.queries.series import series_in, tables_of
from samrad.knowledge.sheets import FaultySheet, rows_of
from samrad.parties.models import Organisation, Succession
from tests.cast import Cast
from tests.situations import do

pytestmark = pytest.mark.django_db
HEAD = "kommune;linje;periode;verdi\n"


def brought(
    cast: Cast,
    sheet: str | bytes,
    kind: str = "count",
    filename: str = "tall.csv",
    name: str = "Utekontakten",
) -> Series:
    data = sheet if isinstance(sheet, bytes) else (HEAD + sheet).encode()
    about = About(name, kind, "Egne registre", today())
    return do(
        cast.slt, bring_series, cooperation_id=cast.cooperation.pk, about=about, filename=filename, data=data
    )


def kept(cast: Cast) -> list[tuple[str, str, str, str]]:
    with wall.acting(cast.police_contact):
        rows = SeriesFigure.objects.order_by("line", "period")
        return [(row.line, row.period, str(row.value), row.state) for row in rows]


def a_workbook(rows: str) -> bytes:
    """One sheet, and two shared texts: «linje» and «Møter»."""
    main, packed = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"', io.BytesIO()
    parts = {
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{rows}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst {main}><si><t>linje</t></si><si><t>Møter</t></si></sst>",
    }
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return packed.getvalue()


class TestASheet:
    def test_comes_in_with_decimal_comma_and_both_see_it(self, cast: Cast) -> None:
        brought(cast, "Lyngvik;Trives;2024;87,5\nLyngvik;Trives;2025;88,25 %\n", "percent")
        assert kept(cast) == [("Trives", "2024", "87.50", "shown"), ("Trives", "2025", "88.25", "shown")]
        with wall.acting(cast.police_contact) as actor:
            assert [row.name for row in series_in(actor, cast.cooperation)] == ["Utekontakten"]
        with wall.acting(cast.foreign_contact):
            assert (Series.objects.count(), SeriesFigure.objects.count()) == (0, 0)

    def test_keeps_no_small_count_and_none_that_gives_it_away(self, cast: Cast) -> None:
        brought(cast, ";Vold;2025;3\n;Tyveri;2025;40\n;Hærverk;2025;12\n;I alt;2025;55")
        assert kept(cast) == [
            ("Hærverk", "2025", "None", "guarding"),
            ("I alt", "2025", "55.00", "shown"),
            ("Tyveri", "2025", "40.00", "shown"),
            ("Vold", "2025", "None", "small"),
        ]

    @pytest.mark.parametrize("name", ["Samlet", "Ungdomstrinnet"])
    def test_knows_a_sum_by_what_it_adds_up_to_whatever_it_is_called(self, cast: Cast, name: str) -> None:
        brought(cast, f";Vold;2025;3\n;Tyveri;2025;40\n;Hærverk;2025;12\n;{name};2025;55")
        assert {line: state for line, _period, _value, state in kept(cast)} == {
            "Vold": "small", "Tyveri": "shown", "Hærverk": "guarding", name: "shown",
        }  # fmt: skip

    def test_has_a_line_for_each_faulty_row_and_changes_nothing(self, cast: Cast) -> None:
        brought(cast, ";Møter;2024;20")
        sheet = ";Møter;2025;12.5\n;Møter;i fjor;20\n9999;Møter;2025;20\n;;2025;20\n;Møter;2026;tjue\n;Møter;2023;12\n;Møter;2023;13\n;Ring 912 34 567;2025;20\n;Møter;2022;-3\n;Møter;2021;7,5"
        with pytest.raises(FaultySheet) as faulty:
            brought(cast, sheet)
        assert [fault.split(":")[0] for fault in faulty.value.faults] == [
            f"Rad {number}" for number in (2, 3, 4, 5, 6, 8, 9, 10, 11)
        ]
        assert (
            faulty.value.faults[0]
            == "Rad 2: «12.5» har punktum. Skriv desimaler med komma, og tusen uten tegn."
        )
        assert (
            faulty.value.faults[2]
            == "Rad 4: kommunen «9999» er ikke med i samarbeidet, og har ikke blitt en del av det."
        )
        assert kept(cast) == [("Møter", "2024", "20.00", "shown")]

    def test_percent_over_a_hundred_is_refused(self, cast: Cast) -> None:
        with pytest.raises(FaultySheet) as faulty:
            brought(cast, ";Trives;2025;100,1", "percent")
        assert faulty.value.faults == ["Rad 2: «100,1» er over 100 prosent."]

    @pytest.mark.parametrize(
        ("data", "filename", "sentence"),
        [
            (b"", "tall.csv", "Filen er tom"),
            (b"x", "tall.pdf", "Vi leser CSV og XLSX"),
            (b"PK", "tall.xlsx", "XLSX-filen kan ikke leses"),
            (b'"a;b\n"c', "tall.csv", "CSV-filen kan ikke leses"),
            (b"navn;tall\nx;1", "tall.csv", "Ingenting er lagt inn"),
            (HEAD.encode(), "tall.csv", "Ingenting er lagt inn"),
        ],
    )
    def test_that_is_none_is_refused(self, cast: Cast, data: bytes, filename: str, sentence: str) -> None:
        with pytest.raises(Refused, match=sentence):
            brought(cast, data, filename=filename)

    def test_of_the_same_name_takes_the_place_of_ones_own_older(self, cast: Cast) -> None:
        brought(cast, ";Møter;2024;20\n;Møter;2025;30")
        series = brought(cast, ";Møter;2025;31")
        assert kept(cast) == [("Møter", "2025", "31.00", "shown")]
        with pytest.raises(Denied, match="Motparten har sine egne"):
            do(cast.police_contact, remove_series, series_id=series.pk)
        do(cast.slt, remove_series, series_id=series.pk)
        assert kept(cast) == []

    def test_is_not_from_a_day_to_come_and_not_a_readers(self, cast: Cast) -> None:
        given = {"cooperation_id": cast.cooperation.pk, "filename": "x.csv", "data": b"x"}
        with pytest.raises(Refused, match="kan ikke være fram i tid"):
            do(cast.slt, bring_series, about=About("x", "count", "x", today() + timedelta(days=1)), **given)
        with pytest.raises(Denied):
            do(cast.reader, bring_series, about=About("x", "count", "x", today()), **given)

    def test_from_a_spreadsheet_reads_shared_and_own_texts_and_numbers(self) -> None:
        book = a_workbook(
            '<row><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>verdi</t></is></c></row>'
            '<row><c r="A2" t="s"><v>1</v></c><c r="B2"><v>2025</v></c><c r="C2"><v>12.5</v></c></row>'
        )
        assert rows_of("x.xlsx", book) == [["linje", "", "verdi"], ["Møter", "2025", "12,5"]]

    def test_from_a_spreadsheet_keeps_its_row_numbers_where_empty_rows_are_left_out(self) -> None:
        book = a_workbook('<row r="1"><c r="A1"><v>1</v></c></row><row r="4"><c r="A4"><v>4</v></c></row>')
        assert rows_of("x.xlsx", book) == [["1"], [], [], ["4"]]

    @pytest.mark.parametrize(
        ("cell", "read"),
        [
            ('<c r="A1"><v>1e999</v></c>', ["1e999"]),
            ('<c r="A1"><v>nan</v></c>', ["nan"]),
            ('<c r="A1" t="s"><v>²</v></c>', [""]),
            ('<c r="A1" t="s"><v>7</v></c>', [""]),
            (f'<c r="A1" t="s"><v>{"9" * 5_000}</v></c>', [""]),
        ],
    )
    def test_from_a_spreadsheet_made_to_harm_does_none(self, cell: str, read: list[str]) -> None:
        assert rows_of("x.xlsx", a_workbook(f"<row>{cell}</row>")) == [read]

    def test_from_a_spreadsheet_with_a_row_far_down_or_a_part_that_is_cut_is_refused(self) -> None:
        with pytest.raises(Refused, match="flere enn 10000 rader"):
            rows_of("x.xlsx", a_workbook('<row r="1048576"/>'))
        cut = bytearray(a_workbook("<row/>" * 99))
        cut[60:70] = b"\xff" * 10  # within what is packed
        with pytest.raises(Refused, match="XLSX-filen kan ikke leses"):
            rows_of("x.xlsx", bytes(cut))


class TestASmallFile:
    """SECURITY.md E5: what it unpacks to is bounded, whatever it says of itself."""

    def test_that_has_a_cell_far_away_in_every_row_is_refused(self) -> None:
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        rows = "".join(f'<row><c r="ZZZ{n}"><v>1</v></c></row>' for n in range(1, 101))
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
            sheet = f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
            file.writestr("xl/worksheets/sheet1.xml", sheet)
        assert len(packed.getvalue()) < 2_000
        with pytest.raises(Refused, match="for mange celler"):
            rows_of("x.xlsx", packed.getvalue())

    def test_of_empty_lines_or_empty_cells_is_refused_before_all_of_it_is_kept(self) -> None:
        for data, sentence in (
            (b"\n" * 60_000, "flere enn 10000 rader"),
            (b";" * 600_000, "for mange celler"),
        ):
            with pytest.raises(Refused, match=sentence):
                rows_of("x.csv", data)


def test_what_a_municipality_was_made_of_stands_by_itself_with_the_break(cast: Cast) -> None:
    for number in ("8801", "8802"):
        gone = Organisation.objects.create(
            kind="municipality", sector="municipal", name=f"Gamle {number}", official_name=number, number=number,
            slug=number, source="test", valid_from=date(1964, 1, 1), valid_to=date(2019, 12, 31),
        )  # fmt: skip
        Succession.objects.create(before=gone, after=cast.places.lyngvik, on=date(2020, 1, 1), source="test")
    brought(cast, "8801;Møter;2019;10\n8802;Møter;2019;20\nLyngvik kommune;Møter;2020;40")
    with wall.acting(cast.slt) as actor:
        (table,) = tables_of(actor, cast.cooperation, cast.places.lyngvik)
    assert [
        (label, [cell and int(cell.value) for _period, cell in cells]) for label, cells in table.rows
    ] == [
        ("Møter (Gamle 8801, –2019)", [10, None]),
        ("Møter (Gamle 8802, –2019)", [20, None]),
        ("Møter", [None, 40]),
    ]
