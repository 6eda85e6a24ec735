"""How a measure goes, told by its owner in a minute: on the page, or by the link in the mail."""

from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused
from samrad.kernel.clock import now, today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.plans.events import MeasureReported
from samrad.plans.models import Measure, MeasureReport
from samrad.plans.permissions import may_report
from samrad.plans.queries.measures import measure_in_hand, measure_visible_to
from samrad.plans.rules import moved_on

LONGEST = 300
LARGEST = Decimal("9999999999.99")


@command
def report_measure(
    *,
    actor: Actor,
    measure_id: UUID,
    status: str,
    sentence: str,
    figure: Decimal | None = None,
    unit: str = "",
    confirmed: bool = False,
) -> MeasureReport:
    """Tell how a measure goes: a status, one sentence, and perhaps a figure. The next report is due by its rhythm.

    Who      `may_report`.
    Refuses  no sentence; a closed measure; a figure that is too large.
    Records  MeasureReported.
    Source   V-4-n: status followed up.
    """
    if not Measure.objects.filter(pk=measure_id, owner=actor.post).exists():
        measure_visible_to(actor, measure_id)
    measure = Measure.objects.select_for_update(of=("self",)).select_related("cooperation").get(pk=measure_id)
    may_report(actor, measure).require()
    made = _told(actor, measure, status, sentence, figure, unit, confirmed, by_link=False)
    event = MeasureReported(measure.pk, measure.plan_id, made.status, False)
    record(event, by=actor, cooperation=measure.cooperation_id)
    return made


@command
def report_by_link(
    *,
    actor: Actor,
    measure_id: UUID,
    status: str,
    sentence: str,
    figure: Decimal | None = None,
    unit: str = "",
    confirmed: bool = False,
) -> MeasureReport:
    """Tell how a measure goes, by the link in the mail.

    Shape    Expects the wall open for that measure alone (`wall.enter_for_report`).
    Who      `may_report`.
    Refuses  as `report_measure`; a measure that is another's now.
    Records  MeasureReported.
    """
    measure = measure_in_hand(actor, measure_id, locked=True)
    may_report(actor, measure).require()
    made = _told(actor, measure, status, sentence, figure, unit, confirmed, by_link=True)
    event = MeasureReported(measure.pk, measure.plan_id, made.status, True)
    record(event, by=actor, cooperation=measure.cooperation_id)
    return made


def _told(
    actor: Actor,
    measure: Measure,
    status: str,
    sentence: str,
    figure: Decimal | None,
    unit: str,
    confirmed: bool,
    *,
    by_link: bool,
) -> MeasureReport:
    words = " ".join(guarded(sentence, confirmed=confirmed, longest=LONGEST).split())
    if not words:
        raise Refused(_("Skriv én setning om hvordan det går."))
    if figure is not None and abs(figure) > LARGEST:
        raise Refused(_("Tallet er for stort. Skriv det i tusen eller millioner."))
    made = MeasureReport.objects.create(
        cooperation_id=measure.cooperation_id,
        measure=measure,
        due_on=measure.report_due_on,
        status=MeasureReport.Status(status),
        sentence=words,
        figure=figure,
        unit=" ".join(guarded(unit, confirmed=confirmed, longest=60).split()),
        by_link=by_link,
        at=now(),
        by_id=actor.appointment,
    )
    if measure.report_every:
        measure.report_due_on = moved_on(today(), measure.report_every)
    if (
        measure.accepted_on is None and actor.post == measure.owner_id
    ):  # who tells how it goes has taken it on
        measure.accepted_on, measure.accepted_by_id = today(), actor.appointment
    measure.save(update_fields=["report_due_on", "accepted_on", "accepted_by"])
    return made
