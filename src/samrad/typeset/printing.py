"""Data in, PDF out: PDF/UA-1 for screen readers and PDF/A-2a for archives in one file.

The same data always give the same bytes. Text is data: a sign that Typst would act on is printed as it stands.
"""

import json
import logging
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import typst

from samrad.typeset.letters import FONTS, printable

ROOT = Path(__file__).resolve().parent.parent  # the package: a document reads no file outside it
ENDS_UNCLEARLY = re.compile(
    rb"\r\nendstream"
)  # is the \r the stream's last byte, or part of the line break behind it?
TRIES = 12
DOTS = 220.0
GENERATIONS = 11  # Typst throws away what it has laid out when ten later documents have not used it
LOG = logging.getLogger(__name__)


class CannotTypeset(RuntimeError):
    """The document could not be set. The message is Typst's own, for the log."""


def typeset(template: Path, data: Mapping[str, object]) -> bytes:
    """The document as a PDF.

    Shape    `template` is a Typst file inside the package. `data` is plain JSON; the file reads it as
             `json(bytes(sys.inputs.data))`.
    Refuses  (`CannotTypeset`) what is no sound document: no title, a skipped heading level, a picture without words.

    A packed stream that happens to end with a carriage return can be read as one byte too long, and a validator does. Then the
    document is set again with something that nobody sees or hears, until no stream ends so.
    """
    given = json.dumps(_printable(data), ensure_ascii=False)
    try:
        made = b""
        for nudge in range(TRIES):
            made = _compiled(template, given, nudge)
            if not ENDS_UNCLEARLY.search(made):
                break
    except (typst.TypstError, RuntimeError) as wrong:
        LOG.error("%s could not be set: %s", template.name, str(wrong).partition("\n")[0])
        raise CannotTypeset(str(wrong)) from wrong
    finally:
        _forget()
    return made


def picture(template: Path, data: Mapping[str, object]) -> bytes:
    """One drawing as a PNG, for a file that holds no drawings of its own. Refuses and shapes as `typeset`.

    Units    220 dots an inch: sharp on paper, and some tens of kilobytes.
    """
    given = json.dumps(_printable(data), ensure_ascii=False)
    try:
        compiler = typst.Compiler(str(template), root=str(ROOT), font_paths=_fonts())
        made = compiler.compile(format="png", ppi=DOTS, sys_inputs={"data": given, "nudge": "0"})
    except (typst.TypstError, RuntimeError) as wrong:
        LOG.error("%s could not be drawn: %s", template.name, str(wrong).partition("\n")[0])
        raise CannotTypeset(str(wrong)) from wrong
    finally:
        _forget()
    assert isinstance(made, bytes)
    return made


def _compiled(template: Path, given: str, nudge: int) -> bytes:
    compiler = typst.Compiler(str(template), root=str(ROOT), font_paths=_fonts())
    inputs = {"data": given, "nudge": str(nudge)}
    made = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1", "a-2a"])
    assert isinstance(made, bytes)
    return made


def _forget() -> None:
    """Set empty documents until Typst lets go of the last real one.

    It takes five milliseconds. Otherwise a process that sets long documents grows by more than a hundred megabytes, and one
    party's text stays in memory while others work.
    """
    empty = typst.Compiler(font_paths=_fonts())
    for _ in range(GENERATIONS):
        empty.compile(b"", format="svg")


@cache
def _fonts() -> typst.Fonts:
    """Inter alone, read once: a document looks the same wherever it is made."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _printable(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: _printable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(part) for part in value]
    return value
