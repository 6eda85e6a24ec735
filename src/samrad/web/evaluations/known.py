"""What was known when an evaluation began, as it is shown: meetings with notice and attendance by side, tasks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from samrad.evaluations.models import Evaluation

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
    """Everything that was known, by counts."""

    meetings: list[HeldMeeting]
    tasks: dict[str, int]
    decisions: int
    measures: list[dict[str, Any]]
    as_of: date


def known_of(evaluation: Evaluation) -> Known:
    known = evaluation.known
    return Known(
        [_meeting(row) for row in known["meetings"]],
        known["tasks"],
        known["decisions"],
        known.get("measures", []),
        date.fromisoformat(known["as_of"]),
    )


def _meeting(row: dict[str, Any]) -> HeldMeeting:
    came = [(side, *row["came"][side]) for side in SIDES if side in row["came"]]
    return HeldMeeting(row["title"], date.fromisoformat(row["on"]), row["days"], row["in_good_time"], came)
