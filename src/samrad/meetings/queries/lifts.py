"""The way of a matter between levels. Each level sees what was lifted to it or from it, and nothing else of the others."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import stands_inside
from samrad.forums.models import Forum, Membership
from samrad.forums.queries import SHARED, forum_visible_to, forums_of, is_insider, reach_of, reached_from
from samrad.forums.rules import level_of
from samrad.meetings.models import AgendaItem, Lift
from samrad.parties.actor import Actor


@dataclass(frozen=True)
class Step:
    """One step as the reader may see it. A forum that is not theirs has its level for a name, and no way in."""

    lift: Lift
    from_name: str
    from_level: int
    to_name: str
    to_level: int
    leads_back: bool
    leads_on: bool


def way_of(actor: Actor, item: AgendaItem) -> list[Step]:
    """Every step of a matter's way that the reader may see, the first first. Two statements."""
    touching = Lift.objects.filter(Q(item=item) | Q(to_item=item))
    rows = Lift.objects.filter(Q(pk__in=touching.values("pk")) | Q(origin__in=touching.values("origin")))
    if not is_insider(actor, item.forum):
        rows = _told_in(rows, item.forum, reach_of(actor, item.forum).seat)
    found = list(rows.select_related("lifted_for").order_by("lifted_at"))
    names = _names(found)
    return [_step(actor, lift, item, names) for lift in found]


def _told_in(rows: "QuerySet[Lift]", forum: Forum, seat: UUID | None) -> "QuerySet[Lift]":
    """What an external member of a forum is told: the steps from or to it that are shared there, of their own matters."""
    away, here = Q(forum=forum, face__in=SHARED), Q(to_forum=forum, face_there__in=SHARED)
    if seat:
        limited = Membership.objects.filter(pk=seat)
        away &= Q(reached_from(limited, "item__"))
        here &= Q(reached_from(limited, "to_item__"))
    return rows.filter(away | here)


def _names(lifts: Iterable[Lift]) -> dict[UUID, tuple[str, str]]:
    """Kind and name of the forums that the wall shows this reader."""
    keys = {key for lift in lifts for key in (lift.forum_id, lift.to_forum_id)}
    rows = Forum.objects.filter(pk__in=keys).values_list("pk", "kind", "name")
    return {key: (kind, name) for key, kind, name in rows}


def _step(actor: Actor, lift: Lift, item: AgendaItem, names: dict[UUID, tuple[str, str]]) -> Step:
    inside = is_insider(actor, item.forum)
    shown = {key: name for key, (_kind, name) in names.items() if inside or key == item.forum_id}
    up = lift.direction == Lift.Direction.UP
    own = level_of(item.forum.kind)
    from_level = level_of(names[lift.forum_id][0]) if lift.forum_id in names else (own - 1 if up else own + 1)
    to_level = (
        level_of(names[lift.to_forum_id][0]) if lift.to_forum_id in names else (own + 1 if up else own - 1)
    )
    return Step(
        lift,
        shown.get(lift.forum_id, ""),
        from_level,
        shown.get(lift.to_forum_id, ""),
        to_level,
        leads_back=inside and lift.item_id != item.pk,
        leads_on=inside and lift.to_item_id != item.pk,
    )


def targets_of(actor: Actor, item: AgendaItem) -> list[Forum]:
    """The living forums on other levels that a matter may be lifted or sent to, the highest first."""
    own = level_of(item.forum.kind)
    others = [
        forum
        for forum in forums_of(actor, item.forum.cooperation)
        if forum.ended_on is None and forum.pk != item.forum_id and level_of(forum.kind) not in {0, own}
    ]
    return sorted(others, key=lambda forum: (-level_of(forum.kind), forum.name)) if own else []


def lift_visible_to(actor: Actor, lift_id: UUID) -> Lift:
    """A step as those who stand inside see it. Refuses with `Lift.DoesNotExist`."""
    lift = Lift.objects.select_related("item", "to_item", "lifted_for", "forum").get(pk=lift_id)
    try:
        lift.to_forum = forum_visible_to(actor, lift.to_forum_id)
    except Forum.DoesNotExist:
        raise Lift.DoesNotExist from None
    if not is_insider(actor, lift.to_forum):
        raise Lift.DoesNotExist
    return lift


def lifts_open_in(actor: Actor, cooperation: Cooperation) -> list[Lift]:
    """What was lifted or sent down and has no final answer, the oldest first. Parties only; one statement."""
    if not stands_inside(actor, cooperation):
        return []
    waiting = (Lift.Answer.NONE, Lift.Answer.UNDER_WAY)
    rows = Lift.objects.filter(cooperation=cooperation, answer__in=waiting)
    return list(rows.select_related("to_item", "forum", "to_forum").order_by("lifted_at"))
