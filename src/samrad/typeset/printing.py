"""Data in, PDF out: PDF/UA-1 for screen readers and PDF/A-2a for archives in one file.

The same data always give the same bytes. Text is data: a sign that Typst would act on is printed as it stands.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import fontpkg_inter
import typst

ROOT = Path(__file__).resolve().parent.parent  # the package: a document reads no file outside it
FONTS = [str(Path(fontpkg_inter.ROOT) / "files")]


class CannotTypeset(RuntimeError):
    """The document could not be set. The message is Typst's own, for the log."""


def typeset(template: Path, data: Mapping[str, object]) -> bytes:
    """The document as a PDF.

    Shape    `template` is a Typst file inside the package. `data` is plain JSON; the file reads it as
             `json(bytes(sys.inputs.data))`.
    Refuses  (`CannotTypeset`) what is no sound document: no title, a skipped heading level, a picture without words.
    """
    try:
        made = typst.compile(
            str(template),
            root=str(ROOT),
            font_paths=FONTS,
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            format="pdf",
            pdf_standards=["ua-1", "a-2a"],
        )
    except (typst.TypstError, RuntimeError) as wrong:
        raise CannotTypeset(str(wrong)) from wrong
    assert isinstance(made, bytes)
    return made
