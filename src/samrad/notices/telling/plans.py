"""Plans, told: whose yes is wanted, and who has got a measure. How a measure goes is seen there."""

from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samrad.kernel.days import dated
from samrad.notices.models import Notice
from samrad.notices.telling.meetings import the_owner, the_owners
from samrad.notices.telling.registry import Enclosed, Telling, the_others
from samrad.notices.topics import COOPERATION, TASK
from samrad.notices.ways import ways
from samrad.parties.actor import Actor
from samrad.plans.models import Measure
from samrad.plans.permissions import may_report
from samrad.plans.queries.links import report_link_for
from samrad.plans.queries.measures import own_measure


def the_way_to_tell(reader: Actor, notice: Notice) -> Enclosed:
    """The reader's own link, by which they tell how it goes without a login."""
    try:
        measure = own_measure(reader, UUID(notice.facts["measure"]))
    except Measure.DoesNotExist:
        return Enclosed()
    if not may_report(reader, measure):
        return Enclosed()
    link = settings.ADDRESS + ways().report(report_link_for(reader, measure.pk))
    only = gettext("Lenken er din. Ikke send den videre.")
    words = gettext("Her kan du fortelle hvordan det går, på et minutt. Du trenger ikke logge inn:")
    return Enclosed([f"{words}\n{link}\n{only}"])


def the_day_and_the_way(reader: Actor, notice: Notice) -> Enclosed:
    """The day by which it is to be told, and the reader's own link to do it."""
    day = dated(notice.facts["due_on"], "with_weekday")
    way = the_way_to_tell(reader, notice)
    return Enclosed([gettext("Dagen er %(day)s.") % {"day": day}, *way.lines])


NEAR = _("Snart er det tid for å fortelle hvordan et tiltak går. Det tar et minutt.")
PASSED = _("Ingen har fortalt hvordan et tiltak går, og dagen er passert. Samråd minner ikke om det igjen.")
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
        the_way_to_tell,
    ),
    Telling(
        "MeasuresBrought",
        TASK,
        _("Stillingen din har fått tiltak fra et regneark"),
        _(
            "%(who)s har hentet inn tiltak fra et regneark. Stillingen din har ansvaret for ett eller flere av dem."
        ),
        "plan",
        the_owners,
    ),
    Telling(
        "MeasureCommented",
        COOPERATION,
        _("Noen har skrevet i samtalen om et tiltak"),
        _("%(who)s har skrevet i samtalen om et tiltak."),
        "measure",
        the_others,
    ),
    Telling(
        "MeasureReminded",
        TASK,
        _("Påminnelse om et tiltak"),
        lambda notice: NEAR if notice.facts["moment"] == "before" else PASSED,
        "measure",
        the_owner,
        the_day_and_the_way,
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
        "MeasureDecidedOn",
        "MeasureReported",
        "MeasureAccepted",
        "ResponsibilitySet",
        "MeasureWaits",
        "MeansSet",
        "ConsequencesSet",
        "ConflictNoted",
        "ConflictSettled",
        "PlanAdjusted",
        "ExerciseSet",
        "PromiseMade",
        "PromiseMarked",
    ),
    SEEN_THERE,
)
