"""PDFs as a reader meets them: their words in reading order, their outline, and what a validator says of them."""

import re
from io import BytesIO
from pathlib import Path

import page
import pikepdf
from django.conf import settings

from samrad.typeset.seal_keys import has_seal_key, make_seal_key

STANDARDS = ("pdfua-1", "pdfa-2a")


def faults(pdf: bytes) -> list[tuple[str, str]]:
    """Everything that keeps the file from being PDF/UA-1 and PDF/A-2a."""
    reports = [page.validate_pdf_bytes(pdf, profile=standard) for standard in STANDARDS]
    found = [(one.rule_id, one.message) for report in reports for one in report.failures]
    return found or [("not compliant", "") for report in reports if not report.is_compliant]


def words_of(pdf: bytes) -> str:
    """The text of all pages as a screen reader would say it, with single spaces."""
    with pikepdf.open(BytesIO(pdf)) as document:
        text = " ".join(_page_words(sheet) for sheet in document.pages)
    return re.sub(r"\s+", " ", text.replace("\u200b", "")).strip()


def _page_words(sheet: pikepdf.Page) -> str:
    fonts = {str(name): _letters(font) for name, font in sheet.Resources.Font.items()}
    letters: dict[int, str] = {}
    found: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(sheet):
        if str(operator) == "Tf":
            letters = fonts[str(operands[0])]
        elif str(operator) == "BT":
            found.append(" ")
        elif str(operator) in {"Tj", "TJ"}:
            shown = operands[0] if str(operator) == "TJ" else operands
            codes = b"".join(bytes(part) for part in shown if isinstance(part, pikepdf.String))
            pairs = zip(codes[::2], codes[1::2], strict=True)
            found += [letters.get(256 * high + low, "") for high, low in pairs]
    return "".join(found)


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """Which letters each glyph stands for, as the file itself says."""
    table = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>\s*\n", table)
    return {int(code, 16): bytes.fromhex(letters).decode("utf-16-be") for code, letters in pairs}


def outline_of(pdf: bytes) -> list[str]:
    """The bookmarks, each under its own level."""
    with pikepdf.open(BytesIO(pdf)) as document, document.open_outline() as outline:
        rows = [(item, 0) for item in outline.root]
        return [f"{'  ' * depth}{item.title}" for item, depth in _walk(rows)]


def _walk(rows: list[tuple[pikepdf.OutlineItem, int]]) -> list[tuple[pikepdf.OutlineItem, int]]:
    found = []
    for item, depth in rows:
        found += [(item, depth), *_walk([(child, depth + 1) for child in item.children])]
    return found


def seal_folder() -> Path:
    """The folder with the tests' own seal, made the first time somebody asks."""
    folder = Path(settings.SEAL_FOLDER)
    if not has_seal_key(folder):
        make_seal_key(folder, name="Samråd test", organisation_number="000000000")
    return folder
