"""The performance table. Processor time first, since it hardly moves with other load."""

import time
from collections.abc import Callable

from bench import documents
from samrad.agreements.redline import redline

WORDS = (
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
)
EIGHT_PAGES = 3_600  # words


def best_of(work: Callable[[], object], times: int = 7) -> float:
    """The least processor time of some runs, in milliseconds."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent) * 1000


def texts() -> tuple[str, str, int]:
    """Two texts of eight pages, and how many words truly differ."""
    words = [WORDS[(number * number + number // 7) % len(WORDS)] for number in range(EIGHT_PAGES)]
    changed = list(words)
    places = range(20, EIGHT_PAGES, 40)
    for place in places:
        changed[place] = f"endret{place}"
    return " ".join(words), " ".join(changed), 2 * len(places)


def main() -> None:
    old, new, truly = texts()
    pieces = redline(old, new)
    marked = sum(len(piece.text.split()) for piece in pieces if piece.kind != "equal")
    rows = [
        ("redline of two 8-page texts, ms", best_of(lambda: redline(old, new)), 60.0),
        ("words marked ÷ words truly changed", marked / truly, 1.05),
        *documents.rows(),
    ]
    for name, value, limit in rows:
        print(f"{name:45} {value:8.2f}   limit {limit:g}")


if __name__ == "__main__":
    main()
