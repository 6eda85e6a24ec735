"""A decision in a meeting that is about a measure: the measure is found here, and the decision is made in its own room."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.forums.models import Face
from samrad.kernel.answers import Refused
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.commands.outcomes import decide
from samrad.meetings.models import Decision
from samrad.meetings.permissions import may_write_minutes
from samrad.meetings.queries.meetings import item_visible_to, meeting_visible_to
from samrad.parties.actor import Actor
from samrad.plans.events import MeasureDecidedOn
from samrad.plans.models import Measure
from samrad.plans.queries.measures import measures_to_decide_on
from samrad.plans.queries.published import published_copy_of

HIDDEN = (Face.OWN, Face.PARTIES)


@command
def decide_about(*, actor: Actor, item_id: UUID, measure_id: UUID, **facts: Any) -> Decision:
    """Say how a matter ended, and which measure it is about.

    Who      as `decide`.
    Refuses  what `decide` refuses; a measure that is closed or stands elsewhere; one that is the parties' own, in a matter
             that more than they can read.
    Records  DecisionMade, MeasureDecidedOn.
    Source   DESIGN.md 6.
    """
    item = item_visible_to(actor, item_id)
    if item.meeting_id is None:
        raise Refused(_("Saken står ikke på noen saksliste ennå."))
    may_write_minutes(actor, meeting_visible_to(actor, item.meeting_id)).require()
    found = {row.pk: row for row in measures_to_decide_on(actor, item.forum.cooperation)}
    measure = found.get(measure_id)
    if measure is None:
        raise Refused(_("Tiltaket er avsluttet eller står ikke her. Velg et annet, eller la det stå tomt."))
    if item.face not in HIDDEN and not _is_for_everybody(measure):
        raise Refused(
            _("Flere enn partene leser denne saken, og tiltaket står i en plan som bare partene ser.")
        )
    decision = decide(actor=actor, item_id=item_id, measure=(measure.pk, measure.name[:200]), **facts)
    event = MeasureDecidedOn(measure.pk, measure.plan_id, decision.pk)
    record(event, by=actor, cooperation=measure.cooperation_id)
    return decision


def _is_for_everybody(measure: Measure) -> bool:
    return measure.is_public and published_copy_of(measure.plan_id) is not None
