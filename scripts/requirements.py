"""How many of the requirements are proved, and by what. Fails on an id that does not exist."""

import re
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXACT = re.compile(r"\b(?:A-[a-zæøå]+|V-\d+(?:\.\d+)*)-[a-z]{1,2}\b")


def catalogue() -> set[str]:
    with (ROOT / "docs" / "requirements.toml").open("rb") as file:
        return {entry["id"] for entry in tomllib.load(file)["requirement"]}


def citations(folder: str) -> dict[str, set[str]]:
    """The ids that the files of a folder cite, each with the files that do."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted((ROOT / folder).rglob("*.py")):
        for cited in EXACT.findall(path.read_text(encoding="utf-8")):
            found[cited].add(str(path.relative_to(ROOT)))
    return found


def main() -> int:
    known, proved, mentioned = catalogue(), citations("tests"), citations("src")
    unknown = sorted((set(proved) | set(mentioned)) - known)
    for cited in unknown:
        print(f"{cited} is no requirement, but is cited in {', '.join(proved[cited] | mentioned[cited])}")
    for cited in sorted(set(proved) & known):
        print(f"{cited:14} {', '.join(sorted(proved[cited]))}")
    print(f"{len(set(proved) & known)} of {len(known)} requirements are proved by a test that cites them.")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
