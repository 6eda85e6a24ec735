"""Templates as text: our own from files, an operator's from plain text or DOCX; fields, and what is left of them."""

import io
import re
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from samrad.agreements.prose import normalised
from samrad.kernel.answers import Refused

FOLDER = Path(__file__).parent / "template_files"
LARGEST_FILE = 5_000_000  # bytes as sent
LARGEST_UNPACKED = 50_000_000  # bytes
LONGEST_HEADING = 90  # characters; a longer line is text
FIELD = re.compile(r"\{(\w+)\}")
# What a signed text must not hold: fields, the template's own stand-ins, and notes to the writer. A-om-g.
LEFTOVER = re.compile(
    r"\{\w*\}|(?<!\w)X (?:kommune|politidistrikt)(?!\w)|(?<!\w)20XX\*?(?!\w)|(?<!\w)D[øo]me:|(?<!\w)etc…|\[[^\]\n]{0,80}\]"
    r"|Slett dette avsnitt(?:et)?|(?<!\w)(?:XX+|NN)(?!\w)|\.{5,}|…{2,}|_{4,}",
    re.IGNORECASE,
)
STAND_INS = (
    (re.compile(r"(?<!\w)X kommune(?!\w)"), "{kommune}"),
    (re.compile(r"(?<!\w)X politidistrikt(?!\w)"), "{politidistrikt}"),
)
YEARS = re.compile(r"\*?(?<!\w)20XX\*?(?!\w)", re.IGNORECASE)
BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")  # left behind where a document was saved as plain text
BULLET = re.compile(r"[-•·]\s")
GUIDANCE = re.compile(
    r"\b(?:døme|for eksempel kan|partane bør|her kan|her bør|kan ein|det er ønskeleg|avsnittet skal|slett|malen|"
    r"rettleiar\w*|tilråd(?:ing|d)|frivillig|oppmoding|overskriftene|overskrifter)\b",
    re.IGNORECASE,
)
ROLES = (
    ("intro", r"innleiing|innledning|bakgrunn"),
    ("purpose", r"formål|føremål|mål"),
    ("forums", r"samarbeidsforum|politiråd|samhandling"),
    ("services", r"tenestetilbod|tjenestetilbud|tenester|tjenester"),
    ("evaluation", r"evaluering"),
    ("validity", r"gyldig|varighet|varigheit"),
    ("contacts", r"kontakt"),
)


@dataclass(frozen=True)
class TemplateClause:
    """One point of a template. `guidance` is shown beside the text, never inside it."""

    role: str
    kind: str
    level: int
    heading: str
    text: str
    guidance: str = ""


@dataclass(frozen=True)
class TemplateText:
    """A whole template. `kind` is the kind of agreement it is for."""

    key: str
    kind: str
    language: str
    title: str
    clauses: tuple[TemplateClause, ...]
    guidance: str = ""


@dataclass(frozen=True)
class Leftover:
    """Something of the template that still stands in a text."""

    words: str
    start: int
    end: int


def own_templates() -> list[TemplateText]:
    """The templates that come with Samråd, in both languages. A-om-h."""
    return [_own(path) for path in sorted(FOLDER.glob("*.toml"))]


def _own(path: Path) -> TemplateText:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    clauses = tuple(
        TemplateClause(
            role=part["role"],
            kind=part["kind"],
            level=part.get("level", 1),
            heading=part["heading"],
            text=normalised(part["text"]),
            guidance=normalised(part.get("guidance", "")),
        )
        for part in data["clause"]
    )
    return TemplateText(path.stem, data["kind"], data["language"], data["title"], clauses)


def fill(text: str, fields: Mapping[str, str]) -> str:
    """The text with its fields filled in; a field that has no value stays, and is found before the end."""
    return FIELD.sub(lambda found: fields.get(found[1], found[0]), text)


def leftovers(text: str) -> list[Leftover]:
    """What of the template still stands in the text. A-om-g."""
    return [Leftover(found[0], *found.span()) for found in LEFTOVER.finditer(text)]


def read_template(data: bytes, filename: str) -> TemplateText:
    """An operator's own template: headings become clauses, guidance stands apart, stand-ins become fields.

    Refuses  an empty, broken or far too large file, and a file without a heading.
    Source   A-om-f, A-om-g, A-om-h.
    """
    if len(data) > LARGEST_FILE:
        raise Refused(_("Filen er for stor. En mal er på høyst 5 MB."))
    lines = _docx_lines(data) if filename.lower().endswith(".docx") else _text_lines(data)
    title, guidance, clauses = _parts(lines)
    if not clauses:
        raise Refused(_("Vi fant ingen overskrifter i filen. Sjekk at det er en mal for en avtale."))
    whole = " ".join(line for line in lines)
    language = (
        "nn"
        if len(re.findall(r"\b(?:ikkje|og|eit|ein|vere|frå|kommunen|tenester?)\b", whole))
        and _is_nynorsk(whole)
        else "nb"
    )
    return TemplateText("importert-" + language, "cooperation", language, title, tuple(clauses), guidance)


def _is_nynorsk(text: str) -> bool:
    nynorsk = len(
        re.findall(
            r"\b(?:ikkje|eit|ein|frå|dei|vere|partane|skal\s+ha|noko|nokon|kva|gjere)\b", text, re.IGNORECASE
        )
    )
    bokmal = len(
        re.findall(r"\b(?:ikke|et|en|fra|de|være|partene|noe|noen|hva|gjøre)\b", text, re.IGNORECASE)
    )
    return nynorsk > bokmal


def _text_lines(data: bytes) -> list[str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(
            _("Filen kan ikke leses som tekst. Lagre den som tekst med UTF-8 eller som DOCX.")
        ) from None
    return [" ".join(line.split()) for line in normalised(text).split("\n")]


def _docx_lines(data: bytes) -> list[str]:
    """Paragraphs in order; a heading style is told apart by an empty line around it."""
    # Read with the first file of this kind: six megabytes that a process does without until then.
    from docx import Document
    from docx.opc.exceptions import OpcError

    broken = _(
        "DOCX-filen er skadet eller er ikke en DOCX-fil. Åpne den i Word, lagre på nytt og prøv igjen."
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise Refused(_("Filen er for stor når den pakkes ut."))
        document = Document(io.BytesIO(data))
    except (zipfile.BadZipFile, OpcError, KeyError, ValueError, SyntaxError):
        raise Refused(broken) from None
    return [" ".join(paragraph.text.split()) for paragraph in document.paragraphs]


def _parts(lines: Iterable[str]) -> tuple[str, str, list[TemplateClause]]:
    """Title, the guidance before the first clause, and the clauses.

    Shape    what stands in capitals under the title belongs to it, and a heading that says of itself that it goes out
             begins guidance.
    """
    title, opening = "", ""
    found: list[tuple[str, list[str]]] = []
    clean = (BOOKMARK.sub("", line).strip() for line in lines)
    for line in (line for line in clean if line):
        if not title:
            title = _with_fields(line.capitalize() if line.isupper() else line)
        elif not found and line.upper() == line:
            continue  # the parties and the years, which every agreement has of its own
        elif _is_heading(line) and not GUIDANCE.search(line):
            found.append((line.lstrip("0123456789. "), []))
        elif found:
            found[-1][1].append(line)
        else:
            opening += line + "\n"
    return title[:200], opening.strip(), [_clause(heading, body) for heading, body in found]


def _is_heading(line: str) -> bool:
    return (
        len(line) <= LONGEST_HEADING
        and line[-1] not in ".:;,…?!"
        and line[0].isalnum()
        and not line[0].islower()
    )


def _clause(heading: str, body: list[str]) -> TemplateClause:
    text, guidance = _apart(body)
    role = next((role for role, words in ROLES if re.search(words, heading, re.IGNORECASE)), "own")
    return TemplateClause(
        role=role,
        kind="description",
        level=1,
        heading=_with_fields(heading),
        text=_with_fields("\n\n".join(text)),
        guidance="\n\n".join(guidance),
    )


def _apart(body: Iterable[str]) -> tuple[list[str], list[str]]:
    """What is text, and what speaks to the writer: bullets follow the line they stand under."""
    text: list[str] = []
    guidance: list[str] = []
    where = text
    for line in body:
        if not BULLET.match(line):
            where = guidance if GUIDANCE.search(line) else text
        where.append(line)
    return text, guidance


def _with_fields(text: str) -> str:
    for stand_in, field in STAND_INS:
        text = stand_in.sub(field, text)
    names = iter(["{fra_aar}", "{til_aar}"])
    return YEARS.sub(lambda found: next(names, found[0]), text)
