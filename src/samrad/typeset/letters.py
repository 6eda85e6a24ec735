"""What the type can draw. A sign that it cannot is printed as its code, never left out: what is signed is seen."""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

import fontpkg_inter

FONTS = Path(fontpkg_inter.ROOT) / "files"
UPRIGHT = "Inter[opsz,wght].ttf"
TABLE_OF_CODES, SEGMENTS = b"cmap", 12  # the table, and the format of it that holds every code
UNSEEN = re.compile("[\u200b-\u200d\u2060\ufe00-\ufe0f]")  # joins and variants of signs: nothing of their own
BREAK = "\u200b"  # the line may break here, and nothing is shown
# Lines break after a slash, a hyphen and a question mark; elsewhere a longer word would run off the page.
LONG = re.compile(r"[^\s/?\-]{41,}|[/?\-]{41,}")
PIECE = re.compile(r".{40}(?=.)")


def printable(text: str) -> str:
    """The text as it can be set: signs without a shape as «[U+1F600]», and places to break in very long words."""
    seen = "".join(char if _is_drawn(char) else f"[U+{ord(char):04X}]" for char in UNSEEN.sub("", text))
    return LONG.sub(lambda word: PIECE.sub(lambda piece: piece[0] + BREAK, word[0]), seen)


def _is_drawn(char: str) -> bool:
    """Private signs have a shape in this type only, and mean nothing elsewhere."""
    return char == "\n" or (ord(char) in drawn() and unicodedata.category(char) not in {"Co", "Cc"})


@cache
def drawn() -> frozenset[int]:
    """Every code that the type has a shape for."""
    font = (FONTS / UPRIGHT).read_bytes()
    table = _table(font)
    return frozenset(code for first, last in _ranges(table) for code in range(first, last + 1))


def _table(font: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", font, 4)
    for at in range(12, 12 + 16 * count, 16):
        name, _checksum, start, length = struct.unpack_from(">4sIII", font, at)
        if name == TABLE_OF_CODES:
            return font[start : start + length]
    raise LookupError("the font has no table of codes")


def _ranges(table: bytes) -> list[tuple[int, int]]:
    (count,) = struct.unpack_from(">H", table, 2)
    for at in range(4, 4 + 8 * count, 8):
        (start,) = struct.unpack_from(">I", table, at + 4)
        if struct.unpack_from(">H", table, start)[0] == SEGMENTS:
            (groups,) = struct.unpack_from(">I", table, start + 12)
            return [struct.unpack_from(">II", table, start + 16 + 12 * group) for group in range(groups)]
    raise LookupError("the font's table of codes has no format that is read here")
