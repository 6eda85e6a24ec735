"""Figures that people type or paste: what, period and count on each line. What is small is hidden before anything is kept."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from samrad.kernel.answers import Refused
from samrad.knowledge.jsonstat import years_of
from samrad.knowledge.small import could_be_the_sum, is_small, shown

type Typed = tuple[str, str, int | None, str]  # what, period, count, state

# how a line says that the others add up to it
SUMS = (
    "alle ", "i alt", "all ", "total", "sum", "begge ", "samlet", "samla", "sammenlagt", "til sammen", "til saman", "tilsammen",
    "hele ", "heile ",
)  # fmt: skip
MOST_LINES = 200
NAMED = 5  # faults that a refusal names
SIGNS = {"small": "≤4", "guarding": "*"}


def is_sum(what: str) -> bool:
    return f"{what.lower()} ".startswith(SUMS)


def typed_figures(text: str) -> list[Typed]:
    """The lines as they may be kept and shown.

    Shape    each line is «what; period; count». «≤4» stands for a hidden small count, «*» for one that is hidden for its sake.
    Refuses  a line that is none of this, all faults at once; more than 200 lines.
    Source   DESIGN.md 2.2.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise Refused(_("Det er flere enn %(most)s linjer. Legg tallene ved som fil.") % {"most": MOST_LINES})
    rows, faults = [], []
    for number, line in enumerate(lines, 1):
        try:
            rows.append(_row(line))
        except ValueError:
            faults.append(_("linje %(number)s («%(line)s»)") % {"number": number, "line": line.strip()[:40]})
    if faults:
        raise Refused(
            _("Skriv hver linje som «hva; år; antall». Dette kan ikke leses: %(faults)s.")
            % {"faults": ", ".join(faults[:NAMED]) + (" …" if len(faults) > NAMED else "")}
        )
    return hidden_where_small(rows)


def _row(line: str) -> Typed:
    parts = [part.strip() for part in line.replace("\t", ";").split(";")]
    if len(parts) != 3 or not parts[0]:
        raise ValueError(line)
    what, period, count = parts
    years_of(period.replace("–", "-"))
    for state, sign in SIGNS.items():
        if count == sign:
            return what[:120], period, None, state
    return what[:120], period, int(count.replace(" ", "").replace("\u00a0", "")), "shown"


def hidden_where_small(rows: Iterable[Typed]) -> list[Typed]:
    """The same rows, with what is small and what would give it away taken out. A negative count is refused with `ValueError`."""
    of_period: dict[str, list[Typed]] = defaultdict(list)
    order = list(rows)
    for row in order:
        of_period[row[1]].append(row)
    states: dict[tuple[str, str], str] = {}
    for period, found in of_period.items():
        states |= {(what, period): state for what, state in _states(found).items()}
    return [
        (what, period, count if states[what, period] == "shown" else None, states[what, period])
        for what, period, count, _state in order
    ]


def _states(rows: list[Typed]) -> dict[str, str]:
    totals = _totals_in(rows)
    groups = {what: count for what, _period, count, _state in rows if what not in totals}
    sums = {what: count for what, _period, count, _state in rows if what in totals}
    kept = {what: state for what, _period, count, state in rows if count is None}
    states = {what: "small" if is_small(count) else "shown" for what, count in (groups | sums).items()} | kept
    for what, total in sums.items():
        if total is None:
            continue
        safe = shown(groups, total)
        states |= dict.fromkeys(safe.guarding, "guarding")
        if safe.total is None and states[what] == "shown":
            states[what] = "guarding"
    return states


def _totals_in(rows: list[Typed]) -> set[str]:
    """The lines that say they are a sum; where none does, whatever could be all the others added up."""
    named = {what for what, _period, _count, _state in rows if is_sum(what)}
    if named or len(rows) < 3:
        return named
    counts = {what: count for what, _period, count, _state in rows if count is not None}
    hidden = [state for _what, _period, count, state in rows if count is None]
    small, guarding, whole = hidden.count("small"), hidden.count("guarding"), sum(counts.values())
    return {
        what
        for what, count in counts.items()
        if count and could_be_the_sum(2 * count - whole, small, guarding)
    }


def as_typed(figures: Iterable[Iterable[object]]) -> str:
    """Kept rows as lines again, for whoever changes them."""
    return "\n".join(
        f"{what}; {period}; {SIGNS.get(str(state), count)}" for what, period, count, state in figures
    )
