"""Advice that becomes a measure in a plan."""

from uuid import UUID

from samrad.contacts.commands.enquiries import follow_advice
from samrad.kernel.deeds import command
from samrad.parties.actor import Actor
from samrad.plans.commands.measures import set_measure
from samrad.plans.content import Details
from samrad.plans.models import Measure
from samrad.plans.permissions import may_change
from samrad.plans.queries.plans import plan_visible_to


@command
def plan_advice(
    *, actor: Actor, enquiry_id: UUID, plan_id: UUID, details: Details, confirmed: bool = False
) -> Measure:
    """Put a measure in a plan from advice that the police gave, and let the question lead to it.

    Who      as `set_measure` and `follow_advice` say.
    Refuses  what they refuse: a plan of another cooperation, too.
    Records  MeasureSet, MeasureHandedOver, AdviceFollowed.
    Source   V-2.1-i, V-5.1-f.
    """
    plan, cooperation = plan_visible_to(actor, plan_id)
    may_change(actor, plan, cooperation).require()
    made = set_measure(actor=actor, plan_id=plan_id, details=details, confirmed=confirmed)
    _say_followed(actor, enquiry_id, made)
    return made


def _say_followed(actor: Actor, enquiry_id: UUID, made: Measure) -> None:
    where = made.cooperation_id
    follow_advice(
        actor=actor, enquiry_id=enquiry_id, cooperation_id=where, came_to="measure", came_to_id=made.pk
    )
