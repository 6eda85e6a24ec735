"""Who is acting: a person in a post, a named piece of the machinery, or nobody in particular."""

from dataclasses import dataclass, field
from uuid import UUID

from samrad.kernel.clock import today
from samrad.kernel.composed import FREE_TEXT
from samrad.parties.models import Appointment, Post


@dataclass(frozen=True)
class Actor:
    """The answer to «who asks?», handed to every query and command.

    `party` is the organisation the actor acts for in a cooperation: a police contact sits in a unit and
    acts for the district. `covers` are the municipalities a police post covers; empty means all of the party's.
    """

    name: str = field(default="", metadata=FREE_TEXT)
    person: UUID | None = None
    appointment: UUID | None = None
    post: UUID | None = None
    post_title: str = field(default="", metadata=FREE_TEXT)
    function: str = ""
    power: str = "none"
    organisation: UUID | None = None
    organisation_name: str = field(default="", metadata=FREE_TEXT)
    party: UUID | None = None
    side: str = ""
    covers: frozenset[UUID] = frozenset()
    machinery: str = ""

    @classmethod
    def system(cls, errand: str) -> "Actor":
        """A job of Samråd's own, named by its errand. It is asked the same questions as anyone."""
        return cls(name="Samråd", machinery=errand)

    @classmethod
    def nobody(cls) -> "Actor":
        """Somebody who has not logged in."""
        return cls()

    @property
    def is_person(self) -> bool:
        return self.appointment is not None

    @property
    def is_machinery(self) -> bool:
        return bool(self.machinery)

    @property
    def parties(self) -> frozenset[UUID]:
        """The organisations this actor can stand for: the one it acts for and the one its post sits in."""
        if not self.works_for_a_party:
            return frozenset()
        return frozenset(organisation for organisation in (self.party, self.organisation) if organisation)

    @property
    def may_sign(self) -> bool:
        return self.power == Post.Power.SIGNATORY

    @property
    def works_for_a_party(self) -> bool:
        """Acts for an organisation in its cooperations, as signatory, coordinator or member."""
        return self.is_person and self.power in {"signatory", "coordinator", "member"}

    @property
    def may_write(self) -> bool:
        return self.is_person and self.power in {"signatory", "coordinator"}

    @property
    def is_oversight(self) -> bool:
        return self.function == Post.Function.OVERSIGHT

    @property
    def is_operator(self) -> bool:
        return self.function == Post.Function.OPERATOR


def actor_of(appointment: Appointment) -> Actor:
    """The actor that a person is in one post. Expects post and organisation fetched along."""
    post, organisation = appointment.post, appointment.post.organisation
    party = post.acts_for or organisation
    return Actor(
        name=appointment.person.name,
        person=appointment.person_id,
        appointment=appointment.pk,
        post=post.pk,
        post_title=post.title,
        function=post.function,
        power=post.power,
        organisation=organisation.pk,
        organisation_name=organisation.official_name,
        party=party.pk,
        side=party.side,
        covers=_covered(post),
    )


def _covered(post: Post) -> frozenset[UUID]:
    """The municipalities of today. A post that has had its own and has none left covers its own house, never all of its party's."""
    every, day = list(post.coverages.all()), today()
    running = {row.organisation_id for row in every if row.runs_on(day)}
    return frozenset(running or ({post.organisation_id} if every else ()))
