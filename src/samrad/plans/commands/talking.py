"""Talk about a measure across the agencies, as about a focus area."""

from uuid import UUID

from samrad.cooperation.commands.understanding import say
from samrad.cooperation.models import Comment
from samrad.cooperation.permissions import may_comment
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.plans.events import MeasureCommented
from samrad.plans.queries.measures import measure_visible_to


@command
def comment_on_measure(
    *, actor: Actor, measure_id: UUID, text: str, answers: UUID | None = None, confirmed: bool = False
) -> Comment:
    """Say something to all parties about a measure, or answer what was said. Also of one that is closed: then it is learned from.

    Who      `may_comment`: everybody who acts for a party.
    Refuses  no words; an answer to what stands elsewhere.
    Records  MeasureCommented.
    Source   V-4.1.4-a.
    """
    measure, cooperation = measure_visible_to(actor, measure_id)
    may_comment(actor, cooperation).require()
    comment = Comment(cooperation=cooperation, measure=measure.pk)
    say(actor, comment, cooperation, text, answers, confirmed)
    event = MeasureCommented(measure.pk, measure.plan_id, comment.pk)
    record(event, by=actor, cooperation=cooperation.pk)
    return comment
