"""Focus areas and goals: both parties may set them, both see them, and why they changed stays readable."""

import re
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.events import FocusAreaSet, GoalSet
from samrad.cooperation.models import Aim, AimStep, Area, FocusArea, Goal
from samrad.cooperation.permissions import may_write_in
from samrad.cooperation.queries import with_parties
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import now, today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor

Kind = AimStep.Kind
CODE = re.compile(r"[a-z0-9_-]{0,40}")
LONGEST, YEARS_AHEAD = 4_000, 30


@command
def set_focus_area(
    *,
    actor: Actor,
    cooperation_id: UUID,
    name: str,
    valid_from: date,
    valid_to: date | None = None,
    why: str = "",
    areas: Sequence[str] = (),
    challenge: str = "",
    decision: UUID | None = None,
    basis: str = "",
    reason: str = "",
    area_id: UUID | None = None,
    seen: int = 0,
    confirmed: bool = False,
) -> FocusArea:
    """Set a focus area, or change one: either party may, and both see what was changed and why.

    Who      those who write for a party (`may_write_in`).
    Shape    `areas` are codes of `Area`; `decision` is the identifier of a decision it rests on; `area_id` is given for a change.
    Refuses  no name; an end before the beginning; a change without a reason, or on top of another's; one that is closed.
    Records  FocusAreaSet.
    Source   A-innl-a, A-mal-a, V-3-g.
    """
    may_write_in(actor, with_parties(cooperation_id)).require()
    area = _area_to_change(area_id, seen) if area_id else FocusArea(version=0)
    if area_id and area.cooperation_id != cooperation_id:
        raise FocusArea.DoesNotExist
    if valid_to and valid_to < valid_from:
        raise Refused(_("Siste dag kan ikke være før den første. Rett datoene."))
    words = guarded(reason, confirmed=confirmed, longest=LONGEST)
    if area_id and not words:
        raise Refused(_("Skriv hvorfor dere endrer satsingsområdet."))
    area.cooperation_id = cooperation_id
    area.name = _named(name, confirmed)
    area.why = guarded(why, confirmed=confirmed, longest=LONGEST)
    area.areas = [code for code in Area.values if code in set(areas)]
    area.challenge = challenge if CODE.fullmatch(challenge) else ""
    area.decision, area.basis = decision, guarded(basis, confirmed=confirmed, longest=LONGEST)
    area.valid_from, area.valid_to = valid_from, valid_to
    _say_area(actor, area, Kind.CHANGED if area_id else Kind.BEGUN, words)
    return area


@command
def review_focus_area(
    *,
    actor: Actor,
    area_id: UUID,
    reason: str,
    rests_on: str = "",
    looked_at: Sequence[str] = (),
    seen: int,
    confirmed: bool = False,
) -> FocusArea:
    """Look at a focus area again and keep it: a step of its own, without touching the agreement.

    Who      those who write for a party (`may_write_in`).
    Shape    `looked_at` are codes of `AimStep.Ground`; `rests_on` names the priorities and the knowledge that were looked at.
    Refuses  no reason; one that is closed; a save on top of another's.
    Records  FocusAreaSet.
    Source   V-3-g.
    """
    area = _area_to_change(area_id, seen)
    may_write_in(actor, with_parties(area.cooperation_id)).require()
    words = guarded(reason, confirmed=confirmed, longest=LONGEST)
    if not words:
        raise Refused(_("Skriv hvorfor dere beholder satsingsområdet."))
    ground = guarded(rests_on, confirmed=confirmed, longest=LONGEST)
    _say_area(actor, area, Kind.KEPT, words, ground, looked_at)
    return area


@command
def close_focus_area(
    *,
    actor: Actor,
    area_id: UUID,
    reason: str,
    rests_on: str = "",
    looked_at: Sequence[str] = (),
    seen: int,
    confirmed: bool = False,
) -> FocusArea:
    """End a focus area, with the reason. What stood there stays readable.

    Who      those who write for a party (`may_write_in`).
    Refuses  no reason; one that has open goals, or is closed; a save on top of another's.
    Records  FocusAreaSet.
    Source   V-3-g.
    """
    area = _area_to_change(area_id, seen)
    may_write_in(actor, with_parties(area.cooperation_id)).require()
    words = guarded(reason, confirmed=confirmed, longest=LONGEST)
    if not words:
        raise Refused(_("Skriv hvorfor satsingsområdet avsluttes."))
    if area.goals.filter(closed_on=None).exists():
        raise Refused(_("Satsingsområdet har mål som ikke er avsluttet. Avslutt eller flytt dem først."))
    area.closed_on = today()
    ground = guarded(rests_on, confirmed=confirmed, longest=LONGEST)
    _say_area(actor, area, Kind.CLOSED, words, ground, looked_at)
    return area


@command
def set_goal(
    *,
    actor: Actor,
    area_id: UUID,
    name: str,
    horizon: int,
    why: str = "",
    aim: str = "",
    seen_by: str = "",
    reason: str = "",
    goal_id: UUID | None = None,
    seen: int = 0,
    confirmed: bool = False,
) -> Goal:
    """Set a goal under a focus area, or change one or move it to another area.

    Who      those who write for a party (`may_write_in`).
    Units    `horizon` is the year the parties look towards.
    Refuses  no name; a year that is past or too far; a closed area; a change without a reason, or on top of another's.
    Records  GoalSet.
    Source   V-3-h, V-forord-a.
    """
    area = FocusArea.objects.get(pk=area_id)
    may_write_in(actor, with_parties(area.cooperation_id)).require()
    goal = _goal_to_change(goal_id, seen) if goal_id else Goal(version=0, valid_from=today())
    if goal_id and goal.cooperation_id != area.cooperation_id:
        raise Goal.DoesNotExist
    if not area.is_open:
        raise Refused(_("Satsingsområdet er avsluttet. Velg et som gjelder."))
    if not today().year <= horizon <= today().year + YEARS_AHEAD:
        raise Refused(_("Velg et år fra i år og inntil tretti år fram."))
    words = guarded(reason, confirmed=confirmed, longest=LONGEST)
    if goal_id and not words:
        raise Refused(_("Skriv hvorfor dere endrer målet."))
    goal.cooperation_id, goal.focus_area, goal.horizon = area.cooperation_id, area, horizon
    goal.name = _named(name, confirmed, longest=300)
    goal.why = guarded(why, confirmed=confirmed, longest=LONGEST)
    goal.aim = aim if aim in Aim.values else ""
    goal.seen_by = guarded(seen_by, confirmed=confirmed, longest=LONGEST)
    _say_goal(actor, goal, Kind.CHANGED if goal_id else Kind.BEGUN, words)
    return goal


@command
def close_goal(*, actor: Actor, goal_id: UUID, reason: str, seen: int, confirmed: bool = False) -> Goal:
    """End a goal: reached, given up or replaced, in the parties' own words.

    Who      those who write for a party (`may_write_in`).
    Refuses  no reason; one that is closed; a save on top of another's.
    Records  GoalSet.
    Source   V-3-h.
    """
    goal = _goal_to_change(goal_id, seen)
    may_write_in(actor, with_parties(goal.cooperation_id)).require()
    words = guarded(reason, confirmed=confirmed, longest=LONGEST)
    if not words:
        raise Refused(_("Skriv hvorfor målet avsluttes: nådd, gitt opp eller avløst av et annet."))
    goal.closed_on = today()
    _say_goal(actor, goal, Kind.CLOSED, words)
    return goal


def _named(name: str, confirmed: bool, longest: int = 200) -> str:
    words = " ".join(guarded(name, confirmed=confirmed, longest=longest).split())
    if not words:
        raise Refused(_("Skriv hva det heter."))
    return words


def _area_to_change(area_id: UUID, seen: int) -> FocusArea:
    area = FocusArea.objects.select_for_update().get(pk=area_id)
    if area.version != seen:
        raise Stale(
            _("Noen endret satsingsområdet mens du skrev. Les det som står der nå, og lagre på nytt."),
            theirs=f"{area.name}\n{area.why}",
            version=area.version,
        )
    if not area.is_open:
        raise Refused(_("Satsingsområdet er avsluttet og endres ikke mer."))
    return area


def _goal_to_change(goal_id: UUID, seen: int) -> Goal:
    goal = Goal.objects.select_for_update().get(pk=goal_id)
    if goal.version != seen:
        raise Stale(
            _("Noen endret målet mens du skrev. Les det som står der nå, og lagre på nytt."),
            theirs=f"{goal.name}\n{goal.why}",
            version=goal.version,
        )
    if not goal.is_open:
        raise Refused(_("Målet er avsluttet og endres ikke mer."))
    return goal


def _say_area(
    actor: Actor,
    area: FocusArea,
    kind: str,
    reason: str,
    rests_on: str = "",
    looked_at: Sequence[str] = (),
) -> None:
    area.version += 1
    area.save()
    AimStep.objects.create(
        cooperation_id=area.cooperation_id,
        focus_area=area,
        kind=kind,
        reason=reason,
        rests_on=rests_on,
        looked_at=[code for code in AimStep.Ground.values if code in set(looked_at)],
        at=now(),
        by_id=actor.appointment,
    )
    record(FocusAreaSet(area.pk, kind, area.version), by=actor, cooperation=area.cooperation_id)


def _say_goal(actor: Actor, goal: Goal, kind: str, reason: str) -> None:
    goal.version += 1
    goal.save()
    AimStep.objects.create(
        cooperation_id=goal.cooperation_id,
        focus_area_id=goal.focus_area_id,
        goal=goal,
        kind=kind,
        reason=reason,
        at=now(),
        by_id=actor.appointment,
    )
    record(
        GoalSet(goal.pk, goal.focus_area_id, kind, goal.version), by=actor, cooperation=goal.cooperation_id
    )
