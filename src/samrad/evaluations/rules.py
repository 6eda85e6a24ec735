"""Looking back as plain facts: when it is due, who may be shown apart, and where the parties see things differently. No Django, no clock, no queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

SMALLEST_GROUP = 5  # V-7-j: answers of a smaller group are not shown apart, nor split by party
FEWEST_ANONYMOUS = 3  # with fewer, whoever answered could work out the others
USUAL_MONTHS = 24  # V-7-a: where neither agreement nor forum has said how often
FAR_APART = 1.0  # steps of four between the parties' middle answers
LOW = 2.5  # a middle answer under this is a gap of its own
NO_MONTH_LONGER = 28


@dataclass(frozen=True)
class Said:
    """One answer, as far as it is counted: the side is empty where it is not kept."""

    side: str
    level: int | None


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last days of a month become the 28th."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, NO_MONTH_LONGER))


def next_due(*, last: date | None, begun: date, planned: date | None) -> date:
    """When a forum should look back next: the day planned, else 24 months after the last time or after it began. V-7-a."""
    return planned or months_after(last or begun, USUAL_MONTHS)


def keeps_sides(sides: Sequence[str], *, anonymous: bool) -> bool:
    """Whether answers may keep which side they came from. Anonymous ones only where each party is five or more."""
    if not anonymous:
        return True
    return all(sides.count(side) >= SMALLEST_GROUP for side in ("municipality", "police"))


def may_split(answers: Sequence[Said], *, anonymous: bool) -> bool:
    """Whether answers may be shown by party: five in all, and where they are anonymous five of each."""
    if len(answers) < SMALLEST_GROUP:
        return False
    sides = [answer.side for answer in answers]
    return all(
        sides.count(side) >= (SMALLEST_GROUP if anonymous else 1) for side in ("municipality", "police")
    )


def shows_each(count: int, *, is_climate: bool, anonymous: bool) -> bool:
    """Whether the answers to a question are shown one by one. The climate never under five; anonymous ones never under three."""
    if is_climate:
        return count >= SMALLEST_GROUP
    return not anonymous or count >= FEWEST_ANONYMOUS


def middle(levels: Sequence[int | None]) -> float | None:
    """The mean of those who gave one, to one decimal."""
    given = [level for level in levels if level]
    return round(sum(given) / len(given), 1) if given else None


def gap_in(answers: Sequence[Said], *, anonymous: bool) -> str:
    """«apart» where the parties see it differently, «low» where it works badly, else nothing."""
    if len(answers) < SMALLEST_GROUP and anonymous:
        return ""
    if may_split(answers, anonymous=anonymous):
        ours, theirs = (
            middle([each.level for each in answers if each.side == side])
            for side in ("municipality", "police")
        )
        if ours is not None and theirs is not None and abs(ours - theirs) >= FAR_APART:
            return "apart"
    whole = middle([each.level for each in answers])
    return "low" if whole is not None and whole < LOW else ""
