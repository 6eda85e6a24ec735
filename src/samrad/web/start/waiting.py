"""What waits for a person. Each area of the web hangs its own question here; the start page asks them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain

from django.utils.translation import gettext as _

from samrad.kernel.clock import today
from samrad.kernel.together import Steps, abreast, question
from samrad.parties.actor import Actor

A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: what, where to go, what the button says, since when, and who or why.

    `due` is a promised date; only such a date can be late. `with_others` names who has the move, when it is not us: then
    the row has a tag and no button.
    """

    text: str
    url: str
    action: str
    since: date | None = None
    who: str = ""
    due: date | None = None
    with_others: str = ""

    @property
    def day(self) -> date | None:
        """The date that stands first in the row."""
        return self.due or self.since

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < today()


@dataclass
class Group:
    """Rows under one heading."""

    heading: str
    kind: str
    rows: list[Waiting] = field(default_factory=list)


type AreasQuestion = Callable[[Actor], Steps[list[Waiting]] | list[Waiting]]
QUESTIONS: list[AreasQuestion] = []


def register(asks: AreasQuestion) -> AreasQuestion:
    """Let the start page ask this too: in steps, so that it costs no statement of its own, or at once."""
    QUESTIONS.append(asks)
    return asks


@question
def waiting_for(actor: Actor) -> Steps[list[Waiting]]:
    """All that waits for the actor, the oldest first, what has no date last."""
    found = yield from abreast(_asked(asks, actor) for asks in QUESTIONS)
    return sorted(chain.from_iterable(found), key=lambda waiting: waiting.day or date.max)


def _asked(asks: AreasQuestion, actor: Actor) -> Steps[list[Waiting]]:
    rows = asks(actor)
    return rows if isinstance(rows, list) else (yield from rows)


def grouped(rows: Iterable[Waiting]) -> list[Group]:
    """Late first, then what has no deadline, this week, later, and at the end what others have to do."""
    groups = {
        "late": Group(_("Over fristen"), "late"),
        "ours": Group(_("Dere har neste trekk"), "ours"),
        "week": Group(_("Denne uken"), "week"),
        "later": Group(_("Senere"), "later"),
        "others": Group(_("Du venter på andre"), "others"),
    }
    for row in rows:
        groups[_kind(row)].rows.append(row)
    return [group for group in groups.values() if group.rows]


def _kind(row: Waiting) -> str:
    if row.with_others:
        return "others"
    if row.due is None:
        return "ours"
    if row.is_late:
        return "late"
    return "week" if row.due <= today() + A_WEEK else "later"
