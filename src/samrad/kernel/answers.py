"""A permission answers yes or no, and says why not."""

from dataclasses import dataclass
from typing import Protocol


class Sentence(Protocol):
    """A text, translated now or when shown."""

    def __str__(self) -> str: ...


class Refused(Exception):
    """No, and why. The sentence is shown to the person."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class Denied(Refused):
    """No, because this person may not. The page answers 403 with the same sentence."""


class Stale(Refused):
    """No, because somebody changed it meanwhile. `theirs` is what stands there now; what was typed is kept."""

    def __init__(self, sentence: Sentence, *, theirs: str, version: int) -> None:
        super().__init__(sentence)
        self.theirs = theirs
        self.version = version


@dataclass(frozen=True)
class Answer:
    """Whether something may be done. `reason` is empty only for yes; `never` marks a matter of who, not of when."""

    allowed: bool
    reason: Sentence = ""
    never: bool = False

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Refuses when the answer is no."""
        if not self.allowed:
            raise (Denied if self.never else Refused)(self.reason)


yes = Answer(True)


def denied(reason: Sentence) -> Answer:
    """Not this person."""
    return Answer(False, reason, never=True)


def not_now(reason: Sentence) -> Answer:
    """Not as things stand."""
    return Answer(False, reason)
