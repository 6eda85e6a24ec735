"""A PDF read back as the words that stand on its pages, and held against the standards it claims."""

import re
from io import BytesIO

import page
import pikepdf

MAPPED = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def words_of(pdf: bytes) -> str:
    """Everything that is printed, in order, with single spaces."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return " ".join(" ".join(_page(one) for one in opened.pages).split())


def _page(one: pikepdf.Page) -> str:
    letters = {
        f"/{name.strip('/')}": _letters(font) for name, font in one.obj.Resources.get("/Font", {}).items()
    }
    said, font = "", ""
    for operands, operator in pikepdf.parse_content_stream(one):
        match str(operator):
            case "Tf":
                font = str(operands[0])
            case "BT" | "Tm" | "Td":
                said += " "
            case "Tj":
                said += _spelled(operands[0], letters[font])
            case "TJ":
                parts = [part for part in operands[0] if isinstance(part, pikepdf.String)]
                said += "".join(_spelled(part, letters[font]) for part in parts)
    return said


def _letters(font: pikepdf.Object) -> dict[int, str]:
    table = font.ToUnicode.read_bytes()
    found = {}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, to in RANGE.findall(block):
            for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                found[code] = chr(int(to, 16) + step)
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, to in MAPPED.findall(block):
            found[int(code, 16)] = bytes.fromhex(to.decode()).decode("utf-16-be")
    return found


def _spelled(codes: pikepdf.Object, letters: dict[int, str]) -> str:
    raw = bytes(codes)
    return "".join(letters[int.from_bytes(raw[at : at + 2])] for at in range(0, len(raw), 2))


def faults_of(pdf: bytes) -> list[str]:
    """What breaks PDF/UA-1 or PDF/A-2a; nothing in a sound document."""
    reports = [page.validate_pdf_bytes(pdf, profile=profile) for profile in ("ua1", "2a")]
    return [f"{failure.rule_id}: {failure.message}" for report in reports for failure in report.failures]
