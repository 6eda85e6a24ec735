"""The catalogs of words: bokmål is the source, nynorsk and English are complete or the check fails.

Needs no system packages. `python -m samrad.project.catalogs compile | check | missing | fill FILE`.
"""

import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.utils.translation import template as templates

PACKAGE = Path(__file__).resolve().parent.parent
LOCALE = PACKAGE / "locale"
LANGUAGES = ("nn", "en")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "gettext_noop": None,
}
HOLE = re.compile(r"%\(\w+\)[sd]")
type Message = tuple[str, str, str]  # context, words, plural


def messages() -> set[Message]:
    """Every text in the house that a person may see."""
    found: set[Message] = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            found |= set(_in_code(path.read_text(encoding="utf-8")))
    for path in sorted(PACKAGE.rglob("*.html")):
        found |= set(_in_code(templates.templatize(path.read_text(encoding="utf-8"), origin=str(path))))
    return found


def _in_code(code: str) -> Iterator[Message]:
    for _line, words, _comments, context in extract("python", io.BytesIO(code.encode()), KEYWORDS):
        singular, plural = (words, "") if isinstance(words, str) else (words[-2], words[-1])
        if singular:
            yield (context or "", singular, plural)


def path_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def catalog_of(language: str) -> polib.POFile:
    path = path_of(language)
    return polib.pofile(str(path), wrapwidth=0) if path.exists() else polib.POFile(wrapwidth=0)


def translated(catalog: polib.POFile) -> dict[Message, polib.POEntry]:
    return {
        (entry.msgctxt or "", entry.msgid, entry.msgid_plural): entry for entry in catalog if _is_whole(entry)
    }


def _is_whole(entry: polib.POEntry) -> bool:
    forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if "fuzzy" in entry.flags or not forms or not all(forms):
        return False
    holes = set(HOLE.findall(entry.msgid + entry.msgid_plural))
    return all(set(HOLE.findall(form)) <= holes and _keeps(form, entry, holes) for form in forms)


def _keeps(form: str, entry: polib.POEntry, holes: set[str]) -> bool:
    """A single text keeps every hole; a plural form may leave the number out."""
    return bool(entry.msgid_plural) or set(HOLE.findall(form)) == holes


def missing(language: str) -> list[Message]:
    return sorted(messages() - set(translated(catalog_of(language))))


def obsolete(language: str) -> list[str]:
    wanted = messages()
    return [e.msgid for e in catalog_of(language) if (e.msgctxt or "", e.msgid, e.msgid_plural) not in wanted]


def compile_all() -> None:
    """Make the binary catalogs that Django reads, where the text is newer."""
    for language in LANGUAGES:
        source = path_of(language)
        target = source.with_suffix(".mo")
        if source.exists() and (not target.exists() or target.stat().st_mtime < source.stat().st_mtime):
            catalog_of(language).save_as_mofile(str(target))


def fill(language: str, words: dict[str, str | list[str]]) -> None:
    """Write translations into a catalog: by source text, or «context|text»; drop what is no longer used."""
    known = translated(catalog_of(language))
    catalog = polib.POFile(wrapwidth=0)
    catalog.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Language": language,
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for message in sorted(messages()):
        context, text, plural = message
        given = words.get(f"{context}|{text}" if context else text)
        entry = known.get(message) or polib.POEntry(msgctxt=context or None, msgid=text, msgid_plural=plural)
        if given and plural:
            entry.msgstr_plural = dict(enumerate([given, given] if isinstance(given, str) else given))
        elif given:
            entry.msgstr = str(given)
        catalog.append(entry)
    path_of(language).parent.mkdir(parents=True, exist_ok=True)
    catalog.save(str(path_of(language)))


def check() -> int:
    """Print what is wrong with the catalogs; 0 when nothing is."""
    faults = 0
    for language in LANGUAGES:
        for word, texts in (("missing or broken", missing(language)), ("no longer used", obsolete(language))):
            for text in texts:
                print(f"{language}: {word}: {text}")  # noqa: T201 # a check speaks on the terminal
                faults += 1
    return min(faults, 1)


def main(arguments: list[str]) -> int:
    match arguments:
        case ["compile"]:
            compile_all()
        case ["check"]:
            return check()
        case ["missing", language]:
            print(json.dumps(missing(language), ensure_ascii=False, indent=0))  # noqa: T201 # for the translator
        case ["fill", language, file]:
            fill(language, json.loads(Path(file).read_text(encoding="utf-8")))
        case _:
            print("compile | check | missing LANGUAGE | fill LANGUAGE FILE")  # noqa: T201 # how to use it
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
