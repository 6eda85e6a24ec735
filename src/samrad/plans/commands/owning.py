"""Take a measure on: said by whoever holds the post that owns it, whichever house that is."""

from uuid import UUID

from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.plans.commands.measures import step
from samrad.plans.events import MeasureAccepted
from samrad.plans.models import Measure, MeasureStep
from samrad.plans.permissions import may_accept
from samrad.plans.queries.measures import own_measure


@command
def accept_measure(*, actor: Actor, measure_id: UUID) -> Measure:
    """Take on a measure that was given to one's own post. Both parties see it, and the day.

    Who      `may_accept`: a party's own, or one that sits in the forum from outside.
    Refuses  one that is closed, or taken on already.
    Records  MeasureAccepted.
    Source   V-4-j.
    """
    own_measure(actor, measure_id)
    measure = Measure.objects.select_for_update(of=("self",)).get(pk=measure_id)
    may_accept(actor, measure).require()
    measure.accepted_on, measure.accepted_by_id = today(), actor.appointment
    measure.version += 1
    measure.save(update_fields=["accepted_on", "accepted_by", "version"])
    step(actor, measure, MeasureStep.Kind.ACCEPTED)
    record(MeasureAccepted(measure.pk, measure.plan_id), by=actor, cooperation=measure.cooperation_id)
    return measure
