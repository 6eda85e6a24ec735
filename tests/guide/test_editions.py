"""The guide as data: whole, in three languages, dated, and refused when it is not. V-9-b, V-1.1-a."""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from samrad.guide.editions import (
    EditionError,
    NoSuchNumber,
    NoSuchSection,
    editions,
    latest,
    load,
    number_on,
    section,
)
from samrad.guide.shapes import LANGUAGES, STRENGTHS

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "src" / "samrad" / "guide" / "editions" / "2023.toml"
DAY = date(2026, 11, 2)
ORDER = [
    "forord", "1", "1.1", "2", "2.1", "2.2", "2.3", "3", "4", "4.1", "4.1.1", "4.1.2", "4.1.3", "4.1.4", "4.1.5",
    "4.1.6", "4.2", "4.3", "4.4", "5", "5.1", "5.2", "5.3", "6", "7", "8", "9",
]  # fmt: skip
SMALL = """
[edition]
dated = 2025-01-01
publishers = ["KS"]
title = { nb = "a", nn = "a", en = "a" }

[[number]]
name = "meetings"
value = 2
unit = "meetings"
strength = "should"
source = "1"
since = 2025-01-01
nb = "a"
nn = "a"
en = "a"

[[advice]]
roles = ["council"]
kinds = ["cooperation"]
source = "1"
strength = "should"
nb = "a"
nn = "a"
en = "a"

[[section]]
number = "1"
title = { nb = "a", nn = "a", en = "a" }

[[section.point]]
strength = "should"
requirements = ["V-1-a"]
nb = "a"
nn = "a"
en = "a"

[[section]]
number = "2"
title = { nb = "b", nn = "b", en = "b" }

[[section.point]]
strength = "fact"
requirements = ["V-2-b"]
nb = "b"
nn = "b"
en = "b"
"""


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """A folder with the small edition, some of its words changed."""

    def write(*changes: tuple[str, str], name: str = "2025.toml") -> Path:
        text = SMALL
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


def catalogue() -> dict[str, dict[str, str]]:
    with (ROOT / "docs" / "requirements.toml").open("rb") as file:
        return {row["id"]: row for row in tomllib.load(file)["requirement"]}


class TestTheGuide:
    def test_has_every_section_in_its_order(self) -> None:
        assert [row.number for row in latest().sections] == ORDER

    def test_says_each_requirement_once_in_its_section_and_as_strongly_as_it_is(self) -> None:
        """V-1.1-a: what is a duty is said to be one, and what is voluntary is said to be so."""
        wanted = {
            key: (row["section"].split(" ")[0].lower(), row["modality"])
            for key, row in catalogue().items()
            if row["source"] == "veileder"
        }
        said = {
            key: (row.number, point.strength)
            for row in latest().sections
            for point in row.points
            for key in point.requirements
        }
        assert said == wanted

    def test_speaks_three_languages_and_never_two_at_once(self) -> None:
        texts = [point.words for row in latest().sections for point in row.points]
        texts += [row.words for row in latest().advice]
        texts += [words for row in latest().sections for words in (row.title, row.done) if words]
        assert {tuple(words) for words in texts} == {LANGUAGES}
        nynorsk = " ".join(words["nn"] for words in texts).lower().split()
        bokmal = " ".join(words["nb"] for words in texts).lower().split()
        assert {"ikke", "hva", "hvem", "et", "en", "fra", "være", "hvordan"} & set(nynorsk) == set()
        assert {"ikkje", "kva", "kven", "eit", "ein", "frå", "vere", "korleis"} & set(bokmal) == set()

    def test_names_its_source_and_its_own_table_of_revisions(self) -> None:
        """V-9-b: the version is a word, and several bodies have written and own it."""
        edition = latest()
        assert (edition.dated, edition.publishers) == (date(2023, 3, 27), ("KS", "Politidirektoratet"))
        both = ("Politidirektoratet", "KS")
        assert [(row.version, row.on, row.authors, row.owners) for row in edition.revisions] == [
            ("NY", date(2023, 3, 27), both, both)
        ]

    def test_gives_a_section_in_the_language_asked_for(self) -> None:
        found = section("4.4", "nn")
        assert (found.title, found.sentences[2].strength) == ("Regionalt politiråd", "voluntary")
        assert found.sentences[2].text == "Dei som er med, bestemmer sjølve kven dei inviterer."
        assert section("4.4", "en").title == "Regional police council"
        with pytest.raises(NoSuchSection, match=r"has no section 4\.5"):
            section("4.5", "nb")

    def test_lets_one_walk_through_it(self) -> None:
        before, after = latest().around("4.1.6")
        assert (before and before.number, after and after.number) == ("4.1.5", "4.2")
        assert latest().around("forord")[0] is None
        assert latest().around("9")[1] is None
        assert (latest().section("4.1.6").parent, latest().section("4").parent) == ("4.1", "")


class TestNumbers:
    def test_hold_from_the_day_the_guide_gave_them(self) -> None:
        assert number_on("meetings_a_year", DAY).value == 2
        assert number_on("municipalities_per_contact", date(2023, 3, 27)).value == 3
        assert number_on("meetings_a_year", DAY).source == "4.1.2"

    def test_before_that_there_were_none(self) -> None:
        with pytest.raises(NoSuchNumber, match="meetings_a_year on 2023-03-26"):
            number_on("meetings_a_year", date(2023, 3, 26))
        with pytest.raises(NoSuchNumber, match="called mushrooms"):
            number_on("mushrooms", DAY)

    def test_may_change_within_an_edition(self, written: Callable[..., Path]) -> None:
        later = (
            '[[number]]\nname = "meetings"\nvalue = 4\nunit = "meetings"\nstrength = "should"\nsource = "1"\n'
            'since = 2026-01-01\nnb = "a"\nnn = "a"\nen = "a"\n\n[[advice]]'
        )
        folder = written(
            ("since = 2025-01-01", "since = 2025-01-01\nuntil = 2025-12-31"), ("[[advice]]", later)
        )
        edition = load(folder)[0]
        days = (date(2024, 12, 31), date(2025, 12, 31), date(2026, 1, 1))
        found = [edition.number_on("meetings", day) for day in days]
        assert [number and number.value for number in found] == [None, 2, 4]


class TestAdvice:
    def test_is_for_a_role_in_a_kind_of_agreement(self) -> None:
        found = latest().advice_for("council", "cooperation")
        assert found and (found.source, found.strength) == ("4.1.2", "should")
        assert latest().advice_for("council", "school") is None
        assert latest().advice_for("own", "cooperation") is None

    def test_cites_a_section_and_a_strength_and_stands_once(self) -> None:
        """V-1.1-a: 100 % of what is advised says where from, and how strongly."""
        advice = latest().advice
        assert {row.strength for row in advice} <= set(STRENGTHS)
        assert {row.source for row in advice} <= set(ORDER)
        places = [(role, kind) for row in advice for role in row.roles for kind in row.kinds]
        assert len(places) == len(set(places)) > 20

    def test_is_as_strong_as_the_section_it_comes_from(self) -> None:
        for row in latest().advice:
            strengths = {point.strength for point in latest().section(row.source).points}
            assert row.strength in strengths, row.roles


class TestAFileThatIsNotRight:
    @pytest.mark.parametrize(
        ("old", "new", "fault"),
        [
            ("nn = \"b\"\nen", "en", "2025.toml, line 39, section 2: there is no text in nn"),
            ('nn = "b", en', 'nn = " ", en', "2025.toml, line 39, section 2, title: there is no text in nn"),
            ('number = "2"', 'number = "1"', "2025.toml, line 39, section 1: stands twice"),
            ('number = "2"', 'number = "0"', "2025.toml, line 39, section 0: comes after 1"),
            ('"V-2-b"', '"V-1-a"', "2025.toml, line 44, section 2: V-1-a stands in section 1 too"),
            ('"fact"', '"perhaps"', "2025.toml, line 39, section 2: the strength «perhaps» is unknown"),
            ('source = "1"\nsince', 'source = "7"\nsince',
             "2025.toml, line 8, number meetings: there is no section 7"),
            ('source = "1"\nstrength', 'source = "7"\nstrength',
             "2025.toml, line 19, advice for council: there is no section 7"),
            ("since = 2025-01-01", "since = 2025-01-01\nuntil = 2024-01-01",
             "2025.toml, line 8, number meetings: it ends before it begins"),
            ("value = 2", 'value = "two"',
             "2025.toml, line 8, number meetings: value is missing or of the wrong sort"),
            ("dated = 2025-01-01", "", "2025.toml, the edition: dated is missing or of the wrong sort"),
        ],
    )  # fmt: skip
    def test_is_refused_with_its_line(
        self, written: Callable[..., Path], old: str, new: str, fault: str
    ) -> None:
        with pytest.raises(EditionError) as refused:
            load(written((old, new)))
        assert str(refused.value) == fault

    def test_is_refused_when_the_dates_of_a_number_overlap(self, written: Callable[..., Path]) -> None:
        again = SMALL[SMALL.index("[[number]]") : SMALL.index("[[advice]]")].replace("2025-", "2026-")
        with pytest.raises(EditionError) as refused:
            load(written(("[[advice]]", again + "[[advice]]")))
        assert str(refused.value) == (
            "2025.toml, line 19, number meetings: its dates overlap with those from 2025-01-01"
        )

    def test_is_refused_when_it_is_no_toml(self, written: Callable[..., Path]) -> None:
        with pytest.raises(EditionError, match=r"2025\.toml: .*line 3"):
            load(written(("dated = 2025-01-01", "dated = soon")))


class TestAnotherEdition:
    def test_is_added_beside_the_one_before(self, written: Callable[..., Path]) -> None:
        """V-9-b."""
        folder = written()
        (folder / "2023.toml").write_text(FILE.read_text(encoding="utf-8"), encoding="utf-8")
        found = load(folder)
        assert [edition.dated.year for edition in found] == [2023, 2025]
        assert [len(edition.sections) for edition in found] == [27, 2]

    def test_has_a_day_of_its_own(self, written: Callable[..., Path]) -> None:
        written()
        with pytest.raises(EditionError, match="other: 2025 is dated 2025-01-01 too"):
            load(written(name="other.toml"))

    def test_must_be_there_at_all(self, tmp_path: Path) -> None:
        with pytest.raises(EditionError, match="there is no edition here"):
            load(tmp_path)

    def test_is_one_today(self) -> None:
        assert [edition.key for edition in editions()] == ["2023"]
