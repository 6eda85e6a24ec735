"""What is proved, what waits, and that the two are told apart."""

import importlib.util
import re
import shutil
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
IN_SCOPE = re.compile(
    r"A-.*|V-1-.*|V-1\.1-.*|V-2\.2-[g-k]|V-2\.3-[a-f]|V-3-.*|V-4-[d-f]|V-9-.*"
)  # the agreement, the free choices and the equals: what the rooms that stand today are for


@pytest.fixture
def counting() -> ModuleType:
    spec = importlib.util.spec_from_file_location("requirements", ROOT / "scripts" / "requirements.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A small house with the true catalogue, one test and one row that waits."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "src").mkdir()
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "docs" / "requirements.toml", tmp_path / "docs")
    (tmp_path / "docs" / "requirements-status.md").write_text("| V-1-a | `knowledge` | Later. |\n")
    (tmp_path / "tests" / "test_a.py").write_text('def test_a():\n    """A-om-b."""\n')
    return tmp_path


def test_each_is_proved_or_waits_for_a_named_room(counting: ModuleType) -> None:
    known, shown = counting.catalogue(), set(counting.proved())
    waits = {cited for cited, _room, _why in counting.waiting()}
    assert {cited for cited in known if IN_SCOPE.fullmatch(cited)} - shown == waits


def test_the_three_are_counted_apart(counting: ModuleType, copy: Path) -> None:
    assert list(counting.faults(copy)) == []
    assert counting.report(copy).splitlines() == [
        "A-om-b         tests/test_a.py",
        "1 of 238 requirements are proved by a test that cites them.",
        "1 wait for a named room.",
        "236 are neither proved nor waiting for a named room.",
    ]


def test_only_a_docstring_of_a_test_proves(counting: ModuleType, copy: Path) -> None:
    (copy / "tests" / "cast.py").write_text('def a():\n    """A-om-c."""\n')
    (copy / "tests" / "test_b.py").write_text(
        '"""A-om-d."""\n\n\ndef test_b():\n    assert "A-om-e"  # A-om-f\n'
    )
    assert set(counting.proved(copy)) == {"A-om-b"}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (
            "| V-1-z | `knowledge` | x. |",
            "V-1-z is no requirement, but stands in docs/requirements-status.md",
        ),
        ("| V-1-b | `attic` | x. |", "V-1-b waits for attic, which is no room"),
        (
            "| A-om-b | `plans` | x. |",
            "A-om-b is proved in tests/test_a.py: take it out of docs/requirements-status.md",
        ),
        ("| V-1-a | `plans` | x. |", "V-1-a stands twice in docs/requirements-status.md"),
    ],
)
def test_a_wrong_row_is_told(counting: ModuleType, copy: Path, row: str, fault: str) -> None:
    with (copy / "docs" / "requirements-status.md").open("a") as file:
        file.write(row + "\n")
    assert list(counting.faults(copy)) == [fault]


def test_an_id_that_is_none_is_told(counting: ModuleType, copy: Path) -> None:
    (copy / "src" / "a.py").write_text("# V-forord-z\n")
    assert list(counting.faults(copy)) == ["V-forord-z is no requirement, but is cited in src/a.py"]


RULES = {
    "a.py": """@rule("A-om-d", "should")\ndef tested(facts):\n    ...\n\n\n@rule("A-om-e", "should")\ndef not_tested(facts):\n    ...\n"""
}


def test_a_rule_that_a_test_of_the_guide_calls_is_proved_too(counting: ModuleType, copy: Path) -> None:
    rules, tests = copy / "src" / "samrad" / "guide" / "rules", copy / "tests" / "guide"
    rules.mkdir(parents=True)
    tests.mkdir()
    for name, source in RULES.items():
        (rules / name).write_text(source)
    (tests / "test_a.py").write_text("def test_it():\n    assert tested(1)\n    not_tested\n")
    assert counting.proved(copy) == {"A-om-b": {"tests/test_a.py"}, "A-om-d": {"tests/guide/test_a.py"}}
