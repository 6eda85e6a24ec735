"""The points of a forum's year: given to begin with, and the forum's own to change."""

from datetime import date
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from samrad.agreements.models import Agreement
from samrad.cooperation.words import guarded
from samrad.forums.events import WheelPointDone, WheelPointRemoved, WheelPointSet
from samrad.forums.models import Face, Forum, WheelPoint
from samrad.forums.permissions import may_run
from samrad.forums.queries import forum_visible_to, wheel_point_visible_to
from samrad.forums.rules import YearPoint, default_year
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor

YEARS_AHEAD = 5


def put_default_year(forum: Forum, year: int, since: date | None = None) -> list[WheelPoint]:
    """The points that the guide, the agreement and the forum's rules give a year, or what is left of it since a day.

    No deed of its own.

    Source   V-4.1.2-a; DESIGN.md 6 «Year».
    """
    agreement = _agreement_in_force(forum)
    points = default_year(
        year,
        meetings=forum.meetings_a_year,
        is_council=forum.is_council,
        evaluation=agreement.evaluation_due_on if agreement else None,
        revision=agreement.revision_due_on if agreement else None,
        end=agreement.valid_to if agreement else None,
    )
    with translation.override(forum.language):
        rows = [
            WheelPoint(
                cooperation_id=forum.cooperation_id,
                forum=forum,
                kind=point.kind,
                name=_usual_name(point, forum.meetings_a_year),
                on=point.on,
                mover=point.mover,
                source=point.source,
            )
            for point in points
            if since is None or point.on >= since
        ]
    return WheelPoint.objects.bulk_create(rows)


def _usual_name(point: YearPoint, meetings: int) -> str:
    """As the kind is called; with two meetings a year they are told apart."""
    if point.kind == WheelPoint.Kind.MEETING and meetings == 2:
        return _("Vårmøte") if point.on.month < 7 else _("Høstmøte")
    return str(WheelPoint.Kind(point.kind).label)


def _agreement_in_force(forum: Forum) -> Agreement | None:
    if not forum.is_council:
        return None
    day = today()
    rows = Agreement.objects.filter(
        cooperation=forum.cooperation_id,
        state=Agreement.State.IN_FORCE,
        valid_from__lte=day,
        valid_to__gte=day,
    )
    return next((row for row in rows if row.standing(day) == "in_force"), None)


@command
def begin_year(*, actor: Actor, forum_id: UUID, year: int) -> list[WheelPoint]:
    """Give a forum the points of another year.

    Who      `may_run`.
    Refuses  a year that has points already; one that is past or far ahead.
    Records  WheelPointSet for each.
    """
    forum = forum_visible_to(actor, forum_id)
    may_run(actor, forum).require()
    Forum.objects.select_for_update().get(pk=forum_id)  # one at a time, or a year would come twice
    if not today().year <= year <= today().year + YEARS_AHEAD:
        raise Refused(_("Velg et år mellom i år og om fem år."))
    if WheelPoint.objects.filter(forum=forum, on__year=year).exists():
        raise Refused(_("Året har allerede punkter. Endre dem, eller legg til flere."))
    points = put_default_year(forum, year)
    for point in points:
        record(
            WheelPointSet(point.pk, forum.pk, point.kind, point.on),
            by=actor,
            cooperation=forum.cooperation_id,
        )
    return points


@command
def add_wheel_point(
    *,
    actor: Actor,
    forum_id: UUID,
    name: str,
    on: date,
    mover: str = WheelPoint.Mover.BOTH,
    face: str = Face.FORUM,
    confirmed: bool = False,
) -> WheelPoint:
    """Add a point of one's own to the year.

    Who      `may_run`.
    Refuses  no name; a day far away.
    Records  WheelPointSet.
    """
    forum = forum_visible_to(actor, forum_id)
    may_run(actor, forum).require()
    point = WheelPoint.objects.create(
        cooperation_id=forum.cooperation_id,
        forum=forum,
        kind=WheelPoint.Kind.OWN,
        name=_name_in(name, confirmed),
        on=_day_in(on),
        mover=WheelPoint.Mover(mover),
        source=WheelPoint.Source.OWN,
        face=Face(face) if Face(face) != Face.OWN else Face.PARTIES,
    )
    record(WheelPointSet(point.pk, forum.pk, point.kind, on), by=actor, cooperation=forum.cooperation_id)
    return point


@command
def change_wheel_point(
    *, actor: Actor, point_id: UUID, name: str, on: date, mover: str, seen: int, confirmed: bool = False
) -> WheelPoint:
    """Rename or move a point, or give the move to another.

    Who      `may_run`.
    Refuses  a save on top of somebody else's; what `add_wheel_point` refuses.
    Records  WheelPointSet.
    """
    forum, point = _locked_point(actor, point_id)
    may_run(actor, forum).require()
    _require_seen(point, seen)
    point.name, point.on, point.mover = _name_in(name, confirmed), _day_in(on), WheelPoint.Mover(mover)
    point.version += 1
    point.save(update_fields=["name", "on", "mover", "version"])
    record(WheelPointSet(point.pk, forum.pk, point.kind, on), by=actor, cooperation=forum.cooperation_id)
    return point


@command
def mark_wheel_point(*, actor: Actor, point_id: UUID, done_on: date | None, seen: int) -> WheelPoint:
    """Say that a point is done, and when; or that it is not done after all.

    Who      `may_run`.
    Refuses  a day to come; a save on top of somebody else's.
    Records  WheelPointDone.
    """
    forum, point = _locked_point(actor, point_id)
    may_run(actor, forum).require()
    _require_seen(point, seen)
    if done_on and done_on > today():
        raise Refused(
            _("Det kan ikke være gjort på en dag som ikke er kommet. Velg dagen i dag eller tidligere.")
        )
    point.done_on, point.version = done_on, point.version + 1
    point.save(update_fields=["done_on", "version"])
    record(WheelPointDone(point.pk, forum.pk, done_on), by=actor, cooperation=forum.cooperation_id)
    return point


@command
def remove_wheel_point(*, actor: Actor, point_id: UUID) -> Forum:
    """Take a point out of the year.

    Who      `may_run`.
    Refuses  a point that is done: it is part of what happened.
    Records  WheelPointRemoved.
    """
    forum, point = _locked_point(actor, point_id)
    may_run(actor, forum).require()
    if point.done_on:
        raise Refused(_("Punktet er gjort og hører til det som har skjedd. Det kan ikke tas bort."))
    point.delete()
    record(WheelPointRemoved(point_id, forum.pk), by=actor, cooperation=forum.cooperation_id)
    return forum


def _locked_point(actor: Actor, point_id: UUID) -> tuple[Forum, WheelPoint]:
    found = wheel_point_visible_to(actor, point_id)
    forum = forum_visible_to(actor, found.forum_id)
    return forum, WheelPoint.objects.select_for_update().get(pk=point_id)


def _require_seen(point: WheelPoint, seen: int) -> None:
    if point.version != seen:
        raise Stale(
            _("Noen endret punktet mens du skrev. Se hva som står der nå, og lagre på nytt."),
            theirs=f"{point.name}, {point.on:%d.%m.%Y}",
            version=point.version,
        )


def _name_in(name: str, confirmed: bool) -> str:
    cleaned = " ".join(guarded(name, confirmed=confirmed, longest=80).split())
    if not cleaned:
        raise Refused(_("Punktet mangler navn. Skriv hva som skal skje."))
    return cleaned


def _day_in(on: date) -> date:
    if not today().year - 1 <= on.year <= today().year + YEARS_AHEAD:
        raise Refused(_("Velg en dag mellom i fjor og om fem år."))
    return on
