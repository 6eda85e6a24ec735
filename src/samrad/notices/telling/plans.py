"""Plans, told: whose yes is wanted, and who has got a measure. How a measure goes is seen there."""

from django.utils.translation import gettext_lazy as _

from samrad.notices.telling.meetings import the_owner
from samrad.notices.telling.registry import Telling, the_others
from samrad.notices.topics import COOPERATION, TASK

ONE_YES = _("%(who)s har vedtatt en plan. Les den, og vedta den for dere.")
LAST_YES = _("%(who)s har også vedtatt planen. Den gjelder for alle parter.")

TELLINGS = (
    Telling(
        "PlanApproved",
        COOPERATION,
        _("En plan er vedtatt av en part"),
        lambda notice: LAST_YES if notice.facts["all_approved"] else ONE_YES,
        "plan",
        the_others,
    ),
    Telling(
        "MeasureHandedOver",
        TASK,
        _("Stillingen din har fått et tiltak"),
        _("%(who)s har gitt stillingen din ansvaret for et tiltak."),
        "measure",
        the_owner,
    ),
)

SEEN_THERE = "Seen in the plan; the start page says what waits."
UNTOLD = dict.fromkeys(
    (
        "PlanSet",
        "PlanEnded",
        "PlanAnchored",
        "PlanPublished",
        "MeasureSet",
        "MeasurePartSet",
        "MeasureMoved",
        "MeasureReported",
        "MeasuresImported",
        "PromiseMade",
        "PromiseMarked",
    ),
    SEEN_THERE,
)
