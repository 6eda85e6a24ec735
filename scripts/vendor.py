"""Copy the front end's borrowed files into the package, or check that they are the ones we copied.

`vendor.py` installs what `frontend/package.json` names, builds the theme, copies and writes the manifest.
`vendor.py --check` compares every file with the manifest and needs neither network nor npm.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
MODULES = FRONTEND / "node_modules"
MANIFEST = FRONTEND / "manifest.json"
THEME = FRONTEND / "build" / "theme" / "samrad.css"
STATIC = "src/samrad/web/static/vendor/"
ICONS = "src/samrad/web/templates/components/icons/"
CSS, TOOL, INTER = "@digdir/designsystemet-css", "@digdir/designsystemet", "@fontsource-variable/inter"
NAMES = {
    CSS: "Designsystemet",
    TOOL: "Designsystemet (theme tokens)",
    INTER: "Inter",
    "htmx.org": "htmx",
    "axe-core": "axe-core",
    "@navikt/aksel-icons": "Aksel icons",
}
FILES = [
    (CSS, "dist/src/index.css", STATIC + "designsystemet.css"),
    (CSS, "LICENSE", STATIC + "designsystemet.LICENSE.txt"),
    (TOOL, str(THEME), STATIC + "theme.css"),
    ("htmx.org", "dist/htmx.min.js", STATIC + "htmx.min.js"),
    ("htmx.org", "LICENSE", STATIC + "htmx.LICENSE.txt"),
    (INTER, "files/inter-latin-opsz-normal.woff2", STATIC + "inter-latin.woff2"),
    (INTER, "files/inter-latin-ext-opsz-normal.woff2", STATIC + "inter-latin-ext.woff2"),
    (INTER, "LICENSE", STATIC + "inter.LICENSE.txt"),
    ("axe-core", "axe.min.js", "tests/browser/vendor/axe.min.js"),
    ("axe-core", "LICENSE", "tests/browser/vendor/axe.LICENSE.txt"),
]
DRAWINGS = {
    "bell": "Bell",
    "book": "Book",
    "buildings": "Buildings3",
    "chevron": "ChevronDown",
    "compass": "Compass",
    "padlock": "PadlockLocked",
    "person": "Person",
    "search": "MagnifyingGlass",
    "shield": "ShieldLock",
    "wrench": "Wrench",
}
FILES += [
    ("@navikt/aksel-icons", f"dist/svg/{drawn}.svg", f"{ICONS}{name}.svg") for name, drawn in DRAWINGS.items()
]


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def copied(package: str, source: str, target: str) -> dict[str, str]:
    """One file in its place, and its line in the manifest."""
    about = json.loads((MODULES / package / "package.json").read_text())
    found = MODULES / package / source  # an absolute source stays as it is
    place = ROOT / target
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(found, place)
    return {
        "file": target,
        "name": NAMES[package],
        "version": about["version"],
        "licence": about["license"],
        "package": package,
        "source": "built by frontend/designsystemet.config.json" if source == str(THEME) else source,
        "sha256": fingerprint(place),
    }


def renew() -> None:
    """Fetch, build and copy everything anew."""
    tool = ["npx", "--no-install", "designsystemet", "tokens"]
    subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=FRONTEND, check=True)
    subprocess.run([*tool, "create", "--config", "designsystemet.config.json"], cwd=FRONTEND, check=True)
    subprocess.run([*tool, "build", "-t", "build/tokens", "-o", "build/theme"], cwd=FRONTEND, check=True)
    lines = [copied(*each) for each in FILES]
    MANIFEST.write_text(json.dumps(lines, indent=2) + "\n")


def differences() -> list[str]:
    """What is not as the manifest says: missing, changed, or not in it."""
    lines = json.loads(MANIFEST.read_text())
    known = {line["file"] for line in lines}
    held = {str(path.relative_to(ROOT)) for path in (ROOT / STATIC).iterdir()}
    held |= {str(path.relative_to(ROOT)) for path in (ROOT / ICONS).glob("*.svg")}
    wrong = [f"{file}: not in {MANIFEST.name}" for file in sorted(held - known)]
    for line in lines:
        path = ROOT / line["file"]
        if not path.exists():
            wrong.append(f"{line['file']}: missing")
        elif fingerprint(path) != line["sha256"]:
            wrong.append(f"{line['file']}: changed")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only compare with the manifest")
    if not parser.parse_args().check:
        renew()
    wrong = differences()
    print("\n".join(wrong) or "The borrowed files are as the manifest says.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
