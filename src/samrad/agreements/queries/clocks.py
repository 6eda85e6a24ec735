"""The clocks of agreements that run: what comes near, or is late, for a person who may do something about it."""

from dataclasses import dataclass

from samrad.agreements.models import Agreement
from samrad.agreements.queries.agreements import agreements_in_force
from samrad.agreements.rules import Clock, clocks_of
from samrad.kernel.clock import today
from samrad.kernel.together import Steps, question
from samrad.parties.actor import Actor

SHOWN = {"revision", "validity"}  # an evaluation is the forum's own to plan


@dataclass(frozen=True)
class DueClock:
    """One clock of one agreement."""

    agreement: Agreement
    clock: Clock


@question
def clocks_due(actor: Actor, lead_days: int) -> Steps[list[DueClock]]:
    """Revision and end of what runs, from `lead_days` before; a revision that is begun or answered is no longer due.

    Source   A-eval-a, A-gyld-a: reminded of before, shown as late after, and never renewed silently.
    """
    if not actor.may_write:
        return []
    running = yield from agreements_in_force.steps(actor)
    return [
        DueClock(agreement, clock)
        for agreement in running
        if agreement.standing(today()) == "in_force" and not agreement.is_former_kind
        for clock in clocks_of(agreement, today(), met=_met(agreement))
        if clock.kind in SHOWN - _met(agreement) and clock.days_left <= lead_days
    ]


def _met(agreement: Agreement) -> set[str]:
    facts = vars(agreement)
    if facts["is_followed"]:
        return {"revision", "validity"}
    return {"revision"} if facts["is_answered"] else set()


@question
def former_agreements_running(actor: Actor) -> Steps[list[Agreement]]:
    """Agreements of the two former kinds that still run, with their own end. A hint to the police only. V-3-l."""
    if actor.side != "police":
        return []
    rows = yield from agreements_in_force.steps(actor)
    running = [row for row in rows if row.is_former_kind and row.standing(today()) == "in_force"]
    return sorted(running, key=lambda agreement: agreement.valid_to)
