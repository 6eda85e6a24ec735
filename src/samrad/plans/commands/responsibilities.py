"""Say who answers for what, and on which basis."""

from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries.aims import focus_area_visible_to
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.plans.events import ResponsibilitySet
from samrad.plans.models import Responsibility
from samrad.plans.permissions import may_plan
from samrad.plans.queries.measures import measure_visible_to

Share = Responsibility.Share


@command
def set_responsibility(
    *,
    actor: Actor,
    share: str,
    area_id: UUID | None = None,
    measure_id: UUID | None = None,
    who: str = "",
    division: str = "",
    legal: str = "",
    agreed: str = "",
    seen: int = 0,
    confirmed: bool = False,
) -> Responsibility:
    """Say how the responsibility for a focus area or a measure is divided. It describes what holds; no duty moves by it.

    Who      those who write for a party (`may_plan`), alike for both.
    Shape    Either `area_id` or `measure_id`. `who` names the house when `share` is other; `division` is how a shared one is divided.
    Refuses  no basis, in law or agreed; another without a name; a save on top of somebody else's.
    Records  ResponsibilitySet.
    Source   V-4.1.4-c.
    """
    cooperation = _of(actor, area_id, measure_id)
    may_plan(actor, cooperation).require()
    # Locked first: of two who say it first in one instant, the second hears of it.
    Cooperation.objects.select_for_update().get(pk=cooperation.pk)
    about = {"cooperation": cooperation, "focus_area_id": area_id, "measure_id": measure_id}
    row = Responsibility.objects.filter(**about).first() or Responsibility(**about, version=0)
    if row.version != seen:
        raise Stale(
            _("Noen endret ansvaret mens du skrev. Les det som står der nå, og lagre på nytt."),
            theirs=f"{row.get_share_display()}\n{row.division}\n{row.legal}\n{row.agreed}",
            version=row.version,
        )
    row.share = Share(share)
    row.who = _line(who, 200, confirmed) if row.share == Share.OTHER else ""
    row.division = guarded(division, confirmed=confirmed, longest=2_000)
    row.legal, row.agreed = _line(legal, 300, confirmed), _line(agreed, 300, confirmed)
    if row.share == Share.OTHER and not row.who:
        raise Refused(_("Skriv hvilken virksomhet som har ansvaret."))
    if not (row.legal or row.agreed):
        raise Refused(_("Skriv hva ansvaret bygger på: en lov, eller noe dere har avtalt."))
    row.on, row.by_id = today(), actor.appointment
    row.version += 1
    row.save()
    record(ResponsibilitySet(area_id, measure_id, row.share), by=actor, cooperation=cooperation.pk)
    return row


def _of(actor: Actor, area_id: UUID | None, measure_id: UUID | None) -> Cooperation:
    if area_id:
        return focus_area_visible_to(actor, area_id)[1]
    assert measure_id
    return measure_visible_to(actor, measure_id)[1]


def _line(text: str, longest: int, confirmed: bool) -> str:
    return " ".join(guarded(text, confirmed=confirmed, longest=longest).split())
