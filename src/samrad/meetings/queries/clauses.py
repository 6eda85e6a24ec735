"""The clauses that a decision can follow up: those of the agreements that bind the parties now."""

from dataclasses import dataclass
from uuid import UUID

from samrad.agreements.models import Agreement, Version
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import stands_inside
from samrad.parties.actor import Actor


@dataclass(frozen=True)
class ClauseInForce:
    """`lineage` follows the clause from one agreement to the next; number and heading are those that are sealed."""

    lineage: UUID
    number: str
    heading: str

    @property
    def name(self) -> str:
        return f"{self.number} {self.heading}".strip()


def clauses_in_force(actor: Actor, cooperation: Cooperation) -> list[ClauseInForce]:
    """For the parties, in the order of the agreement. One statement."""
    if not stands_inside(actor, cooperation):
        return []
    versions = Version.objects.filter(
        agreement__cooperation=cooperation, agreement__state=Agreement.State.IN_FORCE, voided_at=None
    )
    contents = versions.order_by("agreement__valid_from").values_list("content", flat=True)
    return [
        ClauseInForce(UUID(clause["key"]), clause["number"], clause["heading"])
        for content in contents
        for clause in content["clauses"]
    ]
