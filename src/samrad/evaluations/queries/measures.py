"""The measures that ran in a period: what an evaluation and a report begin with. V-7-i."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import stands_inside
from samrad.forums.models import Forum
from samrad.forums.queries import is_insider
from samrad.parties.actor import Actor
from samrad.plans.models import Measure, MeasureReport, Plan

BEGUN = (Measure.State.UNDER_WAY, Measure.State.PAUSED, Measure.State.DONE, Measure.State.STOPPED)


@dataclass(frozen=True)
class Ran:
    """A measure with all who took part: the post that owns it first, then the others by name."""

    measure: Measure
    actors: list[str]


def measures_that_ran(actor: Actor, forum: Forum, first: date, last: date) -> list[Ran]:
    """Every measure of the forum's plans that had begun by the last day and was not over before the first; for the parties.

    What is only planned is not among them. Two statements.
    """
    if not is_insider(actor, forum):
        return []
    return _named(_ran(first, last).filter(plan__forum=forum))


def public_measures(actor: Actor, forums: Iterable[Forum], first: date, last: date) -> list[Ran]:
    """The same of several forums, but only what everybody may read, of plans that the parties have agreed."""
    inside = [forum for forum in forums if is_insider(actor, forum)]
    rows = _ran(first, last).filter(plan__forum__in=inside, is_public=True)
    return _named(rows.exclude(plan__state=Plan.State.DRAFT))


def measures_following(
    actor: Actor, cooperation: Cooperation, decisions: Iterable[object], areas: Iterable[object]
) -> list[Measure]:
    """The measures that rest on some decisions or stand under some focus areas. One statement."""
    if not stands_inside(actor, cooperation):
        return []
    rests = Q(decision__in=list(decisions)) | Q(focus_area__in=list(areas))
    return list(Measure.objects.filter(rests, cooperation=cooperation).order_by("plan", "number"))


def newest_figures(
    actor: Actor, cooperation: Cooperation, measures: Iterable[Measure]
) -> list[MeasureReport]:
    """The newest report with a figure of each measure that has one. One statement."""
    if not stands_inside(actor, cooperation):
        return []
    rows = MeasureReport.objects.filter(
        cooperation=cooperation, measure__in=[each.pk for each in measures], figure__isnull=False
    )
    return list(rows.order_by("measure_id", "-at").distinct("measure_id"))


def _ran(first: date, last: date) -> "QuerySet[Measure]":
    in_time = (Q(begins_on=None) | Q(begins_on__lte=last)) & (Q(closed_on=None) | Q(closed_on__gte=first))
    return Measure.objects.filter(in_time, state__in=BEGUN)


def _named(rows: "QuerySet[Measure]") -> list[Ran]:
    found = rows.select_related("owner__organisation").prefetch_related("parts").order_by("plan", "number")
    return [
        Ran(
            row,
            [f"{row.owner.title}, {row.owner.organisation.name}", *(part.name for part in row.parts.all())],
        )
        for row in found
    ]
