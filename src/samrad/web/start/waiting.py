"""What waits for a person. Each area of the web hangs its own question here; the start page asks them all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from samrad.parties.actor import Actor


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: what, where to go, what the button says, since when, and who or why."""

    text: str
    url: str
    action: str
    since: date | None = None
    who: str = ""


type Question = Callable[[Actor], list[Waiting]]
QUESTIONS: list[Question] = []


def register(question: Question) -> Question:
    """Let the start page ask this too."""
    QUESTIONS.append(question)
    return question


def waiting_for(actor: Actor) -> list[Waiting]:
    """All that waits for the actor, the oldest first, what has no date last."""
    found = [waiting for question in QUESTIONS for waiting in question(actor)]
    return sorted(found, key=lambda waiting: waiting.since or date.max)
