"""What changed between two texts, word by word, and between two sets of clauses.

Words are compared, never letters; signs and spaces between them follow the words.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

# Hyphens, points and the like inside a word belong to it: «kommune-», «og/eller», «4.1.2», «1.1.2027».
WORD = re.compile(r"[\w\u0300-\u036f\u00ad]+(?:[-‑'’./:@§]+[\w\u0300-\u036f\u00ad]+)*[-‑]?")
# A hyphen may end a word, so it is never parted from one.
NO_WORD = re.compile(r"[^\w\u0300-\u036f\u00ad‑-]")
SIGNS = re.compile(r"[^\w\s]*")
ENDS_SENTENCE = re.compile(r"[.!?…][)\]»”\"']*\s")
SHORTEST_REWRITTEN = 4  # words; a shorter sentence reads well with its words marked one by one
MOST_COMPARISONS = 100_000_000  # word pairs; some 20 pages against 20 pages

type Pair = tuple[int, int]
type Kind = Literal["equal", "delete", "insert"]
type ChangeKind = Literal["unchanged", "changed", "added", "removed", "moved", "moved_and_changed"]
KINDS: tuple[Kind, ...] = ("equal", "delete", "insert")


@dataclass(frozen=True)
class Segment:
    """A stretch of text that stands, went out or came in. `whole` marks rewritten sentences: old above new."""

    kind: Kind
    text: str
    whole: bool = False


@dataclass(frozen=True)
class ClauseText:
    """A clause as it stands in one version. `key` is the same in all versions."""

    key: str
    number: str
    heading: str
    text: str


@dataclass(frozen=True)
class ClauseChange:
    """What became of one clause. `segments` is its text, `heading_segments` its heading."""

    kind: ChangeKind
    old: ClauseText | None
    new: ClauseText | None
    segments: tuple[Segment, ...]
    heading_segments: tuple[Segment, ...]


def redline(old: str, new: str) -> list[Segment]:
    """The fewest words out and in that turn the old text into the new one."""
    before, after = _Text(old), _Text(new)
    pairs = _slid(before, after, _matches(before.words, after.words))
    found: list[Segment] = []
    for chunk in _sentences(before, after, pairs):
        found += _rewritten(before, after, chunk) or _marked(before, after, chunk)
    return _merged(found)


def compare_documents(old: Sequence[ClauseText], new: Sequence[ClauseText]) -> list[ClauseChange]:
    """Every clause of both versions in the new order, with those taken out where they used to stand."""
    before, kept = {clause.key: clause for clause in old}, {clause.key for clause in new}
    position = {clause.key: place for place, clause in enumerate(old)}
    common = [clause.key for clause in new if clause.key in before]
    stayed = {common[place] for place in _longest_rising([position[key] for key in common])}
    changes = [_change(before.get(clause.key), clause, clause.key not in stayed) for clause in new]
    above = None
    for clause in old:
        if clause.key not in kept:
            changes.insert(_place_after(above, changes), _change(clause, None, False))
        if clause.key not in kept or clause.key in stayed:
            above = clause.key
    return changes


def _place_after(key: str | None, changes: Sequence[ClauseChange]) -> int:
    if key is None:
        return 0
    return 1 + next(place for place, change in enumerate(changes) if key in _keys(change))


def _keys(change: ClauseChange) -> set[str]:
    return {clause.key for clause in (change.old, change.new) if clause}


class _Text:
    """A text cut into words. Word 0 is empty, so that what stands before the first real word has a place."""

    def __init__(self, text: str) -> None:
        spans = [(0, 0), *(match.span() for match in WORD.finditer(text))]
        self.text = text
        self.words = [text[start:end] for start, end in spans]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.gaps = [
            text[end:start] for end, start in zip(self.ends, [*self.starts[1:], len(text)], strict=True)
        ]
        self.closes = [self._closes_sentence(place) for place in range(len(spans))]

    def _closes_sentence(self, place: int) -> bool:
        if place in (0, len(self.words) - 1) or "\n" in self.gaps[place]:
            return True
        following = self.words[place + 1][0]
        return bool(ENDS_SENTENCE.search(self.gaps[place])) and (following.isupper() or following.isdigit())

    def begin(self, place: int) -> int:
        """Where a stretch that begins with this word begins: after the signs that end the sentence before it."""
        return 0 if place == 1 else self.end(place)

    def end(self, place: int) -> int:
        """Where a stretch that holds the words before this one ends: with the signs that end its sentence."""
        if place == len(self.words):
            return len(self.text)
        signs = SIGNS.match(self.gaps[place - 1]) if place > 1 else None
        return self.ends[place - 1] + (signs.end() if signs else 0)


def _matches(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """A longest common row of words, as pairs of places that rise in both; each word as late as it can be."""
    end, shorter = 0, min(len(old), len(new))
    while end < shorter and old[-1 - end] == new[-1 - end]:
        end += 1
    start = 0
    while start < shorter - end and old[start] == new[start]:
        start += 1
    inner = _longest_common(old[start : len(old) - end], new[start : len(new) - end])
    return [
        *((place, place) for place in range(start)),
        *((first + start, second + start) for first, second in inner),
        *((len(old) - back, len(new) - back) for back in range(end, 0, -1)),
    ]


def _longest_common(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The longest common subsequence, all old words at a time in the bits of one number.

    Source  Hyyrö 2004, bit-parallel LCS: bit i of row j is 0 where old word i lengthens the row's result.
    """
    if len(old) * len(new) > MOST_COMPARISONS:
        return []  # so long and so different that nobody reads it word by word: all out, all in
    places: dict[str, int] = {}
    for place, word in enumerate(old):
        places[word] = places.get(word, 0) | 1 << place
    every = (1 << len(old)) - 1
    row, rows = every, []
    for word in new:
        hits = row & places.get(word, 0)
        row = ((row + hits) | (row - hits)) & every
        rows.append(row)
    return _walked_back(old, new, rows)


def _walked_back(old: Sequence[str], new: Sequence[str], rows: list[int]) -> list[Pair]:
    first, second, found = len(old) - 1, len(new) - 1, []
    while first >= 0 and second >= 0:
        if old[first] == new[second]:
            found.append((first, second))
            first, second = first - 1, second - 1
        elif rows[second] >> first & 1:
            first -= 1
        else:
            second -= 1
    return found[::-1]


def _slid(old: _Text, new: _Text, pairs: list[Pair]) -> list[Pair]:
    """The same pairs, with words that only came in (or only went out) moved on to where a sentence begins,
    when the text allows it."""
    moved = list(pairs)
    for at in range(1, len(moved)):
        (first, second), (next_first, next_second) = moved[at - 1], moved[at]
        if next_first == first + 1 and next_second > second + 1:
            _slide(new, [pair[1] for pair in moved[at : at + next_second - second]], second, moved, at, 1)
        elif next_second == second + 1 and next_first > first + 1:
            _slide(old, [pair[0] for pair in moved[at : at + next_first - first]], first, moved, at, 0)
    return moved


def _slide(text: _Text, after: list[int], before: int, moved: list[Pair], at: int, side: int) -> None:
    """Move one run on by as few words as bring it to the start of a sentence, if any number does."""
    for step, place in enumerate(after):
        target = before + 1 + step
        if text.closes[target - 1]:
            for back in range(step):
                pair = moved[at + back]
                placed = before + 1 + back
                moved[at + back] = (pair[0], placed) if side else (placed, pair[1])
            return
        if place != after[0] + step or text.words[target] != text.words[place]:
            return


@dataclass(frozen=True)
class _Chunk:
    """Whole sentences on both sides that answer to each other: words `first[0]` up to `first[1]`, likewise `second`."""

    first: Pair
    second: Pair
    pairs: list[Pair]


def _sentences(old: _Text, new: _Text, pairs: list[Pair]) -> Iterator[_Chunk]:
    """Both texts cut where a sentence ends in both."""
    start, held = (1, 1), []
    followers = [*pairs[1:], (len(old.words), len(new.words))]
    for pair, follower in zip(pairs, followers, strict=True):
        if pair != (0, 0):
            held.append(pair)
        for cut in _common_ends(old, new, pair, follower):
            if cut != start:
                yield _Chunk((start[0], cut[0]), (start[1], cut[1]), held)
                start, held = cut, []
    if start == (1, 1):  # neither text has a word
        yield _Chunk((1, 1), (1, 1), [])


def _common_ends(old: _Text, new: _Text, pair: Pair, follower: Pair) -> Iterator[Pair]:
    """Where sentences end on both sides between two matched words, first with first."""
    outs = [place + 1 for place in range(pair[0], follower[0]) if old.closes[place]]
    ins = [place + 1 for place in range(pair[1], follower[1]) if new.closes[place]]
    yield from zip(outs, ins, strict=False)
    if outs and ins and (outs[-1], ins[-1]) == follower:
        yield follower


def _rewritten(old: _Text, new: _Text, chunk: _Chunk) -> list[Segment]:
    """The old sentence above the new one, where more than half of both is changed; else nothing."""
    fewest = min(chunk.first[1] - chunk.first[0], chunk.second[1] - chunk.second[0])
    if fewest < SHORTEST_REWRITTEN or 2 * len(chunk.pairs) >= fewest:
        return []
    out, into = _stretch(old, *chunk.first), _stretch(new, *chunk.second)
    return _replaced(out, into, whole=True)


def _stretch(text: _Text, first: int, last: int) -> str:
    return text.text[text.begin(first) : text.end(last)]


def _marked(old: _Text, new: _Text, chunk: _Chunk) -> list[Segment]:
    """The words of a chunk: those that stand, and between them those that went out or came in."""
    first, second, found = old.begin(chunk.first[0]), new.begin(chunk.second[0]), []
    for out, into in chunk.pairs:
        found += _replaced(old.text[first : old.starts[out]], new.text[second : new.starts[into]])
        found.append(Segment("equal", old.words[out]))
        first, second = old.ends[out], new.ends[into]
    return found + _replaced(
        old.text[first : old.end(chunk.first[1])], new.text[second : new.end(chunk.second[1])]
    )


def _replaced(out: str, into: str, *, whole: bool = False) -> list[Segment]:
    """One stretch out and another in, less the signs and spaces that both begin or end with."""
    if out == into:
        return [Segment("equal", out)]
    shortest = min(len(out), len(into))
    start = 0
    while start < shortest and out[start] == into[start] and NO_WORD.match(out[start]):
        start += 1
    end = 0
    while end < shortest - start and out[-1 - end] == into[-1 - end] and NO_WORD.match(out[-1 - end]):
        end += 1
    if whole:  # a sentence keeps the signs it ends with
        end = min(end, len(out) - len(out.rstrip()), len(into) - len(into.rstrip()))
    return [
        Segment("equal", out[:start]),
        Segment("delete", out[start : len(out) - end], whole),
        Segment("insert", into[start : len(into) - end], whole),
        Segment("equal", out[len(out) - end :]),
    ]


def _merged(segments: Iterable[Segment]) -> list[Segment]:
    """As few segments as say the same: what went out before what came in, and no empty ones."""
    found: list[Segment] = []
    for same, run in groupby((segment for segment in segments if segment.text), key=_sort_of_segment):
        held = list(run)
        if same == "whole":
            found += held
            continue
        for kind in KINDS:
            text = "".join(segment.text for segment in held if segment.kind == kind)
            found += [Segment(kind, text)] if text else []
    return found


def _sort_of_segment(segment: Segment) -> str:
    if segment.whole:
        return "whole"
    return "equal" if segment.kind == "equal" else "marked"


def _change(old: ClauseText | None, new: ClauseText | None, moved: bool) -> ClauseChange:
    heading = redline(old.heading if old else "", new.heading if new else "")
    text = redline(old.text if old else "", new.text if new else "")
    return ClauseChange(_kind_of_change(old, new, moved), old, new, tuple(text), tuple(heading))


def _kind_of_change(old: ClauseText | None, new: ClauseText | None, moved: bool) -> ChangeKind:
    if old is None:
        return "added"
    if new is None:
        return "removed"
    if (old.heading, old.text) == (new.heading, new.text):
        return "moved" if moved else "unchanged"
    return "moved_and_changed" if moved else "changed"


def _longest_rising(places: Sequence[int]) -> list[int]:
    """Indexes of a longest rising row: the clauses that stayed while the fewest others moved."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, place in enumerate(places):
        length = bisect_left(tails, place)
        before.append(ends[length - 1] if length else None)
        tails[length : length + 1] = [place]
        ends[length : length + 1] = [index]
    return _chain(ends[-1] if ends else None, before)


def _chain(last: int | None, before: Sequence[int | None]) -> list[int]:
    found: list[int] = []
    while last is not None:
        found.append(last)
        last = before[last]
    return found[::-1]
