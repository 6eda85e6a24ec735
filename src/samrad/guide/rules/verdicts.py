"""What a rule may answer: kept, short, unknown, or that the point is not for this subject."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

KEPT, SHORT, UNKNOWN, NOT_APPLICABLE = "kept", "short", "unknown", "not_applicable"
CODES = (KEPT, SHORT, UNKNOWN, NOT_APPLICABLE)
type Number = int | date
type Numbers = Mapping[str, Number]


@dataclass(frozen=True)
class Verdict:
    """One answer. `reason` and the names of `numbers` have words in words.toml; `step` names the one place to go next."""

    code: str
    reason: str
    numbers: Numbers = field(default_factory=dict)
    step: str = ""


def kept(reason: str = "as_advised", /, **numbers: Number) -> Verdict:
    return Verdict(KEPT, reason, numbers)


def short(reason: str, step: str, /, **numbers: Number) -> Verdict:
    return Verdict(SHORT, reason, numbers, step)


def unknown(reason: str, step: str = "", /, **numbers: Number) -> Verdict:
    return Verdict(UNKNOWN, reason, numbers, step)


def not_applicable(reason: str) -> Verdict:
    return Verdict(NOT_APPLICABLE, reason)
