"""Plain text as people type it: paragraphs and bullets, and nothing that hides in it."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

BULLET = re.compile(r"^\s*[-•·]\s+(?=\S)")
# They turn the direction of the text, so that what is read is not what is signed.
BIDI = {chr(code) for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
LINE_BREAKS = str.maketrans(
    {"\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "}
)


@dataclass(frozen=True)
class Block:
    """One paragraph, or one list of bullets."""

    kind: Literal["paragraph", "bullets"]
    text: str = ""
    items: tuple[str, ...] = ()


def blocks(text: str) -> list[Block]:
    """The text as paragraphs and bullet lists; every line is its own, and empty lines are nothing."""
    found: list[Block] = []
    for line in text.splitlines():
        item = BULLET.sub("", line).strip()
        if item and BULLET.match(line):
            earlier = found.pop().items if found and found[-1].kind == "bullets" else ()
            found.append(Block("bullets", items=(*earlier, item)))
        elif item:
            found.append(Block("paragraph", text=item))
        elif found and found[-1].kind == "bullets":
            found.append(Block("paragraph"))  # a blank line ends a list
    return [block for block in found if block.text or block.items]


def normalised(text: str) -> str:
    """The text as it is kept: composed letters, at most one empty line in a row, and no hidden characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(LINE_BREAKS)
    seen = "".join(char for char in lines if _is_seen(char))
    trimmed = "\n".join(line.rstrip() for line in unicodedata.normalize("NFC", seen).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", trimmed).strip()


def _is_seen(char: str) -> bool:
    """Neither a control character, a lone surrogate, a byte order mark nor a turn of direction."""
    if char in BIDI or char == "\ufeff":
        return False
    return char == "\n" or unicodedata.category(char) not in {"Cc", "Cs"}
