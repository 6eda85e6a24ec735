"""What the police's functions are asked, and the advice, for those who stand inside the cooperation."""

from uuid import UUID

from django.db.models import F, QuerySet

from samrad.contacts.models import Enquiry
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_by_id, keys_inside, stands_inside
from samrad.kernel.together import Steps, question
from samrad.parties.actor import Actor


def enquiries_visible_to(actor: Actor, cooperation: Cooperation) -> "QuerySet[Enquiry]":
    """Those without an answer first, the oldest of them on top; then the newest answers."""
    if not stands_inside(actor, cooperation):
        return Enquiry.objects.none()
    rows = Enquiry.objects.filter(cooperation=cooperation).select_related("organisation")
    return rows.order_by(F("answered_on").desc(nulls_first=True), "asked_on", "id")


def enquiry_visible_to(actor: Actor, enquiry_id: UUID) -> tuple[Enquiry, Cooperation]:
    """Refuses with `Enquiry.DoesNotExist`, or as `cooperation_by_id` does."""
    found = Enquiry.objects.select_related("organisation", "asked_by__post", "answered_by__post").get(
        pk=enquiry_id
    )
    return found, cooperation_by_id(actor, found.cooperation_id)


@question
def enquiries_waiting_for(actor: Actor) -> Steps[list[Enquiry]]:
    """What a writer of the police has not answered yet, in the cooperations that the wall shows."""
    if actor.side != "police" or not actor.may_write:
        return []
    [rows] = yield [
        Enquiry.objects.filter(answered_on=None, cooperation__in=keys_inside(actor))
        .select_related("organisation")
        .order_by("asked_on", "id")
    ]
    return list(rows)
