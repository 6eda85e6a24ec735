"""How many of the requirements are proved, and by what; how many wait for a named room; how many do neither.

A requirement is proved by a test whose docstring cites it, or by a rule of the guide that cites it and is called in tests/guide. One that waits stands in docs/requirements-status.md with the
room that will meet it. Fails on an id or a room that does not exist, and on one that is both proved and waiting.
"""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXACT = re.compile(r"\b(?:A-[a-zæøå]+|V-(?:forord|\d+(?:\.\d+)*))-[a-z]{1,2}\b")
ROW = re.compile(r"^\| *([AV]-[\w.]+-[a-z]+) *\| *`(\w+)` *\| *(\S.*?) *\|$", re.M)
RULE = re.compile(r"rule\('([^']+)'")
ROOMS = [
    "guide",
    "parties",
    "cooperation",
    "contacts",
    "sharing",
    "agreements",
    "forums",
    "meetings",
    "knowledge",
    "plans",
    "evaluations",
    "archive",
    "oversight",
    "notices",
]
type Found = dict[str, set[str]]


def catalogue(root: Path = ROOT) -> set[str]:
    with (root / "docs" / "requirements.toml").open("rb") as file:
        return {entry["id"] for entry in tomllib.load(file)["requirement"]}


def waiting(root: Path = ROOT) -> list[tuple[str, str, str]]:
    """The rows of the table: id, room, why not now."""
    return ROW.findall((root / "docs" / "requirements-status.md").read_text(encoding="utf-8"))


def proved(root: Path = ROOT) -> Found:
    """The ids that tests cite in their docstrings, each with the files that do."""
    found: Found = defaultdict(set)
    for path in sorted((root / "tests").rglob("test_*.py")):
        for said in _docstrings(path):
            for cited in EXACT.findall(said):
                found[cited].add(str(path.relative_to(root)))
    for cited, name in _rules(root):
        for path in sorted((root / "tests" / "guide").glob("test_*.py")):
            if name in _called(path):
                found[cited].add(str(path.relative_to(root)))
    return found


def _rules(root: Path) -> Iterator[tuple[str, str]]:
    """The requirement and the name of each function that `@rule` makes a rule."""
    for path in sorted((root / "src" / "samrad" / "guide" / "rules").glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                said = (RULE.match(ast.unparse(by)) for by in node.decorator_list)
                yield from ((match.group(1), node.name) for match in said if match)


def _called(path: Path) -> set[str]:
    calls = (
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    )
    return {call.func.id for call in calls if isinstance(call.func, ast.Name)}


def _docstrings(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield ast.get_docstring(node) or ""


def mentioned(root: Path = ROOT) -> Found:
    """The ids that code names as its source."""
    found: Found = defaultdict(set)
    for path in sorted((root / "src").rglob("*.py")):
        for cited in EXACT.findall(path.read_text(encoding="utf-8")):
            found[cited].add(str(path.relative_to(root)))
    return found


def faults(root: Path = ROOT) -> Iterator[str]:
    known, shown, rows = catalogue(root), proved(root), waiting(root)
    for cited, files in sorted((shown | mentioned(root)).items()):
        if cited not in known:
            yield f"{cited} is no requirement, but is cited in {', '.join(sorted(files))}"
    seen: set[str] = set()
    for cited, room, _why in rows:
        if cited not in known:
            yield f"{cited} is no requirement, but stands in docs/requirements-status.md"
        if room not in ROOMS:
            yield f"{cited} waits for {room}, which is no room"
        if cited in shown:
            yield f"{cited} is proved in {', '.join(sorted(shown[cited]))}: take it out of docs/requirements-status.md"
        if cited in seen:
            yield f"{cited} stands twice in docs/requirements-status.md"
        seen.add(cited)


def report(root: Path = ROOT) -> str:
    known, shown = catalogue(root), proved(root)
    done = sorted(set(shown) & known)
    planned = {cited for cited, _room, _why in waiting(root)} & known - set(done)
    lines = [f"{cited:14} {', '.join(sorted(shown[cited]))}" for cited in done]
    lines.append(f"{len(done)} of {len(known)} requirements are proved by a test that cites them.")
    lines.append(f"{len(planned)} wait for a named room.")
    lines.append(f"{len(known) - len(done) - len(planned)} are neither proved nor waiting for a named room.")
    return "\n".join(lines)


def main() -> int:
    wrong = list(faults())
    print("\n".join([*wrong, report()]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
