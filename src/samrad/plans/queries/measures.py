"""Measures with their owners, reports and life: for those who stand inside the cooperation."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from samrad.cooperation.models import Cooperation, FocusArea
from samrad.cooperation.queries import cooperation_by_id, keys_inside, living_parties, stands_inside
from samrad.forums.models import Membership
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.kernel.composed import composed
from samrad.kernel.together import Steps, question
from samrad.parties.actor import Actor
from samrad.parties.models import Post
from samrad.parties.queries import held_today, runs_on
from samrad.plans.models import Measure, MeasureReport, MeasureStep, Plan
from samrad.plans.queries.plans import OPEN


class NotInHand(Refused):
    """A link that opens no measure any more."""


def measures_of(actor: Actor, plan: Plan, cooperation: Cooperation, *, parts: bool = False) -> list[Measure]:
    """The measures of a plan in their order, each with owner, focus area, goal and its newest report. Two statements.

    Shape    `is_held` says whether somebody holds the owning post today; `newest` is the latest report, or nothing.
    """
    if not stands_inside(actor, cooperation):
        return []
    rows = (
        Measure.objects.filter(plan=plan)
        .select_related("owner__organisation", "focus_area", "goal")
        .annotate(is_held=held_today("owner"))
        .order_by("number")
    )
    rows = rows.prefetch_related("parts") if parts else rows
    newest = (
        MeasureReport.objects.filter(measure__plan=plan).order_by("measure_id", "-at").distinct("measure_id")
    )
    found = {report.measure_id: report for report in newest}
    measures: list[Measure] = list(rows)
    for measure in measures:
        measure.newest = found.get(measure.pk)
    return measures


def measures_to_decide_on(actor: Actor, cooperation: Cooperation) -> list[Measure]:
    """The measures of a cooperation that are not closed, by name. One statement."""
    if not stands_inside(actor, cooperation):
        return []
    return list(Measure.objects.filter(cooperation=cooperation, closed_on=None).order_by("name"))


def measure_visible_to(actor: Actor, measure_id: UUID) -> tuple[Measure, Cooperation]:
    """A measure with its parts, reports and life. Refuses with `Measure.DoesNotExist`, or as `cooperation_by_id` does."""
    rows = Measure.objects.select_related(
        "owner__organisation", "focus_area", "goal", "plan__forum", "decision__item", "waits_for"
    )
    found = (
        rows.annotate(is_held=held_today("owner"))
        .prefetch_related(
            "parts",
            Prefetch("reports", MeasureReport.objects.select_related("by__person").order_by("-at")),
            Prefetch("steps", MeasureStep.objects.select_related("by__person").order_by("-at", "-id")),
        )
        .get(pk=measure_id)
    )
    cooperation = cooperation_by_id(actor, found.cooperation_id)
    found.cooperation, found.newest = cooperation, next(iter(found.reports.all()), None)
    return found, cooperation


def further_areas(measure: Measure) -> list[FocusArea]:
    """The focus areas that a measure speaks for beside its own. One statement, and none where there are none."""
    if not measure.further:
        return []
    rows = FocusArea.objects.filter(cooperation=measure.cooperation_id, pk__in=measure.further)
    return list(rows.order_by("name"))


@question
def measures_due(actor: Actor, by: date) -> Steps[list[Measure]]:
    """Open measures of the actor's own post that are to be told of by a day, the first first."""
    if actor.post is None:
        return []
    [found] = yield [_due(actor.post, by)]
    return found


@composed
def _due(post: UUID, by: date) -> QuerySet[Measure]:
    rows = Measure.objects.filter(owner=post, state__in=OPEN, report_due_on__lte=by)
    return rows.select_related("plan").order_by("report_due_on")


@question
def measures_without_holder(actor: Actor) -> Steps[list[Measure]]:
    """Open measures whose owning post, of the actor's own party, nobody holds today."""
    if not actor.works_for_a_party or not actor.may_write:
        return []
    [found] = yield [_without_holder(actor)]
    return found


@composed
def _without_holder(actor: Actor) -> QuerySet[Measure]:
    ours = Q(owner__organisation__in=actor.parties) | Q(owner__acts_for__in=actor.parties)
    rows = Measure.objects.filter(ours, state__in=OPEN, cooperation__in=keys_inside(actor))
    return rows.filter(~held_today("owner")).select_related("owner").order_by("number")


def measure_in_hand(actor: Actor, measure_id: UUID, *, locked: bool = False) -> Measure:
    """The one measure that the wall is open for. Refuses with `NotInHand` when it is not the actor's."""
    rows = Measure.objects.filter(owner=actor.post).select_related("cooperation")
    rows = rows.select_for_update(of=("self",)) if locked else rows
    found = rows.filter(pk=measure_id).first()
    if found is None:
        raise NotInHand(_("Tiltaket har fått en annen ansvarlig. Logg inn for å se tiltakene dine."))
    return found


@question
def measures_to_accept(actor: Actor) -> Steps[list[Measure]]:
    """Open measures of the actor's own post that nobody has taken on yet, the oldest first. V-4-j."""
    if actor.post is None:
        return []
    [found] = yield [_not_accepted(actor.post)]
    return found


@composed
def _not_accepted(post: UUID) -> QuerySet[Measure]:
    rows = Measure.objects.filter(owner=post, state__in=OPEN, accepted_on=None)
    return rows.select_related("plan").order_by("pk")


def own_measures(actor: Actor) -> list[Measure]:
    """What the actor's own post owns and is not ended, wherever the post sits, the first to be told of first. One statement. V-4-j."""
    rows = Measure.objects.filter(owner=actor.post, owner__isnull=False, state__in=OPEN)
    rows = rows.select_related("plan", "cooperation")
    return list(rows.order_by(F("report_due_on").asc(nulls_last=True), "name", "pk"))


def own_measure(actor: Actor, measure_id: UUID) -> Measure:
    """A measure of the actor's own post, wherever the post sits. Refuses with `Measure.DoesNotExist`. V-4-j."""
    rows = Measure.objects.select_related("plan", "cooperation").filter(owner=actor.post, owner__isnull=False)
    reports = Prefetch("reports", MeasureReport.objects.select_related("by__person").order_by("-at"))
    return rows.prefetch_related(reports).get(pk=measure_id)


def owners_for(cooperation: Cooperation, *, forum: UUID | None = None) -> QuerySet[Post]:
    """The posts of the parties, and those that act for them. Open facts about who is who. One statement.

    Shape    With `forum` also those that sit there from outside today: they may own what its plans hold. V-4-j.
    """
    parties = [party.organisation_id for party in living_parties(cooperation)]
    of_them = Q(organisation__in=parties) | Q(acts_for__in=parties)
    if forum:
        sits = Membership.objects.filter(runs_on(today()), forum=forum, is_external=True)
        of_them |= Q(pk__in=sits.values("post"))
    rows = Post.objects.filter(of_them).exclude(power=Post.Power.NONE)
    return rows.select_related("organisation").order_by("organisation__name", "title")


def filtered(measures: list[Measure], asked: dict[str, Any]) -> list[Measure]:
    """Those that fit what was asked: state, focus area, owning house, and words in the name."""
    words = str(asked.get("sok", "")).casefold()
    return [
        measure
        for measure in measures
        if (not asked.get("status") or measure.state == asked["status"])
        and (not asked.get("omrade") or _speaks_for(measure, str(asked["omrade"])))
        and (not asked.get("eier") or str(measure.owner.organisation_id) == asked["eier"])
        and (not words or words in measure.name.casefold())
    ]


def _speaks_for(measure: Measure, area: str) -> bool:
    return str(measure.focus_area_id) == area or area in measure.further
