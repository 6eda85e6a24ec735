"""Promises: what agreements oblige the parties to, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from samrad.agreements.models import Agreement, Version
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_by_id, stands_inside
from samrad.kernel.composed import composed
from samrad.kernel.together import Steps, question
from samrad.parties.actor import Actor
from samrad.parties.queries import held_today
from samrad.plans.models import Promise, PromiseMark


@dataclass(frozen=True)
class Obligation:
    """A clause that is marked as an obligation, in an agreement that binds. `lineage` follows it across agreements."""

    lineage: UUID
    number: str
    heading: str

    @property
    def name(self) -> str:
        return f"{self.number} {self.heading}".strip()


def obligations_of(actor: Actor, agreement: Agreement, cooperation: Cooperation) -> list[Obligation]:
    """The clauses of one agreement in force that oblige somebody, in its order. One statement."""
    if not stands_inside(actor, cooperation) or agreement.state != Agreement.State.IN_FORCE:
        return []
    rows = Version.objects.filter(agreement=agreement, voided_at=None).values_list("content", flat=True)
    return [
        Obligation(UUID(clause["key"]), clause["number"], clause["heading"])
        for content in rows
        for clause in content["clauses"]
        if clause.get("kind") == "obligation"
    ]


def promises_visible_to(
    actor: Actor, cooperation: Cooperation, agreement: Agreement | None = None
) -> list[Promise]:
    """Every promise, the open first by day, with what became of it before. Two statements.

    Shape    `is_held` says whether somebody holds the responsible post today.
    """
    if not stands_inside(actor, cooperation):
        return []
    rows = Promise.objects.filter(cooperation=cooperation)
    if agreement is not None:
        rows = rows.filter(agreement=agreement)
    rows = (
        rows.select_related("party", "owner__organisation", "agreement")
        .annotate(is_held=held_today("owner"))
        .prefetch_related(Prefetch("marks", PromiseMark.objects.order_by("-due_on")))
    )
    return list(rows.order_by("closed_on", "due_on", "text"))


def promise_visible_to(actor: Actor, promise_id: UUID) -> tuple[Promise, Cooperation]:
    """Refuses with `Promise.DoesNotExist`, or as `cooperation_by_id` does."""
    marks = Prefetch("marks", PromiseMark.objects.select_related("by__person").order_by("-due_on"))
    rows = Promise.objects.select_related("party", "owner__organisation", "agreement").prefetch_related(marks)
    found = rows.annotate(is_held=held_today("owner")).get(pk=promise_id)
    return found, cooperation_by_id(actor, found.cooperation_id)


@question
def promises_waiting_for(actor: Actor) -> Steps[list[Promise]]:
    """Open promises that the actor's own post answers for, by their day."""
    if actor.post is None or not actor.may_write:
        return []
    [found] = yield [_open_of(actor.post)]
    return found


@composed
def _open_of(post: UUID) -> QuerySet[Promise]:
    rows = Promise.objects.filter(owner=post, closed_on=None).select_related("cooperation")
    return rows.order_by("due_on")


def by_party(promises: Iterable[Promise]) -> list[tuple[object, list[Promise]]]:
    """One list for each party, so that the mutual is seen. A-tjen-a."""
    found: dict[UUID, tuple[object, list[Promise]]] = {}
    for promise in promises:
        found.setdefault(promise.party_id, (promise.party, []))[1].append(promise)
    return sorted(found.values(), key=lambda pair: str(pair[0]))
