"""The police's priorities as the council knows them, each with what it is built on."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_by_id, stands_inside
from samrad.guide.references import Reference, references
from samrad.knowledge.models import Contribution, PolicePriority, PriorityProduct
from samrad.parties.actor import Actor

STRATEGY = "i-forkant"  # the source of the duty itself, in the guide's register. V-4.1.6-a


@dataclass(frozen=True)
class Built:
    """A priority, the contributions and sources it is built on that can be read today, and how many are withdrawn."""

    priority: PolicePriority
    products: list[PriorityProduct]
    sources: list[Reference]
    withdrawn: int

    @property
    def is_built_on_knowledge(self) -> bool:
        return bool(self.products or self.sources)

    def has_old_source(self, day: date) -> bool:
        """Whether a source states a period that is over."""
        return any(source.is_over(day) for source in self.sources)


def strategy() -> Reference:
    """The record of the strategy that makes prevention the police's main strategy, with the years it holds."""
    return next(row for row in references() if row.key == STRATEGY)


PRODUCTS = Prefetch(
    "products",
    PriorityProduct.objects.select_related("contribution__owner", "contribution__request", "picture"),
)


def police_priorities(actor: Actor, cooperation: Cooperation) -> list[Built]:
    """Those that hold first, the newest first. Two statements, however many."""
    if not stands_inside(actor, cooperation):
        return []
    rows = PolicePriority.objects.filter(cooperation=cooperation)
    rows = rows.select_related("owner", "forum", "process").prefetch_related(PRODUCTS)
    return [_built(row) for row in rows.order_by("ended_on", "-presented_on", "name")]


def police_priority_visible_to(actor: Actor, priority_id: UUID) -> tuple[Built, Cooperation]:
    """Refuses with `PolicePriority.DoesNotExist`, or as `cooperation_by_id` does."""
    row = PolicePriority.objects.prefetch_related(PRODUCTS).get(pk=priority_id)
    return _built(row), cooperation_by_id(actor, row.cooperation_id)


def _built(row: PolicePriority) -> Built:
    known = {reference.key: reference for reference in references()}
    gone = Contribution.State.WITHDRAWN
    every = list(row.products.all())
    lost = {each.pk for each in every if each.contribution and each.contribution.state == gone}
    living = [each for each in every if not each.source and each.pk not in lost]
    return Built(row, living, [known[each.source] for each in every if each.source in known], len(lost))
