"""Points of the year in which the actor's side has the next move, or waits for the other; and the law that has changed. From own forums."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from samrad.forums.models import Briefing, WheelPoint
from samrad.forums.queries import own_briefings, points_due
from samrad.guide.law import briefing_state, changed_on
from samrad.kernel.clock import today
from samrad.kernel.together import Steps
from samrad.parties.actor import Actor
from samrad.web.forums.year import mover_in_words
from samrad.web.start.waiting import Waiting, register
from samrad.web.ways import address

AHEAD = timedelta(days=30)


@register
def points(actor: Actor) -> Steps[list[Waiting]]:
    """Ours within thirty days and late; the other's only when it is late. An external member has no move to make."""
    if not actor.works_for_a_party:
        return []
    due = yield from points_due.steps(actor, today() + AHEAD, as_party=True)
    rows = [_row(actor, point) for point in due]
    return [row for row in rows if not row.with_others or row.is_late]


@register
def briefings(actor: Actor) -> Steps[list[Waiting]]:
    """The law has changed since the actor confirmed knowing it, or it is long ago. V-4.1.5-e."""
    if actor.is_oversight or not actor.is_person:
        return []
    found, day = (yield from own_briefings.steps(actor)), today()
    due = [(row, _state(row, day)) for row in found]
    return [
        Waiting(
            _("Loven er endret siden du bekreftet at du kjenner reglene for deling")
            if state == "law"
            else _("Det er lenge siden du bekreftet at du kjenner reglene for deling"),
            address("briefing", row.forum_id),
            _("Les og bekreft"),
            since=changed_on(row.service, day) if state == "law" else row.on,
            who=row.forum.name,
        )
        for row, state in due
        if state in {"law", "old"}
    ]


def _state(row: Briefing, day: date) -> str:
    return briefing_state(
        row.on, joined=row.membership.valid_from, law_changed=changed_on(row.service, day), today=day
    )


def _row(actor: Actor, point: WheelPoint) -> Waiting:
    url, theirs = address("wheel_point", point.pk), not is_ours(actor, point)
    words = mover_in_words(point.mover, point.forum.cooperation.kind)
    return Waiting(
        point.name,
        url,
        _("Se punktet"),
        who=point.forum.name,
        due=point.on,
        with_others=words.capitalize() if theirs else "",
    )


def is_ours(actor: Actor, point: WheelPoint) -> bool:
    """Whether the actor's side has the move."""
    if point.mover == WheelPoint.Mover.BOTH:
        return True
    return (point.mover == WheelPoint.Mover.POLICE) == (actor.side == "police")
