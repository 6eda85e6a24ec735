"""What was known when an evaluation began, as it is shown: meetings with notice and attendance by side, tasks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from samrad.evaluations.models import Evaluation
from samrad.evaluations.queries.measures import Ran, measures_that_ran
from samrad.parties.actor import Actor

SIDES = ("municipality", "police", "other")


@dataclass(frozen=True)
class HeldMeeting:
    """One meeting. `came` is (side, came, called) in the order of documents; `days` of notice, none where no call was delivered."""

    title: str
    on: date
    days: int | None
    in_good_time: bool
    came: list[tuple[str, int, int]]


@dataclass(frozen=True)
class Known:
    """Everything that is known, by counts, and the measures of the period with who took part."""

    meetings: list[HeldMeeting]
    tasks: dict[str, int]
    decisions: int
    measures: list[Ran]
    as_of: date


def known_of(actor: Actor, evaluation: Evaluation) -> Known:
    """The counts as they were when it began, and the measures as they stand. Expects an evaluation the actor may see. Two statements."""
    known = evaluation.known
    return Known(
        [_meeting(row) for row in known["meetings"]],
        known["tasks"],
        known["decisions"],
        measures_that_ran(actor, evaluation.forum, evaluation.period_from, evaluation.period_to),
        date.fromisoformat(known["as_of"]),
    )


def _meeting(row: dict[str, Any]) -> HeldMeeting:
    came = [(side, *row["came"][side]) for side in SIDES if side in row["came"]]
    return HeldMeeting(row["title"], date.fromisoformat(row["on"]), row["days"], row["in_good_time"], came)
