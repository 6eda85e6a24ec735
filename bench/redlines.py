"""What it costs to compare two texts of eight pages, and whether it marks what was changed and no more."""

from bench.clock import best_of
from bench.rows import Row
from samrad.agreements.redline import redline

WORDS = [
    "kommunen",
    "politiet",
    "møtes",
    "to",
    "ganger",
    "i",
    "året",
    "og",
    "deler",
    "kunnskap",
    "om",
    "trygghet",
]
EIGHT_PAGES = 3_600  # words


def texts() -> tuple[str, str, int]:
    """Two texts of eight pages, and how many words truly differ."""
    words = [WORDS[(number * number + number // 7) % len(WORDS)] for number in range(EIGHT_PAGES)]
    changed = list(words)
    places = range(20, EIGHT_PAGES, 40)
    for place in places:
        changed[place] = f"endret{place}"
    return " ".join(words), " ".join(changed), 2 * len(places)


def rows() -> list[Row]:
    old, new, truly = texts()
    marked = sum(len(piece.text.split()) for piece in redline(old, new) if piece.kind != "equal")
    return [
        Row("redline of two 8-page texts, ms", best_of(lambda: redline(old, new)), 60),
        Row("words marked ÷ words truly changed", marked / truly, 1.05),
    ]
