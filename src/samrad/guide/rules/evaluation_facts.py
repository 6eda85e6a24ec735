"""What a rule is told of how a forum looks back: days, codes and counts."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LookBack:
    """One evaluation of a forum.

    Shape    `answered` is how many answered alone from each side: municipality, police. `points` are learning points, `decided` those
             that became something or nothing with a reason. `treated` are matters raised from it that a meeting has treated. `ahead` are points for
             the work ahead, `resting` those of them that rest on an answer to another question than the one about the way ahead.
    """

    about: str
    state: str
    begun_on: date
    closed_on: date | None = None
    alone_first: bool = True
    municipality: int = 0
    police: int = 0
    points: int = 0
    decided: int = 0
    treated: int = 0
    ahead: int = 0
    resting: int = 0
    asks_ahead: bool = True

    @property
    def is_done(self) -> bool:
        return self.state == "done"

    @property
    def is_going(self) -> bool:
        return self.state in {"answering", "writing"}

    @property
    def is_of_the_whole(self) -> bool:
        """Of the forum's work or of the cooperation, not of one meeting or measure."""
        return self.about in {"forum", "agreement"}
