"""The map of who answers for what: each focus area that runs, and the open measures under it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from samrad.cooperation.models import Cooperation, FocusArea
from samrad.cooperation.queries import keys_inside
from samrad.parties.actor import Actor
from samrad.plans.models import Measure, Responsibility
from samrad.plans.queries.plans import OPEN


@dataclass(frozen=True)
class Answering:
    """A measure and who answers for it: in words of its own, or as its focus area."""

    measure: Measure
    said: Responsibility | None
    is_own: bool


@dataclass
class AreaMap:
    """A focus area, who answers for it, and the measures under it. Without an area: those that hang by none."""

    cooperation: Cooperation
    area: FocusArea | None
    said: Responsibility | None = None
    measures: list[Answering] = field(default_factory=list)


def responsibility_maps(actor: Actor, cooperations: Iterable[UUID]) -> list[AreaMap]:
    """The maps of some cooperations, for whoever stands inside them. Four statements, however many. V-4.1.4-c."""
    ours = set(
        keys_inside(actor).filter(cooperation__in=list(cooperations)).values_list("cooperation", flat=True)
    )
    said = Responsibility.objects.filter(cooperation__in=ours)
    by_thing = {row.focus_area_id or row.measure_id: row for row in said}
    areas = FocusArea.objects.filter(cooperation__in=ours, closed_on=None).select_related("cooperation")
    found: dict[UUID | None, AreaMap] = {
        area.pk: AreaMap(area.cooperation, area, by_thing.get(area.pk))
        for area in areas.order_by("cooperation__name", "name")
    }
    loose: dict[UUID, AreaMap] = {}
    rows = Measure.objects.filter(cooperation__in=ours, state__in=OPEN).exclude(plan__state="ended")
    for measure in rows.select_related("cooperation", "owner__organisation").order_by("plan_id", "number"):
        home = found.get(measure.focus_area_id)
        if home is None:
            home = loose.setdefault(measure.cooperation_id, AreaMap(measure.cooperation, None))
        own = by_thing.get(measure.pk)
        home.measures.append(Answering(measure, own or home.said, own is not None))
    return [*found.values(), *loose.values()]


def responsibility_for(
    actor: Actor, cooperation: Cooperation, *, area: UUID | None = None, measure: UUID | None = None
) -> Responsibility | None:
    """What is said of one thing. One statement. Expects that the actor has found the thing itself."""
    about = Q(focus_area=area, focus_area__isnull=False) | Q(measure=measure, measure__isnull=False)
    rows = Responsibility.objects.filter(about, cooperation__in=keys_inside(actor), cooperation=cooperation)
    return rows.first()
