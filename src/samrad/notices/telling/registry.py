"""How one kind of event is told: to whom, in which words, and where it leads.

A room's events are told in a file of their own beside this one, which lists them in `TELLINGS`; `__init__` joins them.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from samrad.cooperation.queries import PersonInside, people_inside
from samrad.kernel.answers import Sentence
from samrad.ledger.queries import Event
from samrad.notices.calendar import Entry
from samrad.notices.models import Notice
from samrad.notices.topics import Topic
from samrad.parties.actor import Actor


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail. `media_type` is «application/pdf» and the like."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True)
class Enclosed:
    """What goes with a notice in a mail of its own: sentences, files, and an entry for the reader's calendar."""

    lines: Sequence[str] = ()
    attachments: Sequence[Attachment] = ()
    invitation: Entry | None = None


type Readers = Callable[[Event], list[PersonInside]]
type Enclosing = Callable[[Actor, Notice], Enclosed]
type Outcome = Callable[[Actor, Notice, str], None]


def nothing(_actor: Actor, _notice: Notice) -> Enclosed:
    return Enclosed()


def nobody_asks(_actor: Actor, _notice: Notice, _state: str) -> None:
    """Most kinds of event need not know how their mail fared."""


def everybody(event: Event) -> list[PersonInside]:
    """All who stand inside the cooperation. Whoever did it is never told, whatever the rule."""
    return people_inside(event.cooperation)


def the_others(event: Event) -> list[PersonInside]:
    """The people of the parties that did not do it."""
    return [person for person in people_inside(event.cooperation) if person.party != event.party]


def the_named(event: Event) -> list[PersonInside]:
    """The people of the party that the event names."""
    named = UUID(event.payload["organisation"])
    return [person for person in people_inside(event.cooperation) if person.party == named]


@dataclass(frozen=True)
class Telling:
    """One kind of event as it is told.

    Shape    `subject` stands alone; `sentence` has the holes who, number and what else `facts` has, and says no more
             than that something happened. `place` names where the web leads to.
             `enclose` is asked inside the reader's own wall when a mail is written, so that it can only hold what the
             reader may see. `outcome` is told inside that wall how the mail fared: sent, delivered, bounced, failed,
             unaddressed. `rides_on` are kinds whose mail about the same meeting, while it still waits, will say this too
             when it is written: then none is made for this. `replaces` are kinds whose waiting mail this makes needless. `also_doer` sends it to whoever did it too, as already read: for what lands in a calendar.
    """

    kind: str
    topic: Topic
    subject: Sentence
    sentence: Sentence | Callable[[Notice], Sentence]
    place: str
    readers: Readers = everybody
    enclose: Enclosing = nothing
    outcome: Outcome = nobody_asks
    also_doer: bool = False
    rides_on: Collection[str] = ()
    replaces: Collection[str] = ()

    def told(self, notice: Notice) -> str:
        """The sentence, in the language that is spoken now."""
        words = self.sentence(notice) if callable(self.sentence) else self.sentence
        who = notice.done_by.official_name if notice.done_by else "Samråd"
        return str(words) % {"who": who, "number": notice.facts.get("number", "")}
